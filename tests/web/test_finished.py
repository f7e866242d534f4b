"""Answers that were finished before: the same bytes as made anew, and never those of another question."""

from __future__ import annotations

import datetime as dt
import gzip
import json
import re
import sqlite3
from pathlib import Path

import brotli
import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.test import TestResponse

from dashboard.app import create_app
from dashboard.pages.address import Address, Params
from dashboard.reader import Moment, Reader, _Key
from dashboard.storage.engine import create_engine
from dashboard.web.compressing import Beginning
from dashboard.web.finished import Finished, Key
from tests.site import SLUGS, TODAY, Site, page_paths, settings

LIVE = "musterstadt-2030"
PATHS = [path for path in page_paths() if path != "/"]


def step(client: FlaskClient, path: str, search: str = "", encoding: str = "") -> TestResponse:
    body = {
        "output": "page.data",
        "outputs": {"id": "page", "property": "data"},
        "inputs": [{"id": "asked", "property": "value", "value": path + search}],
        "changedPropIds": ["asked.value"],
    }
    return client.post("/_dash-update-component", json=body, headers={"Accept-Encoding": encoding})


def plain(response: TestResponse) -> bytes:
    """The body as it was before it was compressed."""
    unpack = {"br": brotli.decompress, "gzip": gzip.decompress}.get(response.headers.get("Content-Encoding", ""), bytes)
    return unpack(response.data)


@pytest.fixture(scope="module")
def kept(site: Site) -> FlaskClient:
    return site.public.server.test_client()


@pytest.fixture(scope="module")
def anew(site: Site) -> FlaskClient:
    """The public view as Dash itself answers: without the short way to finished answers."""
    server = create_app(settings(host="0.0.0.0"), site.engine).server
    before = server.before_request_funcs[None]
    before[:] = [function for function in before if function.__module__ != "dashboard.web.steps"]
    return server.test_client()


@pytest.mark.parametrize("path", PATHS)
def test_a_finished_answer_has_the_bytes_that_dash_would_make(kept: FlaskClient, anew: FlaskClient, path: str) -> None:
    for search in ("", "?stand=2025-06-30", "?handlungsfeld=1", "?handlungsfeld=nichts", "?stand=gestern"):
        made = step(anew, path, search)
        assert step(kept, path, search).data == made.data
        assert step(kept, path, search).data == made.data
        assert made.mimetype == step(kept, path, search).mimetype
        assert plain(step(kept, path, search, "gzip, br")) == made.data
        assert plain(step(kept, path, search, "gzip")) == made.data


def moments(engine: sa.Engine, today: dt.date) -> set[Moment | None]:
    return {Reader(engine, today=lambda: today, audience=audience).moment(LIVE) for audience in ("public", "internal")}


