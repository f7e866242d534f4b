"""The open data: what the pages show to the public, for programs. Read only, without accounts and cookies.

resources ─ which page each address stands for        query ─ what a request may ask for
values, tables, origins ─ figures as JSON             problems ─ every refusal as RFC 9457
schemas, openapi ─ the description, made from the pages' own tables
routes ─ the addresses, with ETag and CORS
"""
