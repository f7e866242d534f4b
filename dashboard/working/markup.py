"""Components as HTML text, for pages that need no script to be drawn: every text in them is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from dash.development.base_component import Component
from markupsafe import Markup, escape

#: Elements that hold nothing.
_VOID = frozenset({"br", "col", "hr", "img", "input", "wbr"})
#: Properties whose attribute is called otherwise, beside those that only differ in capitals.
_ATTRIBUTES = {"className": "class", "htmlFor": "for", "autoComplete": "autocomplete"}
#: Properties of components that say nothing to a browser.
_SILENT = frozenset(
    {"children", "n_clicks", "n_clicks_timestamp", "setProps", "loading_state", "options", "persistence"}
)
_TAG = {"Input": "input", "Textarea": "textarea", "Select": "select", "Checkbox": "input"}


def markup(node: Any) -> Markup:
    """HTML of a component tree; text and numbers are escaped, None is nothing.

    What only tells Dash something (a store) is left out. Raises TypeError for a component that no element stands for.
    """
    if node is None or isinstance(node, bool):
        return Markup("")
    if isinstance(node, Component):
        return _element(node)
    if isinstance(node, Iterable) and not isinstance(node, str):
        return Markup("").join(map(markup, node))
    return escape(node)


def _element(node: Component) -> Markup:
    library, kind = node._namespace, node._type
    if kind == "Store":
        return Markup("")
    if library != "dash_html_components" and kind not in _TAG:
        raise TypeError(f"{library}.{kind} has no element of its own")
    tag = _TAG.get(kind, kind.lower())
    props: Mapping[str, Any] = node.to_plotly_json()["props"]
    silent = _SILENT | {"value"} if kind == "Select" else _SILENT
    attributes = Markup("").join(_attribute(name, value) for name, value in props.items() if name not in silent)
    return _written(tag, attributes, _options(props) if "options" in props else props.get("children"))


def _written(tag: str, attributes: Markup, content: Any) -> Markup:
    if tag in _VOID:
        return Markup("<{}{}>").format(Markup(tag), attributes)
    return Markup("<{tag}{attributes}>{content}</{tag}>").format(
        tag=Markup(tag), attributes=attributes, content=markup(content)
    )


def _options(props: Mapping[str, Any]) -> Markup:
    return Markup("").join(
        Markup("<option value={}{}>{}</option>").format(
            _quoted(option["value"]),
            Markup(" selected" if option["value"] == props.get("value") else ""),
            option["label"],
        )
        for option in props["options"]
    )


def element(tag: str, content: Any = None, **attributes: Any) -> Markup:
    """One element; `class_` and `for_` stand for the reserved words, `_` in names for `-`, None and False are left out."""
    written = Markup("").join(
        _attribute(name.rstrip("_").replace("_", "-"), value) for name, value in attributes.items()
    )
    return _written(tag, written, content)


def _quoted(value: Any) -> Markup:
    return Markup('"{}"').format(value)


def _attribute(name: str, value: Any) -> Markup:
    if value is None or value is False:
        return Markup("")
    name = _ATTRIBUTES.get(name, name if "-" in name else name.lower())
    if value is True:
        return Markup(' {}=""').format(Markup(name)) if "-" not in name else Markup(' {}="true"').format(Markup(name))
    return Markup(" {}={}").format(Markup(name), _quoted(value))
