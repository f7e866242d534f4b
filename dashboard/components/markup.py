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

Write = Callable[[str], None]

_NAMES = {"className": "class", "htmlFor": "for"}
#: What only components know.
_NO_ATTRIBUTES = frozenset({"children", "key", "n_clicks", "disable_n_clicks"})
_VOID = frozenset({"img", "br", "hr", "input"})


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


def _element(found: Component, write: Write) -> None:
    tag, props = found._type.lower(), _set(found)
    write(f"<{tag}{_attributes(props)}>")
    if tag not in _VOID:
        _parts(props.get("children"), write)
        write(f"</{tag}>")


def _graph(found: Component, write: Write) -> None:
    """A place with the height of its chart, which the page script draws from the data in it."""
    props = _set(found)
    figure = props["figure"]
    chart = {"data": figure["data"], "layout": figure["layout"], "config": props["config"]}
    text = json.dumps(chart, cls=PlotlyJSONEncoder, separators=(",", ":"), ensure_ascii=False)
    place = _attributes({"id": props["id"], "className": "graph", "data-height": figure["layout"]["height"]})
    # Within a script only `<` can end it or open a comment, and in JSON it only stands within texts.
    text = text.replace("<", "\\u003c")
    write(f'<div{place}><script type="application/json">{text}</script></div>')


def _parts(found: Any, write: Write) -> None:
    if isinstance(found, Component):
        (_graph if found._type == "Graph" else _element)(found, write)
    elif isinstance(found, (list, tuple)):
        for part in found:
            _parts(part, write)
    elif found is not None and not isinstance(found, bool):
        write(str(escape(found)))


def markup(found: Any) -> Markup:
    """The HTML of a component, a text, or a list of such."""
    written: list[str] = []
    _parts(found, written.append)
    return Markup("".join(written))
