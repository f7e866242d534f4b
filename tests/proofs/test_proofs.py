"""Small sizes of the proofs, on both databases."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa

from tests.conftest import Fresh
from tests.proofs.backups import while_writing
from tests.proofs.kills import killed
from tests.proofs.tabs import two_tabs
from tests.proofs.writers import many_writers


def test_what_many_people_submit_at_once_is_stored_and_recorded(engine: sa.Engine) -> None:
    proof = many_writers(engine, processes=2, people=4, each=5)
    assert proof.holds, proof.figures


def test_no_acknowledged_entry_is_lost_when_the_program_is_killed(engine: sa.Engine) -> None:
    proof = killed(engine, times=2, writes=60)
    assert proof.holds, proof.figures


def test_each_backup_beside_writers_is_complete(fresh: Fresh, tmp_path: Path) -> None:
    proof = while_writing(fresh, tmp_path, times=2, people=3)
    assert proof.holds, proof.figures


def test_the_second_of_two_people_on_one_form_is_told(engine: sa.Engine) -> None:
    proof = two_tabs(engine, times=4)
    assert proof.holds, proof.figures
