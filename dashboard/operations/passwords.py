"""Passwords: which ones are good enough, and how they are kept and compared."""

from __future__ import annotations

import re
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from dashboard.errors import RefusedError
from dashboard.text.catalog import gettext as _

SHORTEST, LONGEST = 12, 200
#: zxcvbn: 3 stands for at least 10⁸ guesses, what is common or built from the account's own words is below.
_STRONG_ENOUGH = 3
#: zxcvbn's own time grows with the length; what is longer is judged by its beginning.
_JUDGED = 72

#: zxcvbn's lists are English.
_EVERYBODY_KNOWS = (
    "strategiemonitor",
    "passwort",
    "kennwort",
    "hallo",
    "stadt",
    "rathaus",
    "sommer",
    "winter",
    "qwertz",
)

_hasher = PasswordHasher()


def check(password: str, *own_words: str) -> None:
    """RefusedError for a password that is too short, too long, or easily guessed; `own_words` are known to others."""
    if len(password) < SHORTEST:
        raise RefusedError(_("The password is too short: at least {n} characters, a sentence is fine.", n=SHORTEST))
    if len(password) > LONGEST:
        raise RefusedError(_("The password is too long: at most {n} characters.", n=LONGEST))
    from zxcvbn import zxcvbn  # its word lists cost a tenth of a second, and only few processes ever need them

    known = [part for words in own_words for part in re.split(r"\W+", words) if len(part) > 2]
    if zxcvbn(password[:_JUDGED], user_inputs=[*own_words, *known, *_EVERYBODY_KNOWS])["score"] < _STRONG_ENOUGH:
        raise RefusedError(
            _("The password is common or easily guessed. Take several words that do not belong together.")
        )


def hashed(password: str) -> str:
    """What is stored of a password (argon2id)."""
    return _hasher.hash(password)


@cache
def _nobody() -> str:
    return _hasher.hash("nobody has this password")


def fits(stored: str | None, password: str) -> bool:
    """Whether it is the password. Without a stored one it takes as long and is never."""
    try:
        return _hasher.verify(stored or _nobody(), password[: LONGEST + 1]) and stored is not None
    except (VerificationError, InvalidHashError):
        return False
