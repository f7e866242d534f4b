"""X35: whoever reads all that is public learns of a count below five that it is there, and not how many it counts."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from dashboard import rollups
from dashboard.app import create_app
from dashboard.domain.assessment import assess
from dashboard.domain.state import AUDIENCES
from dashboard.pages import PAGES
from dashboard.storage.engine import create_engine
from dashboard.storage.migrate import upgrade
from tests.site import settings
from tests.storage.packages import SLUG, START, TODAY, Package, row, state, store, town

STAND = dt.date(2024, 12, 31)
LINK = re.compile(rf'href="(/{SLUG}[^"#]*)')
#: What each response draws anew.
ONCE = re.compile(r'nonce="[^"]+"|"end_id":"[^"]+"')
COUNTED = "2024-01"


def counting(count: int, *, cumulative: bool) -> Package:
    """The town whose desk counted so few persons in January, on a way from 0 to 100."""
    asked = town().changed("indicator", {"code": "desk-n"}, title="Personen", cumulative=cumulative)
    said = {"value": Decimal(count), "value_words": f"rund {count}", "note": f"es waren {count}"}
    path = {"baseline_year": 2023, "baseline_value": Decimal(0), "target_year": 2025, "target_value": Decimal(100)}
    return (
        asked.changed("indicator_value", {"indicator": "desk-n", "period": COUNTED}, **said)
        .with_rows("definition", row("definition", indicator="desk-n", version=1, valid_from=START))
        .with_rows("target", row("target", indicator="desk-n", version=1, valid_from=START, **path))
    )


def filled(path: Path, package: Package) -> sa.Engine:
    engine = create_engine(f"sqlite:///{path}")
    upgrade(engine)
    store(engine, package)
    rollups.store(engine, SLUG, TODAY)
    return engine


@pytest.mark.parametrize("cumulative", [False, True])
@pytest.mark.parametrize("stand", [STAND, dt.date(2024, 1, 31), dt.date(2024, 2, 29)])
def test_the_public_state_is_the_same_for_one_person_and_for_four(fresh, cumulative: bool, stand: dt.date) -> None:
    """All that is public is computed of this state, so none of it can tell the two apart."""
    states = []
    for count in (1, 4):
        engine = fresh(True)
        store(engine, counting(count, cumulative=cumulative))
        states.append((state(engine, stand, audience="public"), state(engine, stand)))
    (public_of_one, internal_of_one), (public_of_four, internal_of_four) = states
    assert public_of_one == public_of_four
    assert internal_of_one != internal_of_four


def test_a_count_that_is_not_shown_is_there_for_both_audiences(fresh) -> None:
    engine = fresh(True)
    store(engine, counting(3, cumulative=False).changed("indicator_value", {"state": "approved"}, state="published"))
    public, internal = (assess(state(engine, STAND, audience=who)).indicators["desk-n"] for who in AUDIENCES)
    assert (public.due, public.approved) == (internal.due, internal.approved) == (11, 3)
    assert public.missing == internal.missing
    assert [period.text for period in public.protected] == [COUNTED]
    assert internal.protected == ()


def every_answer(client: FlaskClient) -> dict[str, str]:
    """All pages of the strategy, the list, and all that they link to within it: tables, files, explanations."""
    waiting = ["/", *(f"/{SLUG}/{page.path}".rstrip("/") + f"?stand={STAND}" for page in PAGES)]
    found: dict[str, str] = {}
    while waiting and len(found) < 200:
        path = waiting.pop(0)
        if path not in found:
            found[path] = ONCE.sub("", client.get(path).text)
            if path.count("/") <= 2:
                waiting += LINK.findall(found[path].replace("\\u0026", "&").replace("&amp;", "&"))
    return found


@pytest.mark.parametrize("cumulative", [False, True])
def test_no_public_page_or_file_tells_one_person_from_four(tmp_path: Path, cumulative: bool) -> None:
    public, internal = [], []
    for count in (1, 4):
        engine = filled(tmp_path / f"{count}.db", counting(count, cumulative=cumulative))
        public.append(every_answer(create_app(settings(host="0.0.0.0"), engine).server.test_client()))
        internal.append(
            create_app(settings(), engine).server.test_client().get(f"/{SLUG}/monitoring?stand={STAND}").text
        )
    assert len(public[0]) > 20
    assert any("csv" in path for path in public[0])
    assert public[0] == public[1]
    assert "es waren" not in "".join(public[0].values())
    assert ONCE.sub("", internal[0]) != ONCE.sub("", internal[1])
