"""Component files and assets, compressed once and cached right.

Dash's own compression works anew at each request and answers without brotli; so this keeps the compressed
bodies of the two public prefixes. Fingerprinted addresses may be kept for a year, the others ask with an ETag.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from flask import Flask, Response, g, request

from dashboard.web.compressing import accepted, compressed

_FINGERPRINT = re.compile(r"\.v[\w-]+m\d+\.|[?&]m=\d")
#: Once for the life of the process, beside the start (`warming`): 6 % smaller than 9, in two seconds instead of a third.
_QUALITY = 10
_COMPRESSIBLE = re.compile(r"text/|javascript|json|svg")
#: Bytes kept at the most; what comes later is served as it lies on the disk.
_MOST_BYTES = 64_000_000


@dataclass(frozen=True, slots=True)
class _File:
    body: bytes
    encoding: str
    mimetype: str
    etag: str


def _response(found: _File, full_path: str) -> Response:
    response = Response(found.body, mimetype=found.mimetype)
    if found.encoding:
        response.headers["Content-Encoding"] = found.encoding
    response.headers["Vary"] = "Accept-Encoding"
    response.set_etag(found.etag)
    fixed = _FINGERPRINT.search(full_path)
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable" if fixed else "no-cache"
    response.make_conditional(request)
    return response


def install(server: Flask, prefixes: tuple[str, ...]) -> None:
    """Serve what lies below these prefixes from memory once it was asked for.

    A file is one body whatever stands behind its `?`, so that nobody fills the memory with copies of it.
    """
    files: dict[tuple[str, str], _File] = {}

    @server.before_request
    def from_memory() -> Response | None:
        if request.method != "GET" or not request.path.startswith(prefixes):
            return None
        found = files.get((request.path, accepted()))
        g.from_memory = found is not None
        return _response(found, request.full_path) if found else None

    @server.after_request
    def into_memory(response: Response) -> Response:
        plain_get = request.method == "GET" and "Range" not in request.headers and response.status_code == 200
        if not plain_get or not request.path.startswith(prefixes) or "Content-Encoding" in response.headers:
            return response
        # A copy of the values: another thread may keep a file of its own meanwhile.
        if g.get("from_memory") or sum(len(kept.body) for kept in tuple(files.values())) > _MOST_BYTES:
            return response
        response.direct_passthrough = False
        encoding = accepted() if _COMPRESSIBLE.search(response.mimetype or "") else ""
        body = compressed(response.get_data(), encoding, quality=_QUALITY)
        found = _File(body, encoding, response.mimetype or "", hashlib.sha256(body).hexdigest()[:32])
        files[request.path, accepted()] = found
        return _response(found, request.full_path)
