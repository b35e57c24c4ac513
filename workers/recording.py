"""Remembers what a program binds and what it asks of the autograd engine.

The rewritten tree calls the recorder's hook methods; a proxy before the engine tells it of every differentiation,
whether it came from ``Tensor.backward``, ``torch.autograd.backward``, ``torch.autograd.grad`` or what is built on them.
Nothing here may disturb the program: a fact that cannot be read stays unknown.
"""

from __future__ import annotations

import struct
import sys
import types
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from grader.observations import (
    DETAILED_CALLS,
    EPISODES,
    TRACE_LENGTH,
    Binding,
    EngineCall,
    Episode,
    ErrorFacts,
    Job,
    ProbeResult,
    Tensor,
    Unmet,
    changed,
)
from workers import facts, probing, program
from workers.engine_calls import Call
from workers.further_source import FurtherSource
from workers.givens import Given
from workers.graphs import Graph

_CALLS_WITH_LEAVES = 8
_CAUGHT = 8
_SCOPES = 64


@dataclass
class _Scope:
    """What one function, class body or module bound: the last value and line of each watched name."""

    values: dict[str, object] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)


class Recorder(FurtherSource):
    """One run's memory. What the rewritten program calls are its methods under *hooks*."""

    def __init__(self, job: Job) -> None:
        super().__init__()
        self._job = job
        self._givens = {name: Given(slot) for name, slot in job.givens.items() if "." not in name}
        self._dotted_givens = {name: Given(slot) for name, slot in job.givens.items() if "." in name}
        for each in self._givens.values():
            each.know(self._givens.values())
        self._observed = {path: path.split(".") for path in job.observe}
        self._modules = {path.partition(".")[0] for path in job.adopt if "." in path}
        self._probed = {
            name: [each for each in job.probes if each.of == name] for name in {each.of for each in job.probes}
        }
        self._scopes: dict[types.CodeType | None, _Scope] = {}
        self._latest: dict[str, object] = {}
        self._unfilled: set[str] = set()
        self._handed: dict[str, object] = {}
        self._pending = set(job.required)
        self._calls: list[Call] = []
        self._roots: list[float] = []
        self._count = 0
        self._adopted: dict[str, Binding] = {}
        self._bound_anew: set[str] = set()
        self._probes: dict[str, ProbeResult] = {}
        self._episodes: list[Episode] = []
        self._caught: list[ErrorFacts] = []
        self._restart = 0
        self._paused = False
        self._closing = False
        self._shown: dict[str, object] = {}
        self.module: types.ModuleType | None = None
        self.unmet: Unmet | None = None

    # --- hooks: called by the rewritten program ------------------------------------------------------------------

    def bind(self, name: str, value: object) -> object:
        """A watched name was bound; what is handed back is bound instead."""
        frame = sys._getframe(1)
        return self._bound(name, value, frame.f_code, frame.f_lineno)

    def load(self, name: str, value: object) -> object:
        """A given is read. It may have been filled since it was bound, or bound where no hook is: ``setattr``, a lambda."""
        if self._handed.get(name, self) is value and name not in self._unfilled:
            return value
        try:
            value = self._givens[name].reconsider(value)
            if self._givens[name].known:
                self._unfilled.discard(name)
            self._handed[name] = value
        except Exception:
            return value
        return value

    def given(self, name: str, value: object) -> object:
        """A value on its way to a given name by another road: an alias, a keyword argument, a dictionary."""
        try:
            # Where a variable has the name, what is handed on under it begins the lesson no second time.
            return self._receive(name, value, sys._getframe(1).f_lineno, begins=name not in self._latest)
        except Exception:
            return value

    def parts(self, name: str, *values: object) -> None:
        """A given was put together from these values, with which the program may go on."""
        try:
            for value in values:
                self._givens[name].receive_part(value)
        except Exception:
            return

    def attribute(self, name: str, value: object) -> object:
        """A watched name was stored as an attribute or item; it counts where no variable has the name."""
        frame = sys._getframe(1)
        return self._bound(name, value, None, frame.f_lineno)

    def caught(self) -> None:
        """The program handles an error itself: what became of it explains what is missing later."""
        error = sys.exc_info()[1]
        if error is None or len(self._caught) >= _CAUGHT:
            return
        seen = changed(program.error_facts(error, self._job.filename), traceback="")
        if seen not in self._caught:
            self._caught.append(seen)

    def show(self, name: str, value: object) -> None:
        """A scenario observed a value under a name of its own, which no variable of the program's can take."""
        self._shown[name] = value

    def begin_scenario(self) -> None:
        """The program's own tries are over: what the engine is asked from here on counts."""
        self._calls, self._roots, self._count, self._restart = [], [], 0, 0

    def saw_passes(self, count: int) -> None:
        """So many backward passes computed something while the scenario ran, by whatever road they came to an engine."""
        self._count = max(self._count, count)

    def _bound(self, name: str, value: object, code: types.CodeType | None, line: int) -> object:
        try:
            if name in self._givens:
                value = self._receive(name, value, line)
            for scope in self._scopes_binding(name, code):
                scope.values[name] = value
                scope.lines[name] = line
            if self._latest.get(name) is not value:
                self._bound_anew.add(name)
                if name in self._modules:
                    self._restart = self._count
            self._latest[name] = value
            self._pending.discard(name)
            if self._dotted_givens:
                self._write_dotted(name, value)
            self._take_probes(name, value, line)
        except Exception:
            # A fault of ours must not surface in the learner's program; what was not seen is missing from the record.
            return value
        return value

    def _scopes_binding(self, name: str, code: types.CodeType | None) -> list[_Scope]:
        """Where the binding takes effect: a ``nonlocal`` name belongs to the functions around, not to the one running."""
        if code is not None and name in code.co_freevars:
            outer = [scope for each, scope in self._scopes.items() if each is not code and name in scope.values]
            if outer:
                return outer
        return [self._scope(code)]

    def _scope(self, code: types.CodeType | None) -> _Scope:
        scope = self._scopes.pop(code, None)
        if scope is None:
            scope = _Scope()
            if len(self._scopes) >= _SCOPES:
                smallest = min(self._scopes, key=lambda each: len(self._scopes[each].values))
                del self._scopes[smallest]
        self._scopes[code] = scope  # the most recently used stands last
        return scope

    def _receive(self, name: str, value: object, line: int, *, begins: bool = True) -> object:
        given = self._givens[name]
        new, fresh = given.receive(value, line)
        self._handed[name] = new
        fresh = fresh and begins
        if given.known:
            self._unfilled.discard(name)
        else:
            self._unfilled.add(name)
        if fresh and self._job.required and self._lesson_complete():
            self._close_episode()
        if fresh and self._latest.get(name) is not value:  # a tensor that is only handed on begins nothing
            self._restart = self._count
        return new

    def _write_dotted(self, root: str, value: object) -> None:
        for path, given in self._dotted_givens.items():
            first, *rest = path.split(".")
            if first == root:
                given.receive(facts.resolve(value, rest), 0)

    def _take_probes(self, name: str, value: object, line: int) -> None:
        for request in self._probed.get(name, ()):
            self._paused = True
            try:
                self._probes[request.id] = probing.take(value, self._latest.get(request.wrt), line)
            finally:
                self._paused = False

    # --- passes through the lesson -------------------------------------------------------------------------------

    def _lesson_complete(self) -> bool:
        return not self._pending

    def _close_episode(self) -> None:
        """The program starts the lesson again: keep what it showed so far."""
        if len(self._episodes) < EPISODES:
            self._fill_adopted()
            self._closing = True
            try:
                self._episodes.append(Episode(self.names(), self._adopted, self._probes, self._count))
            finally:
                self._closing = False
        # What was adopted stays until the name itself is bound anew: a loop that binds its data in every turn is no new lesson.
        self._adopted, self._probes = dict(self._adopted), {}
        self._pending = set(self._job.required)

    def episodes(self) -> tuple[Episode, ...]:
        """Earlier complete passes, if the last one bound the givens and something more afresh; else none."""
        again = set(self._job.required) - self._pending
        repeated = self._givens.keys() <= again | (self._givens.keys() - set(self._job.required))
        return tuple(self._episodes) if repeated and again - self._givens.keys() else ()

    # --- the engine ----------------------------------------------------------------------------------------------

    def before_call(self, roots: Any, arguments: tuple[Any, ...], options: dict[str, Any]) -> tuple[Call | None, float]:
        """What is to be remembered of a call, read before it runs: afterwards the graph may be gone."""
        root: Any = roots[0] if len(roots) else None
        value = facts.scalar_of(root) if facts.is_tensor(root) else float("nan")
        detailed = self._count < DETAILED_CALLS
        adopting = any(self._adopts_now(name, when) for name, when in self._job.adopt.items())
        if not detailed and not adopting:
            return None, value
        named = self._current()
        call = Call(roots, arguments, options, named, self._line())
        if adopting and (not call.reaches or any(name in call.reaches for name in self._job.adopt)):
            self._adopt(named)
        if self._count < _CALLS_WITH_LEAVES and not self._job.hidden:
            call.look_at_leaves()
        return call, value

    def after_call(self, call: Call | None, value: float) -> None:
        """The call succeeded: count it."""
        if call is not None and len(self._calls) < DETAILED_CALLS:
            call.done()
            self._calls.append(call)
        if len(self._roots) < TRACE_LENGTH:
            self._roots.append(value)
        self._count += 1

    def function_transform(self) -> None:
        """``torch.func`` or ``torch.autograd.functional`` was used: a differentiation without the engine's arguments."""
        if len(self._calls) < DETAILED_CALLS:
            self._calls.append(Call.of_transform(self._line()))

    @property
    def paused(self) -> bool:
        """Whether a differentiation of our own is under way."""
        return self._paused

    def _line(self) -> int:
        frame: types.FrameType | None = sys._getframe(1)
        while frame is not None:
            if frame.f_code.co_filename == self._job.filename:
                return frame.f_lineno
            frame = frame.f_back
        return 0

    def _current(self) -> dict[str, object]:
        found: dict[str, object] = {}
        for path, (root, *rest) in self._observed.items():
            if root in self._latest:
                try:
                    found[path] = facts.resolve(self._latest[root], rest)
                except Exception:  # noqa: S112 - the learner's attribute may raise anything; the name is then unbound
                    continue
        return found

    def _adopt(self, named: dict[str, object]) -> None:
        for name, when in self._job.adopt.items():
            if name in named and self._adopts_now(name, when):
                self._adopted[name] = facts.describe(named[name])
        self._bound_anew.clear()

    def _adopts_now(self, name: str, when: str) -> bool:
        """The last call counts, or the first since the name was bound."""
        return when == "last" or name not in self._adopted or name.partition(".")[0] in self._bound_anew

    def _fill_adopted(self) -> None:
        missing = [name for name in self._job.adopt if name not in self._adopted]
        if missing:
            current = self._current()
            self._adopted |= {name: facts.describe(current[name]) for name in missing if name in current}

    # --- the end -------------------------------------------------------------------------------------------------

    def names(self) -> dict[str, Binding]:
        """Every observed name as it stands: from the module, else from the scope that bound most of them."""
        values = self.values()
        shared = facts.storage_groups(values)
        described: dict[str, Binding] = {}
        for name, value in values.items():
            try:
                reached, _through = Graph((value,)).names(values)
                binding = facts.describe(value, self._line_of(name))
            except Exception:  # an object of the learner's that fights being looked at
                reached, binding = (), Binding("other", line=self._line_of(name))
            described[name] = changed(binding, reaches=reached, shares_memory=shared.get(name, ()))
        return described

    def values(self) -> dict[str, object]:
        """The objects behind the observed names."""
        found: dict[str, object] = {}
        for path, (root, *rest) in self._observed.items():
            try:
                found[path] = facts.resolve(self._final(root), rest)
            except Exception:  # noqa: S112 - unbound, or the learner's attribute raises: then the name shows nothing
                continue
        return found

    def _final(self, name: str) -> object:
        if name in self._shown:
            return self._shown[name]
        module = self._module_names()
        if name in module:
            return module[name]
        scopes = [scope for code, scope in self._scopes.items() if code is not None and name in scope.values]
        if not scopes:
            scopes = [self._scopes[None]] if name in self._scopes.get(None, _Scope()).values else []
        if not scopes:
            raise AttributeError(name)
        best = max(reversed(scopes), key=lambda scope: len(scope.values))
        return best.values[name]

    def _module_names(self) -> Mapping[str, object]:
        """What the module holds; while a pass is being closed, what it held: by then the next pass has bound its first name."""
        if self._closing:
            held = [
                scope.values for code, scope in self._scopes.items() if code is not None and code.co_name == "<module>"
            ]
            return held[0] if held else {}
        return vars(self.module) if self.module is not None else {}

    def _line_of(self, path: str) -> int:
        root = path.split(".", maxsplit=1)[0]
        lines = [scope.lines[root] for scope in self._scopes.values() if root in scope.lines]
        return lines[-1] if lines else 0

    def adopted(self) -> dict[str, Binding]:
        """The adopted leaves at the engine call that counts, or as they stand where there was none."""
        self._fill_adopted()
        return self._adopted

    def _named_calls(self) -> Iterator[EngineCall]:
        """The calls with every name that their graphs reach: those bound at the time, and those given later."""
        values = self.values()
        graphs = {name: Graph((value,)) for name, value in values.items() if facts.has_graph(value)}
        for call in self._calls:
            yield call.observed(values, graphs)

    def fields(self) -> dict[str, Any]:
        """What goes into the observation from here."""
        trace = struct.pack(f"<{len(self._roots)}d", *self._roots)
        givens = self._givens | self._dotted_givens
        return {
            "names": self.names(),
            "episodes": self.episodes(),
            "calls": tuple(self._named_calls()),
            "call_count": self._count,
            "restart": self._restart,
            "trace": Tensor("float64", (len(self._roots),), trace),
            "adopted": self.adopted(),
            "probes": self._probes,
            "caught": tuple(self._caught),
            "givens": {name: given.use() for name, given in givens.items()},
            "unmet": self.unmet,
        }
