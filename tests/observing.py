"""Runs programs in the real sandbox under the real harness, and reads what they showed."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from grader.comparison import numbers
from grader.observations import Binding, GivenSlot, Job, Observation, decode_observation, text_tensor
from grader.record import Tensor, encode
from workers.sandbox import Limits, Outcome, Sandbox

LIMITS = Limits(cpu_seconds=20.0, wall_seconds=60.0)


def tensor(values: float | Sequence[float]) -> Tensor:
    """A float64 tensor: one number, or a list of them."""
    flat = [values] if isinstance(values, int | float) else list(values)
    shape = () if isinstance(values, int | float) else (len(flat),)
    return Tensor("float64", shape, struct.pack(f"<{len(flat)}d", *flat))


@dataclass(frozen=True)
class Shown:
    """What one run showed, and how its process ended."""

    observation: Observation
    outcome: Outcome

    @property
    def stdout(self) -> str:
        """What it printed."""
        return self.outcome.stdout.decode()

    @property
    def stderr(self) -> str:
        """What it printed to standard error."""
        return self.outcome.stderr.decode()

    def binding(self, name: str) -> Binding:
        """What an observed name showed; it has to be bound."""
        assert name in self.observation.names, f"{name} is not bound: {self.observation.error} {self.stderr}"
        return self.observation.names[name]

    def value(self, name: str) -> Any:
        """The numbers of an observed name, as nested lists."""
        found = self.binding(name).value
        assert found is not None
        return numbers(found).tolist()


class Bench:
    """Runs programs one at a time."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox

    def run(
        self,
        source: str | bytes,
        observe: Sequence[str] = (),
        givens: Mapping[str, tuple[Any, Any] | Any] | None = None,
        *,
        limits: Limits = LIMITS,
        **job: Any,
    ) -> Shown:
        """Run a program; ``givens`` maps a name to its published value, in a hidden run to that and the variant's."""
        hidden = bool(job.get("hidden"))
        slots = {
            name: GivenSlot(tensor(value[0]), tensor(value[1])) if hidden else GivenSlot(tensor(value))
            for name, value in (givens or {}).items()
        }
        data = source.encode() if isinstance(source, str) else source
        outcome = self._sandbox.run(encode(Job(text_tensor(data), tuple(observe), givens=slots, **job)), limits)
        return Shown(decode_observation(outcome.record), outcome)

    def run_anything(self, source: str, limits: Limits = LIMITS) -> Outcome:
        """Run a program of which no record is expected."""
        return self._sandbox.run(encode(Job(text_tensor(source.encode()), ())), limits)
