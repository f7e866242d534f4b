"""Bodies made smaller: what the browser takes, and pages whose end is new with each request."""

from __future__ import annotations

import gzip
import struct
import zlib
from dataclasses import dataclass

import brotli
from flask import request

#: A gzip stream without name and time, "unknown" as system.
_HEADER = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"
_RAW = -zlib.MAX_WBITS


def accepted() -> str:
    """The best encoding that the browser of this request takes: br, gzip or "" (as it is)."""
    named = request.headers.get("Accept-Encoding", "")
    return "br" if "br" in named else "gzip" if "gzip" in named else ""


def compressed(body: bytes, encoding: str, *, quality: int) -> bytes:
    """The body in one of the accepted encodings; `quality` from 1 (quick) to 11 (small)."""
    if encoding == "br":
        return brotli.compress(body, quality=quality)
    return gzip.compress(body, min(quality, 9), mtime=0) if encoding == "gzip" else body


@dataclass(frozen=True, slots=True)
class Beginning:
    """The long beginning of a document, compressed once; its short end differs from request to request."""

    deflated: bytes
    checksum: int
    length: int

    @classmethod
    def of(cls, text: bytes) -> Beginning:
        deflate = zlib.compressobj(9, zlib.DEFLATED, _RAW)
        # A full flush ends on a byte, and what follows may be compressed on its own (RFC 1951, 3.2.4; RFC 1952, 2.3).
        return cls(deflate.compress(text) + deflate.flush(zlib.Z_FULL_FLUSH), zlib.crc32(text), len(text))

    def gzip_with(self, end: bytes) -> bytes:
        """The whole document as gzip."""
        deflate = zlib.compressobj(9, zlib.DEFLATED, _RAW)
        whole = zlib.crc32(end, self.checksum), (self.length + len(end)) & 0xFFFFFFFF
        return _HEADER + self.deflated + deflate.compress(end) + deflate.flush() + struct.pack("<LL", *whole)

    def plain_with(self, end: bytes) -> bytes:
        """The whole document as it is."""
        return zlib.decompressobj(_RAW).decompress(self.deflated) + end
