"""Scenario exercises: the exercise's own code draws inputs, calls the learner's function or class, and says what to observe.

``scenario.py`` defines ``draw(generator)`` -> dict of tensors, run alone in a child of its own, and
``call(program, inputs)`` -> dict of values to observe, run after the learner's module with the drawn tensors. Neither the
seed nor the drawing ever stands beside the learner's program.
"""

from __future__ import annotations

import types
from typing import Any

import torch

from grader.observations import Binding, Job, Observation
from workers import facts
from workers.recording import Recorder

_SCENARIO_FILE = "scenario.py"


def draw(job: Job) -> Observation:
    """Run ``scenario.draw`` with the job's seed; the drawn tensors are the names of the observation."""
    namespace = _load(job)
    generator = torch.Generator().manual_seed(job.draw_seed or 0)
    drawn: dict[str, torch.Tensor] = namespace["draw"](generator)
    names: dict[str, Binding] = {name: facts.describe(value) for name, value in drawn.items()}
    return Observation("finished", names=names)


def call(job: Job, module: types.ModuleType, recorder: Recorder) -> None:
    """Call the learner's code as the scenario says and bind what it returns to the observed names."""
    if job.scenario is None:
        return
    namespace = _load(job)
    dtype = getattr(torch, job.default_dtype) if job.default_dtype else None
    inputs = {name: _input(data, dtype) for name, data in job.inputs.items()}
    shown: dict[str, Any] = namespace["call"](module, inputs)
    for name, value in shown.items():
        recorder.show(name, value)


def _input(data: Any, dtype: torch.dtype | None) -> torch.Tensor:
    tensor = facts.tensor_from(data)
    return tensor.to(dtype) if dtype is not None and tensor.is_floating_point() else tensor


def _load(job: Job) -> dict[str, Any]:
    namespace: dict[str, Any] = {"__name__": "scenario"}
    if job.scenario is not None:
        exec(compile(job.scenario.data, _SCENARIO_FILE, "exec", dont_inherit=True), namespace)  # noqa: S102
    return namespace
