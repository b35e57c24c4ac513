"""What a name shows: kind, value, gradient and flags, read so that neither a subclass nor a patched torch can lie by accident."""

from __future__ import annotations

import pytest

from grader.comparison import numbers
from grader.errors import RecordError
from tests.observing import Bench
from workers.sandbox import Sandbox


@pytest.fixture
def bench(sandbox: Sandbox) -> Bench:
    """Return what runs programs."""
    return Bench(sandbox)


@pytest.mark.parametrize(
    "value, kind, shown",
    [
        ("torch.tensor([[1., 2.]])", "tensor", [[1.0, 2.0]]),
        ("2", "number", 2.0),
        ("2.5", "number", 2.5),
        ("True", "number", 1.0),
        ("[1, 2]", "sequence", [1.0, 2.0]),
        ("(1, 2.5)", "sequence", [1.0, 2.5]),
        ("range(3)", "sequence", [0.0, 1.0, 2.0]),
        ("[[1, 2], [3, 4]]", "sequence", [[1.0, 2.0], [3.0, 4.0]]),
        ("[[1], [2, 3]]", "sequence", None),
        ("[torch.ones(2), torch.zeros(2)]", "sequence", [[1.0, 1.0], [0.0, 0.0]]),
        ("__import__('numpy').arange(3.)", "array", [0.0, 1.0, 2.0]),
        ("__import__('numpy').float32(0.5)", "array", 0.5),
        ("__import__('numpy').array(['a'])", "array", None),
        ("'text'", "text", None),
        ("b'bytes'", "text", None),
        ("None", "none", None),
        ("torch.nn.Linear(1, 1)", "module", None),
        ("print", "callable", None),
        ("{'a': 1}", "other", None),
        ("10 ** 400", "number", None),
        ("2 + 3j", "other", None),
        ("object()", "other", None),
    ],
)
def test_values_of_every_kind(bench: Bench, value: str, kind: str, shown: object) -> None:
    """Each value has a kind, and its numbers where it has any."""
    binding = bench.run(f"import torch\nx = {value}\n", ("x",)).binding("x")
    assert binding.kind == kind
    assert (None if binding.value is None else numbers(binding.value).tolist()) == shown


@pytest.mark.parametrize(
    "value, shown",
    [
        ("torch.tensor([[1., 2.], [3., 4.]]).t()", [[1.0, 3.0], [2.0, 4.0]]),
        ("torch.arange(6.)[::2]", [0.0, 2.0, 4.0]),
        ("torch.ones(1).expand(3)", [1.0, 1.0, 1.0]),
        ("torch.eye(2).to_sparse()", [[1.0, 0.0], [0.0, 1.0]]),
        ("torch.eye(2).to_sparse_csr()", [[1.0, 0.0], [0.0, 1.0]]),
        ("torch.zeros(0, 3)", []),
        ("torch.tensor([1., -2.]).conj()", [1.0, -2.0]),
        ("torch._neg_view(torch.tensor([1., -2.]))", [-1.0, 2.0]),
        ("torch.tensor([True, False])", [1.0, 0.0]),
        ("torch.tensor([1, 2], dtype=torch.int8)", [1.0, 2.0]),
        ("torch.tensor([0.5], dtype=torch.bfloat16)", [0.5]),
        ("torch.tensor([0.5], dtype=torch.float16)", [0.5]),
        ("torch.quantize_per_tensor(torch.tensor([1., 2.]), 0.5, 0, torch.qint8)", [1.0, 2.0]),
        ("torch.tensor([float('nan')])[:0]", []),
    ],
)
def test_tensors_of_every_make_are_made_dense(bench: Bench, value: str, shown: object) -> None:
    """Strides, sparsity, views and quantisation are undone inside the sandbox: what comes out is dense."""
    binding = bench.run(
        f"import torch, warnings\nwarnings.simplefilter('ignore')\nx = {value}\n", ("x",)
    ).binding("x")  # fmt: skip
    assert binding.value is not None, binding.refused
    assert numbers(binding.value).tolist() == shown


