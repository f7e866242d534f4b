"""No strategy and no measure has a name that an address of the program hides."""

from __future__ import annotations

import pytest

from dashboard.errors import PackageError
from dashboard.exchange.reader import read_package
from dashboard.reserved import SLUGS, taken_code
from tests.exchange.folders import TODAY, changed, make
from tests.site import Site


def test_no_strategy_may_be_called_like_a_page_of_the_program(site: Site) -> None:
    rules = [rule.rule.strip("/").split("/") for rule in site.internal.server.url_map.iter_rules()]
    pages = {first for first, *_rest in rules if first.replace("-", "").isalnum() and first[0] != "_"}
    assert pages
    assert pages <= SLUGS


@pytest.mark.parametrize("slug", sorted(SLUGS))
def test_a_strategy_called_like_a_page_of_the_program_is_refused(slug: str, tmp_path) -> None:
    with pytest.raises(PackageError) as refused:
        read_package(make(tmp_path, slug, **changed("strategy", slug=slug)), TODAY)
    assert "ist die Adresse einer anderen Seite" in str([found.reason for found in refused.value.findings])


def test_no_measure_may_be_called_like_what_stands_below_the_list_of_measures(site: Site) -> None:
    below = {
        part
        for rule in site.internal.server.url_map.iter_rules()
        if rule.rule.startswith("/<slug>/<name>/")
        for part in rule.rule.split("/")[3:4]
        if "<" not in part or part.endswith(".csv")
    }
    assert below
    assert all(taken_code(part) for part in below)
