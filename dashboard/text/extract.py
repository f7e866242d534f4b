"""`python -m dashboard.text.extract`: adds the message ids that the catalogue does not have, each with an empty text.

What stands in the catalogue stays as it is. New ids go to the end, under the file that uses them; whoever made the
text fills in the German one.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
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


def messages() -> Iterator[Message]:
    """The message ids of the package, each once, in the order of files and lines."""
    seen = set()
    found = extract_from_dir(PACKAGE, method_map=[("**.py", "python")], keywords=KEYWORDS, strip_comment_tags=True)
    for file, _line, msgid, _comments, _context in found:
        message = Message(msgid, f"dashboard/{Path(file).as_posix()}")
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


def add_missing(path: Path = GERMAN_CATALOGUE) -> list[str]:
    """Writes an empty entry for each message id the file does not have; the ids that were added."""
    known = read_catalogue(path)
    missing = [message for message in messages() if known.get(message.singular) is None]
    with path.open("a", encoding="utf-8") as handle:
        handle.writelines("\n" + entry(message) for message in missing)
    return [message.singular for message in missing]


if __name__ == "__main__":
    for added in add_missing():
        print(added)