def test_midnight_and_another_audience_are_another_moment(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dashboard.storage.read.opening", lambda *_asked: (True, TODAY))  # a live strategy
    today, tomorrow = moments(site.engine, TODAY), moments(site.engine, TODAY + dt.timedelta(days=1))
    assert len(today | tomorrow) == 4


def test_a_write_is_another_moment(site: Site, tmp_path: Path) -> None:
    with sqlite3.connect(str(site.engine.url.database)) as source, sqlite3.connect(tmp_path / "copy.db") as copy:
        source.backup(copy)
    engine = create_engine(f"sqlite:///{tmp_path / 'copy.db'}")
    before = moments(engine, TODAY)
    with engine.begin() as connection:
        connection.execute(sa.text("UPDATE strategy_root SET data_version = data_version + 1"))
    assert not before & moments(engine, TODAY)
    engine.dispose()


def test_the_public_never_gets_what_was_finished_for_the_internal_view(site: Site) -> None:
    internal, public = site.internal.server.test_client(), site.public.server.test_client()
    for slug in SLUGS:
        shown = step(internal, f"/{slug}").text, internal.get(f"/{slug}").text
        for other in (step(public, f"/{slug}").text, public.get(f"/{slug}").text):
            assert "Interne Ansicht" not in other
            assert other not in shown


DAYS = st.dates(dt.date(2025, 1, 1), dt.date(2025, 1, 3))
KEYS = st.builds(
    Key,
    moment=st.builds(
        Moment,
        st.builds(_Key, st.sampled_from("ab"), st.integers(1, 3), DAYS, st.none() | DAYS, st.sampled_from(("x", "y"))),
        DAYS,
    ),
    address=st.builds(
        Address, st.sampled_from("ab"), st.sampled_from(("", "p")), st.builds(Params, jahr=st.none() | st.just(1))
    ),
    language=st.sampled_from(("de", "en")),
    form=st.sampled_from((("step", ""), ("step", "br"), ("first", "/a", "?x"), ("first", "/a", "?y"))),
)


@given(st.lists(KEYS, max_size=60))
def test_nobody_gets_the_answer_to_another_question_and_the_bound_holds(keys: list[Key]) -> None:
    # Caught when tried: the language left out of the key; old versions that stay; a bound that counts answers twice.
    finished = Finished(most_bytes=10 * 2_000)
    for key in keys:
        assert finished.recall(key) in (None, repr(key))
        assert finished.keep(key, repr(key), 500) == repr(key)
        assert finished.recall(key) == repr(key)
        kept = [other for other in keys if finished.recall(other)]
        assert len(set(kept)) <= 10
        slug, version = key.moment.key[:2]
        assert all(k.moment.key.version >= version for k in kept if k.moment.key.slug == slug)


def test_answers_of_past_days_leave_first() -> None:
    day, before = dt.date(2025, 1, 2), dt.date(2025, 1, 1)
    finished = Finished(most_bytes=3 * 2_000)

    def key(as_of: dt.date, path: str) -> Key:
        return Key(Moment(_Key("a", 1, as_of, None, "public"), day), Address("a", path), "de", ("step", ""))

    for one in (key(day, "1"), key(before, "2"), key(day, "3"), key(day, "4")):
        finished.keep(one, "kept", 500)
    assert finished.recall(key(before, "2")) is None
    assert finished.recall(key(day, "1")) == "kept"


def test_an_address_that_cannot_be_shown_stays_one(kept: FlaskClient) -> None:
    for _time in range(2):
        assert kept.get(f"/{LIVE}/fortschritt?handlungsfeld=nichts").status_code == 400
        assert kept.get("/gibt-es-nicht").status_code == 404
        assert "gibt-es-nicht" in step(kept, "/gibt-es-nicht").text
        assert kept.get(f"/{LIVE}/fortschritt").status_code == 200


def test_each_first_response_has_its_own_nonce_and_else_the_same_bytes(kept: FlaskClient) -> None:
    plain, again = kept.get(f"/{LIVE}"), kept.get(f"/{LIVE}", headers={"Accept-Encoding": "gzip"})
    pages = plain.text, gzip.decompress(again.data).decode()
    nonces = [re.search(r'nonce="([^"]+)"', page)[1] for page in pages]
    assert nonces[0] != nonces[1]
    for response, nonce in zip((plain, again), nonces, strict=True):
        assert f"'nonce-{nonce}'" in response.headers["Content-Security-Policy"]
    assert pages[0].replace(nonces[0], nonces[1]) == pages[1]


def test_a_public_page_that_the_browser_has_is_not_sent_again(site: Site, kept: FlaskClient) -> None:
    first = kept.get(f"/{LIVE}")
    second = kept.get(f"/{LIVE}", headers={"If-None-Match": first.headers["ETag"]})
    assert (second.status_code, second.data) == (304, b"")
    # A new policy with a new nonce would shut out the styles of the copy that the browser has.
    assert "Content-Security-Policy" not in second.headers
    other = kept.get(f"/{LIVE}?stand=2025-06-30", headers={"If-None-Match": first.headers["ETag"]})
    assert other.status_code == 200
    internal = site.internal.server.test_client().get(f"/{LIVE}")
    assert internal.headers["Cache-Control"] == "no-store"
    assert "ETag" not in internal.headers


@given(st.binary(max_size=5_000), st.binary(max_size=200))
def test_a_beginning_compressed_once_fits_every_end(beginning: bytes, end: bytes) -> None:
    made = Beginning.of(beginning)
    assert gzip.decompress(made.gzip_with(end)) == beginning + end
    assert made.plain_with(end) == beginning + end


def test_steps_are_json_in_the_encoding_that_was_asked_for(kept: FlaskClient) -> None:
    for encoding, named in (("br", "br"), ("gzip, br", "br"), ("gzip", "gzip"), ("", None)):
        response = step(kept, f"/{LIVE}", encoding=encoding)
        assert response.headers.get("Content-Encoding") == named
        assert response.headers["Cache-Control"] == "no-store"
    assert json.loads(step(kept, f"/{LIVE}").data)["multi"] is True
