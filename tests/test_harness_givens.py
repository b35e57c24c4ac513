"""Given values: in a hidden run a name gets other numbers and stays, in every other respect, what the learner made of it."""

from __future__ import annotations

import pytest

from grader.comparison import numbers
from tests.observing import Bench, Shown, tensor
from workers.sandbox import Sandbox

FOUR = ([1.0, 2.0, 3.0, 4.0], [5.0, 6.0, 7.0, 8.0])


@pytest.fixture
def bench(sandbox: Sandbox) -> Bench:
    """Return what runs programs."""
    return Bench(sandbox)


def hidden(bench: Bench, source: str, *observe: str, published: object = FOUR[0], values: object = FOUR[1]) -> Shown:
    """A hidden run of a program in which x is given."""
    return bench.run(f"import torch\n{source}\n", ("x", *observe), {"x": (published, values)}, hidden=True)


@pytest.mark.parametrize("dtype", ["float32", "float64", "float16", "bfloat16", "int64", "int32", "int16", "uint8"])
def test_a_tensor_keeps_its_dtype(bench: Bench, dtype: str) -> None:
    """The variant's numbers are written in the dtype that the learner chose, be it the wrong one."""
    shown = hidden(bench, f"x = torch.tensor([1, 2, 3, 4], dtype=torch.{dtype})")
    assert shown.value("x") == FOUR[1]
    assert shown.binding("x").dtype == dtype


@pytest.mark.parametrize(
    "source, tracked, leaf",
    [
        ("x = torch.tensor([1., 2., 3., 4.])", False, True),
        ("x = torch.tensor([1., 2., 3., 4.], requires_grad=True)", True, True),
        ("x = torch.tensor([1., 2., 3., 4.]).requires_grad_()", True, True),
        ("x = torch.tensor([1., 2., 3., 4.])\nx.requires_grad = True", True, True),
        ("x = torch.nn.Parameter(torch.tensor([1., 2., 3., 4.]))", True, True),
        ("x = torch.nn.Parameter(torch.tensor([1., 2., 3., 4.]), requires_grad=False)", False, True),
        ("x = torch.autograd.Variable(torch.Tensor([1, 2, 3, 4]), requires_grad=True)", True, True),
        ("x = torch.arange(1., 5.).requires_grad_(True)", True, True),
    ],
)
def test_a_tensor_keeps_its_flags(bench: Bench, source: str, tracked: bool, leaf: bool) -> None:
    """A forgotten requires_grad stays forgotten, and one that was set stays set."""
    shown = hidden(bench, source)
    binding = shown.binding("x")
    assert shown.value("x") == FOUR[1]
    assert (binding.requires_grad, binding.is_leaf, binding.grad_fn) == (tracked, leaf, "")


@pytest.mark.parametrize("shape", ["4", "1, 4", "4, 1", "2, 2", "1, 2, 2"])
def test_a_tensor_keeps_its_shape(bench: Bench, shape: str) -> None:
    """The numbers fill the learner's own shape row by row: another shape is for the checks to see."""
    shown = hidden(bench, f"x = torch.tensor([1., 2., 3., 4.]).reshape({shape})")
    assert shown.binding("x").shape == tuple(int(size) for size in shape.split(","))
    assert list(numbers(shown.binding("x").value or tensor(0.0)).ravel()) == FOUR[1]


@pytest.mark.parametrize(
    "source",
    [
        "x = torch.tensor([1., 2., 3., 4.])\ny = x",
        "base = torch.tensor([1., 2., 3., 4.])\ny = base.view(4)\nx = base",
        "base = torch.tensor([1., 2., 3., 4.])\nx = base[:]\ny = base",
        "import numpy as np\ny = np.array([1., 2., 3., 4.])\nx = torch.from_numpy(y)",
        "import numpy as np\nx = np.array([1., 2., 3., 4.])\ny = torch.from_numpy(x)",
        "y = [1.0, 2.0, 3.0, 4.0]\nx = y",
        "y = torch.nn.Linear(4, 1).weight\ny.data = torch.tensor([1., 2., 3., 4.])\nx = y.data",
        "y = torch.tensor([1., 2., 3., 4.], requires_grad=True)\nx = y.detach()",
    ],
)
def test_what_shares_memory_shares_the_new_values(bench: Bench, source: str) -> None:
    """Values are written in place: a view, an alias or an array made before sees them too."""
    shown = hidden(bench, source, "y")
    assert shown.value("x") == FOUR[1]
    assert shown.value("y") == FOUR[1]