@pytest.mark.parametrize(
    "value, reason",
    [
        ("torch.ones(2, device='meta')", "meta"),
        ("torch.ones(2, dtype=torch.complex64)", "complex"),
        ("torch.nested.nested_tensor([torch.ones(1), torch.ones(2)])", "nested"),
        ("torch.zeros(1).expand(10**9)", "too large"),
        ("torch.zeros(70_000)", "too large"),
        ("torch.sparse_coo_tensor(torch.zeros(2, 1, dtype=torch.long), [1.], (10**6, 10**6))", "too large"),
        ("torch.ones(2, dtype=torch.float8_e5m2)", "float8"),
    ],
)
def test_what_cannot_be_carried_is_refused_by_name(bench: Bench, value: str, reason: str) -> None:
    """A tensor without data, of a strange dtype, or that would be gigabytes when dense, is refused with the reason."""
    source = f"import torch, warnings\nwarnings.simplefilter('ignore')\nx = {value}\n"
    binding = bench.run(source, ("x",)).binding("x")
    assert (binding.kind, binding.value) == ("tensor", None)
    assert binding.refused
    assert reason in binding.refused


def test_gradients_and_flags(bench: Bench) -> None:
    """The gradient, the flags, the graph, and which leaves it leads to."""
    source = "import torch\nx = torch.tensor(2.0, requires_grad=True)\ny = torch.tensor(3.0)\nz = x * y\nz.backward()\n"
    shown = bench.run(source, ("x", "y", "z"))
    x, y, z = (shown.binding(name) for name in "xyz")
    assert (x.requires_grad, x.is_leaf, x.grad_fn, x.grad_state) == (True, True, "", "tensor")
    assert (y.requires_grad, y.is_leaf, y.grad_state) == (False, True, "none")
    assert (z.requires_grad, z.is_leaf, z.grad_fn, z.reaches) == (True, False, "MulBackward0", ("x",))
    assert x.grad is not None
    assert numbers(x.grad).tolist() == 3.0


def test_reading_a_gradient_of_an_inner_tensor_says_nothing(bench: Bench) -> None:
    """Looking at ``.grad`` of a tensor that is no leaf makes torch warn; the harness looks without a word."""
    shown = bench.run("import torch\nx = torch.tensor(2.0, requires_grad=True)\nz = x * 2\nz.backward()\n", ("x", "z"))
    assert shown.stderr == ""
    retained = "import torch\nx = torch.tensor(2.0, requires_grad=True)\nz = x * 2\nz.retain_grad()\nz.backward()\n"
    assert bench.run(retained, ("z",)).binding("z").grad_state == "tensor"


def test_a_gradient_with_a_graph_is_told(bench: Bench) -> None:
    """A gradient made with create_graph carries a graph itself."""
    source = "import torch, warnings\nwarnings.simplefilter('ignore')\nx = torch.tensor(2.0, requires_grad=True)\n"
    assert bench.run(source + "(x**3).backward(create_graph=True)\n", ("x",)).binding("x").grad_has_graph
    assert not bench.run(source + "(x**3).backward()\n", ("x",)).binding("x").grad_has_graph


def test_shared_memory_is_told(bench: Bench) -> None:
    """Names whose tensors lie on the same memory know of each other."""
    source = "import torch\nx = torch.ones(3)\ny = x.detach()\nz = x[1:]\nw = x.clone()\n"
    shown = bench.run(source, ("x", "y", "z", "w"))
    assert {name: set(shown.binding(name).shares_memory) for name in "xyzw"} == {
        "x": {"y", "z"},
        "y": {"x", "z"},
        "z": {"x", "y"},
        "w": set(),
    }


LIAR = """
import torch
class Liar(torch.Tensor):
    @property
    def grad(self): return torch.tensor(99.0)
    @property
    def requires_grad(self): return True
    @property
    def is_leaf(self): return True
    @property
    def shape(self): return (7,)
    @property
    def dtype(self): return torch.float64
    @property
    def grad_fn(self): return None
    def detach(self): return torch.tensor(99.0)
    def tolist(self): return [99.0]
    def cpu(self): return torch.tensor(99.0)
    def numel(self): return 99
    def __eq__(self, other): return True
    def __class__(self): return torch.Tensor
    @classmethod
    def __torch_function__(cls, func, types, args=(), kwargs=None): return torch.tensor(99.0)
x = torch.tensor(2.0).as_subclass(Liar)
"""


