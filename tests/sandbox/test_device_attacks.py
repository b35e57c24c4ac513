"""Those of the GPU's attacks that reach for the machine and not for the device, tried on the stand-in, where there is no GPU."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from grader.attack_corpus import Attack, load_attacks
from tests.sandbox.conftest import HERE
from workers.device_sandbox import DeviceSandbox, DeviceSettings
from workers.outcome import Ending, Limits

CORPUS = load_attacks(HERE.parent / "cuda" / "attacks")
WITHOUT_DEVICE = {
    "driver/ioctl_misuse",
    "driver/other_devices",
    "processes/fork_after_init",
    "processes/memory_of_others",
    "processes/older_threads",
}


@pytest.fixture(scope="module")
def lane() -> Iterator[DeviceSandbox]:
    """Return a lane on the stand-in."""
    settings = DeviceSettings(file=HERE / "stand_in_device.py")
    with DeviceSandbox(settings, harness=str(HERE / "device_harness.py"), prove=False) as sandbox:
        yield sandbox


def test_corpus_is_whole() -> None:
    """The attacks that can be tried without a GPU exist, and each file of the corpus says what it tries and may get."""
    assert {attack.id for attack in CORPUS} >= WITHOUT_DEVICE
    assert len(CORPUS) >= 20


@pytest.mark.parametrize(
    "attack", [attack for attack in CORPUS if attack.id in WITHOUT_DEVICE], ids=lambda attack: str(attack.id)
)
def test_attack_on_the_machine_is_contained(lane: DeviceSandbox, attack: Attack) -> None:
    """What an attack tries on the machine fails the same whether a GPU or the stand-in is open beside it."""
    lines = [line for line in attack.source.decode().splitlines() if "torch" not in line]
    outcome = lane.run("\n".join(lines).encode(), Limits())
    assert (outcome.ending, outcome.exit_status) == (Ending.EXITED, 0)
    assert b"ESCAPED" not in outcome.stdout + outcome.stderr
    assert b"Traceback" not in outcome.stderr, outcome.stderr.decode()


def test_what_an_attack_prints_is_heard(lane: DeviceSandbox) -> None:
    """An attack that got what it wanted would be seen here: its word arrives."""
    assert b"ESCAPED" in lane.run(b"print('ESCAPED')", Limits()).stdout
