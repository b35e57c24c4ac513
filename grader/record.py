"""The wire format of what crosses the trust boundary: a JSON header and the raw bytes of dense tensors.

One message is ``TGR1``, a little-endian 32-bit header length, a JSON header, then the bytes of every tensor in order:

    TGR1 | length | {"tensors": [{"dtype": "float32", "shape": [2, 3]}, ...], "body": {...}} | bytes | bytes | ...

Inside ``body`` a tensor is its index in ``tensors``. Bytes are little-endian and contiguous (C order). `decode` reads what a
hostile program may have written: size, depth, counts, dtypes, shapes and byte totals are checked before anything is allocated,
and nothing but the declared fields of the dataclass that is asked for is accepted.

Standard library only: the harness imports this module inside the sandbox, under whatever interpreter runs there.
"""

from __future__ import annotations

import dataclasses
import functools
import json
import math
import operator
import re
import struct
import types
import typing
from collections.abc import Callable
from dataclasses import dataclass, field

from grader.errors import RecordError

if typing.TYPE_CHECKING:
    from typing import Any

_Message = typing.TypeVar("_Message")
_MAGIC = b"TGR1"
_LENGTH = struct.Struct("<I")
_PLAIN = frozenset({str, int, float, bool, type(None)})

ITEM_BYTES = {
    "bool": 1,
    "uint8": 1,
    "int8": 1,
    "int16": 2,
    "int32": 4,
    "int64": 8,
    "float16": 2,
    "bfloat16": 2,
    "float32": 4,
    "float64": 8,
}


@dataclass(frozen=True, slots=True)
class Caps:
    """What a message may hold at the most; checked before anything is allocated for it."""

    header_bytes: int = 2 << 20
    tensors: int = 1024
    rank: int = 16
    total_bytes: int = 24 << 20
    text_characters: int = 1 << 13
    items: int = 1 << 14


@dataclass(frozen=True, slots=True)
class Tensor:
    """A dense tensor as plain data: dtype name, shape, little-endian bytes in C order."""

    dtype: str
    shape: tuple[int, ...]
    data: bytes = field(repr=False)


_UNSAFE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)


def clean_text(text: str, limit: int | None = None) -> str:
    """Text that is safe to store and to show: no control or bidi characters, no lone surrogates, cut at ``limit``."""
    # Nearly every text is a plain word: what is ASCII and printable holds nothing to look for.
    if not (text.isascii() and text.isprintable()):
        text = _UNSAFE.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
    return text if limit is None or len(text) <= limit else text[:limit] + "…"


def encode(message: object) -> bytes:
    """A message dataclass as bytes. Raises `RecordError` if it holds a float that JSON cannot carry."""
    tensors: list[Tensor] = []
    body = _plain(message, tensors)
    described = [{"dtype": tensor.dtype, "shape": list(tensor.shape)} for tensor in tensors]
    try:
        header = json.dumps({"tensors": described, "body": body}, allow_nan=False, separators=(",", ":")).encode(
            "ascii"
        )
    except ValueError as error:
        raise RecordError(f"a number cannot be written: {error}") from error
    return b"".join((_MAGIC, _LENGTH.pack(len(header)), header, *(tensor.data for tensor in tensors)))


def decode(data: bytes, kind: type, caps: Caps) -> object:
    """The message of dataclass ``kind`` that the bytes hold. Raises `RecordError`, nothing else."""
    if len(data) < len(_MAGIC) + _LENGTH.size or data[: len(_MAGIC)] != _MAGIC:
        raise RecordError("no record: it does not start with TGR1")
    (length,) = _LENGTH.unpack_from(data, len(_MAGIC))
    start = len(_MAGIC) + _LENGTH.size
    if length > caps.header_bytes or start + length > len(data):
        raise RecordError(f"the header claims {length} bytes, which is more than there are or than is allowed")
    header = _parse_json(data[start : start + length])
    if not isinstance(header, dict) or header.keys() != {"tensors", "body"}:
        raise RecordError("the header is not an object of tensors and body")
    tensors = _read_tensors(header["tensors"], memoryview(data)[start + length :], caps)
    try:
        return _reader(kind)(header["body"], tensors, caps)
    except _Unfit as problem:
        raise RecordError(f"{'.'.join(('body', *reversed(problem.places)))} {problem}") from None


