"""A strategy package as one Excel workbook: a sheet a table, read as carefully as a folder and written as exactly.

file ──container──► openpyxl ──sheets──► columns of text (as from a CSV file) ──► the reader of packages
"""
