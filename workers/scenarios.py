"""Scenario exercises: the exercise's own code draws inputs, calls the learner's function or class, and says what to observe.

``scenario.py`` defines two functions, and may define a third:

    draw(generator)                  -> dict of tensors; run alone, in a child of its own
    call(program, inputs)            -> what to observe: a dict, or (name, value) pairs as they come (a generator)
    derivatives(program, inputs, derive)  -> derivatives of the learner's own forward, under the names of what should equal them

Neither the seed nor the drawing ever stands beside the learner's program: ``call`` gets the drawn tensors only. ``program`` is a
`Program`, ``derive`` is `central_differences`.
"""

from __future__ import annotations

import inspect
import types
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import torch

from grader.observations import Binding, Job, Observation, Tensor, Unmet
from workers import facts, program
from workers.recording import Recorder

_SCENARIO_FILE = "scenario.py"
_STEP = 1e-6
"""Relative step of a central difference in float64: its error is then about 1e-9 of the values."""
_MOST_ELEMENTS = 200


class UnmetError(Exception):
    """The program is not what the scenario asks for; ends the scenario, and is no error of the program's."""

    def __init__(self, unmet: Unmet) -> None:
        self.unmet = unmet
        super().__init__(unmet.code)


class Program:
    """The learner's module as a scenario sees it: what is asked of it is there, fits, and hands something back."""

    def __init__(self, module: types.ModuleType) -> None:
        self._names = vars(module)

    def function(self, name: str, *parameters: str) -> Callable[..., Any]:
        """The learner's function of that name; ``parameters`` are the names that the statement uses, by position."""
        found = self._named(name)
        if not callable(found) or isinstance(found, type):
            raise UnmetError(Unmet("wrong_kind", name, _kind_of(found), "function"))
        wanted = f"{name}({', '.join(parameters)})"
        if not _takes(found, len(parameters)):
            raise UnmetError(Unmet("wrong_signature", name, f"{name}{_signature(found)}", wanted))

        def called(*arguments: Any) -> Any:
            result = found(*arguments)
            if result is None:
                raise UnmetError(Unmet("nothing_returned", name))
            return result

        return called

    def subclass(self, name: str, base: type) -> Any:
        """The learner's class of that name, which inherits from ``base``."""
        found = self._named(name)
        if not isinstance(found, type) or not issubclass(found, base):
            raise UnmetError(Unmet("wrong_kind", name, _kind_of(found), f"class {name}({base.__name__})"))
        return found

    def _named(self, name: str) -> Any:
        if name not in self._names:
            raise UnmetError(Unmet("missing_name", name))
        return self._names[name]

    @staticmethod
    def fill(model: torch.nn.Module, state: Mapping[str, torch.Tensor]) -> None:
        """Give a module of the learner's its parameters by name; every name must be there, with its shape."""
        own = dict(model.named_parameters())
        for name, value in state.items():
            if name not in own:
                raise UnmetError(Unmet("parameter_not_registered", name, ", ".join(own)[:120]))
            if own[name].shape != value.shape:
                raise UnmetError(Unmet("parameter_shape", name, str(tuple(own[name].shape)), str(tuple(value.shape))))
            own[name].data = value.clone()

    @staticmethod
    def backward(value: Any, gradient: torch.Tensor | None = None) -> None:
        """Differentiate what the learner handed back, if that can be done; else the checks find no gradient."""
        if (
            facts.is_tensor(value)
            and facts.requires_grad(value)
            and (gradient is not None or facts.count_of(value) == 1)
        ):
            torch.autograd.backward([value], None if gradient is None else [gradient.reshape(facts.shape_of(value))])


def _kind_of(value: object) -> str:
    if isinstance(value, type):
        return f"class {value.__name__}({', '.join(base.__name__ for base in value.__bases__)})"[:120]
    return facts.describe(value).kind


def _takes(function: Callable[..., Any], count: int) -> bool:
    try:
        inspect.signature(function).bind(*range(count))
    except TypeError:
        return False
    except ValueError:  # a builtin without a signature
        return True
    return True


def _signature(function: Callable[..., Any]) -> str:
    return str(inspect.signature(function))[:120]


# --- the three functions of a scenario -------------------------------------------------------------------------------


def draw(job: Job) -> Observation:
    """Run ``scenario.draw`` with the job's seed; the drawn tensors are the names of the observation."""
    try:
        namespace = _load(job)
        generator = torch.Generator().manual_seed(job.draw_seed or 0)
        drawn: Mapping[str, torch.Tensor] = namespace["draw"](generator)
        names: dict[str, Binding] = {name: facts.describe(value) for name, value in drawn.items()}
    except Exception as error:
        return Observation("raised", error=program.error_facts(error, _SCENARIO_FILE))
    return Observation("finished", names=names)


def call(job: Job, module: types.ModuleType, recorder: Recorder) -> None:
    """Call the learner's code as the scenario says and show the recorder what comes of it."""
    namespace = _load(job)
    dtype = getattr(torch, job.default_dtype) if job.default_dtype else None
    inputs = {name: _input(data, dtype) for name, data in job.inputs.items()}
    try:
        if job.derive:
            shown = _pairs(namespace["derivatives"](Program(module), inputs, central_differences))
        else:
            shown = _pairs(namespace["call"](Program(module), inputs))
        for name, value in shown:
            recorder.show(name, value)
    except UnmetError as missing:
        recorder.unmet = missing.unmet


def _pairs(shown: Mapping[str, Any] | Iterable[tuple[str, Any]]) -> Iterable[tuple[str, Any]]:
    return shown.items() if isinstance(shown, Mapping) else shown


def _input(data: Tensor, dtype: torch.dtype | None) -> torch.Tensor:
    tensor = facts.tensor_from(data)
    return tensor.to(dtype) if dtype is not None and tensor.is_floating_point() else tensor


def _load(job: Job) -> dict[str, Any]:
    namespace: dict[str, Any] = {"__name__": "scenario"}
    if job.scenario is not None:
        exec(compile(job.scenario.data, _SCENARIO_FILE, "exec", dont_inherit=True), namespace)  # noqa: S102
    return namespace


# --- the second oracle -----------------------------------------------------------------------------------------------


def central_differences(function: Callable[[torch.Tensor], Any], at: torch.Tensor) -> torch.Tensor:
    """The derivative of a function that gives one number, by two calls for each element of ``at``: float64, shape of ``at``.

    Raises:
        ValueError: ``at`` has more elements than can be tried in reasonable time.
    """
    point = at.detach().to(torch.float64).clone()
    if point.numel() > _MOST_ELEMENTS:
        raise ValueError(f"{point.numel()} elements are too many to differentiate; {_MOST_ELEMENTS} are allowed")
    slopes = []
    for index in range(point.numel()):
        step = _STEP * max(1.0, abs(point.reshape(-1)[index].item()))
        ends = []
        for shift in (step, -step):
            moved = point.clone()
            moved.view(-1)[index] += shift
            ends.append(_number(function(moved)))
        slopes.append((ends[0] - ends[1]) / (2 * step))
    return torch.tensor(slopes, dtype=torch.float64).reshape(point.shape)


def _number(value: Any) -> float:
    return facts.scalar_of(value) if facts.is_tensor(value) else float(value)
