"""Response headers: a strict content policy without any `unsafe-*`, and what else keeps a page to itself."""

from __future__ import annotations

import secrets

import dash
from flask import Flask, Response, g, request

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
    @server.after_request
    def add_headers(response: Response) -> Response:
        response.headers.update(_HEADERS)
        # Dash adds inline scripts when callbacks are set up, so their hashes are asked for with each page.
        hashes = " ".join(f"'{value}'" if not value.startswith("'") else value for value in app.csp_hashes())
        response.headers["Content-Security-Policy"] = _POLICY.format(hashes=hashes, nonce=getattr(g, "nonce", "-"))
        if "Cache-Control" not in response.headers and not request.path.endswith(".css"):
            response.headers["Cache-Control"] = "no-store"
        response.headers.pop("Server", None)
        return response
