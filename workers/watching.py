"""Watches what an exercise asks to have watched, and calms what cannot work in a sandbox.

Calls by name, raised errors, function transforms. What a child needs of it is installed just before the learner's program.
"""

from __future__ import annotations

import dis
import functools
import importlib
import sys
import threading
import types
import unittest
from collections.abc import Callable
from typing import Any

from grader.observations import ErrorFacts, clean_text
from workers import operators

_RAISED = 64
_RAISING = frozenset({dis.opmap["RAISE_VARARGS"], dis.opmap["RERAISE"]})
_MESSAGE_CHARACTERS = 2000
_TRANSFORMS = {
    "torch.func": ("grad", "grad_and_value", "vjp", "jvp", "jacrev", "jacfwd", "hessian"),
    "torch.autograd.functional": ("jacobian", "hessian", "vjp", "jvp", "hvp", "vhp"),
    "torch.autograd.forward_ad": ("enter_dual_level",),
}


def watch_transforms(tell: Callable[[], None]) -> None:
    """Have ``tell`` called whenever one of torch's function transforms is used."""
    for module_name, names in _TRANSFORMS.items():
        module = sys.modules.get(module_name)
        for name in names:
            if module is not None and hasattr(module, name):
                _before(module, name, tell)


def pass_compilation_through() -> None:
    """Have ``torch.compile`` give back what it is given: compiling asks for a compiler, files and processes."""
    torch: Any = sys.modules["torch"]

    @functools.wraps(torch.compile)
    def compile(model: Any = None, **_options: Any) -> Any:  # noqa: A001 - torch's own name
        return model if model is not None else lambda function: function

    torch.compile = compile
    torch.nn.Module.compile = lambda _module, *_arguments, **_options: None


def watch_calls(paths: tuple[str, ...]) -> dict[str, int]:
    """Count calls of functions named by dotted path (``torch.Tensor.detach``); the counts go up as the program runs."""
    counts = dict.fromkeys(paths, 0)
    for path in paths:
        if operators.is_operator(path):
            continue  # counted while it is called, by `operators.OperatorWatch`
        owner_path, _, name = path.rpartition(".")
        owner = _import_path(owner_path)
        if owner is not None and hasattr(owner, name):
            _before(owner, name, functools.partial(_count, counts, path))
    return counts


def _count(counts: dict[str, int], path: str) -> None:
    counts[path] += 1


def _import_path(path: str) -> Any:
    parts = path.split(".")
    for length in range(len(parts), 0, -1):
        try:
            found: Any = importlib.import_module(".".join(parts[:length]))
        except ImportError:
            continue
        for part in parts[length:]:
            found = getattr(found, part, None)
        return found
    return None


def _before(owner: Any, name: str, tell: Callable[[], None]) -> None:
    original = getattr(owner, name)

    @functools.wraps(original, updated=())
    def told(*arguments: Any, **options: Any) -> Any:
        tell()
        return original(*arguments, **options)

    setattr(owner, name, told)


class RaisedErrors:
    """Remembers the errors that arrive in the learner's own frames, caught or not."""

    def __init__(self, filename: str) -> None:
        self._filename = filename
        self._seen: list[int] = []
        self.errors: list[ErrorFacts] = []
        self._kept: list[BaseException] = []

    def install(self) -> None:
        """Trace the learner's frames for exceptions alone, in every thread."""
        threading.settrace(self._enter)
        sys.settrace(self._enter)

    def remove(self) -> None:
        """Stop tracing."""
        sys.settrace(None)
        threading.settrace(None)

    def _enter(self, frame: types.FrameType, _event: str, _argument: object) -> Any:
        if frame.f_code.co_filename != self._filename:
            return None
        frame.f_trace_lines = False
        return self._local

    def _local(self, frame: types.FrameType, event: str, argument: Any) -> Any:
        if event == "exception":
            _kind, error, _trace = argument
            new = isinstance(error, BaseException) and id(error) not in self._seen and len(self._seen) < _RAISED
            if new:  # the first frame of the learner's that it arrives in tells whose error it is
                self._seen.append(id(error))
                self._kept.append(error)  # an id is only unique while its object lives
                if not _raised_here(frame):
                    self.errors.append(_facts(error, frame.f_lineno))
        return self._local


def _raised_here(frame: types.FrameType) -> bool:
    """Whether the frame is at a ``raise`` statement of its own: such an error is the learner's, not torch's."""
    return frame.f_code.co_code[frame.f_lasti] in _RAISING


def _facts(error: BaseException, line: int) -> ErrorFacts:
    try:
        message = clean_text(str(error), _MESSAGE_CHARACTERS)
    except Exception:
        message = ""
    bases = tuple(base.__name__ for base in type(error).__mro__[:8])
    return ErrorFacts(type(error).__name__[:120], message=message, line=line, bases=bases, traceback=_origin(error))


def _origin(error: BaseException) -> str:
    """File of the innermost frame: an error that torch raised in C shows the learner's own file."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return trace.tb_frame.f_code.co_filename.rpartition("/")[2][:120] if trace is not None else ""


class Assertions:
    """The assertions of torch.testing, numpy.testing and unittest, found once, in the fork server.

    Only where they are to be forgiven does something of ours stand before them: it would be a line of every traceback, and
    unittest, which leaves out its own lines, would show it.
    """

    def __init__(self) -> None:
        self._found: list[tuple[object, str, Callable[..., Any]]] = []

    def find(self) -> None:
        """List them."""
        modules = (sys.modules.get(name) for name in ("torch.testing", "torch.testing._comparison", "numpy.testing"))
        for owner in (*modules, unittest.TestCase):
            names = [name for name in dir(owner) if name.startswith("assert") and callable(getattr(owner, name))]
            self._found.extend((owner, name, _forgiving(getattr(owner, name))) for name in names)

    def forgive(self) -> None:
        """Let them pass whatever they find: in a hidden run they speak of other numbers."""
        for owner, name, forgiving in self._found:
            setattr(owner, name, forgiving)


def _forgiving(function: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(function)
    def forgiving(*arguments: Any, **options: Any) -> Any:
        try:
            return function(*arguments, **options)
        except AssertionError:
            return None

    return forgiving
