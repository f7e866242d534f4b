"""Indicator values of the invented town: when they were known, what was provisional, corrected, late or missing."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from random import Random
from typing import Any

from dashboard.domain.values import Period
from dashboard.exchange.demo.days import after
from dashboard.exchange.demo.indicators import first_known, indicators
from dashboard.exchange.demo.rows import Row, Rows
from dashboard.exchange.demo.series import series
from dashboard.exchange.demo.town import VALUES

_LEADS = {
    "1": "Leitung der AG Verwaltung",
    "2": "Leitung der AG Mobilität",
    "3": "Leitung der AG Bildung",
    "4": "Leitung der AG Klima",
    "5": "Leitung der AG Wirtschaft",
}


def add_values(rows: Rows, dice: Random) -> None:
    """All values with their history."""
    for code, entry in indicators():
        book = _Values(rows, code, entry, dice)
        for period, value in series(entry, dice):
            book.value(period, value)
        book.without_value()


class _Values:
    """The values of one indicator."""

    def __init__(self, rows: Rows, code: str, entry: dict[str, Any], dice: Random) -> None:
        self._rows, self._code, self._entry, self._dice = rows, code, entry, dice
        self._first = first_known(entry)
        field = entry.get("on", "")[:1]
        self._roles = {
            "submitted_by": f"Patenrolle Maßnahme {entry['on']}" if field in _LEADS else "Statistikstelle",
            "approved_by": _LEADS.get(field, "Koordinierungsstelle Smarte Stadt"),
        }

    def _told(self, name: str, period: str) -> Any:
        """What the entry says of this period under that name."""
        return self._entry.get(name, {}).get(period)

    def _known(self, period: Period) -> dt.date:
        """Late in the time allowed, but no earlier than the indicator and the end of its period."""
        late = self._told("late", period.text)
        lag = self._entry.get("lag", 0)
        usual = after(period.last + dt.timedelta(days=2), self._dice.randint(lag // 2, lag))
        return max(self._first, late or usual, min(period.last, self._rows.last_day))

    def _row(self, period: Period) -> Row:
        broken = self._entry.get("series_break")
        version = 2 if broken and period.last >= broken["valid_from"] else 1
        base_year = self._told("base_year", str(period.year))
        return {
            "source": VALUES,
            "section": f"Indikator {self._code}",
            "indicator": self._code,
            "period": period.text,
            "definition": version,
            "base_year": base_year,
            "note": self._told("notes", period.text),
        }

    def value(self, text: str, value: Decimal) -> None:
        """One value: submitted first where the town approves by hand, later corrected where the story says so."""
        period = Period.parse(text)
        quality = "estimated" if period.year in self._entry.get("estimated", ()) else "measured"
        given = self._row(period) | self._roles | {"value": value, "quality": quality, "state": "published"}
        if text in self._entry.get("withdrawn", ()):
            self._withdrawn(period, given)
        elif self._told("provisional", text):
            self._provisional(period, given)
        elif self._told("corrected", text):
            self._corrected(period, given)
        else:
            self._approved(period, given)

    def _approved(self, period: Period, given: Row) -> Row:
        """Values by year and half-year were submitted some days before they were approved."""
        day = self._known(period)
        if self._entry["periodicity"] not in ("year", "halfyear") or day >= self._rows.last_day or day == self._first:
            return self._rows.add("indicator_value", day, **given)
        before = given | {"state": "submitted", "approved_by": None}
        row = self._rows.add("indicator_value", day, **before)
        return self._rows.revise("indicator_value", row, after(day, self._dice.randint(8, 24)), **given)

    def _provisional(self, period: Period, given: Row) -> None:
        """A provisional value; where it has become final since, a second version."""
        value, day = self._told("provisional", period.text)
        early = given | {"value": Decimal(value), "quality": "provisional"}
        if not day:
            note = "Vorläufiger Jahreswert, Stand der Zählung im Dezember"
            self._rows.add("indicator_value", period.last, **early | {"note": early["note"] or note})
            return
        row = self._rows.add("indicator_value", day, **early | {"note": "Vorläufig"})
        final = after(day, 100 + self._dice.randint(0, 30))
        self._rows.revise("indicator_value", row, final, **given | {"note": "Endgültig"})

    def _corrected(self, period: Period, given: Row) -> None:
        wrong, day, note = self._told("corrected", period.text)
        row = self._approved(period, given | {"value": Decimal(wrong)})
        self._rows.revise("indicator_value", row, day, **given | {"note": note})

    def _withdrawn(self, period: Period, given: Row) -> None:
        row = self._approved(period, given)
        self._rows.revise(
            "indicator_value",
            row,
            after(row["known_on"], 40),
            state="withdrawn",
            note="Zurückgezogen: Abrufe von Suchmaschinen mitgezählt",
        )

    def without_value(self) -> None:
        """Periods with a reason instead of a value, and values that must not count yet."""
        for text, reason in self._entry.get("missing", {}).items():
            period = Period.parse(text)
            row = self._row(period) | {"missing_reason": reason, "note": self._entry.get("missing_note")}
            self._rows.add("indicator_value", self._known(period), **row | self._roles, state="published")
        for state in ("draft", "submitted"):
            for text, value in self._entry.get(state, {}).items():
                row = self._row(Period.parse(text)) | self._roles | {"approved_by": None}
                self._rows.add(
                    "indicator_value", self._rows.last_day, **row, value=Decimal(value), quality="measured", state=state
                )
