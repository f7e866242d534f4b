"""The garbage collector, paused while many thousand records are made."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_paused() -> Iterator[None]:
    """No collection in the block: it would walk all the new records again and again, a third of a read's time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@contextmanager
def made_to_last() -> Iterator[None]:
    """The same for what is kept until something newer takes its place: no later collection walks it either.

    What is made in the block holds no circles, and those from before are collected first: they would stay for good.
    """
    gc.collect()  # of what was not made to last, so that it takes milliseconds
    with collector_paused():
        yield
        gc.freeze()