def test_a_subclass_shows_what_it_holds(bench: Bench) -> None:
    """A subclass that lies with every property and method is read by torch's C types underneath."""
    binding = bench.run(LIAR, ("x",)).binding("x")
    assert binding.value is not None
    assert (numbers(binding.value).tolist(), binding.shape, binding.dtype) == (2.0, (), "float32")
    assert (binding.requires_grad, binding.grad_state) == (False, "none")


@pytest.mark.parametrize(
    "patch",
    [
        "torch.Tensor.grad = property(lambda self: torch.tensor(99.0))",
        "torch.Tensor.requires_grad = property(lambda self: True)",
        "torch.Tensor.detach = lambda self: torch.tensor(99.0)",
        "torch.Tensor.numel = lambda self: 99",
        "torch.Tensor.to = torch.Tensor.contiguous = torch.Tensor.tolist = None",
        "torch.tensor = torch.empty = torch.frombuffer = None",
        "torch.Tensor.__torch_function__ = classmethod(lambda *a, **k: torch.ones(()))",
        "torch.no_grad = torch.enable_grad = None",
        "torch.float32 = torch.float64 = None",
        "import ctypes\nctypes.string_at = lambda *a: b'\\0' * 4",
        "import struct\nstruct.pack = None",
        "import json\njson.dumps = lambda *a, **k: '{}'",
        "import builtins\nbuiltins.isinstance = lambda *a: True\nbuiltins.len = lambda *a: 0",
        "import builtins\nbuiltins.type = builtins.id = builtins.tuple = None",
        "import os\nos.write = os.close = os._exit = None",
        "import sys\nsys.modules.clear()",
        "import gc\n[o.clear() for o in gc.get_objects() if type(o) is list and len(o) < 50 and o is not None and 0]",
        "torch.set_grad_enabled(False)",
        "torch.inference_mode(True).__enter__()",
        "torch.autograd.set_detect_anomaly(True)",
        "torch.set_default_dtype(torch.float64)",
        "torch.set_default_device('meta')",
        "torch.use_deterministic_algorithms(True)",
        "torch.set_printoptions(precision=0)",
    ],
)
def test_what_a_program_patches_changes_nothing_that_is_read(bench: Bench, patch: str) -> None:
    """A program that patches torch, the standard library or builtins shows what it holds, or loses its own record."""
    source = "import torch\nx = torch.tensor(2.0, requires_grad=True)\ny = x * 3\ny.backward()\n"
    try:
        shown = bench.run(f"{source}{patch}\n", ("x", "y"))
    except RecordError:  # the record is the learner's to lose
        return
    binding = shown.binding("x")
    assert binding.value is not None
    assert binding.grad is not None
    assert (numbers(binding.value).tolist(), numbers(binding.grad).tolist()) == (2.0, 3.0)
    assert shown.binding("y").requires_grad


def test_a_value_that_fights_being_looked_at_is_unknown(bench: Bench) -> None:
    """Objects whose every method raises are a kind and a type name, no more."""
    source = """
class Fight:
    def __getattribute__(self, name): raise ValueError
    def __eq__(self, other): raise ValueError
    def __len__(self): raise ValueError
    def __iter__(self): raise ValueError
    def __bool__(self): raise ValueError
    def __repr__(self): raise ValueError
    __hash__ = None
x = Fight()
class Deep(list):
    def __iter__(self): raise ValueError
y = Deep([1.0])
z = []
z.append(z)
"""
    shown = bench.run(source, ("x", "y", "z"))
    assert shown.observation.ended == "finished"
    assert all(binding.value is None for binding in shown.observation.names.values())


def test_a_huge_graph_is_walked_within_bounds(bench: Bench) -> None:
    """A graph of a hundred thousand nodes costs a bounded walk."""
    source = "import torch\nx = torch.ones((), requires_grad=True)\ny = x\nfor _ in range(100_000):\n    y = y + 1\n"
    shown = bench.run(source, ("y",))
    assert shown.binding("y").requires_grad


def test_a_graph_as_deep_as_a_training_leads_back(bench: Bench) -> None:
    """A thousand steps back the leaf is still found."""
    source = "import torch\nx = torch.ones((), requires_grad=True)\ny = x\nfor _ in range(1_000):\n    y = y * 1.001\n"
    assert bench.run(source, ("x", "y")).binding("y").reaches == ("x",)
