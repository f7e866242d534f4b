"""What an address asks for: which page of which strategy, with which parameters.

A link in a council paper opens what its author saw, so everything a page depends on stands in its address.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from urllib.parse import parse_qsl, quote, urlencode

from dashboard.errors import BadParameter
from dashboard.reporting.measures import SORTINGS
from dashboard.reporting.status import STATUS_BY_SLUG, STATUSES
from dashboard.text.catalog import gettext as _

#: The page that lists the measures; below it stands the page of each.
MEASURES = "massnahmen"
SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
CODE = re.compile(r"[\w.\-]{1,40}")
_LONGEST_QUERY = 2000
#: The days that can be asked for.
_FIRST_DAY, _LAST_DAY = dt.date(1990, 1, 1), dt.date(2100, 12, 31)
_LONGEST_SEARCH = 100


@dataclass(frozen=True, slots=True)
class Params:
    """The parameters that every page understands and every link carries on."""

    stand: dt.date | None = None
    bekannt: dt.date | None = None
    jahr: int | None = None
    handlungsfeld: str | None = None
    gruppe: str | None = None
    status: str | None = None
    suche: str | None = None
    sortierung: str | None = None
    seite: int | None = None

    def query(self) -> str:
        """The query string, without `?`, in a fixed order."""
        pairs = [(f.name, getattr(self, f.name)) for f in fields(self)]
        return urlencode([(name, value) for name, value in pairs if value is not None])


#: Parameters of a list, which no other page understands: what is looked for, its order, which part is shown.
_OF_A_LIST = dict.fromkeys(("suche", "sortierung", "seite"))


@dataclass(frozen=True, slots=True)
class Address:
    """A page of a strategy: `path` names the page ("" the overview), `item` one thing of its list ("" the list itself).

    `slug` "" is the list of all strategies.
    """

    slug: str = ""
    path: str = ""
    params: Params = Params()
    base: str = "/"
    item: str = ""

    @property
    def place(self) -> str:
        """Page and item, as they stand behind the strategy."""
        return "/".join(part for part in (self.path, self.item) if part)

    def href(self, path: str | None = None, slug: str | None = None, **changes) -> str:
        """The address of a page with these parameters changed; parameters that only fit one strategy stay there.

        `path` is what stands behind the strategy: a page, or a page with what belongs to it.
        """
        params = replace(self.params, **changes)
        slug = self.slug if slug is None else slug
        if slug != self.slug:
            # From the list of all strategies one goes on with the day that was asked for there.
            params = Params() if self.slug else Params(stand=params.stand, bekannt=params.bekannt)
        elif path is not None and path.split("/")[0] != self.path:
            params = replace(params, **_OF_A_LIST | changes)
        place = "/".join(part for part in (slug, self.place if path is None else path) if part)
        query = params.query()
        return f"{self.base}{quote(place)}" + (f"?{query}" if query else "")

    def measure(self, code: str) -> str:
        """The address of the page of a measure."""
        return self.href(path=f"{MEASURES}/{code}", **_OF_A_LIST)


def _day(name: str, text: str) -> dt.date:
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or len(text) != 10:
        raise BadParameter(
            name,
            _(
                "“{text}” is no day. Write {name} as year-month-day, for instance {name}=2025-12-31.",
                text=text[:40],
                name=name,
            ),
        )
    if not _FIRST_DAY <= day <= _LAST_DAY:
        raise BadParameter(
            name,
            _(
                "{day} lies beyond the days that can be shown. {name} takes a day from {first} to {last}.",
                day=text,
                name=name,
                first=_FIRST_DAY,
                last=_LAST_DAY,
            ),
        )
    return day


def _year(text: str) -> int:
    if not re.fullmatch(r"(19|20)\d\d", text):
        raise BadParameter(
            "jahr",
            _("“{text}” is no reporting year. Write it with four digits, for instance jahr=2025.", text=text[:40]),
        )
    return int(text)


def _code(name: str, text: str) -> str:
    if not CODE.fullmatch(text):
        raise BadParameter(name, _("“{text}” is no code. {name} takes a code such as F1.", text=text[:40], name=name))
    return text


def _status(text: str) -> str:
    if text not in STATUS_BY_SLUG:
        known = ", ".join(status.slug for status in STATUSES)
        raise BadParameter(
            "status", _("There is no status “{text}”. Possible are: {known}.", text=text[:40], known=known)
        )
    return text


def _search(text: str) -> str | None:
    if len(text) > _LONGEST_SEARCH:
        raise BadParameter("suche", _("What is looked for has at most {n} characters.", n=_LONGEST_SEARCH))
    return " ".join(text.split()) or None


def _sorting(text: str) -> str:
    if text.removeprefix("-") not in SORTINGS:
        known = ", ".join(SORTINGS)
        raise BadParameter(
            "sortierung", _("There is no order “{text}”. Possible are: {known}.", text=text[:40], known=known)
        )
    return text


def _number(name: str, text: str) -> int:
    if not re.fullmatch(r"[1-9]\d{0,3}", text):
        raise BadParameter(name, _("“{text}” is no page of a list. {name} takes 1, 2, 3 …", text=text[:40], name=name))
    return int(text)


_PARSERS = {
    "stand": lambda text: _day("stand", text),
    "bekannt": lambda text: _day("bekannt", text),
    "jahr": _year,
    "handlungsfeld": lambda text: _code("handlungsfeld", text),
    "gruppe": lambda text: _code("gruppe", text),
    "status": _status,
    "suche": _search,
    "sortierung": _sorting,
    "seite": lambda text: _number("seite", text),
}


def parse_params(query: str) -> Params:
    """The parameters of a query string (with or without `?`); unknown names are ignored, empty values unset.

    Raises BadParameter with a sentence for a value that cannot be.
    """
    if len(query) > _LONGEST_QUERY:
        raise BadParameter("", _("The address is too long."))
    found: dict[str, object] = {}
    for name, text in parse_qsl(query.removeprefix("?"), keep_blank_values=True):
        if name in _PARSERS and text:
            if name in found:
                raise BadParameter(name, _("“{name}” stands in the address twice.", name=name))
            found[name] = _PARSERS[name](text)
    return Params(**found)  # type: ignore[arg-type]


def split_path(path: str, base: str) -> tuple[str, str, str] | None:
    """Slug, page and item of a path below `base`; None where the path cannot be a page of ours."""
    if not path.startswith(base):
        return None if path != base.rstrip("/") else ("", "", "")
    parts = path[len(base) :].removesuffix("/").split("/") if path != base else []
    if not parts:
        return "", "", ""
    if len(parts) > 3 or "" in parts or not SLUG.fullmatch(parts[0]) or not all(map(CODE.fullmatch, parts[2:])):
        return None
    slug, page, item = (*parts, "", "")[:3]
    return slug, page, item


def parse(path: str, query: str, base: str, known: Mapping[str, object]) -> Address | None:
    """The address, or None where no page can be there. `known` holds the page parts that exist."""
    parts = split_path(path, base)
    if parts is None:
        return None
    slug, page, item = parts
    if page and page not in known:
        return None
    return Address(slug, page, parse_params(query), base, item)
