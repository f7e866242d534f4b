"""Response headers: a strict content policy without any `unsafe-*`, and what else keeps a page to itself."""

from __future__ import annotations

import secrets
from functools import cache
from http import HTTPStatus

import dash
from flask import Flask, Response, g, request

from dashboard.web.dash_internals import script_hashes

_POLICY = (
    "default-src 'none'; connect-src 'self'; font-src 'self'; img-src 'self' data: blob:; "
    "script-src 'self' {hashes}; style-src-elem 'self' 'nonce-{nonce}'; style-src-attr 'none'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def nonce() -> str:
    """One nonce a request; the boot script hands it to the style elements that components make."""
    if "nonce" not in g:
        g.nonce = secrets.token_urlsafe(16)
    return g.nonce


def install(server: Flask, app: dash.Dash) -> None:
    @cache
    def policy() -> str:
        return _POLICY.format(hashes=script_hashes(app), nonce="{nonce}")

    @server.after_request
    def add_headers(response: Response) -> Response:
        if response.status_code == HTTPStatus.NOT_MODIFIED:
            return response  # what the browser has came with its headers, its policy and its nonce
        response.headers.extend(_HEADERS)
        response.headers["Content-Security-Policy"] = policy().format(nonce=g.get("nonce", "-"))
        if "Cache-Control" not in response.headers and not request.path.endswith(".css"):
            response.headers["Cache-Control"] = "no-store"
        response.headers.pop("Server", None)
        return response
