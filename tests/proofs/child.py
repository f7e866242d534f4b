"""A process with several people at work: each submits entries, and each entry is told once it is acknowledged.

Arguments: address of the database, first account, how many people, first entry, how many entries each.
"""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Lock

from dashboard.storage.engine import create_engine
from tests.proofs.town import actors, write


def main(url: str, first: int, people: int, number: int, each: int) -> None:
    engine = create_engine(url)
    working, printing = actors(engine)[first : first + people], Lock()

    def work(place: int) -> None:
        for one in range(number + place * each, number + (place + 1) * each):
            code = write(engine, working[place], one)
            with printing:
                print(code, flush=True)

    with ThreadPoolExecutor(people) as pool:
        list(pool.map(work, range(people)))


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:]))
