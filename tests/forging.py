"""Makes observations that nobody's program showed: well-formed, about an exercise's own names, and otherwise anything."""

from __future__ import annotations

import math
import random
import struct
from dataclasses import dataclass, fields
from typing import Any

from grader.exercise_format import ExerciseSpec
from grader.observations import (
    Binding,
    EngineCall,
    Episode,
    ErrorFacts,
    GivenUse,
    LeafAtCall,
    Mention,
    NameSeen,
    Observation,
    ProbeResult,
    SourceFacts,
)
from grader.record import ITEM_BYTES, Tensor

_KINDS = (
    "tensor",
    "tensor",
    "tensor",
    "number",
    "array",
    "sequence",
    "text",
    "none",
    "module",
    "callable",
    "other",
    "",
)
_STATES = ("absent", "none", "tensor", "refused", "")
_WORDS = ("x", "backward", "detach", "detatch", "grad", "require_grad", "zero_grad", "", "'x'", "{x}", "%s", "out", "W")
_TYPES = ("RuntimeError", "NameError", "AttributeError", "ModuleNotFoundError", "SystemExit", "signal", "EOFError", "")
_MESSAGES = (
    "",
    "{0} {x!r} %s",
    "name 'x' is not defined",
    "No module named 'nothing'",
    "has no attribute 'detatch'",
    "does not require grad and does not have a grad_fn",
    "unsupported operand type(s) for *: 'NoneType' and 'float'",
    "The size of tensor a (2) must match the size of tensor b (3)",
)
_COUNTS = (0, 0, 1, 2, 5, -1, 64, 300, (1 << 63) - 1, -(1 << 63))
_NUMBERS = (0.0, 1.0, 2.0, -27.0, 0.5, 1e-30, 1e30, 1e300, -1e300, math.inf, -math.inf, math.nan)


@dataclass(frozen=True)
class Forger:
    """Claims about the names and checks of one exercise, drawn from one generator."""

    rng: random.Random
    spec: ExerciseSpec

    def observation(self) -> Observation:
        """A whole observation."""
        rng = self.rng
        losses = [rng.choice(_NUMBERS) for _ in range(rng.choice((0, 1, 2, 300)))]
        return Observation(
            ended=rng.choice(("finished",) * 8 + ("raised", "exited", "syntax_error", "")),
            error=rng.choice((None, None, None, self.error())),
            names=self.bindings(),
            episodes=tuple(
                Episode(self.bindings(), self.bindings(), self.probes(), rng.choice(_COUNTS))
                for _ in range(rng.choice((0, 0, 1, 4)))
            ),
            calls=tuple(self.call() for _ in range(rng.choice((0, 1, 3)))),
            call_count=rng.choice(_COUNTS),
            restart=rng.choice(_COUNTS),
            trace=rng.choice((None, Tensor("float64", (len(losses),), struct.pack(f"<{len(losses)}d", *losses)))),
            adopted=self.bindings(),
            probes=self.probes(),
            raised=tuple(self.error() for _ in range(rng.choice((0, 2)))),
            caught=tuple(self.error() for _ in range(rng.choice((0, 2)))),
            givens={name: GivenUse(*(rng.choice(_COUNTS) for _ in range(4))) for name in self.names()},
            others=tuple(NameSeen(rng.choice(_WORDS), rng.choice(_KINDS), rng.choice(_COUNTS)) for _ in range(2)),
            source=self.source(),
            random_seeded=self.flag(),
            watched={name: rng.choice(_COUNTS) for name in self.names()},
        )

    def flag(self) -> bool:
        """True or False."""
        return self.rng.random() < 0.5

    def names(self) -> tuple[str, ...]:
        """Some of the exercise's names."""
        return tuple(name for name in (*self.spec.names, "other") if self.rng.random() < 0.6)

    def tensor(self) -> Tensor | None:
        """A small tensor of any dtype with anything in it, or none."""
        rng = self.rng
        if rng.random() < 0.2:
            return None
        shape = tuple(rng.choice((0, 1, 1, 2, 3)) for _ in range(rng.choice((0, 0, 1, 2, 3))))
        count = math.prod(shape)
        if rng.random() < 0.7:
            return Tensor("float64", shape, struct.pack(f"<{count}d", *(rng.choice(_NUMBERS) for _ in range(count))))
        dtype = rng.choice(sorted(ITEM_BYTES))
        return Tensor(dtype, shape, rng.randbytes(count * ITEM_BYTES[dtype]))

    def binding(self) -> Binding:
        """What a name is claimed to have shown, flags and shapes that contradict each other included."""
        rng, value = self.rng, self.tensor()
        told = value.shape if value is not None and self.flag() else (rng.choice((-1, 0, 1, 3)),)
        return Binding(
            kind=rng.choice(_KINDS),
            type_name=rng.choice(_WORDS),
            value=value,
            refused=rng.choice(("", "complex")),
            dtype=rng.choice(("float32", "float32", "float64", "int64", "float16", "nothing")),
            shape=told,
            requires_grad=self.flag(),
            is_leaf=self.flag(),
            grad_fn=rng.choice(("", "AddBackward0")),
            version=rng.choice(_COUNTS),
            grad=self.tensor(),
            grad_state=rng.choice(_STATES),
            grad_has_graph=self.flag(),
            reaches=self.names(),
            shares_memory=self.names(),
            line=rng.choice(_COUNTS),
        )

    def bindings(self) -> dict[str, Binding]:
        """What some names are claimed to have shown."""
        return {name: self.binding() for name in self.names()}

    def probes(self) -> dict[str, ProbeResult]:
        """What is claimed of the derivatives that the harness takes."""
        states = ("taken", "no_graph", "unbound", "failed", "hooked", "")
        return {each.id: ProbeResult(self.rng.choice(states), self.tensor()) for each in self.spec.check if self.flag()}

    def call(self) -> EngineCall:
        """A call into the engine."""
        rng = self.rng
        leaves = {name: LeafAtCall(self.tensor(), self.tensor(), self.tensor(), self.flag()) for name in self.names()}
        return EngineCall(
            method=rng.choice(("backward", "grad", "func", "")),
            line=rng.choice(_COUNTS),
            root=rng.choice((*self.spec.names, "")),
            scalar=self.flag(),
            create_graph=self.flag(),
            retain_graph=self.flag(),
            seeded=self.flag(),
            reaches=self.names(),
            through=self.names(),
            leaves=leaves,
        )

    def error(self) -> ErrorFacts:
        """An error, of the kinds that explanations look for among others."""
        rng = self.rng
        return ErrorFacts(
            rng.choice(_TYPES),
            rng.choice(_MESSAGES),
            rng.choice(_COUNTS),
            traceback=rng.choice(_WORDS),
            bases=tuple(rng.sample(("RuntimeError", "AssertionError", "ValueError"), rng.choice((0, 1, 3)))),
            denied=rng.random() < 0.1,
            memory=rng.random() < 0.1,
            exit_status=rng.choice((None, *_COUNTS)),
        )

    def source(self) -> SourceFacts:
        """What the syntax tree is claimed to say."""
        rng = self.rng
        mentions: dict[str, Any] = {
            each.name: tuple(Mention(rng.choice(_WORDS), rng.choice(_COUNTS)) for _ in range(rng.choice((0, 0, 1, 2))))
            for each in fields(SourceFacts)
        }
        return SourceFacts(**mentions)
