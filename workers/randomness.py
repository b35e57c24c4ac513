"""Makes a seeded draw differ in hidden runs.

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
    """Stands before the seeding functions of torch, numpy and the standard library.

    Installed once, in the fork server: what a child patches it pays for in copied pages. A run begins with `begin`.
    """

    def __init__(self) -> None:
        self._salt = 0
        self._inside = False
        self.seeded = False

    def begin(self, salt: int) -> None:
        """A run begins; 0 leaves seeds as they are."""
        self._salt = salt
        self.seeded = False

    def install(self) -> None:
        """Put the watching wrappers in place of the seeding functions."""
        self._wrap(torch, "manual_seed")
        self._wrap(torch.random, "manual_seed")
        for owner in (torch.cuda, torch.cuda.random):
            self._wrap(owner, "manual_seed")
            self._wrap(owner, "manual_seed_all")
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
            if watcher._inside:  # torch.manual_seed seeds the devices too: salted twice, a seed would be itself again
                return original(*arguments, **options)
            if arguments:
                arguments = (watcher.salted(arguments[0]), *arguments[1:])
            elif "seed" in options:
                options["seed"] = watcher.salted(options["seed"])
            watcher._inside = True
            try:
                return original(*arguments, **options)
            finally:
                watcher._inside = False

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


class _AnyGenerator(type(torch._C.Generator)):  # type: ignore[misc]
    """Every generator of torch counts as an instance, those made before the subclass included."""

    def __instancecheck__(cls, instance: object) -> bool:
        return isinstance(instance, torch._C.Generator)


def _subclass_generator(watcher: Randomness) -> None:
    class Generator(torch._C.Generator, metaclass=_AnyGenerator):
        def manual_seed(self, seed: int) -> Any:
            return super().manual_seed(watcher.salted(seed))  # type: ignore[arg-type]

    Generator.__module__, Generator.__qualname__ = "torch", "Generator"
    torch.Generator = Generator  # type: ignore[misc]
