"""Circles in what follows what, lies in what, or was merged into what (X41, X45)."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import TypeVar

Node = TypeVar("Node", bound=Hashable)


def circles(edges: Mapping[Node, Iterable[Node]]) -> Iterator[tuple[Node, ...]]:
    """Each circle once, as its nodes in order, beginning with the one found first; `edges` lead on from a node."""
    done: set[Node] = set()
    for start in edges:
        path: list[Node] = []
        waiting = [iter((start,))]
        while waiting:
            node = next(waiting[-1], None)
            if node is None:
                waiting.pop()
                if path:
                    done.add(path.pop())
            elif node in path:
                yield tuple(path[path.index(node) :])
            elif node not in done:
                path.append(node)
                waiting.append(iter(edges.get(node, ())))
