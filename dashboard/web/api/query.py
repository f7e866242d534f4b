"""What a request for open data may ask for: the parameters of the pages, and those of the representation.

A page leaves unknown parameters alone; a program that misspells a filter would take the whole for a part, so here
they are refused.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode

from dashboard.errors import BadParameter
from dashboard.pages.address import CODE, Params, parse_params
from dashboard.reporting.measures import SORTINGS
from dashboard.reporting.status import STATUSES
from dashboard.text.catalog import gettext as _

_DAY = {
    "type": "string",
    "format": "date",
    "pattern": r"^(199\d|20\d\d|2100)-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$",
}
_CODE = {"type": "string", "pattern": f"^{CODE.pattern}$"}


@dataclass(frozen=True, slots=True)
class Parameter:
    """One name in the query, with the JSON schema of its value."""

    name: str
    schema: Mapping[str, Any]
    description: str
    example: str | None = None


FORMAT = Parameter(
    "format",
    {"type": "string", "enum": ["json", "csv", "html"], "default": "json"},
    "JSON; or the tables as the pages give them: one CSV file (UTF-8, money in euro with two decimals, shares with ten"
    " decimals; the first line says whose figures these are), or plain HTML.",
    "json",
)
TABLE = Parameter(
    "table",
    {"type": "string", "pattern": r"^[a-z0-9-]{1,60}$"},
    "Only the table of this name. Without it JSON and HTML hold all tables, CSV the first.",
)
SOURCES = Parameter(
    "sources",
    {"type": "string", "enum": ["short", "full", "none"], "default": "short"},
    "What each row says about the source of its figures: formula, explaining page and documents (short), also words,"
    " inputs and the rows behind each figure (full), or nothing (none).",
    "short",
)
_STAND = Parameter("stand", _DAY, "The day shown. Without it the day the strategy's page opens with.", "2025-12-31")
_KNOWN = Parameter(
    "bekannt",
    _DAY,
    "Only what was known on that day; without stand, the day shown as well.",
    "2025-12-31",
)
_YEAR = Parameter(
    "jahr", {"type": "integer", "minimum": 1900, "maximum": 2099}, "The reporting or budget year shown.", "2025"
)
_FIELD = Parameter("handlungsfeld", _CODE, "Only the field of action of this code.", "1")
_GROUP = Parameter("gruppe", _CODE, "Only measures this body is responsible for.", "bauen")
_STATUS = Parameter("status", {"type": "string", "enum": [s.slug for s in STATUSES]}, "Only this light.", "kritisch")
_SEARCH = Parameter(
    "suche", {"type": "string", "maxLength": 100, "pattern": r"\S"}, "Only measures with these words.", "Rad"
)
_ORDER = Parameter(
    "sortierung",
    {"type": "string", "enum": [f"{sign}{name}" for name in SORTINGS for sign in ("", "-")]},
    "The order of the list of measures; with - the other way round.",
    "titel",
)
_DAYS = (_STAND, _KNOWN)
#: Parameters of the pages, all of them understood by every resource below a strategy.
OF_PAGES = (*_DAYS, _YEAR, _FIELD, _GROUP, _STATUS, _SEARCH, _ORDER)
OF_A_STRATEGY = (*OF_PAGES, FORMAT, TABLE, SOURCES)
OF_THE_LIST = (FORMAT,)


@dataclass(frozen=True, slots=True)
class Query:
    """What a request asks for, checked."""

    params: Params
    format: str = "json"
    table: str | None = None
    sources: str = "short"

    def without_effect(self, heeds: Sequence[str]) -> list[str]:
        """The parameters that choose nothing among the figures of a resource, which heeds these ones and the days."""
        others = (one.name for one in OF_PAGES if one not in _DAYS and one.name not in heeds)
        return [name for name in others if getattr(self.params, name) is not None]

    def text(self, **changes: str | None) -> str:
        """The query of the same data in another form, in a fixed order, with its `?`."""
        own = {"format": self.format, "table": self.table, "sources": self.sources} | changes
        defaults = {"format": "json", "sources": "short"}
        pairs = [(name, value) for name, value in own.items() if value and value != defaults.get(name)]
        whole = "&".join(filter(None, (self.params.query(), urlencode(pairs))))
        return f"?{whole}" if whole else ""


def read(query: str, known: Sequence[Parameter]) -> Query:
    """The query string of a request. Raises BadParameter with a sentence for what cannot be meant."""
    params = parse_params(query)
    found: dict[str, str] = {}
    for name, text in parse_qsl(query, keep_blank_values=True):
        parameter = next((one for one in known if one.name == name), None)
        _check(name, text, parameter, known, twice=name in found)
        found[name] = text
    own = {p.name: found[p.name] for p in (FORMAT, TABLE, SOURCES) if p.name in found}
    return Query(params, **own)


def _check(name: str, text: str, parameter: Parameter | None, known: Sequence[Parameter], *, twice: bool) -> None:
    if not known:
        raise BadParameter(name[:40], _("This address takes no parameters."))
    if parameter is None:
        names = ", ".join(one.name for one in known)
        raise BadParameter(
            name[:40], _("There is no parameter “{name}” here. Possible are: {known}.", name=name[:40], known=names)
        )
    if twice:
        raise BadParameter(name, _("“{name}” stands in the address twice.", name=name))
    if not text.strip():
        raise BadParameter(name, _("“{name}” has no value.", name=name))
    choices = parameter.schema.get("enum", ())
    if choices and text not in choices:
        known_values = ", ".join(choices)
        raise BadParameter(
            name,
            _("{name} cannot be “{text}”. Possible are: {known}.", name=name, text=text[:40], known=known_values),
        )
