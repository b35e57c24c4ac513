"""Our code around the learner's program, inside the sandbox: one job in, one record out.

    prepare()   once, in the fork server: import and warm what programs use, so that a child finds it ready
    run_job()   once, in each child: compile the learner's bytes with hooks, run them as a real ``__main__``, look at what
                they left behind, write one record

The harness knows no reference solution, no expected value and no tolerance. It imports torch, the standard library, numpy
and matplotlib where present, and of the trusted side only `grader.observations`.
"""

from __future__ import annotations

import atexit
import builtins
import dataclasses
import gc
import importlib
import io
import os
import random
import struct
import sys
import threading
import types
from typing import Any

import torch

from grader.observations import (
    ErrorFacts,
    GivenSlot,
    Job,
    NameSeen,
    Observation,
    SourceFacts,
    Tensor,
    decode_job,
    encode,
    text_tensor,
)
from workers import event_loop, facts, program, scenarios, watching
from workers.figures import Figures
from workers.randomness import Randomness
from workers.recording import EngineProxy, Recorder
from workers.rewriting import Watch

_OWN_PACKAGES = ("grader", "workers")
_own_modules: list[types.ModuleType] = []
"""Our modules live on here when they are listed no more."""
_streams: dict[str, io.TextIOWrapper] = {}
"""What becomes `sys.stdin`, `sys.stdout` and `sys.stderr` of a program, over the descriptors 0 to 2 of its process."""
_OTHER_NAMES = 200
_excepthook = sys.excepthook
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
_WARM_RUNS = 20
_WARM_PROGRAM = b"""
import torch
import torch.nn as nn

x = torch.tensor(2.0, requires_grad=True)
w = torch.tensor([1.0, -0.5], requires_grad=True)


def loss_of(prediction, target):
    return ((prediction - target) ** 2).mean()


for _ in range(2):
    kept = (x * w).detach()
    out = loss_of(x**3 + w.sum() * kept, torch.tensor([0.5, 4.0]))
    if w.grad is not None:
        w.grad.zero_()
    out.backward(retain_graph=True)
    with torch.no_grad():
        w -= 0.1 * w.grad
print("gradients:", x.grad, w.grad, f"{out.item():.2f}")
"""


class _Instruments:
    """What stands between a program and torch: put in place once, in the fork server, and told of each run."""

    def __init__(self) -> None:
        self.randomness = Randomness()
        self.figures = Figures()
        self.engine: EngineProxy | None = None

    def install(self) -> None:
        """Patch torch, numpy and matplotlib."""
        variable: Any = torch.autograd.Variable
        self.engine = variable._execution_engine = EngineProxy(variable._execution_engine)
        self.randomness.install()
        self.figures.install()
        watching.watch_transforms(self.engine.function_transform)
        watching.pass_compilation_through()

    def record_with(self, recorder: Recorder | None) -> None:
        """Whom the engine tells."""
        if self.engine is not None:
            self.engine.recorder = recorder


_instruments = _Instruments()


def prepare() -> None:
    """Import what programs reach lazily and warm it, on one thread. Called once, before the fork server confines itself."""
    _import_lazily()
    _warm_torch()
    _install()
    _warm_ourselves(_WARM_RUNS)
    _hide_ourselves()


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
    _instruments.install()
    event_loop.wake_through_pipes()
    watching.find_assertions()
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
    stdout = sys.stdout
    one, two = (Tensor("float32", (), struct.pack("<f", number)) for number in (2.0, 5.0))
    for hidden in (False, True) * times:
        slot = GivenSlot(published=one, values=two if hidden else None)
        job = Job(text_tensor(_WARM_PROGRAM), ("x", "out", "w"), hidden=hidden, givens={"x": slot})
        sys.stdout = io.TextIOWrapper(io.BytesIO(), "utf-8")
        encode(_Run(decode_job(encode(job))).observe())
    sys.stdout = stdout
    program.forget_lines()
    gc.collect()


def _hide_ourselves() -> None:
    """Honest programs that look at what is imported see nothing of ours; a dishonest one finds nothing worth finding."""
    ours = [each for each in sys.modules if each.partition(".")[0] in _OWN_PACKAGES]
    _own_modules.extend(sys.modules.pop(name) for name in ours)


def _open_standard_streams() -> None:
    """Make the streams that a program will find. Pipes stand in for the worker's meanwhile: a stream asks what it is over."""
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
    observation = scenarios.draw(decoded) if decoded.draw_seed is not None else _Run(decoded).observe_as_main()
    _write(record_fd, encode(observation))


def _write(descriptor: int, record: bytes) -> None:
    view = memoryview(record)
    while view:
        view = view[os.write(descriptor, view) :]
    os.close(descriptor)


