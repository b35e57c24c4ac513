"""Errors as the harness sees them: whose they are, where they rose, and which of them stop no hidden run."""

from __future__ import annotations

import pytest

from tests.observing import Bench
from workers.sandbox import Sandbox


@pytest.fixture
def bench(sandbox: Sandbox) -> Bench:
    """Return what runs programs."""
    return Bench(sandbox)


@pytest.mark.parametrize(
    "source",
    [
        "try:\n    torch.ones(2) + torch.ones(3)\nexcept RuntimeError as e:\n    print(e)",
        "try:\n    torch.ones(2).add_(torch.ones(3))\nexcept Exception:\n    pass",
        "import contextlib\nwith contextlib.suppress(RuntimeError):\n    torch.ones(2) + torch.ones(3)",
        "def f():\n    torch.ones(2) + torch.ones(3)\ntry:\n    f()\nexcept RuntimeError:\n    raised = True",
        "try:\n    torch.broadcast_shapes((2,), (3,))\nexcept RuntimeError:\n    pass",
        "try:\n    torch.ones(2).expand(3)\nexcept RuntimeError:\n    pass",
        "for n in (2, 3):\n    try:\n        torch.ones(2) + torch.ones(n)\n    except (RuntimeError, ValueError):\n        pass",
        "torch.ones(2) + torch.ones(3)",
        "import concurrent.futures as c\nwith c.ThreadPoolExecutor() as p:\n    p.submit(lambda: torch.ones(2) + torch.ones(3))",
    ],
)
def test_an_error_that_torch_raised_is_seen(bench: Bench, source: str) -> None:
    """An error that arrives in the learner's own code is seen, however it is handled."""
    shown = bench.run(f"import torch\n{source}\n", record_raised=True)
    assert any("size" in error.message or "shape" in error.message for error in shown.observation.raised)


@pytest.mark.parametrize(
    "source",
    [
        "try:\n    raise RuntimeError('sizes do not match')\nexcept RuntimeError:\n    pass",
        "def f():\n    raise RuntimeError('sizes do not match')\ntry:\n    f()\nexcept RuntimeError:\n    pass",
        "class RuntimeError(Exception): pass\ndef f():\n    raise RuntimeError\ntry:\n    f()\nexcept RuntimeError:\n    pass",
    ],
)
def test_an_error_of_the_programs_own_is_none_of_torchs(bench: Bench, source: str) -> None:
    """An error that a statement of the program raises is the program's, through however many of its functions it goes."""
    assert not bench.run(f"import torch\n{source}\n", record_raised=True).observation.raised


@pytest.mark.parametrize(
    "source, last",
    [
        ("torch.ones(2) + torch.ones(3)", True),
        ("def main():\n    print('table')\n    torch.ones(2) + torch.ones(3)\nmain()", True),
        ("if True:\n    print('table')\n    torch.ones(2) + torch.ones(3)\n# the end", True),
        ("try:\n    torch.ones(2) + torch.ones(3)\nexcept ValueError:\n    pass", True),
        ("torch.ones(2) + torch.ones(3)\nraised = True", False),
        ("def main():\n    torch.ones(2) + torch.ones(3)\n    print('table')\nmain()", False),
        ("def main():\n    torch.ones(2) + torch.ones(3)\nmain()\nprint('table')", False),
        ("try:\n    torch.ones(2) + torch.ones(3)\nexcept ValueError:\n    pass\nprint('table')", False),
    ],
)
def test_an_error_tells_whether_anything_was_left_to_do(bench: Bench, source: str, last: bool) -> None:
    """An error that ends a program is known to come from its last statement, or not to."""
    error = bench.run(f"import torch\n{source}\n").observation.error
    assert error is not None
    assert error.at_end is last


def test_errors_inside_libraries_are_not_the_learners(bench: Bench) -> None:
    """What a library raises and handles itself is not seen: only what reaches the learner's own lines."""
    shown = bench.run(
        "import torch\nhasattr(torch.ones(1), 'nothing')\ngetattr(torch, 'nothing', None)\n", record_raised=True
    )
    assert not shown.observation.raised


def test_nothing_is_traced_unless_it_is_asked_for(bench: Bench) -> None:
    """No exercise but one about errors has the interpreter's tracing on."""
    source = "import sys\nprint(sys.gettrace())\n"
    assert bench.run(source).stdout == "None\n"
    assert bench.run(source, record_raised=True).stdout != "None\n"


def test_handled_errors_are_told_in_the_public_run_alone(bench: Bench) -> None:
    """What the program handled explains what is missing later; of a hidden run nothing is explained."""
    source = "import torch\nx = 2.0\ntry:\n    torch.ones(2).nothing()\nexcept Exception:\n    pass\n"
    assert [each.type for each in bench.run(source, ("x",), {"x": 2.0}).observation.caught] == ["AttributeError"]
    assert not bench.run(source, ("x",), {"x": (2.0, 7.0)}, hidden=True).observation.caught


@pytest.mark.parametrize(
    "source",
    [
        "assert x == 2",
        "if x != 2:\n    raise AssertionError('the page says 2')",
        "import unittest\nunittest.TestCase().assertEqual(x.item(), 2.0)",
        "torch.testing.assert_close(x, torch.tensor(2.0))",
    ],
)
def test_an_assertion_about_the_published_numbers_stops_no_hidden_run(bench: Bench, source: str) -> None:
    """However a program asserts what the page says, a hidden run goes on; the public one stops where it does not hold."""
    program = f"import torch\nx = torch.tensor({{}})\n{source}\ny = x * 3\n"
    hidden = bench.run(program.format(2.0), ("x", "y"), {"x": (2.0, 7.0)}, hidden=True)
    assert hidden.value("y") == 21.0
    stopped = bench.run(program.format(3.0), ("x", "y"), {"x": 2.0}).observation.error
    assert stopped is not None
    assert stopped.type == "AssertionError"


@pytest.mark.parametrize(
    "assertion",
    [
        "unittest.TestCase().assertEqual(1, 2)",
        "torch.testing.assert_close(torch.tensor(1.0), torch.tensor(2.0))",
        "numpy.testing.assert_allclose(1.0, 2.0)",
        "unittest.main(argv=['x'], exit=False)",
    ],
)
def test_a_failed_assertion_is_printed_without_a_line_of_ours(bench: Bench, assertion: str) -> None:
    """What a program prints of a failed assertion names its own file and the library's."""
    case = "class Case(unittest.TestCase):\n    def test(self):\n        self.assertEqual(1, 2)\n"
    tried = f"try:\n    {assertion}\nexcept AssertionError:\n    traceback.print_exc()\n"
    printed = bench.run(f"import numpy, torch, traceback, unittest\n{case}{tried}", ()).stderr
    assert "AssertionError" in printed
    assert "workers" not in printed


def test_an_assertion_that_the_program_catches_is_raised_in_a_hidden_run_as_well(bench: Bench) -> None:
    """What a program does with its own AssertionError is its way of going on, in every run."""
    source = "x = 2.0\ntry:\n    raise AssertionError\nexcept AssertionError:\n    y = x * 3\n"
    assert bench.run(source, ("x", "y"), {"x": (2.0, 7.0)}, hidden=True).value("y") == 21.0
