"""Health: the one address that may say 503."""

from __future__ import annotations

from flask import Flask, Response, jsonify
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from dashboard.storage.migrate import is_current


def install(server: Flask, engine: Engine, base: str) -> None:
    @server.get(f"{base}health")
    def health() -> Response:
        try:
            current = is_current(engine)
        except SQLAlchemyError:
            return _answer("unreachable", 503)
        return _answer("ok", 200) if current else _answer("old schema", 503)

    def _answer(word: str, status: int) -> Response:
        response = jsonify(database=word, status="ok" if status == 200 else "unavailable")
        response.status_code = status
        return response