def plain_parts(data: bytes) -> tuple[Any, list[tuple[dict[str, Any], bytes]]]:
    """Body, and description and bytes of each tensor, of a message that our own side wrote.

    Raises `ValueError`, `LookupError` or `TypeError` for anything else; it is not for what a learner's program may have made.
    """
    (length,) = _LENGTH.unpack(data[len(_MAGIC) : len(_MAGIC) + _LENGTH.size].ljust(_LENGTH.size, b"\xff"))
    position = len(_MAGIC) + _LENGTH.size + length
    if data[: len(_MAGIC)] != _MAGIC or position > len(data):
        raise ValueError("it does not start with TGR1 and a header")
    header = json.loads(data[position - length : position])
    tensors = []
    for each in header["tensors"]:
        size = ITEM_BYTES[each["dtype"]] * math.prod(each["shape"])
        tensors.append((each, data[position : position + size]))
        position += size
    if position != len(data):
        raise ValueError("its tensors have another length")
    return header["body"], tensors


def _plain(value: Any, tensors: list[Tensor]) -> Any:
    kind: Any = type(value)
    if kind in _PLAIN:
        return value
    if kind is Tensor:
        tensors.append(value)
        return len(tensors) - 1
    if kind is tuple:
        return [_plain(item, tensors) for item in value]
    if kind is dict:
        return {name: _plain(item, tensors) for name, item in value.items()}
    if hasattr(kind, "__dataclass_fields__"):
        names, values = _fields(kind)
        pairs = zip(names, values(value), strict=True)
        return {name: each if type(each) in _PLAIN else _plain(each, tensors) for name, each in pairs}
    return value  # a text or number of another class: JSON knows what to make of it


def changed(message: _Message, **changes: object) -> _Message:
    """A copy of a dataclass's instance with other values in some fields.

    What `dataclasses.replace` does, without looking at what is known of each field: a child would copy a page for most of them.
    """
    kind: Any = type(message)
    names, values = _fields(kind)
    changed: _Message = kind(**dict(zip(names, values(message), strict=True)) | changes)
    return changed


@functools.cache
def _field_names(kind: type) -> tuple[str, ...]:
    return tuple(each.name for each in dataclasses.fields(kind))


@functools.cache
def _fields(kind: type) -> tuple[tuple[str, ...], Callable[[object], tuple[Any, ...]]]:
    """The names of a dataclass's fields, and what takes the values of all of them at once."""
    names = _field_names(kind)
    if len(names) > 1:
        return names, operator.attrgetter(*names)
    return names, lambda message: tuple(getattr(message, name) for name in names)


def _parse_json(text: bytes) -> object:
    """The header as Python values. The parser bounds its own depth; beyond the schema's few levels nothing is accepted."""
    try:
        return _strict_decoder().decode(text.decode("ascii"))
    except (ValueError, RecursionError) as error:
        raise RecordError("the header is not plain JSON") from error


@functools.cache
def _strict_decoder() -> json.JSONDecoder:
    """A parser that takes nothing but plain JSON; made once, by whoever reads what a program may have written."""
    return json.JSONDecoder(object_pairs_hook=_unique_keys, parse_constant=_no_constant, parse_float=_finite)


def _unique_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) != len(pairs):
        raise RecordError("the header repeats a key")
    return result


def _no_constant(name: str) -> None:
    raise RecordError(f"the header holds {name}")


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise RecordError("the header holds a number without end")
    return number


def _read_tensors(described: object, payload: memoryview, caps: Caps) -> list[Tensor | None]:
    if not isinstance(described, list) or len(described) > caps.tensors:
        raise RecordError(f"tensors is not a list of at most {caps.tensors}")
    if len(payload) > caps.total_bytes:
        raise RecordError(f"the tensors take {len(payload)} bytes; {caps.total_bytes} are allowed")
    tensors: list[Tensor | None] = []
    position = 0
    for index, each in enumerate(described):
        dtype, shape = _tensor_header(each, index, caps)
        size = ITEM_BYTES[dtype] * math.prod(shape)
        if size > len(payload) - position:
            raise RecordError(f"tensor {index} claims {size} bytes; {len(payload) - position} are left")
        tensors.append(Tensor(dtype, shape, bytes(payload[position : position + size])))
        position += size
    if position != len(payload):
        raise RecordError(f"{len(payload) - position} bytes are left over after the last tensor")
    return tensors


def _tensor_header(each: object, index: int, caps: Caps) -> tuple[str, tuple[int, ...]]:
    if not isinstance(each, dict) or each.keys() != {"dtype", "shape"}:
        raise RecordError(f"tensor {index} is not an object of dtype and shape")
    dtype, shape = each["dtype"], each["shape"]
    if not isinstance(dtype, str) or dtype not in ITEM_BYTES:
        raise RecordError(f"tensor {index} has an unknown dtype")
    if not isinstance(shape, list) or len(shape) > caps.rank:
        raise RecordError(f"tensor {index} has no shape of at most {caps.rank} dimensions")
    if not all(type(size) is int and 0 <= size <= caps.total_bytes for size in shape):
        raise RecordError(f"tensor {index} has a dimension that is no size")
    if math.prod(max(1, size) for size in shape) > caps.total_bytes:
        raise RecordError(f"tensor {index} is empty and yet too large for any array")
    return dtype, tuple(shape)


