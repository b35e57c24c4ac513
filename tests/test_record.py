"""The record's decoder reads what a hostile program wrote: whatever the bytes, a record or a `RecordError` comes out."""

from __future__ import annotations

import json
import math
import struct
import tracemalloc
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grader.errors import RecordError
from grader.observations import GivenSlot, Job, Observation, decode_job, decode_observation, text_tensor
from grader.record import Caps, Tensor, clean_text, decode, encode
from tests.records import JUNK, MAGIC, message, parts, places, values, with_replaced

FUZZ = settings(max_examples=150, suppress_health_check=list(HealthCheck))
PAIR = Tensor("float32", (2,), struct.pack("<2f", 1.0, -2.0))
HONEST = Observation("finished", trace=Tensor("float64", (1,), struct.pack("<d", 0.5)))
HONEST_BYTES = encode(HONEST)


@dataclass(frozen=True)
class Small:
    """A message with one field of each kind."""

    number: float = 0.0
    count: int = 0
    text: str = ""
    flag: bool = False
    tensor: Tensor | None = None
    many: tuple[Tensor, ...] = ()
    named: dict[str, int] = field(default_factory=dict)


def small(**fields: Any) -> bytes:
    """The bytes of a `Small` whose fields are replaced by any JSON values; its tensor list is empty."""
    body = parts(encode(Small()))[0]["body"] | fields
    return message({"tensors": [], "body": body})


def read_small(data: bytes, caps: Caps = Caps()) -> Small:
    """The `Small` that the bytes hold."""
    found = decode(data, Small, caps)
    assert isinstance(found, Small)
    return found


def refused(data: bytes) -> bool:
    """Whether the bytes are refused in the one way that callers know; any other error fails the test."""
    try:
        found = decode_observation(data)
    except RecordError:
        return True
    assert isinstance(found, Observation)
    return False


# --- what honest programs write comes back ----------------------------------------------------------------------------


@FUZZ
@given(values(Observation))
def test_every_observation_survives_the_journey(observation: Observation) -> None:
    """Whatever the schema allows is read as it was written, unless a rule on the whole record refuses it."""
    try:
        assert decode_observation(encode(observation)) == observation
    except RecordError:
        assert_breaks_a_rule_of_the_whole(observation)


def assert_breaks_a_rule_of_the_whole(observation: Observation) -> None:
    """Only a trace that is no list of losses, figures that are no pictures and another version may be refused."""
    trace = observation.trace
    odd_trace = trace is not None and (trace.dtype != "float64" or len(trace.shape) != 1)
    assert odd_trace or observation.figures or observation.version != HONEST.version


def test_a_job_survives_the_journey() -> None:
    """A job with every kind of field is read inside as it was written outside."""
    job = Job(
        source=text_tensor(b"x = 1\r\n\x00\xff"),
        observe=("x", "model.a"),
        hidden=True,
        givens={"x": GivenSlot(PAIR, Tensor("float32", (2,), struct.pack("<2f", 3.0, 4.0)), always=True)},
        inputs={"a": Tensor("float64", (0, 2), b"")},
        draw_seed=(1 << 63) - 1,
    )
    assert decode_job(encode(job)) == job


# --- whatever the bytes, only RecordError -----------------------------------------------------------------------------


@FUZZ
@given(st.binary(max_size=400))
def test_random_bytes_are_refused(data: bytes) -> None:
    """Bytes that nobody wrote as a record are refused, with and without the magic word before them."""
    assert refused(data)
    assert refused(MAGIC + data)


@FUZZ
@given(st.binary(max_size=300))
def test_a_random_header_is_refused(data: bytes) -> None:
    """A header of random bytes with its right length is refused."""
    assert refused(message(data))


@FUZZ
@given(JUNK)
def test_a_header_of_any_json_is_refused(header: Any) -> None:
    """A header that is JSON but no record is refused."""
    assert refused(message(json.dumps(header).encode()))
    assert refused(message({"tensors": [], "body": header}))
    assert refused(message({"tensors": header, "body": parts(HONEST_BYTES)[0]["body"]}))


