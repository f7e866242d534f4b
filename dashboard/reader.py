"""The read path: one version check, then what this worker has computed already.

A strategy's state and its assessment are kept by (strategy, data version, day, known on, audience). The key holds
the resolved day, so that midnight, when a milestone becomes overdue without a write, is a new key; and the audience,
so that nothing internal can be served to the public.
"""

from __future__ import annotations

import datetime as dt
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from threading import Lock
from typing import NamedTuple

from sqlalchemy import Engine

from dashboard.domain.assessment import Assessment, assess
from dashboard.domain.due import Due, due
from dashboard.domain.relative import Relative
from dashboard.domain.state import StrategyState, back_to
from dashboard.domain.version import Version
from dashboard.domain.weak_points import Rank
from dashboard.reporting.comparison import key_date_before
from dashboard.reporting.strategies import StrategyLine
from dashboard.reporting.weak_points import ranks
from dashboard.storage import read
from dashboard.storage.engine import asking, reading
from dashboard.storage.pause import made_to_last

#: Records kept at the most, over all states; historical states leave first.
MOST_ROWS = 300_000


class _Key(NamedTuple):
    slug: str
    version: int
    as_of: dt.date
    known_on: dt.date | None
    audience: str


class Moment(NamedTuple):
    """All that a strategy's pages depend on besides their address: which data, as of which day, for whom."""

    key: _Key
    default_stand: dt.date

    @property
    def historical(self) -> bool:
        """Whether another day is shown than the one the pages open with."""
        return self.key.as_of != self.default_stand or self.key.known_on is not None


@dataclass(frozen=True)
class View:
    """A strategy assessed as of a day, and the day its pages open with."""

    assessment: Assessment
    default_stand: dt.date
    data_version: int
    earlier: Callable[[], Assessment]  # the same strategy on the last key date before, computed when first asked for
    weak_points: Callable[[], tuple[Rank, ...]]  # the heaviest object first, computed when first asked for
    due: Callable[[], tuple[Due, ...]]  # what is asked for, the most urgent first, computed when first asked for
    relatives: tuple[Relative, ...]  # the strategies above and below it when it was read


class _Kept:
    """What is kept of one key. The earlier assessment shares its records, so it stays and goes with the later one."""

    def __init__(self, assessment: Assessment, relatives: tuple[Relative, ...], *, historical: bool) -> None:
        self.assessment, self.relatives, self.historical = assessment, relatives, historical

    @cached_property
    def weak_points(self) -> tuple[Rank, ...]:
        return ranks(self.assessment)

    @cached_property
    def due(self) -> tuple[Due, ...]:
        return due(self.assessment)

    @cached_property
    def earlier(self) -> Assessment:
        state = self.assessment.state
        with made_to_last():
            found = assess(back_to(state, key_date_before(state.as_of)))
            return replace(found, state=replace(found.state))  # without the groups it was read in: few are asked for


def _rows(state: StrategyState) -> int:
    return sum(map(len, state.tables))


class Reader:
    """Assessed strategies out of one database for one audience; safe to use from several threads."""

    def __init__(self, engine: Engine, *, today: Callable[[], dt.date], audience: str) -> None:
        self.engine, self.today, self.audience = engine, today, audience
        self._questions = asking(engine)
        self._kept: OrderedDict[_Key, _Kept] = OrderedDict()
        self._weight: dict[_Key, int] = {}
        self._openings: dict[str, tuple[int, tuple[bool, dt.date]]] = {}
        #: Lines of the list of strategies that are not stored, by short name, with their version and day.
        self.lines: dict[str, tuple[tuple[int, dt.date], StrategyLine]] = {}
        self._lock, self._one_at_a_time = Lock(), Lock()

    def slugs(self) -> tuple[str, ...]:
        """Short names of all strategies."""
        with reading(self.engine) as connection:
            return read.slugs(connection)

    def moment(self, slug: str, stand: dt.date | None = None, known_on: dt.date | None = None) -> Moment | None:
        """What there is to show, by one version check; None where there is no such strategy.

        Without `stand`, `known_on` is the day for both; without both the page opens as of today where the strategy
        is live, else as of its Datenstand. A day after the Datenstand of a strategy whose papers end is that day.
        """
        version = read.version_now(self.engine, slug)
        if version is None:
            return None
        known, opening = self._openings.get(slug, (None, None))
        if known != version or opening is None:
            with self._questions.connect() as connection:
                opening = read.opening(connection, slug)
            if opening is None:
                return None
            self._openings[slug] = version, opening
        live, data_as_of = opening
        last = self.today() if live else data_as_of
        as_of = min(stand or known_on or last, last)
        return Moment(_Key(slug, version, as_of, known_on, self.audience), last)

    def view(self, slug: str, stand: dt.date | None = None, known_on: dt.date | None = None) -> View | None:
        """The strategy of that moment; None where there is no such strategy.

        Raises NotFound where it was not known yet on that day.
        """
        moment = self.moment(slug, stand, known_on)
        return self.view_at(moment) if moment else None

    def view_at(self, moment: Moment) -> View:
        """The strategy of a moment, or of a later version where it was written since. Raises NotFound."""
        kept = self._recall(moment.key)
        if kept is None:
            with self._one_at_a_time:  # who asks for the same meanwhile finds it; others share the processor anyway
                kept = self._recall(moment.key) or self._read(moment)
        return View(
            kept.assessment, moment.default_stand, moment.key.version, lambda: kept.earlier, lambda: kept.weak_points,
            lambda: kept.due, kept.relatives,
        )  # fmt: skip

    def history(self, slug: str, code: str, known_on: dt.date | None) -> tuple[Version, ...]:
        """Every version of what is known of a measure, oldest first."""
        with reading(self.engine) as connection:
            return read.measure_history(connection, slug, code, known_on=known_on, audience=self.audience)

    @made_to_last()
    def _read(self, moment: Moment) -> _Kept:
        slug, _version, as_of, known_on, audience = moment.key
        self._forget_before(slug, moment.key.version)  # first, so that old and new never fill the memory together
        with reading(self.engine) as connection:
            version = read.version(connection, slug)
            if self._kept:
                self._make_room(read.size(connection, slug))
            state = read.strategy_state(connection, slug, as_of, known_on, audience)
            relatives = read.relatives(connection, slug, state.strategy.parent)
        kept = _Kept(assess(state), relatives, historical=moment.historical)
        self._keep(moment.key._replace(version=version or 0), kept)
        return kept

    def _recall(self, key: _Key) -> _Kept | None:
        with self._lock:
            if key not in self._kept:
                return None
            self._kept.move_to_end(key)
            return self._kept[key]

    def _keep(self, key: _Key, found: _Kept) -> None:
        with self._lock:
            self._kept[key] = found
            self._weight[key] = _rows(found.assessment.state)

    def _make_room(self, coming: int) -> None:
        """Before so many rows are read, so that what goes and what comes never fill the memory together."""
        with self._lock:
            while self._kept and sum(self._weight.values()) + coming > MOST_ROWS:
                past = (key for key, kept in self._kept.items() if kept.historical)
                self._forget(next(past, next(iter(self._kept))))

    def _forget_before(self, slug: str, version: int) -> None:
        """Nobody asks for older versions again."""
        with self._lock:
            for old in [key for key in self._kept if key.slug == slug and key.version < version]:
                self._forget(old)

    def _forget(self, key: _Key) -> None:
        self._kept.pop(key, None)
        self._weight.pop(key, None)


#: Gives the reader whose view this request may see of a strategy; of "", of the list of all.
ViewOf = Callable[[str], Reader]
