"""One execution of one program: compiled with hooks, run as a real ``__main__``, and what it left behind looked at."""

from __future__ import annotations

import atexit
import builtins
import contextlib
import os
import struct
import sys
import threading
import types
from typing import Any

import torch

from grader.observations import ErrorFacts, Job, NameSeen, Observation, SourceFacts, changed
from workers import facts, program, scenarios, watching
from workers.figures import Figures
from workers.instruments import instruments
from workers.operators import OperatorWatch, is_operator
from workers.recording import Recorder
from workers.rewriting import Watch

_OTHER_NAMES = 200
_ASSERTION = b"assert"
_excepthook = sys.excepthook


class Run:
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
        instruments.randomness.begin(_salt() if job.hidden else 0)
        instruments.figures.begin(keep=job.figures)
        self._watched = watching.watch_calls(job.watch)
        if job.hidden and _ASSERTION in job.source.data:  # most programs have none, and are spared what this writes to
            instruments.assertions.forgive()
        raised = watching.RaisedErrors(job.filename) if job.record_raised else None
        observation = self.observe(raised)
        drawn = _figures_of(instruments.figures) if job.figures else ()
        return changed(
            observation,
            random_seeded=instruments.randomness.seeded,
            watched=self._watched,
            raised=tuple(raised.errors) if raised else (),
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
        instruments.record_with(self._recorder)
        error = self._execute(code, raised)
        instruments.record_with(None)
        return self._look(error, source)

    def _execute(self, code: types.CodeType, raised: watching.RaisedErrors | None) -> BaseException | None:
        if raised is not None:
            raised.install()
        try:
            with self._operators():
                self._run_as_main(code)
            if self._job.scenario is not None:
                self._watched.update(dict.fromkeys(self._watched, 0))
                self._recorder.begin_scenario()
                with self._operators() as watch:
                    scenarios.call(self._job, self._module, self._recorder)
                if watch is not None:
                    self._recorder.saw_passes(watch.passes)
        except BaseException as error:
            return error
        finally:
            if raised is not None:
                raised.remove()
        return None

    def _operators(self) -> contextlib.AbstractContextManager[OperatorWatch | None]:
        """The watch over operators where the exercise names some; every operation of the program takes longer under it."""
        named = any(is_operator(path) for path in self._watched)
        return OperatorWatch(self._watched) if named else contextlib.nullcontext()

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
            if not issubclass(type(name), str) or name.startswith("__") or name in fields["names"]:
                continue
            if issubclass(type(value), types.ModuleType):
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