@FUZZ
@given(values(Observation), st.data())
def test_one_value_replaced_never_breaks_the_reader(observation: Observation, data: st.DataObject) -> None:
    """A valid record with any one value of its header replaced is read or refused, and nothing else happens."""
    header, payload = parts(encode(observation))
    path = data.draw(st.sampled_from(sorted(places(header), key=repr)))
    refused(message(with_replaced(header, path, data.draw(JUNK)), payload))


@FUZZ
@given(values(Observation), st.data())
def test_bytes_flipped_cut_or_added_never_break_the_reader(observation: Observation, data: st.DataObject) -> None:
    """A valid record with bytes changed, dropped or put in is read or refused, and nothing else happens."""
    record = bytearray(encode(observation))
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(record) - 1))
        record[place : place + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
    refused(bytes(record))


def test_every_truncation_is_refused() -> None:
    """No proper beginning of a record is a record."""
    assert not refused(HONEST_BYTES)
    for length in range(len(HONEST_BYTES)):
        assert refused(HONEST_BYTES[:length])


def test_bytes_after_the_record_are_refused() -> None:
    """A record with anything behind it is refused: two records in one pipe are none."""
    assert refused(HONEST_BYTES + b"\0")
    assert refused(HONEST_BYTES * 2)


@pytest.mark.parametrize("value", [None, True, "x", [], {}, 10**20, -1.5], ids=repr)
@pytest.mark.parametrize("name", sorted(parts(HONEST_BYTES)[0]["body"]))
def test_every_field_has_one_type(name: str, value: Any) -> None:
    """A field of the observation takes a value of its declared type only; True is no number and 1 no flag."""
    header, payload = parts(HONEST_BYTES)
    kinds = {bool: "bool", str: "str", list: "list", dict: "dict", type(None): "none"}
    honest = header["body"][name]
    header["body"][name] = value
    allowed = kinds.get(type(value)) == kinds.get(type(honest)) if type(value) in kinds else False
    optional = value is None and name in ("error", "trace")
    if not (allowed or optional):
        assert refused(message(header, payload))


@pytest.mark.parametrize("text", ["NaN", "Infinity", "-Infinity", "1e999", "-1e999"])
def test_numbers_that_are_none_are_refused(text: str) -> None:
    """NaN and infinity are refused in a header, however they are spelt."""
    written = small(number=0.25).replace(b"0.25", text.encode())
    length = struct.pack("<I", len(written) - 8)
    with pytest.raises(RecordError):
        read_small(MAGIC + length + written[8:])


@pytest.mark.parametrize("number", [1 << 63, -(1 << 63) - 1, 10**4000])
def test_huge_integers_are_refused(number: int) -> None:
    """An integer that no database column holds is refused."""
    assert read_small(small(count=-(1 << 63))).count == -(1 << 63)
    with pytest.raises(RecordError):
        read_small(small(count=number))


def test_an_integer_of_a_million_digits_is_refused() -> None:
    """Digits without end cost their reader nothing."""
    header = b'{"tensors":[],"body":' + b"9" * 1_000_000 + b"}"
    assert refused(message(header))


@pytest.mark.parametrize(
    "header",
    [
        b'{"tensors":[],"tensors":[],"body":{}}',
        b'{"tensors":[{"dtype":"bool","shape":[],"shape":[1]}],"body":{}}',
        json.dumps(parts(HONEST_BYTES)[0]).replace('"names"', '"watched"').encode(),
    ],
)
def test_repeated_keys_are_refused(header: bytes) -> None:
    """A header that gives one key twice is refused at any depth: two readers could disagree about it."""
    assert refused(message(header, b"\0" * 8))


@pytest.mark.parametrize("change", ["missing", "added", "renamed"])
def test_other_fields_are_refused(change: str) -> None:
    """A field too few, one too many and one of another name are refused."""
    header, payload = parts(HONEST_BYTES)
    body = header["body"]
    if change != "added":
        del body["watched"]
    if change != "missing":
        body["score"] = 1.0
    assert refused(message(header, payload))


def test_text_that_is_not_ascii_is_refused() -> None:
    """The header is written in ASCII with escapes; raw bytes above 127 in it are refused."""
    assert refused(HONEST_BYTES.replace(b"finished", b"finish\xc3\xa9"))


# --- tensors ----------------------------------------------------------------------------------------------------------


def one_tensor(dtype: Any, shape: Any, payload: bytes) -> bytes:
    """A `Small` that holds one tensor with this description and these bytes."""
    body = parts(encode(Small()))[0]["body"] | {"tensor": 0}
    return message({"tensors": [{"dtype": dtype, "shape": shape}], "body": body}, payload)


def test_a_described_tensor_is_read() -> None:
    """What the tests below bend is a valid message before it is bent."""
    assert read_small(one_tensor("float32", [2], PAIR.data)).tensor == PAIR


@pytest.mark.parametrize(
    "dtype, shape, size",
    [
        ("complex64", [1], 8),
        ("object", [1], 8),
        (None, [1], 4),
        (["float32"], [1], 4),
        ("float32", 1, 4),
        ("float32", [-1], 4),
        ("float32", [True], 4),
        ("float32", [1.0], 4),
        ("float32", ["1"], 4),
        ("float32", [[1]], 4),
        ("float32", [2], 4),
        ("float32", [1], 8),
        ("float32", [1 << 62, 1 << 62], 4),
        ("float32", [1] * 17, 4),
        ("float32", [10**30], 4),
    ],
)
def test_tensors_that_do_not_fit_their_bytes_are_refused(dtype: Any, shape: Any, size: int) -> None:
    """Dtype, rank, sizes and byte count of a tensor have to fit each other."""
    with pytest.raises(RecordError):
        read_small(one_tensor(dtype, shape, b"\0" * size))


@pytest.mark.parametrize("shape", [[0, 1 << 24], [1 << 24] * 15 + [0], [0] + [3] * 15])
def test_an_empty_tensor_of_a_huge_shape_is_refused(shape: list[int]) -> None:
    """A tensor without elements has a shape that numpy can make, or it is refused: its sizes cost nobody memory."""
    huge = math.prod(max(1, size) for size in shape) > Caps().total_bytes
    try:
        tensor = read_small(one_tensor("float32", shape, b"")).tensor
    except RecordError:
        assert huge
    else:
        assert not huge
        assert tensor is not None
        assert tensor.shape == tuple(shape)


def test_a_tensor_is_used_once() -> None:
    """One tensor that many fields name is refused: a small message must not stand for gigabytes."""
    body = parts(encode(Small()))[0]["body"]
    described = [{"dtype": "float32", "shape": [2]}]
    for fields in ({"many": [0, 0]}, {"tensor": 0, "many": [0]}):
        with pytest.raises(RecordError):
            read_small(message({"tensors": described, "body": body | fields}, PAIR.data))


@pytest.mark.parametrize("index", [-1, 1, True, 0.0, "0", None])
def test_the_index_of_no_tensor_is_refused(index: Any) -> None:
    """A field of a tensor holds the index of one, counted from zero."""
    body = parts(encode(Small()))[0]["body"] | {"many": [index]}
    with pytest.raises(RecordError):
        read_small(message({"tensors": [{"dtype": "float32", "shape": [2]}], "body": body}, PAIR.data))


# --- bombs ------------------------------------------------------------------------------------------------------------


def peak_megabytes(data: bytes) -> float:
    """The most memory that reading the bytes took beside them; they have to be refused."""
    tracemalloc.start()
    try:
        assert refused(data)
        return tracemalloc.get_traced_memory()[1] / (1 << 20)
    finally:
        tracemalloc.stop()


_HEADER = Caps().header_bytes - 64


@pytest.mark.parametrize(
    "header",
    [
        b"[" * _HEADER,
        b'{"a":' * (_HEADER // 5),
        b"[" * (_HEADER // 2) + b"]" * (_HEADER // 2),
        b'{"tensors":[' + b"[]," * (_HEADER // 16) + b'[]],"body":0}',
        b'{"tensors":[],"body":{' + b",".join(b'"%d":0' % each for each in range(200_000)) + b"}}",
        b'{"tensors":[],"body":"' + b"\\ud800" * (_HEADER // 8) + b'"}',
        b'{"tensors":[' + b",".join([b'{"dtype":"bool","shape":[0]}'] * 100_000) + b'],"body":0}',
    ],
    ids=["open", "open-objects", "nested", "lists", "keys", "surrogates", "tensors"],
)
def test_header_bombs_take_bounded_memory(header: bytes) -> None:
    """A header that is nested or long without end is refused and takes memory in proportion to its bytes."""
    assert peak_megabytes(message(header)) < 150


def test_a_header_longer_than_allowed_is_not_parsed() -> None:
    """A header over its cap is refused before it is read."""
    assert peak_megabytes(message(b" " * (Caps().header_bytes + 1))) < 1


@pytest.mark.parametrize("length", [0xFFFF_FFFF, Caps().header_bytes + 1, 100])
def test_a_length_beyond_the_bytes_is_refused(length: int) -> None:
    """A header length that the message does not have is refused without allocating for it."""
    assert peak_megabytes(MAGIC + struct.pack("<I", length) + b"{}") < 1


def test_counts_beyond_the_caps_are_refused() -> None:
    """Tensors, list items, keys and bytes in total are capped."""
    caps = Caps(tensors=2, items=2, total_bytes=16)
    read_small(encode(Small(many=(PAIR, PAIR), named={"a": 1, "b": 2})), caps)
    for greedy in (
        Small(many=(PAIR, PAIR, PAIR)),
        Small(named={"a": 1, "b": 2, "c": 3}),
        Small(tensor=Tensor("uint8", (17,), b"\0" * 17)),
    ):
        with pytest.raises(RecordError):
            read_small(encode(greedy), caps)


def test_long_text_is_cut() -> None:
    """Text is cut at its cap and says so with an ellipsis."""
    assert read_small(encode(Small(text="a" * 100)), Caps(text_characters=10)).text == "a" * 10 + "…"


# --- text -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "dirty, clean",
    [
        ("a\0b", "a\ufffdb"),
        ("\ud800", "\ufffd"),
        ("\x1b[31mred", "\ufffd[31mred"),
        ("\u202egnp.exe", "\ufffdgnp.exe"),
        ("\u2066\u2069\u200e\u061c\ufeff", "\ufffd" * 5),
        ("\x7f\x85\x9b", "\ufffd" * 3),
        ("a\r\nb\rc\td\n", "a\nb\nc\td\n"),
        ("grüße 世界 İ 🙂", "grüße 世界 İ 🙂"),
    ],
)
def test_text_is_cleaned_while_it_is_read(dirty: str, clean: str) -> None:
    """Control characters, lone surrogates and marks that turn the direction of text never get past the reader."""
    assert clean_text(dirty) == clean
    assert read_small(encode(Small(text=dirty))).text == clean
    assert list(read_small(encode(Small(named={dirty: 1}))).named) == [clean]


# --- writing ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf])
def test_a_number_that_json_has_no_word_for_is_not_written(number: float) -> None:
    """Writing NaN or infinity into a header is refused where it is written, not where it is read."""
    with pytest.raises(RecordError):
        encode(Small(number=number))


def test_tensors_may_hold_what_a_header_may_not() -> None:
    """NaN and infinity travel in a tensor's bytes: a program may well have computed them."""
    odd = Tensor("float64", (2,), struct.pack("<2d", math.nan, math.inf))
    assert read_small(encode(Small(tensor=odd))).tensor == odd
