"""Components as HTML: what a browser shows at once, before and without any script.

A page is some thousand plain elements and a few charts. As HTML the browser builds them by itself; as components each
one would be walked, wrapped and watched by scripts, at every step. Every text and every attribute is escaped here.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from dash.development.base_component import Component
from markupsafe import Markup, escape
from plotly.utils import PlotlyJSONEncoder

#: The class of tables and lists behind their words.
BEHIND = "as-table"
#: Rows of a table that a step brings as elements, as many as a window shows; more follow after the paint (`g_shown.js`).
ROWS_AT_ONCE = 6

_NAMES = {"className": "class", "htmlFor": "for"}
#: What only components know.
_NO_ATTRIBUTES = frozenset({"children", "options", "key", "n_clicks", "disable_n_clicks"})
_VOID = frozenset({"br", "col", "hr", "img", "input", "wbr"})


class _Text(list[str]):
    """What is written so far; `folded`: what stands behind closed words as text that the page script unfolds."""

    def __init__(self, *, folded: bool) -> None:
        super().__init__()
        self.folded = folded


def _attribute(name: str, value: Any) -> str:
    """` name="value"`; nothing where it is not set. Flags are there or not, `aria-…` and `data-…` say true or false."""
    if isinstance(value, bool):
        if name.startswith(("aria-", "data-")):
            value = "true" if value else "false"
        else:
            return f' {name.lower()}=""' if value else ""
    return "" if value is None else f' {_NAMES.get(name) or name.lower()}="{escape(value)}"'


def _attributes(props: Mapping[str, Any]) -> str:
    """In the order of their names, so that all workers write the same bytes."""
    return "".join(_attribute(name, value) for name, value in sorted(props.items()) if name not in _NO_ATTRIBUTES)


def _set(found: Component) -> dict[str, Any]:
    """What is set of a component, by the name of its property."""
    known = found._prop_names
    return {n: value for n, value in vars(found).items() if n in known or n.startswith(("aria-", "data-"))}


def _element(found: Component, text: _Text) -> None:
    tag, props = found._type.lower(), _set(found)
    text.append(f"<{tag}{_attributes(props)}>")
    if tag not in _VOID:
        _parts(props.get("children"), text)
        text.append(f"</{tag}>")


def _details(found: Component, text: _Text) -> None:
    """What nobody sees while it is closed costs the browser as much as what it shows, unless it is text to it."""
    props = _set(found)
    if not text.folded or props.get("open") or props.get("className") != BEHIND:
        _element(found, text)
        return
    words, *content = props["children"]
    text.append(f"<details{_attributes(props)}>")
    _parts(words, text)
    _fold(content, text)
    text.append("</details>")


def _body(found: Component, text: _Text) -> None:
    """Rows of a table that no window shows at once are text until those before them are painted."""
    rows = found.children
    if not text.folded or not isinstance(rows, list) or len(rows) <= ROWS_AT_ONCE:
        _element(found, text)
        return
    text.append(f"<tbody{_attributes(_set(found))}>")
    _parts(rows[:ROWS_AT_ONCE], text)
    _fold(rows[ROWS_AT_ONCE:], text)
    text.append("</tbody>")


def _fold(found: Any, text: _Text) -> None:
    """Write this as text; nothing in it is folded once more, and it holds no chart, whose data would end it."""
    text.append('<script type="text/html">')
    text.append(markup(found))
    text.append("</script>")


def _graph(found: Component, text: _Text) -> None:
    """A place with the height of its chart, which the page script draws from the data in it."""
    props = _set(found)
    figure = props["figure"]
    chart = {"data": figure["data"], "layout": figure["layout"], "config": props["config"]}
    data = json.dumps(chart, cls=PlotlyJSONEncoder, separators=(",", ":"), ensure_ascii=False)
    place = _attributes({"id": props["id"], "className": "graph", "data-height": figure["layout"]["height"]})
    # Within a script only `<` can end it or open a comment, and in JSON it only stands within texts.
    data = data.replace("<", "\\u003c")
    text.append(f'<div{place}><script type="application/json">{data}</script></div>')


def _classes(props: Mapping[str, Any], own: str) -> str:
    return f"{own} {props.get('className', '')}".strip()


def _field(found: Component, text: _Text) -> None:
    props = _set(found)
    text.append(f"<input{_attributes(props | {'className': _classes(props, 'form-control')})}>")


def _select(found: Component, text: _Text) -> None:
    """A choice; a browser must not put back what was chosen before the page was loaded anew."""
    props = _set(found)
    place = {"id": props["id"], "className": _classes(props, "form-select"), "autocomplete": "off"}
    text.append(f"<select{_attributes(place)}>")
    for option in props["options"]:
        own = {"value": option["value"], "selected": option["value"] == props["value"]}
        text.append(f"<option{_attributes(own)}>{escape(option['label'])}</option>")
    text.append("</select>")


_WRITERS: dict[tuple[str, str], Callable[[Component, _Text], None]] = {
    ("dash_html_components", "Details"): _details,
    ("dash_html_components", "Tbody"): _body,
    ("dash_core_components", "Graph"): _graph,
    ("dash_bootstrap_components", "Input"): _field,
    ("dash_bootstrap_components", "Select"): _select,
}


def _parts(found: Any, text: _Text) -> None:
    if isinstance(found, Component):
        _WRITERS.get((found._namespace, found._type), _element)(found, text)
    elif isinstance(found, (list, tuple)):
        for part in found:
            _parts(part, text)
    elif found is not None and not isinstance(found, bool):
        text.append(str(escape(found)))


def markup(found: Any, *, folded: bool = False) -> Markup:
    """The HTML of a component, a text, or a list of such; `folded` for a browser that has the page script already."""
    text = _Text(folded=folded)
    _parts(found, text)
    return Markup("".join(text))


def element(tag: str, content: Any = None, **attributes: Any) -> Markup:
    """One element that components have no class for, or not with these attributes.

    `class_` and `for_` stand for the reserved words, `_` in a name for `-`; None and False are left out.
    """
    told = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
    begin = Markup(f"<{tag}{_attributes(told)}>")
    return begin if tag in _VOID else begin + markup(content) + Markup(f"</{tag}>")
