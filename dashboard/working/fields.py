"""Parts of forms: a labelled field with its hint and its error, choices, buttons. Each stands for one form field."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from dash import html
from markupsafe import Markup

from dashboard.components.markup import element, markup
from dashboard.components.pieces import aria
from dashboard.text.catalog import gettext as _


@dataclass(frozen=True)
class Filled:
    """What a form is shown with: values by field name, and what is wrong with some of them."""

    values: dict[str, str] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)

    def value(self, name: str) -> str:
        return self.values.get(name, "")


EMPTY = Filled()


def _described(name: str, filled: Filled, hint: Any) -> dict[str, Any]:
    """The attributes that tie a field to its hint and its error."""
    parts = [f"{name}-error"] if name in filled.errors else []
    parts += [f"{name}-hint"] if hint is not None else []
    described = aria(describedby=" ".join(parts)) if parts else {}
    return described | (aria(invalid="true") if name in filled.errors else {})


def _surrounded(name: str, label: Any, control: Markup, filled: Filled, hint: Any, unit: str | None) -> html.Div:
    parts: list[Any] = [html.Label(label, htmlFor=name)]
    parts.append(html.Div([control, html.Span(unit, className="unit")], className="with-unit") if unit else control)
    parts.append(html.P(filled.errors.get(name), id=f"{name}-error", className="error", role="alert")
                 if name in filled.errors else None)  # fmt: skip
    parts.append(html.P(hint, id=f"{name}-hint", className="hint") if hint is not None else None)
    return html.Div([part for part in parts if part is not None], className="field")


def text(
    name: str, label: Any, filled: Filled = EMPTY, *, hint: Any = None, unit: str | None = None, kind: str = "text",
    required: bool = False, longest: int = 200, css: str | None = None, **more: Any,
) -> html.Div:  # fmt: skip
    """One line of text; `kind` is the type of the input, `more` further attributes of it."""
    control = element(
        "input", type=kind, id=name, name=name, value=None if kind == "password" else filled.value(name),
        required=required, maxlength=longest, class_=css, **_described(name, filled, hint), **more,
    )  # fmt: skip
    return _surrounded(name, label, control, filled, hint, unit)


def area(
    name: str, label: Any, filled: Filled = EMPTY, *, hint: Any = None, longest: int = 500, rows: int = 3, **more: Any
) -> html.Div:
    """Several lines of text; `more` are further attributes."""
    control = element(
        "textarea", Markup("\n{}").format(filled.value(name)), id=name, name=name, rows=rows, maxlength=longest,
        **_described(name, filled, hint), **more,
    )  # fmt: skip
    return _surrounded(name, label, control, filled, hint, None)


def select(
    name: str, label: Any, options: Iterable[tuple[str, Any]], filled: Filled = EMPTY, *, hint: Any = None
) -> html.Div:
    """One of several, as a list that opens."""
    chosen = filled.value(name)
    listed = Markup("").join(
        element("option", str(words), value=value, selected=value == chosen) for value, words in options
    )
    control = element("select", listed, id=name, name=name, **_described(name, filled, hint))
    return _surrounded(name, label, control, filled, hint, None)


def radios(name: str, legend: Any, options: Sequence[tuple[Any, ...]], filled: Filled = EMPTY) -> html.Fieldset:
    """One of several, all in view. A third part of an option is what stands below it."""
    rows = []
    for value, words, *below in options:
        control = element("input", type="radio", name=name, id=f"{name}-{value}", value=value,
                          checked=filled.value(name) == value)  # fmt: skip
        rows.append(html.Div([control, html.Label(words, htmlFor=f"{name}-{value}")], className="choice"))
        rows += [html.Div(part, className="below") for part in below]
    error = html.P(filled.errors[name], className="error", role="alert") if name in filled.errors else None
    return html.Fieldset([html.Legend(legend), *rows, error], className="field")


def tick(name: str, label: Any, filled: Filled = EMPTY, *, value: str = "1") -> html.Div:
    """One that may be ticked."""
    control = element("input", type="checkbox", id=f"{name}-{value}", name=name, value=value,
                      checked=filled.value(name) == value)  # fmt: skip
    return html.Div([control, html.Label(label, htmlFor=f"{name}-{value}")], className="choice")


def hidden(**values: Any) -> list[Markup]:
    """Fields that carry what the form was opened with; None is left out."""
    return [
        element("input", type="hidden", name=name, value=value) for name, value in values.items() if value is not None
    ]


def button(words: Any, *, name: str | None = None, value: str | None = None, look: str = "filled", key: str | None = None,
           **more: Any) -> Markup:  # fmt: skip
    """A button that sends its form; `look` is filled (one on a page), outlined or link; `key` the key that presses it."""
    content = [words, html.Kbd(key)] if key else words
    return element("button", markup(content), type="submit", name=name, value=value, class_=f"button {look}", **more)


def form(children: Any, action: str, *, name: str | None = None, files: bool = False, **more: Any) -> Markup:
    """A form that writes; its fields are read by `site.sent`."""
    kind = "multipart/form-data" if files else None
    return element("form", children, action=action, method="post", id=name, enctype=kind, **more)


def problem(title: str, text_: Any, *more: Any) -> html.Div:
    """What went wrong with the whole form, told at its head."""
    return html.Div([html.B(title), html.P(text_), *more], className="told wrong", role="alert")


def notice(title: str, text_: Any = None, *more: Any, look: str = "fine") -> html.Div:
    """How something went, or in which state it is; `look` is fine, busy, watch or locked."""
    body = [html.B(title), html.P(text_) if text_ is not None else None, *more]
    return html.Div([part for part in body if part is not None], className=f"told {look}", role="status")


def back(href: str, words: Any = None) -> html.P:
    """The way back, above the heading."""
    return html.P(html.A(["← ", words or _("Back")], href=href), className="back")


def card(content: Any) -> Markup:
    """What is worked on now: the one white card of a page."""
    return element("div", content, class_="card")
