"""Our code around the learner's program, inside the sandbox: one job in, one record out.

    prepare()   once, in the fork server: import and warm what programs use, so that a child finds it ready
    run_job()   once, in each child: compile the learner's bytes with hooks, run them as a real ``__main__``, look at what
                they left behind, write one record

The harness knows no reference solution, no expected value and no tolerance. It imports torch, the standard library, numpy
and matplotlib where present, and of the trusted side only `grader.observations`.
"""

from __future__ import annotations

import gc
import importlib
import io
import os
import sys
import types
from typing import Any

import torch

from grader.observations import decode_job, encode
from workers import event_loop, hot_code, program, samples, scenarios
from workers.execution import Run
from workers.instruments import instruments

_OWN_PACKAGES = ("grader", "workers")
_own_modules: list[types.ModuleType] = []
"""Our modules live on here when they are listed no more."""
_replaced: list[object] = []
"""The fork server's own streams: each child would have to free them."""
_streams: dict[str, io.TextIOWrapper] = {}
"""What becomes `sys.stdin`, `sys.stdout` and `sys.stderr` of a program, over the descriptors 0 to 2 of its process."""
_LAZY_IMPORTS = (
    "torch._dynamo",
    "torch.optim",
    "torch.func",
    "torch.autograd.functional",
    "torch.autograd.gradcheck",
    "torch.utils.data",
    "torch.testing",
    "torch.nn.utils",
    "numpy",
    "numpy.testing",
    "matplotlib.pyplot",
    "matplotlib.backends.backend_agg",
    "tqdm",
    "tqdm.auto",
    "sympy",
    "argparse",
    "dataclasses",
    "decimal",
    "logging",
    "statistics",
    "tempfile",
    "timeit",
    "unittest",
    "warnings",
)
_WARM_RUNS, _LAST_RUNS = 20, 3


def prepare() -> None:
    """Import what programs reach lazily and warm it, on one thread. Called once, before the fork server confines itself."""
    _import_lazily()
    _warm_torch()
    _install()
    _warm_ourselves(1)
    hot_code.lay_together(lambda: _warm_ourselves(1))
    _warm_ourselves(_WARM_RUNS)
    _hide_ourselves()


def settle() -> None:
    """Find once more what runs look up, after all else that the fork server did: its caches then hold what children need."""
    sys._clear_type_cache()
    _warm_ourselves(_LAST_RUNS)


def trial_jobs() -> list[bytes]:
    """Jobs that show what children do, of programs of ours."""
    return samples.encoded_jobs()


def rehearse() -> None:
    """What a child does that was forked ahead of need: copy, by running our own program, the pages that any program needs.

    It leaves what a run sets anew, and nothing else.
    """
    _run_ours(hidden=False)
    gc.collect()
    gc.freeze()  # as in the fork server: who walks through the collector's objects finds none of ours


def prepare_for_device() -> None:
    """The same for a fork server whose children open a device: nothing here runs autograd's engine, which would touch it."""
    _import_lazily()
    _install()
    _hide_ourselves()


def warm_in_child() -> None:
    """What `prepare_for_device` had to leave to the child, once its device is open."""
    _warm_torch()
    _warm_ourselves(1)


def _import_lazily() -> None:
    torch.set_num_threads(1)
    os.environ.setdefault("MPLBACKEND", "Agg")
    for name in _LAZY_IMPORTS:
        try:
            importlib.import_module(name)
        except ImportError:  # numpy, matplotlib and tqdm are used where they are installed
            continue


def _install() -> None:
    _warm_figures()
    instruments.install()
    event_loop.wake_through_pipes()
    _open_standard_streams()


def _warm_torch() -> None:
    model = torch.nn.Linear(3, 2)
    optimiser = torch.optim.SGD(model.parameters(), lr=0.1)
    for _ in range(2):
        optimiser.zero_grad()
        loss = torch.nn.functional.mse_loss(model(torch.rand(4, 3)), torch.rand(4, 2))
        torch.autograd.backward(loss)
        optimiser.step()
    torch.optim.Adam(model.parameters())
    torch.func.grad(lambda value: value**2)(torch.tensor(1.0))
    repr(torch.tensor([1.0, 2.0], requires_grad=True) * 2)
    torch.einsum("ij,jk->ik", torch.rand(2, 2), torch.rand(2, 2))


def _warm_figures() -> None:
    pyplot: Any = sys.modules.get("matplotlib.pyplot")
    if pyplot is None:
        return
    figure = pyplot.figure()
    pyplot.plot([0, 1], [0, 1], label="warm")
    pyplot.legend()
    pyplot.title("warm")
    pyplot.savefig(io.BytesIO())
    pyplot.close(figure)


def _warm_ourselves(times: int) -> None:
    """Run a program as children do, until nothing changes any more.

    Python specialises code while it runs, caches where attributes are found, and builds our readers on first use. All of
    that is written to memory which a child would have to copy page by page; what the fork server did a child only reads.
    """
    stdout, main, arguments = sys.stdout, sys.modules["__main__"], sys.argv
    for hidden in (False, True) * times:
        _run_ours(hidden=hidden)
    sys.stdout, sys.modules["__main__"], sys.argv = stdout, main, arguments
    gc.collect()


def _run_ours(*, hidden: bool) -> None:
    """One run of our own program, from job to record."""
    sys.stdout = io.TextIOWrapper(io.BytesIO(), "utf-8")
    job = encode(samples.job(samples.LOOP, hidden=hidden))
    encode(Run(decode_job(job)).observe_as_main())
    program.forget_lines()


def _hide_ourselves() -> None:
    """Honest programs that look at what is imported see nothing of ours; a dishonest one finds nothing worth finding."""
    ours = [each for each in sys.modules if each.partition(".")[0] in _OWN_PACKAGES]
    _own_modules.extend(sys.modules.pop(name) for name in ours)


def _open_standard_streams() -> None:
    """Make the streams that a program will find, and keep those that they replace.

    Pipes stand in for the worker's meanwhile: a stream asks what it is over.
    """
    _replaced.extend((sys.stdin, sys.stdout, sys.stderr, sys.__stdin__, sys.__stdout__, sys.__stderr__))
    kept = [(descriptor, os.dup(descriptor)) for descriptor in (1, 2)]
    reader, writer = os.pipe()
    for descriptor, _ in kept:
        os.dup2(writer, descriptor)
    _streams["stdin"] = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - lives as long as the process
    for name, descriptor in (("stdout", 1), ("stderr", 2)):
        raw = io.BufferedWriter(io.FileIO(descriptor, "w", closefd=False))
        _streams[name] = io.TextIOWrapper(raw, "utf-8", "backslashreplace", line_buffering=True)
    for descriptor, copy in kept:
        os.dup2(copy, descriptor)
        os.close(copy)
    os.close(reader)
    os.close(writer)


def run_job(job: bytes, record_fd: int) -> None:
    """Run one job and write its record; the caller ends the process afterwards. Raises `RecordError` for a broken job."""
    decoded = decode_job(job)
    del job
    for name, stream in _streams.items():
        setattr(sys, name, stream)
        setattr(sys, f"__{name}__", stream)
    observation = scenarios.draw(decoded) if decoded.draw_seed is not None else Run(decoded).observe_as_main()
    _write(record_fd, encode(observation))


def _write(descriptor: int, record: bytes) -> None:
    view = memoryview(record)
    while view:
        view = view[os.write(descriptor, view) :]
    os.close(descriptor)
