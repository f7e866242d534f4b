"""Which claims of the town's single sign-on give which roles: the setting, understood.

    groups=monitor-admin: admin; realm.roles=ag-2: lead@musterstadt-2030/field/2

A rule is `claim=value: role`, behind `@` the strategy, behind that a field or measure; rules are separated by `;`. A claim within
another is reached by points; a claim that is a list has each of its values.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from dashboard.domain.rights import PUBLIC, ROLES

_RULE = re.compile(
    r"\s*(?P<claim>[^=\s]+)=(?P<value>[^:;]+?)\s*:\s*(?P<role>[a-z]+)"
    r"(?:@(?P<strategy>[a-z0-9][a-z0-9-]*)(?:/(?P<scope>field|measure)/(?P<object>[\w.\-]+))?)?\s*"
)


class ClaimRole(NamedTuple):
    """One rule: who has this value in this claim holds this role."""

    claim: str
    value: str
    role: str
    strategy: str | None
    scope: str
    object: str | None


def claim_roles(text: object) -> object:
    """The rules of the setting; ValueError where one cannot be meant."""
    return tuple(map(_rule, filter(str.strip, text.split(";")))) if isinstance(text, str) else text


def _rule(text: str) -> ClaimRole:
    found = _RULE.fullmatch(text)
    if found is None or found["role"] not in ROLES or found["role"] == PUBLIC:
        raise ValueError(text)
    return ClaimRole(
        found["claim"], found["value"], found["role"], found["strategy"], found["scope"] or "all", found["object"]
    )


def earned(rules: tuple[ClaimRole, ...], claims: Mapping[str, Any]) -> tuple[ClaimRole, ...]:
    """The rules that these claims fulfil."""
    return tuple(rule for rule in rules if rule.value in _values(claims, rule.claim))


def _values(claims: Mapping[str, Any], name: str) -> tuple[str, ...]:
    """The values of a claim; one that is called by the whole name goes before one that lies within another."""
    found: Any = claims.get(name)
    if found is None:
        found = claims
        for part in name.split("."):
            found = found.get(part) if isinstance(found, Mapping) else None
    if isinstance(found, str):
        return (found,)
    return tuple(one for one in found if isinstance(one, str)) if isinstance(found, list) else ()
