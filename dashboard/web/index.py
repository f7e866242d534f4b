"""The HTML around a page: what stands before any component is drawn, and what stays where no script runs."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from markupsafe import Markup, escape

from dashboard.text.catalog import current_language
from dashboard.web.headers import nonce

_INDEX = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="format-detection" content="telephone=no">
<title>{title}</title>
<link rel="icon" type="image/svg+xml" href="{assets}symbols/icon.svg">
{css}
</head>
<body>
<noscript>{noscript}</noscript>
<div id="shown">{content}</div>
{first_layout}
<script src="{assets}boot/boot.js" nonce="{nonce}"></script>
{app_entry}
{config}
{scripts}
{renderer}
</body>
</html>
"""


def index_template(assets: str) -> Callable[..., str]:
    """The function that puts Dash's parts into our HTML; `assets` is the address of the assets folder."""

    def index(*, title: str, noscript: str, content: str, first_layout: str, **parts: str) -> str:
        return _INDEX.format(
            language=current_language(),
            title=escape(title),
            assets=assets,
            nonce=nonce(),
            noscript=noscript,
            content=content,
            first_layout=first_layout,
            **parts,
        )

    return index


_SHEETS = ("a_tokens.css", "b_base.css", "c_frame.css", "d_parts.css", "d_why.css", "d_goals.css", "e_print.css")


def plain_page(title: str, body: Markup | str, assets: str, *, sheets: Sequence[str] = ()) -> str:
    """A page without components: forms, errors, and tables for those without JavaScript; `sheets` come last."""
    links = Markup("").join(
        Markup('<link rel="stylesheet" href="{}{}">').format(assets, name) for name in (*_SHEETS, *sheets)
    )
    return str(
        Markup(
            '<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title>'
            '<link rel="icon" type="image/svg+xml" href="{assets}symbols/icon.svg">{links}</head><body>{body}</body></html>'
        ).format(language=current_language(), title=title, assets=assets, links=links, body=body)
    )
