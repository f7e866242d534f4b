"""What an address asks for: which page of which strategy, with which parameters.

A link in a council paper opens what its author saw, so everything a page depends on stands in its address.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from urllib.parse import parse_qsl, urlencode

from dashboard.errors import BadParameter
from dashboard.reporting.status import STATUS_BY_SLUG, STATUSES
from dashboard.text.catalog import gettext as _

SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
_CODE = re.compile(r"[\w.\-]{1,40}")
_LONGEST_QUERY = 2000


@dataclass(frozen=True, slots=True)
class Params:
    """The parameters that every page understands and every link carries on."""

    stand: dt.date | None = None
    bekannt: dt.date | None = None
    jahr: int | None = None
    handlungsfeld: str | None = None
    gruppe: str | None = None
    status: str | None = None

    def query(self) -> str:
        """The query string, without `?`, in a fixed order."""
        pairs = [(f.name, getattr(self, f.name)) for f in fields(self)]
        return urlencode([(name, value) for name, value in pairs if value is not None])


@dataclass(frozen=True, slots=True)
class Address:
    """A page of a strategy: `path` is its last part ("" the overview), `slug` "" the list of all strategies."""

    slug: str = ""
    path: str = ""
    params: Params = Params()
    base: str = "/"

    def href(self, path: str | None = None, slug: str | None = None, **changes) -> str:
        """The address of a page with these parameters changed; parameters that only fit one strategy stay there."""
        params = replace(self.params, **changes)
        slug = self.slug if slug is None else slug
        if slug != self.slug:
            params = Params()
        place = "/".join(part for part in (slug, self.path if path is None else path) if part)
        query = params.query()
        return f"{self.base}{place}" + (f"?{query}" if query else "")


def _day(name: str, text: str) -> dt.date:
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or len(text) != 10 or not 1990 <= day.year <= 2100:
        raise BadParameter(
            name,
            _(
                "“{text}” is no day. Write {name} as year-month-day, for instance {name}=2025-12-31.",
                text=text[:40],
                name=name,
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
    if not _CODE.fullmatch(text):
        raise BadParameter(name, _("“{text}” is no code. {name} takes a code such as F1.", text=text[:40], name=name))
    return text


def _status(text: str) -> str:
    if text not in STATUS_BY_SLUG:
        known = ", ".join(status.slug for status in STATUSES)
        raise BadParameter(
            "status", _("There is no status “{text}”. Possible are: {known}.", text=text[:40], known=known)
        )
    return text


_PARSERS = {
    "stand": lambda text: _day("stand", text),
    "bekannt": lambda text: _day("bekannt", text),
    "jahr": _year,
    "handlungsfeld": lambda text: _code("handlungsfeld", text),
    "gruppe": lambda text: _code("gruppe", text),
    "status": _status,
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


def split_path(path: str, base: str) -> tuple[str, str] | None:
    """Slug and page part of a path below `base`; None where the path cannot be a page of ours."""
    if not path.startswith(base):
        return None if path != base.rstrip("/") else ("", "")
    parts = path[len(base) :].removesuffix("/").split("/") if path != base else []
    if not parts:
        return "", ""
    if len(parts) > 2 or not SLUG.fullmatch(parts[0]):
        return None
    return parts[0], parts[1] if len(parts) == 2 else ""


def parse(path: str, query: str, base: str, known: Mapping[str, object]) -> Address | None:
    """The address, or None where no page can be there. `known` holds the page parts that exist."""
    place = split_path(path, base)
    if place is None or (place[1] and place[1] not in known):
        return None
    return Address(slug=place[0], path=place[1], params=parse_params(query), base=base)
