"""A process that edits a strategy until it is killed and tells each edit once it is acknowledged."""

from __future__ import annotations

import sys

from dashboard.storage.engine import create_engine
from tests.storage.packages import SLUG
from tests.storage.test_engine import rename

if __name__ == "__main__":
    engine = create_engine(sys.argv[1])
    for number in range(100_000):
        rename(engine, SLUG, f"{sys.argv[2]}-{number}")
        print(f"{sys.argv[2]}-{number}", flush=True)
