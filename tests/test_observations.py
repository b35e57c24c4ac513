"""Rules on a whole observation: what no harness writes is refused, however well-formed it is."""

from __future__ import annotations

import dataclasses
import struct

import pytest

from grader.errors import RecordError
from grader.observations import (
    FORMAT_VERSION,
    LARGEST_VALUE,
    Binding,
    EngineCall,
    Episode,
    LeafAtCall,
    Observation,
    ProbeResult,
    changed,
    decode_observation,
    text_tensor,
)
from grader.record import Tensor, encode


def picture(width: int, height: int) -> bytes:
    """Return the beginning of a PNG of that size."""
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", width, height)


PNG = picture(640, 480)


def refused(observation: Observation) -> bool:
    """Whether the observation is refused once it is written."""
    try:
        decode_observation(encode(observation))
    except RecordError:
        return True
    return False


@pytest.mark.parametrize(
    "trace",
    [Tensor("float64", (), b"\0" * 8), Tensor("float64", (1, 1), b"\0" * 8), Tensor("int64", (1,), b"\0" * 8)],
)
def test_a_trace_is_a_list_of_losses(trace: Tensor) -> None:
    """A trace of another shape or dtype is refused: the checks step through it."""
    assert refused(Observation("finished", trace=trace))


def test_a_record_of_another_version_is_refused() -> None:
    """A record that another version of the harness wrote is refused, not guessed at."""
    assert refused(Observation("finished", version=FORMAT_VERSION + 1))


def test_more_than_a_harness_ever_writes_is_refused() -> None:
    """Counts that only a forger reaches are refused: judging takes time for each."""
    episode = Episode({}, {}, {}, 0)
    assert not refused(Observation("finished", episodes=(episode,) * 4))
    assert refused(Observation("finished", episodes=(episode,) * 100))


@pytest.mark.parametrize("where", ["value", "gradient", "adopted", "probe", "episode", "leaf"])
def test_a_value_is_no_larger_than_the_harness_carries(where: str) -> None:
    """A value of more elements than the harness ever writes is refused, wherever it is claimed: it takes eight times its bytes."""

    def claiming(count: int) -> Observation:
        tensor = Tensor("bool", (count,), bytes(count))
        names = {"w": Binding("tensor", value=tensor)}
        claims = {
            "value": Observation("finished", names=names),
            "gradient": Observation("finished", names={"w": Binding("tensor", grad=tensor)}),
            "adopted": Observation("finished", adopted=names),
            "probe": Observation("finished", probes={"slope": ProbeResult("taken", tensor)}),
            "episode": Observation("finished", episodes=(Episode(names, {}, {}, 0),)),
            "leaf": Observation("finished", calls=(EngineCall("backward", leaves={"w": LeafAtCall(after=tensor)}),)),
        }
        return claims[where]

    assert not refused(claiming(LARGEST_VALUE))
    assert refused(claiming(LARGEST_VALUE + 1))


@pytest.mark.parametrize(
    "figure",
    [
        text_tensor(b"<svg onload='alert(1)'/>"),
        text_tensor(PNG + b"\0" * (2 << 20)),
        Tensor("uint8", (1, len(PNG)), PNG),
        Tensor("float64", (1,), PNG),
        text_tensor(picture(60_000, 480)),
        text_tensor(picture(640, 60_000)),
        text_tensor(PNG[:12]),
    ],
    ids=["svg", "large", "matrix", "float", "wide", "tall", "cut"],
)
def test_a_figure_is_a_small_png(figure: Tensor) -> None:
    """What claims to be a figure and is none, or is too large to show, is refused."""
    assert not refused(Observation("finished", figures=(text_tensor(PNG),)))
    assert refused(Observation("finished", figures=(figure,)))


def test_no_more_figures_than_a_page_shows() -> None:
    """A record may hold a few figures; hundreds are refused."""
    assert refused(Observation("finished", figures=(text_tensor(PNG),) * 200))


def test_a_changed_copy_differs_in_what_was_named() -> None:
    """Fields that are named have the new value, all others the old, and the message that was copied stays as it is."""
    seen = Observation("finished", trace=Tensor("float64", (1,), struct.pack("<d", 0.5)))
    copy = changed(seen, ended="raised", watched={"torch.abs": 1})
    assert (copy.ended, copy.watched, copy.trace) == ("raised", {"torch.abs": 1}, seen.trace)
    assert copy == dataclasses.replace(seen, ended="raised", watched={"torch.abs": 1})
    assert seen.ended == "finished"
    with pytest.raises(TypeError, match="no_such_field"):
        changed(seen, no_such_field=1)
