"""What is remembered of a run: calls into the engine, losses, leaves, adopted values, probes, passes through the lesson."""

from __future__ import annotations

import math

import pytest

from grader.comparison import numbers
from grader.observations import EngineCall, ProbeRequest
from grader.record import Tensor
from tests.observing import Bench, Shown
from workers.sandbox import Sandbox

LEAF = "import torch\nx = torch.tensor([1.0, 2.0], requires_grad=True)\n"


@pytest.fixture
def bench(sandbox: Sandbox) -> Bench:
    """Return what runs programs."""
    return Bench(sandbox)


def floats(tensor: Tensor | None) -> list[float]:
    """The numbers of a tensor that has to be there."""
    assert tensor is not None
    return [float(number) for number in numbers(tensor).ravel()]


def only_call(shown: Shown) -> EngineCall:
    """The one call into the engine."""
    assert shown.observation.call_count == 1, shown.stderr
    return shown.observation.calls[0]


# --- calls ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "source, method",
    [
        ("loss = (x * x).sum()\nloss.backward()", "backward"),
        ("loss = (x * x).sum()\ntorch.autograd.backward(loss)", "backward"),
        ("loss = (x * x).sum()\ntorch.autograd.backward([loss], [torch.tensor(1.0)])", "backward"),
        ("loss = (x * x).sum()\nx.grad, = torch.autograd.grad(loss, x)", "grad"),
        ("loss = (x * x).sum()\ng = torch.autograd.grad([loss], [x])", "grad"),
        ("loss = (x * x).sum()\nloss.backward(inputs=[x])", "backward"),
        ("from torch.autograd import grad\nloss = (x * x).sum()\ng = grad(loss, x)", "grad"),
        ("loss = (x * x).sum()\ngetattr(loss, 'back' + 'ward')()", "backward"),
        ("loss = (x * x).sum()\ntorch.Tensor.backward(loss)", "backward"),
        ("loss = (x * x).sum()\nimport threading\nt = threading.Thread(target=loss.backward)\nt.start()\nt.join()", "backward"),
        ("def f():\n    (x * x).sum().backward()\nf()\nloss = (x * x).sum()", "backward"),
        ("class M(torch.nn.Module):\n    def forward(self, v): return (v * v).sum()\nloss = M()(x)\nloss.backward()", "backward"),
    ],
)  # fmt: skip
def test_every_way_to_differentiate_is_heard_of(bench: Bench, source: str, method: str) -> None:
    """A call into the engine is recorded whichever of torch's doors it takes, with its value and the leaf it reaches."""
    shown = bench.run(f"{LEAF}{source}\n", ("x", "loss"))
    call = only_call(shown)
    assert (call.method, call.reaches, call.scalar) == (method, ("x",), True)
    assert floats(shown.observation.trace) == [5.0]


@pytest.mark.parametrize(
    "source",
    [
        "g = torch.func.grad(lambda v: (v * v).sum())(x)",
        "from torch.func import grad\ng = grad(lambda v: (v * v).sum())(x)",
        "g = torch.autograd.functional.jacobian(lambda v: (v * v).sum(), x)",
        "g = torch.func.vjp(lambda v: v * v, x)[1](torch.ones(2))",
        "g = torch.func.jacrev(lambda v: v * v)(x)",
    ],
)
def test_function_transforms_are_heard_of(bench: Bench, source: str) -> None:
    """torch.func and torch.autograd.functional count as calls, of a kind of their own."""
    shown = bench.run(f"{LEAF}{source}\n", ("x",))
    assert any(call.method in ("func", "grad") for call in shown.observation.calls)


def test_a_call_tells_what_it_was_asked_for(bench: Bench) -> None:
    """Root, line, flags and the names on the way are told."""
    source = (
        LEAF
        + "y = x * x\nloss = y.sum()\nloss.backward(retain_graph=True)\n(g,) = torch.autograd.grad(loss, x, create_graph=True)\n"
    )
    first, second = bench.run(source, ("x", "y", "loss")).observation.calls
    assert (first.root, first.line, first.retain_graph, first.create_graph) == ("loss", 5, True, False)
    assert (first.reaches, set(first.through)) == (("x",), {"y", "loss"})
    assert (second.method, second.line, second.create_graph) == ("grad", 6, True)


