"""The watch over operators: what is forbidden by its operator is found under any name, and so is every backward pass."""

from __future__ import annotations

import pytest

from grader.observations import text_tensor
from tests.observing import Bench
from workers.sandbox import Sandbox


@pytest.fixture
def bench(sandbox: Sandbox) -> Bench:
    """Return what runs programs."""
    return Bench(sandbox)


@pytest.mark.parametrize(
    "call",
    [
        "torch.softmax(x, 0)",
        "torch._C.TensorBase.softmax(x, 0)",
        "torch.nn.functional.softmin(-x, dim=0)",
        "torch.ops.aten._softmax(x, 0, False)",
        "torch.nn.Softmax(dim=0)(x)",
    ],
)
def test_watched_operators_are_counted(bench: Bench, call: str) -> None:
    """An exercise may name an operator: it is counted whichever function it is called by, and nothing else is."""
    watch = ("torch.ops.aten._softmax", "torch.ops.aten.tanh")
    shown = bench.run(f"import torch\nx = torch.rand(3)\n{call}\n", watch=watch)
    assert shown.observation.watched == {"torch.ops.aten._softmax": 1, "torch.ops.aten.tanh": 0}


SCENARIO = """
def call(program, inputs):
    yield "result", program.function("slope")()
"""
ROADS = {
    "torch's own": "torch.autograd.backward(y)",
    "another engine": "torch._C._ImperativeEngine().run_backward((y,), (one,), False, False, (), True, True)",
    "forward mode": """
with forward_ad.dual_level():
    forward_ad.unpack_dual(forward_ad.make_dual(x.detach(), one) ** 2)
""".strip(),
}


@pytest.mark.parametrize("road", ROADS)
def test_a_scenario_hears_of_every_differentiation(bench: Bench, road: str) -> None:
    """Under a watch over operators a differentiation is counted, whatever engine made it, or none."""
    before = "import torch\nfrom torch.autograd import forward_ad\none = torch.tensor(1.0)\n\n\ndef slope():\n"
    body = ["x = torch.tensor(2.0, requires_grad=True)", "y = x**2", *ROADS[road].splitlines(), "return y"]
    source = before + "".join(f"    {line}\n" for line in body)
    watch = ("torch.ops.aten.tanh",)
    shown = bench.run(source, ("result",), scenario=text_tensor(SCENARIO.encode()), watch=watch).observation
    assert shown.error is None
    assert max(shown.call_count, len(shown.calls)) == 1