class _Run:
    """One execution of one program."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._recorder = Recorder(job)
        self._module = types.ModuleType("__main__")
        vars(self._module).update(__file__=job.filename, __cached__=None, __builtins__=builtins, __annotations__={})
        self._recorder.module = self._module
        self._watched: dict[str, int] = {}

    def observe_as_main(self) -> Observation:
        """Run the program as ``__main__`` with everything watched, and look at what it left."""
        job = self._job
        sys.modules["__main__"] = self._module
        sys.argv = [job.filename]
        if job.default_dtype:
            torch.set_default_dtype(getattr(torch, job.default_dtype))
        _instruments.randomness.begin(_salt() if job.hidden else 0)
        _instruments.figures.begin(keep=job.figures)
        self._watched = watching.watch_calls(job.watch)
        if job.hidden:
            watching.forgive_assertions()
        raised = watching.RaisedErrors(job.filename)
        observation = self.observe(raised if job.record_raised else None)
        drawn = _figures_of(_instruments.figures) if job.figures else ()
        return dataclasses.replace(
            observation,
            random_seeded=_instruments.randomness.seeded,
            watched=self._watched,
            raised=tuple(raised.errors),
            figures=drawn,
        )

    def observe(self, raised: watching.RaisedErrors | None = None) -> Observation:
        """Run the program with the engine watched, and read what it showed."""
        names = frozenset(path.split(".")[0] for path in self._job.observe)
        watch = Watch(
            observed=names if self._job.scenario is None else frozenset(),
            givens=frozenset(name for name in self._job.givens if "." not in name),
            hidden=self._job.hidden,
        )
        try:
            code, source = program.load(self._job.source.data, self._job.filename, watch, self._recorder)
        except program.Unparsable as problem:
            return Observation("syntax_error", error=problem.error, source=problem.facts)
        self._recorder.again = lambda source, filename: program.load_more(source, filename, watch, self._recorder)
        _instruments.record_with(self._recorder)
        error = self._execute(code, raised)
        _instruments.record_with(None)
        return self._look(error, source)

    def _execute(self, code: types.CodeType, raised: watching.RaisedErrors | None) -> BaseException | None:
        if raised is not None:
            raised.install()
        try:
            self._run_as_main(code)
            if self._job.scenario is not None:
                self._watched.update(dict.fromkeys(self._watched, 0))
                self._recorder.begin_scenario()
                scenarios.call(self._job, self._module, self._recorder)
        except BaseException as error:
            return error
        finally:
            if raised is not None:
                raised.remove()
        return None

    def _run_as_main(self, code: types.CodeType) -> None:
        """Run the module. Where a scenario follows, ``sys.exit(0)`` ends the program's own tries and nothing else."""
        try:
            exec(code, vars(self._module))  # noqa: S102 - running the learner's program is what this process is for
        except SystemExit as ended:
            if self._job.scenario is None or ended.code not in (None, 0):
                raise

    def _look(self, error: BaseException | None, source: SourceFacts) -> Observation:
        ended, described = self._ending(error)
        _join_threads()
        fields = self._recorder.fields()
        if described is not None and described.exit_status is None and ended == "raised":
            self._tell(error, described)
        _run_exit_functions()
        return Observation(ended, described, source=source, others=tuple(self._others(fields)), **fields)

    def _tell(self, error: BaseException | None, described: ErrorFacts) -> None:
        """Show what ended the program as Python would: by the program's own ``sys.excepthook`` if it has one."""
        if error is None or sys.excepthook is _excepthook:
            _complain(described.traceback)
            return
        trace = error.__traceback__
        while trace is not None and trace.tb_frame.f_code.co_filename != self._job.filename:
            trace = trace.tb_next
        try:
            sys.excepthook(type(error), error, trace)
        except BaseException as another:
            _complain(f"Error in sys.excepthook: {type(another).__name__}\n{described.traceback}")

    def _ending(self, error: BaseException | None) -> tuple[str, ErrorFacts | None]:
        if error is None:
            return "finished", None
        described = program.error_facts(error, self._job.filename)
        if isinstance(error, SystemExit):
            if isinstance(error.code, str):
                _complain(f"{error.code}\n")
            return ("exited", None if described.exit_status == 0 else described)
        return "raised", described

    def _others(self, fields: dict[str, Any]) -> list[NameSeen]:
        found = []
        for name, value in list(vars(self._module).items()):
            if name.startswith("__") or name in fields["names"] or issubclass(type(value), types.ModuleType):
                continue
            kind = "tensor" if facts.is_tensor(value) else "callable" if callable(value) else type(value).__name__
            found.append(NameSeen(name[:80], kind[:80]))
        return found[-_OTHER_NAMES:]


def _salt() -> int:
    (salt,) = struct.unpack("<I", os.urandom(4))
    return int(salt) | 1


def _figures_of(figures: Figures) -> tuple[Any, ...]:
    try:
        return figures.collect()
    except Exception:  # a figure that cannot be drawn is no reason to lose the record
        return ()


def _join_threads() -> None:
    for thread in threading.enumerate():
        if thread is not threading.current_thread() and not thread.daemon:
            thread.join()


def _complain(text: str) -> None:
    """To standard error, whatever the program made of it; closed or replaced it is no reason to lose the record."""
    try:
        if sys.stderr is not None:
            sys.stderr.write(text)
    except BaseException:
        return


def _run_exit_functions() -> None:
    try:
        atexit._run_exitfuncs()
    except BaseException as error:
        _complain(f"{type(error).__name__} in an exit function\n")
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError, AttributeError):
            continue


def reseed() -> None:
    """Give this child draws of its own: children of one parent would otherwise draw the same numbers."""
    random.seed(os.urandom(16))
    torch.manual_seed(int.from_bytes(os.urandom(7), "little"))
    numpy = sys.modules.get("numpy")
    if numpy is not None:
        numpy.random.seed(int.from_bytes(os.urandom(4), "little"))
