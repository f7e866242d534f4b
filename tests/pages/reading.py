"""What stands on a page that was laid out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dashboard.domain.assessment import assess
from dashboard.domain.state import StrategyState
from dashboard.pages.address import Address, Params
from dashboard.pages.context import Context, Page


def asked(page: Page, state: StrategyState, **params: Any) -> Context:
    """What a page is asked for with these parameters of its address."""
    address = Address(state.strategy.slug, page.path, Params(**params))
    return Context(address, assess(state), state.as_of, state.audience)


def parts(component: Any) -> Iterator[Any]:
    """The component and all that stands in it."""
    if isinstance(component, (list, tuple)):
        for child in component:
            yield from parts(child)
    elif component is not None:
        yield component
        yield from parts(getattr(component, "children", None))