def test_a_call_that_fails_is_not_counted(bench: Bench) -> None:
    """Only a call that succeeds is one: backward on a vector, or twice through a freed graph, differentiated nothing."""
    source = """
y = x * x
try:
    y.backward()
except RuntimeError:
    pass
loss = y.sum()
loss.backward()
try:
    loss.backward()
except RuntimeError:
    pass
"""
    shown = bench.run(LEAF + source, ("x",))
    assert shown.observation.call_count == 1
    assert len(shown.observation.caught) == 2


def test_no_call_is_no_call(bench: Bench) -> None:
    """A program that never differentiates has no calls and an empty trace."""
    shown = bench.run(LEAF + "loss = (x * x).sum()\nbackward = loss.backward\n", ("x", "loss"))
    assert (shown.observation.call_count, floats(shown.observation.trace)) == (0, [])


@pytest.mark.parametrize(
    "cut",
    ["x.detach()", "x.data", "torch.tensor(x.tolist(), requires_grad=True)", "x.detach().clone().requires_grad_()"],
)
def test_a_call_that_does_not_reach_a_leaf_says_so(bench: Bench, cut: str) -> None:
    """A graph that was cut leads elsewhere: the call does not reach x."""
    source = f"{LEAF}w = torch.ones(2, requires_grad=True)\nz = {cut}\nloss = (z * w).sum()\nloss.backward()\n"
    assert "x" not in only_call(bench.run(source, ("x", "w", "loss"))).reaches


def test_a_leaf_that_is_named_later_is_reached(bench: Bench) -> None:
    """A leaf may get its name after the call; the call reached it all the same."""
    source = """
import torch
def make():
    v = torch.tensor([1.0, 2.0], requires_grad=True)
    (v * v).sum().backward()
    return v
x = make()
"""
    assert only_call(bench.run(source, ("x",))).reaches == ("x",)


def test_leaves_are_remembered_as_the_call_found_them(bench: Bench) -> None:
    """The value of a leaf and its gradient before and after the call: accumulated and cleared gradients show."""
    source = LEAF + "(x * x).sum().backward()\n(x * 3).sum().backward()\nx.data += 1\nx.grad = None\n"
    first, second = bench.run(source, ("x",)).observation.calls
    assert (floats(first.leaves["x"].value), first.leaves["x"].before, floats(first.leaves["x"].after)) == (
        [1, 2],
        None,
        [2, 4],
    )
    assert (floats(second.leaves["x"].before), floats(second.leaves["x"].after)) == ([2, 4], [5, 7])


def test_a_training_loop_is_a_trace_of_losses(bench: Bench) -> None:
    """Each loss that was differentiated is in the trace, in order; only the first calls are told in detail."""
    source = """
import torch
w = torch.tensor([1.0], requires_grad=True)
for epoch in range(100):
    for x, y in zip([1.0, 2.0, 3.0], [2.0, 4.0, 6.0]):
        loss = (w * x - y) ** 2
        loss.backward()
        w.data -= 0.01 * w.grad
        w.grad.zero_()
"""
    observation = bench.run(source, ("w",)).observation
    trace = floats(observation.trace)
    assert (observation.call_count, len(trace), trace[0]) == (300, 300, 1.0)
    assert trace[-1] < 1e-6
    assert len(observation.calls) <= 64


def test_an_endless_training_keeps_a_bounded_record(bench: Bench) -> None:
    """Far more calls than anybody looks at are counted, and the record stays small."""
    source = """
import torch
w = torch.ones((), requires_grad=True)
v = w * 1
for _ in range(60_000):
    torch.autograd.backward(v, retain_graph=True)
"""
    shown = bench.run(source, ("w",))
    assert shown.observation.call_count == 60_000
    assert len(floats(shown.observation.trace)) == 50_000
    assert len(shown.outcome.record) < 1 << 20


