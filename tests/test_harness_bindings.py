"""Every way to bind a name is heard of, and what it binds can be replaced before anything is computed from it.

Each program of ``bindings.txt`` binds x, which is given as 2, in its own way, and computes y, which is ten times x.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.observing import Bench
from workers.sandbox import Sandbox

_TEXT = Path(__file__).with_name("bindings.txt").read_text(encoding="utf-8")
PROGRAMS = dict(part.split("\n", 1) for part in re.split(r"^=== ", _TEXT, flags=re.MULTILINE) if part)


@pytest.fixture
def bench(sandbox: Sandbox) -> Bench:
    """Return what runs programs."""
    return Bench(sandbox)


def only_number(value: object) -> float:
    """The one number in nested lists."""
    while isinstance(value, list):
        (value,) = value
    assert isinstance(value, float)
    return value


@pytest.mark.parametrize("way", PROGRAMS)
def test_a_binding_is_seen_and_replaced(bench: Bench, way: str) -> None:
    """In the public run x is 2 and y 20; in a hidden run, with 7 for the given, x is 7 and y is 70."""
    source = f"import torch\n{PROGRAMS[way]}"
    public = bench.run(source, ("x", "y"), {"x": 2.0})
    hidden = bench.run(source, ("x", "y"), {"x": (2.0, 7.0)}, hidden=True)
    assert (only_number(public.value("x")), only_number(public.value("y"))) == (2.0, 20.0)
    assert (only_number(hidden.value("x")), only_number(hidden.value("y"))) == (7.0, 70.0)
    assert public.observation.givens["x"].published
    assert hidden.observation.givens["x"].published


@pytest.mark.parametrize("value", ["3.0", "torch.tensor(3.0)", "torch.zeros(2)", "'2'", "None", "torch.tensor(2.5)"])
def test_another_value_is_left_alone(bench: Bench, value: str) -> None:
    """Only the published value is replaced: what the learner made of the name otherwise stays, and is told."""
    shown = bench.run(f"import torch\nx = {value}\n", ("x",), {"x": (2.0, 7.0)}, hidden=True)
    use = shown.observation.givens["x"]
    assert (use.published, use.current, use.other) == (0, 0, 1)


@pytest.mark.parametrize(
    "source",
    [
        "eval('globals().__setitem__(\"x\", torch.tensor(2.0))')",
        "setattr(__import__('__main__'), 'x', torch.tensor(2.0))",
        "import operator; operator.setitem(globals(), 'x', torch.tensor(2.0))",
    ],
)
def test_a_binding_that_is_not_heard_of_counts_as_none(bench: Bench, source: str) -> None:
    """What is bound where no hook can stand is shown with its value, and the given counts as never bound: not as replaced."""
    shown = bench.run(f"import torch\n{source}\n", ("x",), {"x": (2.0, 7.0)}, hidden=True)
    assert only_number(shown.value("x")) == 2.0
    use = shown.observation.givens["x"]
    assert (use.published, use.current) == (0, 0)


def test_a_value_that_cannot_be_replaced_does_not_count_as_replaced(bench: Bench) -> None:
    """A number of a class that cannot be made anew stays what it is, and the given does not count as bound to its value."""
    source = "class Fussy(list):\n    def __setitem__(self, *_): raise TypeError\nx = Fussy([2.0])\n"
    shown = bench.run(source, ("x",), {"x": (2.0, 7.0)}, hidden=True)
    assert shown.observation.givens["x"].published == 0


# --- which of several bindings an observed name shows ---------------------------------------------------------------


def test_the_module_goes_before_functions(bench: Bench) -> None:
    """A name that the module binds at the end shows the module's value, whatever functions bound meanwhile."""
    shown = bench.run("x = 1.0\ndef f():\n    x = 2.0\nf()\nf()\n", ("x",))
    assert shown.value("x") == 1.0


def test_names_come_from_the_function_that_bound_most(bench: Bench) -> None:
    """Where the module binds none, all names come from the one function that bound most of them."""
    source = "def few():\n    x = 1.0\ndef most():\n    x, y, z = 2.0, 3.0, 4.0\nmost()\nfew()\n"
    shown = bench.run(source, ("x", "y", "z"))
    assert [shown.value(name) for name in "xyz"] == [2.0, 3.0, 4.0]


def test_the_last_binding_counts(bench: Bench) -> None:
    """Of several bindings in one scope the last is shown, with its line."""
    shown = bench.run("x = 1.0\nx = 2.0\nfor x in (3.0, 4.0):\n    pass\n", ("x",))
    assert shown.value("x") == 4.0
    assert shown.binding("x").line == 3