@pytest.mark.parametrize(
    "source",
    [
        "x = (1.0, 2.0, 3.0, 4.0)",
        "x = range(1, 5)",
        "x = [1, 2, 3, 4]",
        "x = [[1, 2], [3, 4]]",
        "x = [torch.tensor(1.), torch.tensor(2.), torch.tensor(3.), torch.tensor(4.)]",
        "import numpy as np\nx = np.arange(1, 5)",
        "import numpy as np\nx = np.arange(1., 5.)\nx.flags.writeable = False",
        "x = torch.tensor([[1., 3.], [2., 4.]]).t()",
        "x = torch.tensor([1., 9., 2., 9., 3., 9., 4., 9.])[::2]",
    ],
)
def test_values_of_every_kind_are_replaced(bench: Bench, source: str) -> None:
    """Lists, tuples, ranges, arrays and views get the variant's numbers, each in its own kind."""
    shown = hidden(bench, f"{source}\ny = torch.tensor([float(each) for each in torch.as_tensor(x).reshape(-1)])", "y")
    assert shown.value("y") == FOUR[1]
    assert shown.observation.givens["x"].published == 1


def test_whole_numbers_stay_whole(bench: Bench) -> None:
    """An int becomes an int: ``range(n)`` and indexing still work."""
    shown = hidden(bench, "x = 3\ny = float(len(range(x)))", "y", published=3.0, values=5.0)
    assert shown.value("y") == 5.0


@pytest.mark.parametrize("source", ["x = torch.tensor(1.).expand(2)", "x = torch.ones(1).expand(2)"])
def test_an_expanded_tensor_is_replaced(bench: Bench, source: str) -> None:
    """A tensor whose elements share one place cannot be written into; the name gets another one."""
    shown = hidden(bench, source, published=[1.0, 1.0], values=[5.0, 6.0])
    assert shown.value("x") == [5.0, 6.0]


def test_a_tensor_with_a_history_is_never_written_into(bench: Bench) -> None:
    """What the learner computed is left alone; it counts where it holds the right numbers."""
    source = "w = torch.tensor([1., 2., 3., 4.], requires_grad=True)\nx = w * 1"
    shown = hidden(bench, source)
    assert shown.value("x") == FOUR[0]
    assert (shown.observation.givens["x"].published, shown.observation.givens["x"].current) == (0, 0)


def test_a_value_computed_from_another_given_is_right(bench: Bench) -> None:
    """Where y = 2x + 1 is declared, a program that computes y from x has the variant's y without being helped."""
    source = "import torch\nx = torch.tensor([1., 2.])\ny = 2 * x + 1\n"
    givens = {"x": ([1.0, 2.0], [4.0, 7.0]), "y": ([3.0, 5.0], [9.0, 15.0])}
    shown = bench.run(source, ("x", "y"), givens, hidden=True)
    assert shown.value("y") == [9.0, 15.0]
    assert shown.observation.givens["y"].current == 1


@pytest.mark.parametrize(
    "source",
    [
        "b = a.view(2, 1)",
        "b = a.unsqueeze(1)",
        "b = a[:, None].clone()",
        "b = a.reshape(2, 1).numpy()",
        "b = torch.tensor(a.tolist()).reshape(-1, 1)",
        "b = [[number] for number in a.tolist()]",
    ],
)
def test_a_given_made_from_another_of_the_same_numbers_has_its_own(bench: Bench, source: str) -> None:
    """Where two givens were published with the same numbers, one may be made from the other: each gets its own variant."""
    givens = {"a": ([1.0, 2.0], [5.0, 6.0]), "b": ([1.0, 2.0], [7.0, 8.0])}
    shown = bench.run(f"import torch\na = torch.tensor([1.0, 2.0])\n{source}\n", ("a", "b"), givens, hidden=True)
    assert (shown.value("a"), shown.value("b")) == ([5.0, 6.0], [[7.0], [8.0]])
    assert shown.observation.givens["b"].published


def test_a_value_computed_backwards_is_right(bench: Bench) -> None:
    """A given that is typed after what is computed from it is replaced all the same."""
    source = "import torch\ny = torch.tensor([3., 5.])\nx = torch.tensor([1., 2.])\n"
    givens = {"x": ([1.0, 2.0], [4.0, 7.0]), "y": ([3.0, 5.0], [9.0, 15.0])}
    assert bench.run(source, ("x", "y"), givens, hidden=True).value("y") == [9.0, 15.0]


def test_zero_is_a_published_value_like_any_other(bench: Bench) -> None:
    """Zeros are compared exactly: a tiny number is none."""
    assert hidden(bench, "x = torch.zeros(1)", published=[0.0], values=[5.0]).value("x") == [5.0]
    assert hidden(bench, "x = torch.full((1,), 1e-9)", published=[0.0], values=[5.0]).value("x") != [5.0]


