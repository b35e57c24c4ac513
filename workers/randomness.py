"""Knows whether a program drew random numbers, and makes a seeded draw differ in hidden runs.

A learner may seed. In a hidden run every seed that the program sets is mixed with this run's salt, so that what was really
drawn differs from run to run and what was typed does not.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from typing import Any

import torch

_SEED_MASK = 0x7FFF_FFFF


class Randomness:
    """Watches the generators of torch, numpy and the standard library during one run."""

    def __init__(self, salt: int) -> None:
        self._salt = salt
        self.seeded = False
        self._before = _states()

    def drawn(self) -> bool:
        """Whether any of the default generators moved."""
        return self.seeded or _states() != self._before

    def install(self) -> None:
        """Put the watching wrappers in place of the seeding functions."""
        self._wrap(torch, "manual_seed")
        self._wrap(torch.random, "manual_seed")
        self._wrap(random, "seed")
        _subclass_generator(self)
        self._subclass_random()
        numpy = sys.modules.get("numpy")
        if numpy is not None:
            self._wrap(numpy.random, "seed")
            self._wrap(numpy.random, "default_rng")
            self._subclass_random_state(numpy.random)

    def salted(self, seed: object) -> object:
        """The seed that is really used."""
        self.seeded = True
        if self._salt and isinstance(seed, int) and not isinstance(seed, bool):
            return (seed ^ self._salt) & _SEED_MASK
        return seed

    def _wrap(self, owner: Any, name: str) -> None:
        original: Callable[..., Any] = getattr(owner, name)
        watcher = self

        def seeding(*arguments: Any, **options: Any) -> Any:
            if arguments:
                arguments = (watcher.salted(arguments[0]), *arguments[1:])
            elif "seed" in options:
                options["seed"] = watcher.salted(options["seed"])
            return original(*arguments, **options)

        seeding.__name__ = seeding.__qualname__ = name
        seeding.__doc__ = original.__doc__
        setattr(owner, name, seeding)

    def _subclass_random(self) -> None:
        watcher = self
        original = random.Random

        class Random(original):  # type: ignore[misc, valid-type]
            def seed(self, a: Any = None, version: int = 2) -> None:
                super().seed(watcher.salted(a) if a is not None else None, version)

        random.Random = Random  # type: ignore[misc]

    def _subclass_random_state(self, numpy_random: Any) -> None:
        watcher = self
        original = numpy_random.RandomState

        class RandomState(original):  # type: ignore[misc, valid-type]
            def __init__(self, seed: Any = None) -> None:
                super().__init__(watcher.salted(seed) if seed is not None else None)

        numpy_random.RandomState = RandomState


def _subclass_generator(watcher: Randomness) -> None:
    class Generator(torch._C.Generator):
        def manual_seed(self, seed: int) -> Any:
            return super().manual_seed(watcher.salted(seed))  # type: ignore[arg-type]

    Generator.__module__, Generator.__qualname__ = "torch", "Generator"
    torch.Generator = Generator  # type: ignore[misc]


def _states() -> tuple[Any, ...]:
    numpy = sys.modules.get("numpy")
    array_state = None
    if numpy is not None:
        _kind, keys, position, *_ = numpy.random.get_state()
        array_state = (bytes(keys), position)
    return bytes(torch.default_generator.get_state().numpy().tobytes()), random.getstate(), array_state
