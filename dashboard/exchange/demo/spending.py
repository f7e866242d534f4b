"""Payments and commitments of the invented town: staff by quarter, orders and their invoices along the milestones."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from random import Random
from typing import Any, NamedTuple

from dashboard.exchange.demo.content import content
from dashboard.exchange.demo.days import after, next_month, quarter_ends, workday
from dashboard.exchange.demo.milestones import steps
from dashboard.exchange.demo.plan import NOT_ELIGIBLE, planned_total, plans
from dashboard.exchange.demo.rows import Row, Rows, on
from dashboard.exchange.demo.shares import cents, split
from dashboard.exchange.demo.town import finance_source

#: No invoice is posted later than this before the year is closed.
_LAST_POSTING = dt.date(2025, 12, 19)


class Job(NamedTuple):
    """What an order was for, and when it was done; `finished` is false while its milestone is open."""

    title: str
    day: dt.date
    weight: int
    finished: bool = True


class Invoice(NamedTuple):
    """One payment to be, in cents."""

    day: dt.date
    amount: int
    kind: str
    text: str


def add_spending(rows: Rows, slug: str, dice: Random) -> None:
    """All postings; afterwards what was paid by a measure is exactly what its story says."""
    for measure, entry in plans():
        book = _Book(rows, slug, measure, entry, dice)
        book.staff()
        book.orders()
        book.open_order()
        book.rest()


def paid_total(entry: dict[str, Any]) -> int:
    """Cents paid up to the last day."""
    return cents(entry["paid"]) if "paid" in entry else round(planned_total(entry, "F3") * entry["ratio"])


def export_day(day: dt.date) -> dt.date:
    """The postings of a month become known together, in the first days of the next one."""
    return workday(next_month(day, 8))


class _Book:
    """The postings of one measure, or of the strategy itself."""

    def __init__(self, rows: Rows, slug: str, measure: str | None, entry: dict[str, Any], dice: Random) -> None:
        self._rows, self._entry, self._dice = rows, entry, dice
        self._measure = measure
        self._origin: Row = on("measure", measure) if measure else on("strategy", slug)
        self._ineligible = cents(entry.get("ineligible", 0))
        self._number = 0
        self._total = paid_total(entry) - self._ineligible
        shares = content("money")["profiles"][entry["profile"]]
        self._staff = self._total * shares["staff"] // 100
        self._kinds = [kind for kind in ("services", "investment") if shares[kind]]
        self._material = 0 if self._ineligible else (self._total - self._staff) * shares["material"] // 100
        self._first, self._last = _span(measure, entry)

    def _post(self, day: dt.date, kind: str, amount: int, **more: Any) -> None:
        self._number += 1
        name = self._measure or "S"
        # Only the payments of the smaller grant name it; the others are covered by one grant anyway.
        grant = "LAND" if more.get("eligible") and self._entry.get("grant") == "LAND" else None
        self._rows.add(
            "posting",
            export_day(day),
            source=finance_source(day.year),
            section=f"Buchungen {day:%m/%Y}",
            code=f"Z-{name}-{self._number:03d}",
            date=day,
            kind=kind,
            amount=amount,
            grant=grant,
            **({"eligible": False} | more | self._origin),
        )

    def _pay(self, invoice: Invoice, order: str | None = None, **more: Any) -> None:
        eligible = bool(self._entry.get("grant")) and invoice.kind != NOT_ELIGIBLE
        if order:
            self._post(invoice.day, "commitment_release", invoice.amount, cost_kind=invoice.kind, text=order)
        self._post(
            invoice.day,
            "actual",
            invoice.amount,
            cost_kind=invoice.kind,
            text=invoice.text,
            **({"eligible": eligible} | more),
        )

    def staff(self) -> None:
        """Own staff, charged at the end of each quarter."""
        ends = [end for end in quarter_ends(self._first, self._last) if end <= _LAST_POSTING]
        ends.append(_LAST_POSTING if self._last >= _LAST_POSTING else self._last)
        parts = split(self._staff, [self._dice.randint(88, 112) for _ in ends])
        for end, part in zip(ends, parts, strict=True):
            quarter = f"{(end.month + 2) // 3}. Quartal {end.year}"
            self._pay(Invoice(workday(end), part, "staff", f"Umlage Personalkosten {quarter}"))

    def orders(self) -> None:
        """One order for each milestone reached: placed before it, paid in parts around and after it."""
        done = self._done()
        parts = split(self._total - self._staff - self._material, [job.weight for job in done])
        refund = cents(self._entry.get("refund", 0))
        for number, (job, part) in enumerate(zip(done, parts, strict=True)):
            if part:
                last_day = self._order(job, part)
                if refund and number == len(done) // 2:
                    self._overpaid(last_day, job.title, refund)

    def _done(self) -> list[Job]:
        """What was paid for; of the next milestone the part that was paid ahead."""
        group = steps().get(self._measure, ())
        if self._measure is None:
            title = "Evaluation und Öffentlichkeitsarbeit"
            return [Job(f"{title} {year}", dt.date(year, 11, 15), 1) for year in (2023, 2024, 2025)]
        reached = [step for step in group if step.actual and step.actual <= self._last]
        done = [Job(step.title, step.actual, step.weight * 100) for step in reached if step.actual]
        ahead = round(self._entry.get("ahead", 0) * sum(job.weight for job in done))
        still = next((step for step in group if not step.closed_on and step.plan), None)
        if ahead and still:
            done.append(Job(still.title, dt.date(2025, 10, 15), ahead, finished=False))
        return done

    def _order(self, job: Job, amount: int) -> dt.date:
        """One order and its invoices; the day of the last one."""
        kind = self._dice.choice(self._kinds)
        placed = max(workday(self._first), after(job.day, -self._dice.randint(60, 120)))
        order = f"Auftrag: {job.title}"
        self._post(placed, "commitment", amount, cost_kind=kind, text=order)
        late = self._dice.randint(8, 25)
        around = (-self._dice.randint(10, 40), late, late + self._dice.randint(25, 60))
        days = [workday(max(placed, min(_LAST_POSTING, self._last, after(job.day, days)))) for days in around]
        parts = split(amount, [self._dice.randint(20, 40) for _ in days])
        for number, (date, part) in enumerate(zip(days, parts, strict=True), 1):
            last = job.finished and number == len(days)
            word = "Schlussrechnung" if last else f"{number}. Abschlagsrechnung"
            self._pay(Invoice(date, part, kind, f"{word}: {job.title}"), order)
        return days[-1]

    def _overpaid(self, day: dt.date, title: str, amount: int) -> None:
        """An invoice that charged too much, and the refund."""
        kind = self._kinds[0]
        self._pay(Invoice(day, amount, kind, f"Nachberechnung: {title}"))
        self._post(
            min(_LAST_POSTING, after(day, 24)),
            "actual",
            -amount,
            eligible=bool(self._entry.get("grant")),
            cost_kind=kind,
            reason="Nachberechnung war doppelt, Betrag erstattet",
            text=f"Gutschrift: {title}",
        )

    def open_order(self) -> None:
        """What is ordered for the next milestone and not yet paid."""
        amount = round(planned_total(self._entry, "F3") * self._entry["open"])
        if not amount:
            return
        still = [step for step in steps().get(self._measure, ()) if not step.closed_on and step.plan]
        title = still[0].title if still and self._measure else "Halbzeitbilanz der Strategie"
        for part, day in zip(split(amount, (60, 40)), (dt.date(2025, 8, 20), dt.date(2025, 11, 12)), strict=True):
            placed = after(day, self._dice.randint(0, 20))
            self._post(placed, "commitment", part, cost_kind=self._kinds[0], text=f"Auftrag: {title}")

    def rest(self) -> None:
        """Small purchases, what no grant pays, and what others contribute."""
        if self._material:
            days = [end - dt.timedelta(days=self._dice.randint(12, 50)) for end in self._quarters()]
            for day, part in zip(days, split(self._material, [self._dice.randint(8, 14) for _ in days]), strict=True):
                self._pay(Invoice(workday(max(day, self._first)), part, "material", "Material und Veranstaltungen"))
        if self._ineligible:
            self._pay(
                Invoice(dt.date(2025, 10, 9), self._ineligible, "material", "Bewirtung der Versammlung im Quartier")
            )
        if self._entry.get("third"):
            self._post(
                dt.date(2025, 4, 15),
                "third_party_income",
                cents(self._entry["third"]) * 3 // 4,
                text=f"Zuwendung {self._entry['third_from']}",
            )

    def _quarters(self) -> list[dt.date]:
        return list(quarter_ends(self._first, self._last))[1::2] or [self._last]


def _span(measure: str | None, entry: dict[str, Any]) -> tuple[dt.date, dt.date]:
    """From the start of the work to its end, or to the last posting."""
    if measure is None:
        return dt.date(2023, 1, 16), _LAST_POSTING
    statuses = content("measures")[measure]["status"]
    first = next(day for day, status, *_ in statuses if status in ("planning", "running"))
    ended = next((day for day, status, *_ in statuses if status in ("completed", "merged")), None)
    last = entry.get("ends") or (ended and ended + dt.timedelta(days=75)) or _LAST_POSTING
    return max(first, dt.date(2023, 1, 16)), min(last, _LAST_POSTING)


def add_mistake(rows: Rows) -> None:
    """A payment that was posted to the wrong measure and taken back three weeks later."""
    row = rows.add(
        "posting",
        dt.date(2024, 5, 7),
        source=finance_source(2024),
        section="Buchungen 04/2024",
        code="Z-2.2-IRRTUM",
        **on("measure", "2.2"),
        date=dt.date(2024, 4, 18),
        kind="actual",
        amount=cents(8640),
        eligible=True,
        cost_kind="services",
        text="Gutachten Baugrund, Maßnahme verwechselt",
    )
    row["known_until"] = dt.date(2024, 5, 28)


def eligible_payments(rows: Rows, measures: set[str], grant: str) -> Iterator[tuple[dt.date, int]]:
    """Day and cents of what the grant pays a share of."""
    for row in rows.table("posting"):
        covered = row["grant"] == grant or (row["object_kind"] == "measure" and row["object"] in measures)
        if covered and row["kind"] == "actual" and row["eligible"] and row["known_until"] is None:
            yield row["date"], row["amount"]
