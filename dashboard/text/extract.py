"""`python -m dashboard.text.extract`: adds the message ids that the catalogue does not have, each with an empty text.

What stands in the catalogue stays as it is. New ids go to the end, under the file that uses them; whoever made the
text fills in the German one.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import normalize, read_po

from dashboard.text.catalog import GERMAN_CATALOGUE

PACKAGE = Path(__file__).resolve().parent.parent
KEYWORDS = {"_": None, "_l": None, "gettext": None, "lazy_gettext": None, "ngettext": (1, 2)}


class Message(NamedTuple):
    """An id as the code has it (two for singular and plural) and the file that uses it first."""

    id: str | tuple[str, ...]
    file: str

    @property
    def singular(self) -> str:
        return self.id if isinstance(self.id, str) else self.id[0]


def from_syntax(fileobj: Any, keywords: Any, comment_tags: object, options: object) -> Iterator[Any]:
    """Extraction method for Babel: calls with literal texts, also inside f-strings, which Babel's own does not see."""
    for node in ast.walk(ast.parse(fileobj.read())):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "attr", None) or getattr(node.func, "id", None)
        if name in keywords:
            texts: tuple[Any, ...] = tuple(arg.value if isinstance(arg, ast.Constant) else None for arg in node.args)
            yield node.lineno, str(name), texts[0] if len(texts) == 1 else texts, []


def messages(package: Path = PACKAGE) -> Iterator[Message]:
    """The message ids of the modules below `package`, each once, in the order of the files."""
    seen = set()
    for path in sorted(package.rglob("*.py")):
        file = path.relative_to(package.parent).as_posix()
        with path.open("rb") as handle:
            found = [Message(msgid, file) for _line, msgid, *_rest in extract(from_syntax, handle, keywords=KEYWORDS)]
        for message in found:
            if message.singular not in seen:
                seen.add(message.singular)
                yield message


def read_catalogue(path: Path = GERMAN_CATALOGUE) -> Catalog:
    with path.open("rb") as handle:
        return read_po(handle, locale="de")


def entry(message: Message) -> str:
    """The lines of one new entry in the catalogue's file."""
    if isinstance(message.id, str):
        lines = [f"msgid {normalize(message.id)}", 'msgstr ""']
    else:
        singular, plural = message.id
        lines = [f"msgid {normalize(singular)}", f"msgid_plural {normalize(plural)}", 'msgstr[0] ""', 'msgstr[1] ""']
    return "\n".join((f"#: {message.file}", *lines)) + "\n"


def add_missing(path: Path = GERMAN_CATALOGUE, package: Path = PACKAGE) -> list[str]:
    """Writes an empty entry for each message id the file does not have; the ids that were added."""
    known = read_catalogue(path)
    missing = [message for message in messages(package) if known.get(message.singular) is None]
    with path.open("a", encoding="utf-8") as handle:
        handle.writelines("\n" + entry(message) for message in missing)
    return [message.singular for message in missing]


if __name__ == "__main__":
    for added in add_missing():
        print(added)
