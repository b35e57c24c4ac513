"""Records for the tests of the trust boundary: honest ones, drawn from the schema, and ways to bend them."""

from __future__ import annotations

import dataclasses
import json
import math
import struct
import types
import typing
from typing import Any

from hypothesis import strategies as st

from grader.record import ITEM_BYTES, Tensor

MAGIC = b"TGR1"


def message(header: object, payload: bytes = b"") -> bytes:
    """The bytes of a message with this header; text is taken as the header's JSON itself."""
    text = header if isinstance(header, bytes) else json.dumps(header).encode()
    return MAGIC + struct.pack("<I", len(text)) + text + payload


def parts(record: bytes) -> tuple[Any, bytes]:
    """The header and the payload of a well-formed message."""
    (length,) = struct.unpack_from("<I", record, len(MAGIC))
    start = len(MAGIC) + 4
    return json.loads(record[start : start + length]), record[start + length :]


@st.composite
def tensors(draw: st.DrawFn) -> Tensor:
    """Small tensors of every dtype that may cross, with any bytes in them."""
    dtype = draw(st.sampled_from(sorted(ITEM_BYTES)))
    shape = tuple(draw(st.lists(st.integers(0, 3), max_size=3)))
    count = math.prod(shape)
    if dtype == "bool":
        return Tensor(dtype, shape, bytes(draw(st.lists(st.integers(0, 1), min_size=count, max_size=count))))
    size = count * ITEM_BYTES[dtype]
    return Tensor(dtype, shape, draw(st.binary(min_size=size, max_size=size)))


#: Text that cleaning leaves as it is: what honest programs name things.
PLAIN_TEXT = st.text("abcxyzAB_ .%äß中é{}'\"\n", max_size=8)


def values(kind: Any, tensor: st.SearchStrategy[Tensor] | None = None) -> st.SearchStrategy[Any]:
    """Every value that the schema allows for a field of type ``kind``; a dataclass stands for its fields."""
    inner = tensors() if tensor is None else tensor
    origin = typing.get_origin(kind)
    if kind is Tensor:
        return inner
    if dataclasses.is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        fields = {each.name: values(hints[each.name], inner) for each in dataclasses.fields(kind)}
        return st.builds(kind, **fields)
    if origin is tuple:
        return st.lists(values(typing.get_args(kind)[0], inner), max_size=2).map(tuple)
    if origin is dict:
        return st.dictionaries(PLAIN_TEXT, values(typing.get_args(kind)[1], inner), max_size=2)
    if origin is types.UnionType:
        return st.none() | values(typing.get_args(kind)[0], inner)
    scalars: dict[type, st.SearchStrategy[Any]] = {
        str: PLAIN_TEXT,
        bool: st.booleans(),
        int: st.integers(-(1 << 63), (1 << 63) - 1),
    }
    return scalars[kind]


#: What a forger may put where anything else is expected.
JUNK = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(1 << 70), 1 << 70)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)


def places(value: Any, path: tuple[Any, ...] = ()) -> typing.Iterator[tuple[Any, ...]]:
    """The path of every value inside a JSON value."""
    yield path
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        yield from places(item, (*path, key))


def with_replaced(value: Any, path: tuple[Any, ...], new: Any) -> Any:
    """A JSON value with what stands at ``path`` replaced."""
    if not path:
        return new
    copied = dict(value) if isinstance(value, dict) else list(value)
    copied[path[0]] = with_replaced(value[path[0]], path[1:], new)
    return copied
