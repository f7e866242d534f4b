"""Who the internal readers are, and what roles they hold."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.domain.rights import Grant
from dashboard.operations import accounts
from dashboard.storage.accounts import Account
from dashboard.text.catalog import gettext as _
from dashboard.text.role_words import role_word
from dashboard.working.site import Site


@dataclass(frozen=True)
class People:
    """All accounts and roles, as internal readers may know them."""

    accounts: dict[int, Account]
    grants: tuple[Grant, ...]

    @classmethod
    def of(cls, site: Site) -> People:
        found, grants = accounts.everybody(site.engine)
        return cls({one.id: one for one in found}, grants)

    def name(self, account: int | None) -> str | None:
        """The name behind a number; None where nobody logged in."""
        if not account:
            return None
        found = self.accounts.get(account)
        return (found.name or found.email if found else None) or _("former account")

    def who(self, role: str, title: str | None, account: int | None) -> str:
        """The role in which somebody did something, by its title where it has one, and for those inside the name."""
        named = self.name(account)
        return f"{title or role_word(role)} ({named})" if named else title or role_word(role)
