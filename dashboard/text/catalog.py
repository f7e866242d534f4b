"""The German catalogue and the language of the moment. Message ids are English, so English needs no catalogue.

`messages.po` is read as it is, when a text is first asked for (`load()` reads it before the workers fork).
Values stand in braces: `gettext("{count} of {total}", count=3, total=4)`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po

LANGUAGES = ("de", "en")
DEFAULT_LANGUAGE = "de"
GERMAN_CATALOGUE = Path(__file__).parent / "locale" / "de" / "LC_MESSAGES" / "messages.po"

_language: ContextVar[str] = ContextVar("language", default=DEFAULT_LANGUAGE)


@cache
def load() -> Mapping[str, tuple[str, ...]]:
    """German texts by English message id: one form, or singular and plural; fuzzy and empty entries are left out."""
    with GERMAN_CATALOGUE.open("rb") as handle:
        catalogue = read_po(handle, locale="de")
    return {
        _singular(message.id): texts
        for message in catalogue
        if message.id and not message.fuzzy and (texts := _forms(message.string)) and all(texts)
    }


def _singular(msgid: str | list[str] | tuple[str, ...]) -> str:
    return msgid if isinstance(msgid, str) else msgid[0]


def _forms(text: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ())


def current_language() -> str:
    """`de` or `en`."""
    return _language.get()


def set_language(language: str) -> None:
    """From here on, in this request or task. Raises ValueError for a language that is not spoken here."""
    if language not in LANGUAGES:
        raise ValueError(language)
    _language.set(language)


@contextmanager
def in_language(language: str) -> Iterator[None]:
    """The block speaks `language`, what follows speaks what was spoken before."""
    before = current_language()
    set_language(language)
    try:
        yield
    finally:
        set_language(before)


def gettext(msgid: str, **values: object) -> str:
    """The text of `msgid` in the current language, with its values; without a German text, the English one."""
    text = load().get(msgid, (msgid,))[0] if current_language() == "de" else msgid
    return text.format(**values) if values else text


def ngettext(singular: str, plural: str, n: int, **values: object) -> str:
    """The form for `n` things (1 is the singular in both languages); `{n}` in the text is the number itself."""
    forms = load().get(singular, (singular, plural)) if current_language() == "de" else (singular, plural)
    return forms[0 if n == 1 else -1].format(**({"n": n} | values))


@dataclass(frozen=True, slots=True)
class LazyText:
    """A text that is made before the language is known, such as a title at import time; `str()` speaks it."""

    msgid: str
    values: tuple[tuple[str, object], ...] = ()

    def __str__(self) -> str:
        return gettext(self.msgid, **dict(self.values))

    def __format__(self, spec: str) -> str:
        return format(str(self), spec)

    def format(self, **values: object) -> str:
        """The text in the current language with these values."""
        return gettext(self.msgid, **(dict(self.values) | values))


def lazy_gettext(msgid: str, **values: object) -> LazyText:
    """`gettext`, spoken when it is turned into text."""
    return LazyText(msgid, tuple(values.items()))