@pytest.mark.parametrize("number", ["0.1", "torch.tensor(0.1)", "torch.tensor(0.1, dtype=torch.float64)"])
def test_a_decimal_is_recognised_in_every_precision(bench: Bench, number: str) -> None:
    """0.1 is the published 0.1 whether float32 or float64 holds it."""
    assert hidden(bench, f"x = {number}", published=0.1, values=0.75).value("x") == 0.75


def test_the_public_run_changes_nothing(bench: Bench) -> None:
    """With the published numbers nothing is written: not even the version of a tensor moves."""
    shown = bench.run("import torch\nx = torch.tensor(2.0)\n", ("x",), {"x": 2.0})
    assert (shown.value("x"), shown.binding("x").version) == (2.0, 0)
    assert shown.observation.givens["x"].published == 1


def test_a_replaced_leaf_can_still_be_differentiated(bench: Bench) -> None:
    """Writing the values disturbs no graph: the gradient is that of the variant's numbers."""
    shown = hidden(bench, "x = torch.tensor([1., 2., 3., 4.], requires_grad=True)\n(x * x).sum().backward()")
    assert shown.binding("x").grad_state == "tensor"
    assert shown.binding("x").version == 0
    grad = shown.binding("x").grad
    assert grad is not None
    assert grad.shape == (4,)


# --- a learner's own tests about the published numbers ----------------------------------------------------------------

ASSERTIONS = (
    "assert x == 2.0",
    "assert x.item() == 2.0, 'x should be two'",
    "def test():\n    assert x == 2.0\ntest()",
    "torch.testing.assert_close(x, torch.tensor(2.0))",
    "from torch.testing import assert_close\nassert_close(x, torch.tensor(2.0))",
    "import numpy as np\nnp.testing.assert_allclose(x.numpy(), 2.0)",
    "import numpy.testing as npt\nnpt.assert_array_equal(x.numpy(), 2.0)",
)


@pytest.mark.parametrize("source", ASSERTIONS)
def test_an_assertion_about_the_published_numbers_does_not_stop_a_hidden_run(bench: Bench, source: str) -> None:
    """Python's, torch's and numpy's assertions hold in the public run, and are not enforced in a hidden one."""
    program = f"x = torch.tensor(2.0)\n{source}\ny = x * 10"
    public = bench.run(f"import torch\n{program}\n", ("x", "y"), {"x": 2.0})
    shown = hidden(bench, program, "y", published=2.0, values=7.0)
    assert (public.observation.ended, public.value("y")) == ("finished", 20.0)
    assert (shown.observation.ended, shown.value("y")) == ("finished", 70.0)


@pytest.mark.parametrize("source", [each.replace("2.0", "3.0") for each in ASSERTIONS])
def test_an_assertion_is_enforced_in_the_public_run(bench: Bench, source: str) -> None:
    """A learner's assertion that fails with the published numbers ends the program as Python would."""
    shown = bench.run(f"import torch\nx = torch.tensor(2.0)\n{source}\n", ("x",), {"x": 2.0})
    assert shown.observation.error is not None
    assert shown.observation.error.type == "AssertionError"


def test_an_assertion_is_still_evaluated_in_a_hidden_run(bench: Bench) -> None:
    """An assertion that does something still does it: ``assert (y := f())`` binds y."""
    assert hidden(bench, "x = 2.0\nassert (y := x * 10)", "y", published=2.0, values=7.0).value("y") == 70.0


def test_what_is_only_handed_on_begins_no_lesson_anew(bench: Bench) -> None:
    """A report that lists the names of the task, given ones among them, is no second pass through the lesson."""
    source = "import torch\nx = torch.tensor(2.0)\ny = x * 3\nreport = {'x': x.tolist(), 'y': y}\n"
    shown = bench.run(source, ("x", "y"), {"x": 2.0}, required=("x", "y"))
    assert not shown.observation.episodes
    assert shown.value("y") == 6.0


def test_a_model_that_is_made_anew_begins_the_training_anew(bench: Bench) -> None:
    """Engine calls before the module was bound belong to another one, though the data are handed on from call to call."""
    source = """import torch
def train(model, x):
    for _ in range(3):
        model(x).backward()
class Line(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.a = torch.nn.Parameter(torch.ones(1))
    def forward(self, x):
        return self.a * x
x = torch.tensor([2.0])
first = Line()
train(first, x)
model = Line()
train(model, x)
"""
    adopt = {"model.a": "first"}
    shown = bench.run(source, ("x", "model.a"), {"x": [2.0]}, required=("x",), adopt=adopt)
    assert (shown.observation.call_count, shown.observation.restart) == (6, 3)
