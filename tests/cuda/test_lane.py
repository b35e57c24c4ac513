"""The lane on a real GPU: what is proven at its start, what is pinned, and what one program leaves for the next."""

from __future__ import annotations

from typing import Any

import pytest

from grader.exercise import ExerciseCatalog
from grader.grading import Graded, Grader
from grader.observations import Job, Observation, decode_observation, encode, text_tensor
from workers.device_sandbox import DeviceSandbox
from workers.outcome import Ending, Limits, Outcome

_LIMITS = Limits(cpu_seconds=30.0, wall_seconds=90.0)


def observe(lane: DeviceSandbox, source: str, *names: str) -> Observation:
    """Run a program through the harness and return what it showed."""
    outcome = lane.run(encode(Job(source=text_tensor(source.encode()), observe=names)), _LIMITS)
    assert outcome.ending is Ending.EXITED, outcome
    observation = decode_observation(outcome.record)
    assert observation.error is None, observation.error
    return observation


def run(lane: DeviceSandbox, source: str, **limits: Any) -> Outcome:
    """Run a program through the harness and return how it ended."""
    given = {"cpu_seconds": 30.0, "wall_seconds": 90.0, **limits}
    return lane.run(encode(Job(source=text_tensor(source.encode()), observe=())), Limits(**given))


def value(observation: Observation, name: str) -> bytes:
    """Return the bytes of an observed value."""
    found = observation.names[name].value
    assert found is not None
    return found.data


def test_every_floor_layer_is_proven(lane: DeviceSandbox) -> None:
    """Each layer of the floor holds on this machine, with the driver open."""
    assert {layer.name: layer.active for layer in lane.layers if layer.floor}
    assert all(layer.active for layer in lane.layers if layer.floor)


def test_environment_names_the_gpu(lane: DeviceSandbox) -> None:
    """What is recorded with an attempt says which GPU, driver and libraries it was, and that results are pinned."""
    facts = lane.environment["device_facts"]
    assert isinstance(facts, dict)
    assert facts["gpu"]
    assert facts["cuda"]
    assert facts["capability"].count(".") == 1
    assert facts["determinism"] == {
        "tf32": False,
        "cudnn_benchmark": False,
        "cudnn_deterministic": True,
        "deterministic_algorithms": True,
        "cublas_workspace": ":4096:8",
    }


def test_programs_find_the_gpu(lane: DeviceSandbox) -> None:
    """A program that asks for a GPU has exactly one, and what it computes there is observed as if it were on the CPU."""
    seen = observe(
        lane,
        "import torch\ncount = torch.tensor(torch.cuda.device_count())\n"
        "x = torch.tensor([1.0, 2.0], requires_grad=True, device='cuda' if torch.cuda.is_available() else 'cpu')\n"
        "(x ** 2).sum().backward()\n",
        "count",
        "x",
    )
    assert int.from_bytes(value(seen, "count"), "little") == 1
    assert seen.names["x"].device == "cuda:0"
    gradient = seen.names["x"].grad
    assert gradient is not None
    assert gradient.data == bytes.fromhex("0000004000008040")  # 2.0 and 4.0


def test_matrix_products_keep_their_precision(lane: DeviceSandbox) -> None:
    """A product in float32 is as exact as float32, not as TF32, which would be a thousand times off."""
    seen = observe(
        lane,
        "import torch\na = torch.randn(256, 256, device='cuda')\nb = torch.randn(256, 256, device='cuda')\n"
        "error = ((a @ b).double() - a.double() @ b.double()).abs().max() / 16\nclose = (error < 2e-6).float()\n",
        "close",
    )
    assert value(seen, "close") == bytes.fromhex("0000803f")


def test_results_repeat(lane: DeviceSandbox) -> None:
    """The same program gives the same bits in two children: convolution, product, scattered sums."""
    source = (
        "import torch\ntorch.manual_seed(3)\nx = torch.randn(8, 3, 32, 32, device='cuda', requires_grad=True)\n"
        "layer = torch.nn.Conv2d(3, 8, 3).cuda()\nplaces = torch.randint(0, 9, (5000,), device='cuda')\n"
        "sums = torch.zeros(9, device='cuda').index_add(0, places, torch.randn(5000, device='cuda'))\n"
        "(layer(x).relu().sum() * sums.sum()).backward()\ng = x.grad.flatten()[:4096]\ns = sums\n"
    )
    first, second = (observe(lane, source, "g", "s") for _ in range(2))
    assert value(first, "g") == value(second, "g")
    assert value(first, "s") == value(second, "s")


def test_children_draw_differently(lane: DeviceSandbox) -> None:
    """Two programs that draw on the device without a seed draw different numbers."""
    source = "import torch\nx = torch.rand(8, device='cuda')\n"
    assert value(observe(lane, source, "x"), "x") != value(observe(lane, source, "x"), "x")


BREAKING = {
    "an assertion on the device": "import torch\ntorch.zeros(4, device='cuda')[torch.tensor([9999], device='cuda')].cpu()\n",
    "all memory taken": "import torch\nkept = [torch.empty(1 << 28, device='cuda') for _ in range(1000)]\n",
    "death by a signal": "import torch, os\ntorch.zeros(4, device='cuda')\nos.kill(os.getpid(), 9)\n",
    "an exit with work queued": "import torch, os\ntorch.zeros(4, device='cuda')\nos._exit(0)\n",
}


@pytest.mark.parametrize("broken", BREAKING)
def test_what_breaks_one_context_breaks_no_other(lane: DeviceSandbox, broken: str) -> None:
    """After a program that ruined its context the next ones compute what they always do."""
    assert run(lane, BREAKING[broken]).started
    for _ in range(3):
        seen = observe(lane, "import torch\nx = torch.ones(3, device='cuda').sum()\n", "x")
        assert value(seen, "x") == bytes.fromhex("00004040")


def test_hung_kernel_is_ended(lane: DeviceSandbox) -> None:
    """A kernel that takes hours ends with its program's time, and the next program has the device."""
    hung = run(
        lane, "import torch\ntorch.cuda._sleep(1 << 62)\ntorch.cuda.synchronize()\n", wall_seconds=3.0, cpu_seconds=2.0
    )
    assert hung.ending in (Ending.WALL_LIMIT, Ending.CPU_LIMIT)
    assert observe(lane, "import torch\nx = torch.ones(3, device='cuda').sum()\n", "x").names["x"].value is not None
    assert lane.closed_reason == ""


def test_exhausted_memory_is_the_learners(grader: Grader, catalog: ExerciseCatalog) -> None:
    """A program that takes all device memory gets the verdict for memory, not an internal error."""
    source = b"import torch\nkept = [torch.empty(1 << 28, device='cuda') for _ in range(1000)]\n"
    graded: Graded = grader.grade(catalog.get("detach"), source, "exhausted", "cuda")
    assert graded.verdict == "memory_limit_exceeded"
    assert graded.environment["device"] == "cuda"