def test_a_root_that_is_no_scalar_leaves_a_gap_in_the_trace(bench: Bench) -> None:
    """Differentiating a vector with a gradient of one's own is a call without a loss."""
    shown = bench.run(LEAF + "(x * x).backward(torch.ones(2))\n(x * x).sum().backward()\n", ("x",))
    trace = floats(shown.observation.trace)
    assert math.isnan(trace[0])
    assert trace[1] == 5.0
    assert [call.scalar for call in shown.observation.calls] == [False, True]


# --- adopted values ---------------------------------------------------------------------------------------------------


def test_an_adopted_leaf_is_what_the_call_saw(bench: Bench) -> None:
    """The learner's own leaf is kept as it was when the engine was called, whatever an optimiser makes of it later."""
    source = """
import torch
W = torch.rand(1, 3, requires_grad=True)
print(W.tolist())
(W * W).sum().backward()
torch.optim.SGD([W], lr=1.0).step()
"""
    shown = bench.run(source, ("W",), adopt={"W": "last"})
    (drawn,) = eval(shown.stdout)  # noqa: S307 - a list of numbers that our own program printed
    assert floats(shown.observation.adopted["W"].value) == pytest.approx(drawn)
    assert shown.value("W")[0] != pytest.approx(drawn)


@pytest.mark.parametrize("when, value", [("first", 1.0), ("last", 3.0)])
def test_the_first_or_the_last_call_counts(bench: Bench, when: str, value: float) -> None:
    """An exercise adopts a start, as the first call saw it, or a leaf, as the last one did."""
    source = """
import torch
W = torch.ones(1, requires_grad=True)
for _ in range(3):
    (W * W).sum().backward()
    W.data += 1
"""
    shown = bench.run(source, ("W",), adopt={"W": when})
    assert floats(shown.observation.adopted["W"].value) == [value]


def test_an_adopted_leaf_is_read_outside_of_function_transforms(bench: Bench) -> None:
    """A program that checks its gradient with ``torch.func``, or takes it from there, shows its leaf all the same."""
    source = (
        "import torch\nW = torch.ones(2, requires_grad=True)\nloss = (W * 3).sum()\nloss.backward()\n"
        "same = torch.func.grad(lambda w: (w * 3).sum())(W.detach())\n"
    )
    shown = bench.run(source, ("W", "loss"), adopt={"W": "last"})
    adopted = shown.observation.adopted["W"]
    assert not adopted.refused
    assert floats(adopted.value) == [1.0, 1.0]


def test_an_adopted_leaf_without_a_call_is_what_it_is(bench: Bench) -> None:
    """Without any call the leaf is shown as it stands at the end."""
    shown = bench.run("import torch\nW = torch.ones(1)\nW += 1\n", ("W",), adopt={"W": "last"})
    assert floats(shown.observation.adopted["W"].value) == [2.0]


# --- probes -----------------------------------------------------------------------------------------------------------

SLOPE = (ProbeRequest("slope", "dy_dx", "x"),)


@pytest.mark.parametrize(
    "source, state, value",
    [
        ("y = x**3\ndy_dx, = torch.autograd.grad(y, x, create_graph=True)", "taken", 12.0),
        ("y = x**3\ndy_dx, = torch.autograd.grad(y, x, create_graph=True)\ndy_dx.backward()", "taken", 12.0),
        (
            "y = x**3\ndy_dx, = torch.autograd.grad(y, x, create_graph=True)\nd2 = torch.autograd.grad(dy_dx, x)[0]",
            "taken",
            12.0,
        ),
        ("y = x**3\ndy_dx, = torch.autograd.grad(y, x)", "no_graph", None),
        ("dy_dx = torch.tensor(12.0)", "no_graph", None),
        ("dy_dx = torch.tensor(12.0, requires_grad=True)", "no_graph", None),
        ("dy_dx = 12.0", "unbound", None),
        ("y = x**3", None, None),
    ],
)
def test_a_probe_differentiates_once_more(bench: Bench, source: str, state: str | None, value: float | None) -> None:
    """The harness takes the derivative itself when the name is bound, also where the learner uses the graph up later."""
    shown = bench.run(
        f"import torch\nx = torch.tensor(2.0, requires_grad=True)\n{source}\n", ("x", "dy_dx"), probes=SLOPE
    )
    probe = shown.observation.probes.get("slope")
    assert (probe.state if probe else None) == state
    if probe is not None and value is not None:
        assert floats(probe.value) == [value]


