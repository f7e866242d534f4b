"""Every operation that somebody can call stands in the table of rights, and every line of the table in an operation."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from dashboard.domain.rights import RULE_OF
from dashboard.text.right_words import ACTION_WORDS, CONDITION_WORDS, STATE_WORDS

ROOT = Path(__file__).resolve().parent.parent.parent / "dashboard"
OPERATIONS = sorted((ROOT / "operations").glob("*.py"))
#: Asked by reads and not by operations.
READS = {action for action in RULE_OF if action.startswith("read_")}


def _functions(path: Path) -> dict[str, ast.FunctionDef]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}


def _takes_actor(function: ast.FunctionDef) -> bool:
    """Whether somebody acts through it; what only frames a block is asked by what calls it."""
    if any(getattr(one, "id", "") == "contextmanager" for one in function.decorator_list):
        return False
    every = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
    return any(isinstance(one.annotation, ast.Name) and one.annotation.id == "Actor" for one in every)


def _texts(node: ast.AST) -> set[str]:
    return {one.value for one in ast.walk(node) if isinstance(one, ast.Constant) and isinstance(one.value, str)}


MODULES = {path.stem: _functions(path) for path in OPERATIONS}


def _called(function: ast.FunctionDef, module: str) -> set[tuple[str, str]]:
    """The functions of operations that a function calls, in its own module or another."""
    found = set()
    for node in ast.walk(function):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            found.add((module, node.func.id))
        elif (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and isinstance(node.func.value, ast.Name)
        ):
            found.add((node.func.value.id, node.func.attr))
    return {(where, name) for where, name in found if name in MODULES.get(where, {})}


def _asked(module: str, name: str, seen: frozenset[tuple[str, str]] = frozenset()) -> set[str]:
    """The actions that a function asks for, itself or through others; a name given as a text counts."""
    function, seen = MODULES[module][name], seen | {(module, name)}
    own = _texts(function) & RULE_OF.keys()
    return own.union(*(_asked(*other, seen) for other in _called(function, module) - seen))


def _operations() -> list[tuple[str, set[str]]]:
    found = []
    for path in OPERATIONS:
        for name, function in MODULES[path.stem].items():
            if not name.startswith("_") and _takes_actor(function):
                found.append((f"{path.stem}.{name}", _asked(path.stem, name)))
    return found


@pytest.mark.parametrize(("operation", "actions"), _operations(), ids=lambda one: one if isinstance(one, str) else "")
def test_an_operation_asks_the_table_what_its_actor_may(operation: str, actions: set[str]) -> None:
    assert actions, f"{operation} asks for no action"


def test_every_line_of_the_table_is_asked_by_an_operation_or_is_a_read() -> None:
    asked = set().union(*(actions for _name, actions in _operations()))
    assert asked - READS == RULE_OF.keys() - READS


def test_every_word_that_is_asked_for_stands_in_the_table() -> None:
    for path in sorted(ROOT.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in ("need", "may", "reads") and node.args:
                first = node.args[0]
                if isinstance(first, ast.Constant):
                    assert first.value in RULE_OF, path


def test_every_action_condition_and_state_has_words_for_the_screen() -> None:
    assert ACTION_WORDS.keys() == RULE_OF.keys()
    assert CONDITION_WORDS.keys() == {words for rule in RULE_OF.values() for words in rule.cells.values()}
    assert STATE_WORDS.keys() == {state for rule in RULE_OF.values() for state in rule.states}
