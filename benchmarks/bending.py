"""Bends records: bytes, fields of the header, tensors and their bytes. For `benchmarks.fuzz_records`."""

from __future__ import annotations

import json
import random
import struct
from collections.abc import Callable
from typing import Any

_MAGIC = b"TGR1"
_START = len(_MAGIC) + 4
_TEXTS = (
    *(
        "",
        "\x00",
        "\ud800",
        "\u202e",
        "{0}",
        "{name}",
        "%s %(x)d",
        "<script>",
        "\x1b[2J",
        "z" * 9000,
        "9" * 5000,
        "x.grad",
        "nan",
    ),
    *(
        "a" * 40 + "!",
        "The size of tensor a (3) must match the size of tensor b (4)",
        "1e999",
        "٣",
        "\r\n\v",
        "element 0 of tensors",
    ),
)
_NUMBERS = (
    0,
    1,
    -1,
    2,
    7,
    64,
    255,
    1 << 14,
    1 << 31,
    -(1 << 31),
    (1 << 63) - 1,
    -(1 << 63),
    1 << 63,
    1 << 80,
    True,
    False,
)
_FLOATS = (0.5, -0.0, 1e308, 1e-320)
_WORDS = (
    "finished",
    "raised",
    "exited",
    "syntax_error",
    "tensor",
    "number",
    "none",
    "refused",
    "absent",
    "backward",
    "grad",
    "func",
    "taken",
)
_DTYPES = (
    "bool",
    "uint8",
    "int8",
    "int16",
    "int32",
    "int64",
    "float16",
    "bfloat16",
    "float32",
    "float64",
    "complex64",
    "",
)
_DOUBLES = (0.0, -0.0, 1.0, float("nan"), float("inf"), float("-inf"), 1e308, 5e-324, 27.0, 1e18)
_ITEM_BYTES = {
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
_MOST_COPIES = 2000
_DEEPEST = 3000


def bent(rng: random.Random, record: bytes, other: bytes) -> bytes:
    """The record, bent in one to four places; parts may come from the other one."""
    if rng.random() < 0.15:  # noqa: PLR2004 - the shares here and below are a matter of taste
        return _bent_bytes(rng, record)
    try:
        header, payload = _parts(record)
        spare, _ = _parts(other)
    except (ValueError, struct.error):
        return _bent_bytes(rng, record)
    for _ in range(rng.choice((1, 1, 2, 4))):
        if rng.random() < 0.3:  # noqa: PLR2004
            payload = _bent_tensors(rng, header, payload)
        else:
            _bend_somewhere(rng, header, spare)
    try:
        text = json.dumps(header, separators=(",", ":")).encode()
    except (ValueError, RecursionError, UnicodeError):
        return _bent_bytes(rng, record)
    return _MAGIC + struct.pack("<I", len(text)) + text + payload


def _parts(record: bytes) -> tuple[Any, bytes]:
    (length,) = struct.unpack_from("<I", record, len(_MAGIC))
    return json.loads(record[_START : _START + length]), record[_START + length :]


def _bent_bytes(rng: random.Random, record: bytes) -> bytes:
    found = bytearray(record or b"\0")
    for _ in range(rng.choice((1, 1, 3, 20))):
        place = rng.randrange(len(found) + 1)
        kind = rng.randrange(5)
        if kind == 0 and place < len(found):
            found[place] ^= 1 << rng.randrange(8)
        elif kind == 1:
            found[place:place] = rng.randbytes(rng.choice((1, 4, 64)))
        elif kind == 2:  # noqa: PLR2004
            del found[place : place + rng.choice((1, 4, 64))]
        elif kind == 3:  # noqa: PLR2004
            piece = found[place : place + 64]
            found[place:place] = piece * rng.choice((1, 10, 200))
        else:
            del found[place:]
        found = found or bytearray(b"\0")
    return bytes(found)


def _places(node: Any) -> list[tuple[Any, Any]]:
    """Every place in the tree: container and key."""
    found: list[tuple[Any, Any]] = []
    waiting = [node]
    while waiting:
        each = waiting.pop()
        keys = list(each) if isinstance(each, dict) else range(len(each)) if isinstance(each, list) else ()
        for key in keys:
            found.append((each, key))
            waiting.append(each[key])
    return found


def _bend_somewhere(rng: random.Random, header: Any, spare: Any) -> None:
    places = _places(header)
    if not places:
        return
    container, key = rng.choice(places)
    ways: list[Callable[[], None]] = [
        lambda: _put(container, key, _junk(rng)),
        lambda: _put(container, key, _alike(rng, container[key])),
        lambda: _put(container, key, _alike(rng, container[key])),
        lambda: _put(container, key, _taken(rng, spare, container[key])),
        lambda: _drop(container, key),
        lambda: _repeat(rng, container, key),
    ]
    rng.choice(ways)()


def _put(container: Any, key: Any, value: Any) -> None:
    container[key] = value


def _drop(container: Any, key: Any) -> None:
    del container[key]


def _repeat(rng: random.Random, container: Any, key: Any) -> None:
    """Once more, or very often; an object gets another key."""
    copies = rng.choice((1, 3, 70, _MOST_COPIES))
    if isinstance(container, list):
        container[key:key] = [container[key]] * copies
    else:
        container.update({f"{key}{number}": container[key] for number in range(copies)})


def _alike(rng: random.Random, value: Any) -> Any:
    """Another value of the same type."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, str):
        return rng.choice((*_TEXTS, *_WORDS, value + rng.choice(_TEXTS), value.upper(), value * 3))
    if isinstance(value, int):
        return rng.choice((*_NUMBERS, value + 1, value - 1))
    if isinstance(value, list):
        return rng.choice(([], value[:1], value[::-1], value * 2))
    if isinstance(value, dict):
        return dict(list(value.items())[: rng.randint(0, len(value))])
    return _junk(rng)


def _taken(rng: random.Random, spare: Any, value: Any) -> Any:
    """A part of another record, of the same type where there is one."""
    parts = [container[key] for container, key in _places(spare)]
    fitting = [part for part in parts if type(part) is type(value)]
    return json.loads(json.dumps(rng.choice(fitting or parts or [None])))


def _junk(rng: random.Random) -> Any:
    nested: Any = rng.choice(_NUMBERS)
    for _ in range(rng.choice((0, 0, 0, 1, 3, rng.randrange(_DEEPEST)))):
        nested = [nested] if rng.random() < 0.5 else {"x": nested}  # noqa: PLR2004
    return rng.choice((None, nested, rng.choice(_TEXTS), rng.choice(_FLOATS), rng.choice(_NUMBERS), [], {}))


def _bent_tensors(rng: random.Random, header: Any, payload: bytes) -> bytes:
    """Other bytes, another dtype or another shape for one tensor; mostly with as many bytes as it then needs."""
    tensors = header.get("tensors") if isinstance(header, dict) else None
    if not isinstance(tensors, list) or not tensors:
        return payload + rng.randbytes(rng.randint(0, 8))
    sizes = [_size(each) for each in tensors]
    index = rng.randrange(len(tensors))
    start = sum(sizes[:index])
    old = payload[start : start + sizes[index]]
    each = tensors[index]
    if isinstance(each, dict) and rng.random() < 0.5:  # noqa: PLR2004
        each["dtype"] = rng.choice(_DTYPES)
        if rng.random() < 0.7:  # noqa: PLR2004
            each["shape"] = [rng.choice((0, 1, 2, 3, 5, 1 << 10)) for _ in range(rng.choice((0, 1, 1, 2, 2, 3, 17)))]
    wanted = _size(each)
    piece = struct.pack("<d", rng.choice(_DOUBLES)) if rng.random() < 0.7 else rng.randbytes(8)  # noqa: PLR2004
    new = old if len(old) == wanted and rng.random() < 0.2 else (piece * (wanted // 8 + 1))[:wanted]  # noqa: PLR2004
    return payload[:start] + new + payload[start + sizes[index] :]


def _size(tensor: Any) -> int:
    """Bytes of a tensor by its header, 0 where that says nothing."""
    if not isinstance(tensor, dict) or not isinstance(tensor.get("shape"), list):
        return 0
    size = _ITEM_BYTES.get(tensor.get("dtype"), 0) if isinstance(tensor.get("dtype"), str) else 0
    for each in tensor["shape"]:
        size *= each if isinstance(each, int) and 0 <= each < 1 << 16 else 0
    return min(size, 1 << 22)