def test_dotted_paths_are_followed(bench: Bench) -> None:
    """A dotted name is looked up in what its first part holds at the end: attribute, parameter, buffer or item."""
    source = """
import torch
class M(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.a = torch.nn.Parameter(torch.tensor(1.5))
        self.register_buffer("b", torch.tensor(0.5))
        self.inner = torch.nn.Linear(1, 1)
def main():
    model = M()
    settings = {"rate": 0.1}
main()
"""
    shown = bench.run(source, ("model", "model.a", "model.b", "model.inner.bias", "settings.rate", "model.nothing"))
    assert shown.value("model.a") == 1.5
    assert shown.binding("model.b").requires_grad is False
    assert shown.binding("model.inner.bias").shape == (1,)
    assert shown.value("settings.rate") == pytest.approx(0.1)
    assert shown.binding("model").kind == "module"
    assert "model.nothing" not in shown.observation.names


def test_an_attribute_counts_where_no_variable_has_the_name(bench: Bench) -> None:
    """``self.x`` stands for x unless a variable does."""
    attribute = "class C:\n    def __init__(self):\n        self.x = 5.0\nc = C()\n"
    assert bench.run(attribute, ("x",)).value("x") == 5.0
    assert bench.run(attribute + "x = 6.0\n", ("x",)).value("x") == 6.0


def test_near_misses_are_told(bench: Bench) -> None:
    """Names that were not asked for are told with their kind: one of them may be a misspelt one."""
    shown = bench.run("import torch\nX = torch.ones(1)\nz_nograd = 3\ndef helper(): pass\n", ("x",))
    assert {each.name: each.kind for each in shown.observation.others} == {
        "X": "tensor",
        "z_nograd": "int",
        "helper": "callable",
    }


def test_a_name_whose_attribute_raises_shows_nothing(bench: Bench) -> None:
    """A property of the learner's that raises, exits or loops back is an unbound name, no lost record."""
    source = "class C:\n    @property\n    def a(self):\n        raise ValueError\nc = C()\nx = 1.0\n"
    shown = bench.run(source, ("c.a", "c", "x"))
    assert set(shown.observation.names) == {"c", "x"}


def test_hooks_in_a_hot_loop_change_nothing(bench: Bench) -> None:
    """A watched name that is bound ten thousand times shows its last value and keeps none of the others."""
    shown = bench.run("x = 0.0\nfor i in range(10000):\n    x = x + 1\n", ("x",), {"x": 123.0})
    assert shown.value("x") == 10000.0


@pytest.mark.parametrize(
    "source",
    [
        "exec('print(1 +)')",
        "exec(3)",
        "exec('x = 1', 5)",
        "compile('x = ', 'cell', 'exec')",
        "compile()",
        "compile('1 +', 'cell', 'eval')",
        "exec('raise KeyError(3)')",
    ],
)
def test_text_that_cannot_be_run_fails_as_elsewhere(bench: Bench, source: str) -> None:
    """An error in text that a program runs by itself is the error that Python raises, in the learner's own line."""
    try:
        exec(source, {})  # noqa: S102 - what Python itself says of it
    except (SyntaxError, TypeError, KeyError) as error:
        expected = error
    shown = bench.run(f"\n{source}\n", ("x",), {"x": 2.0}).observation.error
    assert shown is not None
    assert (shown.type, shown.message, shown.line) == (type(expected).__name__, str(expected), 2)


def test_text_that_is_run_keeps_its_ways(bench: Bench) -> None:
    """Scopes, file names, syntax trees and a function of the learner's named compile or exec stay what they are."""
    source = """
import ast, re
def local():
    space = {}
    exec("x = 2.0; seen = __name__", globals(), space)
    return space["seen"], sorted(space)
print(local())
print(compile("1", "cell", "eval").co_filename, eval(compile("1 + 1", "cell", "eval")))
print(type(compile("x = 2.0", "cell", "exec", ast.PyCF_ONLY_AST)).__name__)
print(compile("def f(): pass", "cell", "exec").co_filename)
print(re.compile("a").pattern)
def compile(x): return "own", x
def exec(text): return text
print(compile(2.0), exec(b"text"), exec(text="more"))
"""
    public = bench.run(source, ("x",), {"x": 3.0})
    assert public.stdout.splitlines() == [
        "('__main__', ['seen', 'x'])",
        "cell 2",
        "Module",
        "cell",
        "a",
        "('own', 2.0) b'text' more",
    ], public.stderr