_Reader = Callable[["Any", list[Tensor | None], Caps], "Any"]


class _Unfit(Exception):  # noqa: N818 - no error of anybody's before it is one of the record's
    """What is wrong with a value; its `places`, innermost first, are noted on the way out, since hardly any value is wrong."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.places: list[str] = []


@functools.cache
def _reader(kind: Any) -> _Reader:
    """A strict reader for a declared field type: the dataclasses above are the schema."""
    origin = typing.get_origin(kind)
    if kind is Tensor:
        return _read_index
    if dataclasses.is_dataclass(kind):
        return _dataclass_reader(kind)
    if origin is tuple:
        return _tuple_reader(_reader(typing.get_args(kind)[0]))
    if origin is dict:
        return _dict_reader(_reader(typing.get_args(kind)[1]))
    if origin is types.UnionType:
        return _optional_reader(_reader(typing.get_args(kind)[0]))
    return {str: _read_text, int: _read_integer}.get(kind) or _scalar_reader(kind)


def _read_index(value: Any, tensors: list[Tensor | None], _caps: Caps) -> Tensor:
    """The tensor of that index, once: a few bytes that name one large tensor a thousand times would cost its size each."""
    if type(value) is not int or not 0 <= value < len(tensors):
        raise _Unfit("is not the index of a tensor")
    found, tensors[value] = tensors[value], None
    if found is None:
        raise _Unfit("is a tensor that another field holds already")
    return found


def _dataclass_reader(kind: Any) -> _Reader:
    hints = typing.get_type_hints(kind)
    # Scalars that are taken as they are need no reader: the record's most frequent fields, each looked at in one place.
    readers = [
        (name, hints[name] if hints[name] in (bool, float) else None, _reader(hints[name]))
        for name in _field_names(kind)
    ]

    def read(value: Any, tensors: list[Tensor | None], caps: Caps) -> Any:
        if type(value) is not dict or len(value) != len(readers):
            raise _Unfit(f"does not hold the fields of {kind.__name__}")
        fields = []
        name = ""
        try:
            for name, scalar, read_field in readers:
                each = value[name]
                fields.append(each if type(each) is scalar else read_field(each, tensors, caps))
        except KeyError:
            raise _Unfit(f"lacks {name!r}") from None
        except _Unfit as problem:
            problem.places.append(name)
            raise
        return kind(*fields)

    return read


def _tuple_reader(item: _Reader) -> _Reader:
    def read(value: Any, tensors: list[Tensor | None], caps: Caps) -> Any:
        if type(value) is not list or len(value) > caps.items:
            raise _Unfit(f"is not a list of at most {caps.items}")
        return tuple([item(each, tensors, caps) for each in value]) if value else ()

    return read


def _dict_reader(item: _Reader) -> _Reader:
    def read(value: Any, tensors: list[Tensor | None], caps: Caps) -> Any:
        if type(value) is not dict or len(value) > caps.items:
            raise _Unfit(f"is not an object of at most {caps.items} keys")
        return {clean_text(name, 200): item(each, tensors, caps) for name, each in value.items()} if value else {}

    return read


def _optional_reader(item: _Reader) -> _Reader:
    def read(value: Any, tensors: list[Tensor | None], caps: Caps) -> Any:
        return None if value is None else item(value, tensors, caps)

    return read


def _read_text(value: Any, _tensors: list[Tensor | None], caps: Caps) -> str:
    if type(value) is not str:
        raise _Unfit("is not of type str")
    # As `clean_text` has it: nearly every text is a plain word.
    if value.isascii() and value.isprintable() and len(value) <= caps.text_characters:
        return value
    return clean_text(value, caps.text_characters)


def _read_integer(value: Any, _tensors: list[Tensor | None], _caps: Caps) -> int:
    if type(value) is not int:
        raise _Unfit("is not of type int")
    if not -(1 << 63) <= value < 1 << 63:
        raise _Unfit("does not fit 64 bits")
    return value


def _scalar_reader(kind: type) -> _Reader:
    def read(value: Any, _tensors: list[Tensor | None], _caps: Caps) -> Any:
        if type(value) is not kind:
            raise _Unfit(f"is not of type {kind.__name__}")
        return value

    return read
