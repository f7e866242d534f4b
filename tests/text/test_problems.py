"""Every rule of the domain can be explained, and says its values the way people read them."""

from __future__ import annotations

import ast
import string

from dashboard.domain import problems
from dashboard.domain.values import Ref
from dashboard.text.extract import PACKAGE
from dashboard.text.problems import TEXTS, explain


def calls() -> list[ast.Call]:
    """Every `error(…)` and `warning(…)` of the domain."""
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in (PACKAGE / "domain").glob("*.py")]
    nodes = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return [node for node in nodes if getattr(node.func, "id", None) in ("error", "warning")]


def test_every_problem_of_the_domain_has_its_words_and_no_words_are_left_over():
    assert {call.args[0].value for call in calls()} == set(TEXTS)


def test_the_words_name_only_values_that_every_such_problem_has():
    def names(text: object) -> set[str]:
        return {name for _t, name, _s, _c in string.Formatter().parse(text.msgid) if name}

    for call in calls():
        code = call.args[0].value
        given = {keyword.arg for keyword in call.keywords} | {"label"}
        assert names(TEXTS[code][0]) | names(TEXTS[code][1]) <= given, code


def test_amounts_states_and_objects_are_said_in_words():
    problem = problems.error(
        "over_funded", "grant_version", ("G", "2024-01-01"), "amount",
        object=Ref("measure", "M1"), total=1000001, eligible=1000000, grants=("G1", "G2"),
    )  # fmt: skip
    said = explain(problem.code, problem.table, problem.values)
    assert said.reason == (
        "Die Förderungen von M1 (G1, G2) ergeben 10.000,01\u00a0€ und übersteigen die förderfähigen Kosten von"
        " 10.000,00\u00a0€."
    )
    step = explain(
        "step_not_allowed", "measure_status", {"before": "stopped", "after": "running", "allowed": ("parked",)}
    )
    assert step == ("Von „eingestellt“ führt kein Schritt zu „in Umsetzung“.", "Möglich: zurückgestellt.")
    need = explain("step_needs", "measure_status", {"after": "merged"}, "Aufgegangen in")
    assert need.reason == "„zusammengelegt“ braucht die Angabe: Aufgegangen in."
