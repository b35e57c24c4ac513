"""The generators of random numbers that a child finds."""

from __future__ import annotations

import numpy as np
import pytest

from workers.child import Draws

STATE = "MT19937"


@pytest.fixture(autouse=True)
def own_state() -> object:
    """Leave NumPy's generator as it was."""
    before = np.random.get_state()  # noqa: NPY002 - the generator that learners' `np.random.rand` draws from
    yield
    np.random.set_state(before)  # noqa: NPY002 - as above


def test_numpy_draws_from_what_the_kernel_gave() -> None:
    """Its numbers are overwritten in memory as a whole, none of them is used up, and it draws others each time."""
    drawn = []
    for _ in range(2):
        Draws().renew()
        name, key, used, has_gauss, _ = np.random.get_state()  # noqa: NPY002 - as above
        assert (name, used, has_gauss) == (STATE, 624, 0)
        assert len({*key.tolist()}) > 600
        drawn.append((key[0], key[-1], np.random.rand()))  # noqa: NPY002 - as above
    assert all(one != other for one, other in zip(*drawn, strict=True))


def test_memory_that_is_not_the_state_is_not_written_to(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where NumPy's state lies elsewhere than it says, or is of another form, the generator is seeded as NumPy does it."""

    class Elsewhere:
        """A generator whose address leads to other memory."""

        def __init__(self, generator: object) -> None:
            self.memory = np.zeros(700, dtype=np.uint32)
            self._generator = generator
            self.ctypes = type("Interface", (), {"state_address": self.memory.ctypes.data})

        def __getattr__(self, name: str) -> object:
            return getattr(self._generator, name)

    generator = Elsewhere(np.random.mtrand._rand._bit_generator)  # type: ignore[attr-defined]
    monkeypatch.setattr(np.random.mtrand, "_rand", type("Rand", (), {"_bit_generator": generator}))  # type: ignore[attr-defined]
    Draws().renew()
    assert not generator.memory.any()
