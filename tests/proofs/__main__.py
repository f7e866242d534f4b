"""Run the proofs and print their figures: `make proofs`, or `python -m tests.proofs --only writers kills`."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from tests.proofs.backups import while_writing
from tests.proofs.databases import databases
from tests.proofs.kills import killed
from tests.proofs.tabs import two_tabs
from tests.proofs.town import Fresh, Proof
from tests.proofs.writers import many_writers

PROOFS: Mapping[str, Callable[[Fresh, Path], Proof]] = {
    "writers": lambda fresh, _folder: many_writers(fresh(True), processes=5, people=10, each=20),
    "kills": lambda fresh, _folder: killed(fresh(True), times=20, writes=1000),
    "backups": lambda fresh, folder: while_writing(fresh, folder, times=20, people=10),
    "tabs": lambda fresh, _folder: two_tabs(fresh(True), times=100),
}
_OPTIONS = argparse.ArgumentParser(prog="make proofs", description="Shows what is guaranteed.")
_OPTIONS.add_argument("--only", nargs="+", choices=PROOFS, default=list(PROOFS))
_OPTIONS.add_argument("--on", nargs="+", choices=("sqlite", "postgresql"), default=["sqlite", "postgresql"])


def _run(only: list[str], kinds: list[str]) -> Iterator[Proof]:
    for name in only:
        for kind in kinds:
            with tempfile.TemporaryDirectory() as folder, databases(kind, Path(folder)) as fresh:
                yield PROOFS[name](fresh, Path(folder))


def main() -> int:
    given = _OPTIONS.parse_args()
    print("| promise | tried | figures | |\n|---|---|---|---|", flush=True)
    failed = 0
    for proof in _run(given.only, given.on):
        failed += not proof.holds
        print(
            f"| {proof.promise} | {proof.tried} | {proof.figures} | {'holds' if proof.holds else 'BROKEN'} |",
            flush=True,
        )
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
