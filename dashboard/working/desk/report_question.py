"""The status report of a measure: a few sentences, and what it will cost."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dash import html

from dashboard.domain.values import StatedMoney
from dashboard.operations.entries import Answer
from dashboard.text import formats
from dashboard.text.catalog import gettext as _
from dashboard.text.parsing import Ambiguous, NotUnderstood, parse_money
from dashboard.working import fields
from dashboard.working.desk import titles, words
from dashboard.working.desk.frame import href
from dashboard.working.desk.parts import Opened, Shown, facts, form, way
from dashboard.working.fields import Filled
from dashboard.working.site import Site
from dashboard.working.waiting import Task

#: Characters of a report.
_LONGEST = 2000


class ReportQuestion:
    """How a measure stands at the end of a quarter."""

    fields = ("text", "kosten", "gemeint")

    def __init__(self, site: Site, task: Task) -> None:
        self._site, self._task = site, task
        reports = task.view.assessment.state.status_reports_of.get(task.due.subject, ())
        earlier = [one for one in reports if task.due.period is None or one.report_date < task.due.period.last]
        self._last = earlier[-1] if earlier else None

    @property
    def heading(self) -> str:
        return titles.title(self._task)

    def start(self) -> Shown:
        entry = self._task.entry
        if entry is None or entry.state == "taken_back":
            return Shown()
        said = entry.values
        cost = formats.number(said["cost_forecast"] / 100, 2) if said["cost_forecast"] is not None else ""
        return Shown(Filled({"text": said["text"] or "", "kosten": said["cost_forecast_words"] or cost}))

    def again(self, form: Mapping[str, str]) -> Shown:
        return Shown(Filled(dict(form)))

    def content(self, shown: Shown, opened: Opened) -> list[Any]:
        due, filled = self._task.due, shown.filled
        assert due.period is not None
        body = [
            fields.area("text", _("Status {when}, in two or three sentences", when=words.when(due.period)), filled,
                        longest=_LONGEST, rows=5, hint=_("This also stands in the report to the council.")),
            fields.text("kosten", [_("Expected cost") + " ", html.Span(_("(optional)"), className="light")], filled,
                        unit=_("euro"), longest=40, hint=_("What the whole measure will cost, such as 0,7 Mio. €")),
            html.Div(self._buttons(), className="buttons"),
            html.P(self._keys(), className="keys"),
        ]  # fmt: skip
        return [
            html.H2(self.heading, tabIndex=-1),
            html.P(_("What has been done, what comes next, and what stands in the way?"), className="what"),
            facts(self._facts()),
            html.Blockquote(self._last.text, className="last") if self._last and self._last.text else None,
            *form(self._site, href(self._site, self._task), body, opened),
        ]

    @property
    def _may_stay(self) -> bool:
        """Whether the last report can be submitted again: its approval makes it public, so it must be already."""
        return self._last is not None and self._last.published and bool(self._last.text)

    def _buttons(self) -> list[Any]:
        buttons = [way(_("Submit and go on"), "einreichen")]
        if self._may_stay:
            buttons.append(way(_("Checked, unchanged"), "unveraendert", "outlined", id="unveraendert"))
        return buttons

    def _keys(self) -> list[Any]:
        told: list[Any] = [html.Span(id="entwurf")]
        if self._may_stay:
            told.append(html.Span([html.Kbd(_("Ctrl")), " + ", html.Kbd(_("Enter")), " ", _("the last report again")]))
        return told

    def _facts(self) -> list[tuple[str, Any, Any] | None]:
        if self._last is None:
            return []
        cost = self._last.cost_forecast
        return [
            (_("Last report"), formats.day(self._last.report_date), None),
            (_("Expected cost so far"), formats.stated_money(cost), None) if cost else None,
        ]

    def read(self, form: Mapping[str, str]) -> Answer | Shown:
        values = {name: text.replace("\r\n", "\n") for name, text in form.items()}
        if values.get("weg") == "unveraendert":
            return self._unchanged(values)
        errors = {} if values.get("text") else {"text": _("Please write a sentence or two.")}
        if len(values.get("text", "")) > _LONGEST:
            errors["text"] = _("At most {n} characters, please.", n=_LONGEST)
        cost = None
        try:
            cost = parse_money(values.get("kosten", ""))
        except Ambiguous:
            errors["kosten"] = _(
                "“{text}” can be read in two ways. Please write it with a comma.", text=values["kosten"]
            )
        except NotUnderstood:
            errors["kosten"] = _("“{text}” is no amount that can be understood.", text=values["kosten"])
        if cost and not 0 <= cost.cents < 10**15:
            errors["kosten"] = _("Cost is not negative, and below ten trillion euro.")
        if errors:
            return Shown(Filled(values, errors))
        return self._answer(values["text"], cost)

    def _unchanged(self, values: dict[str, str]) -> Answer | Shown:
        """The last report once more, with the cost that it expected."""
        if self._last is None or not self._may_stay:
            return Shown(Filled(values, {"text": _("There is no earlier report.")}))
        return self._answer(self._last.text, self._last.cost_forecast, unchanged=True)

    def _answer(self, text: str | None, cost: StatedMoney | None, *, unchanged: bool = False) -> Answer:
        due = self._task.due
        return Answer(
            kind="report", subject=due.subject, period=due.period.text if due.period else None, text=text,
            unchanged=unchanged, cost_forecast=cost.cents if cost else None,
            cost_forecast_precision=cost.precision if cost else None, cost_forecast_words=cost.words if cost else None,
        )  # fmt: skip

    def heard(self, form: Mapping[str, str]) -> list[Any]:
        return []