def test_every_probe_of_a_name_is_taken(bench: Bench) -> None:
    """Two probes may differentiate the same name, by two others: neither stands in the place of the other."""
    probes = (ProbeRequest("by x", "out", "x"), ProbeRequest("by w", "out", "w"))
    source = """
import torch
x = torch.tensor(2.0, requires_grad=True)
w = torch.tensor(5.0, requires_grad=True)
out = x * w
"""
    taken = bench.run(source, ("x", "w", "out"), probes=probes).observation.probes
    assert {name: floats(probe.value) for name, probe in taken.items()} == {"by x": [5.0], "by w": [2.0]}


def test_a_probe_leaves_no_trace(bench: Bench) -> None:
    """The derivative that the harness takes is no call of the learner's, changes no gradient and frees no graph."""
    source = """
import torch
x = torch.tensor(2.0, requires_grad=True)
dy_dx = x**3
dy_dx.backward()
print(x.grad.item())
"""
    shown = bench.run(source, ("x", "dy_dx"), probes=SLOPE)
    assert (shown.stdout, shown.observation.call_count) == ("12.0\n", 1)


def test_a_probe_runs_no_hook_of_the_learners(bench: Bench) -> None:
    """A tensor with hooks is left alone: what they print would be printed once too often."""
    source = """
import torch
x = torch.tensor(2.0, requires_grad=True)
x.register_hook(lambda g: print('hook'))
dy_dx = x**3
dy_dx.backward()
"""
    shown = bench.run(source, ("x", "dy_dx"), probes=SLOPE)
    assert shown.stdout == "hook\n"
    assert shown.observation.probes["slope"].state == "hooked"


# --- passes through the lesson ----------------------------------------------------------------------------------------

TWICE = """
import torch
x = torch.tensor(2.0, requires_grad=True)
out = x ** 2
out.backward()
x = torch.tensor(2.0, requires_grad=True)
out = x ** 3
out.backward()
"""


def test_a_lesson_done_twice_has_two_passes(bench: Bench) -> None:
    """Where a program binds the givens and the rest afresh, the first pass is kept as it stood."""
    shown = bench.run(TWICE, ("x", "out"), {"x": 2.0}, required=("x", "out"))
    (first,) = shown.observation.episodes
    assert floats(first.names["x"].grad) == [4.0]
    assert first.calls == 1
    assert shown.value("out") == 8.0


def test_a_lesson_done_once_has_one(bench: Bench) -> None:
    """A program that goes through the lesson once, even with the given bound twice, has no earlier pass."""
    once = TWICE[: TWICE.index("x = torch.tensor(2.0", 60)]
    for source in (once, once + "x = torch.tensor(2.0)\n"):
        shown = bench.run(source, ("x", "out"), {"x": 2.0}, required=("x", "out"))
        assert not shown.observation.episodes


def test_many_passes_are_bounded(bench: Bench) -> None:
    """A program that does the lesson a hundred times keeps a few passes."""
    source = """
import torch
def lesson():
    x = torch.tensor(2.0, requires_grad=True)
    out = x**2
    out.backward()
for _ in range(100):
    lesson()
"""
    shown = bench.run(source, ("x", "out"), {"x": 2.0}, required=("x", "out"))
    assert 1 <= len(shown.observation.episodes) <= 4
    assert shown.observation.call_count == 100


def test_watched_functions_are_counted(bench: Bench) -> None:
    """An exercise may ask how often a function of torch was called, however it is reached."""
    source = "import torch\nx = torch.ones(1)\nx.detach()\ntorch.Tensor.detach(x)\ntorch.relu(x)\n"
    shown = bench.run(source, watch=("torch.Tensor.detach", "torch.relu", "torch.nothing", "nothing.at.all"))
    assert shown.observation.watched == {
        "torch.Tensor.detach": 2,
        "torch.relu": 1,
        "torch.nothing": 0,
        "nothing.at.all": 0,
    }
