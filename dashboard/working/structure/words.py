"""Which tables are edited in the browser, and by which word of an address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.text.catalog import LazyText
from dashboard.text.catalog import lazy_gettext as _l


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of row: its table, its word in addresses, what it and a new one are called."""

    table: str
    word: str
    title: LazyText
    new: LazyText
    listed: bool = False


KINDS = (
    Kind("measure", "massnahme", _l("Measure"), _l("New measure")),
    Kind("milestone", "meilenstein", _l("Milestone"), _l("New milestone")),
    Kind("indicator", "indikator", _l("Indicator"), _l("New indicator")),
    Kind("definition", "definition", _l("Definition"), _l("New version of the definition")),
    Kind("target", "zielpfad", _l("Target path"), _l("New version of the target path")),
    Kind("interim_target", "zwischenziel", _l("Interim target"), _l("New interim target")),
    Kind("assignment", "patenschaft", _l("Assignment"), _l("New assignment")),
    Kind("body", "gremium", _l("Body"), _l("New body"), listed=True),
    Kind("paper", "vorlage", _l("Paper"), _l("New paper"), listed=True),
    Kind("consultation", "beratung", _l("Consultation"), _l("New consultation"), listed=True),
    Kind("goal", "ziel", _l("Goal"), _l("New goal"), listed=True),
    Kind("field", "handlungsfeld", _l("Field of action"), _l("New field of action"), listed=True),
    Kind("phase", "phase", _l("Phase"), _l("New phase"), listed=True),
)
KIND_OF_WORD: Mapping[str, Kind] = {kind.word: kind for kind in KINDS}
KIND_OF_TABLE: Mapping[str, Kind] = {kind.table: kind for kind in KINDS}

#: Fields of a form that are asked together; what is rarely filled is folded away under its name. What is not named here
#: comes first.
GROUPS: Mapping[str, tuple[tuple[LazyText, tuple[str, ...]], ...]] = {
    "measure": (
        (_l("Time"), ("phase", "corridor_from", "corridor_to")),
        (
            _l("Climate, participation, space"),
            ("climate", "climate_alternatives", "participation", "participation_documented", "space"),
        ),
        (_l("IT component"), ("it_component", "it_interfaces", "it_standard", "it_licence", "it_source_url")),
    ),
    "indicator": (
        (_l("Meaning"), ("what", "why", "aim")),
        (_l("Where the values come from"), ("data_source", "licence", "responsible")),
    ),
}
