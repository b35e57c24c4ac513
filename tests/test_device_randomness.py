"""Seeds of the devices' generators, as the harness salts them in hidden runs."""

from __future__ import annotations

from types import SimpleNamespace

from workers.randomness import Randomness

SALT = 5


def test_a_seed_that_seeds_devices_too_is_salted_once() -> None:
    """A seeding function that calls another, as torch's does for its devices, passes on the salted seed and not the seed itself."""
    seeds: list[int] = []
    owner = SimpleNamespace(seed_device=seeds.append)

    def seed_all(seed: int) -> None:
        owner.seed_device(seed)

    owner.seed_all = seed_all
    randomness = Randomness()
    randomness._wrap(owner, "seed_device")
    randomness._wrap(owner, "seed_all")
    randomness.begin(SALT)
    owner.seed_all(8)
    owner.seed_device(8)
    assert seeds == [8 ^ SALT, 8 ^ SALT]
    assert randomness.seeded
