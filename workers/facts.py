"""Reads facts of tensors and other values as plain data, inside the sandbox.

The getters are taken from torch's C types when this module is imported, before any learner's program runs: a subclass or a
patched ``Tensor.grad`` cannot lie by accident. That is hygiene; a program that sets out to forge the record can, and gains
nothing but to claim values, which are checked outside.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import torch

from grader.observations import LARGEST_VALUE, Binding, Tensor
from workers.plain_reading import plain_reading

_Base = torch._C.TensorBase


def _getter(name: str) -> Callable[[torch.Tensor], Any]:
    """The C getter of a tensor's property; a subclass is not asked."""
    found: Callable[[torch.Tensor], Any] = getattr(_Base, name).__get__

    def read(value: torch.Tensor) -> Any:
        with torch._C.DisableTorchFunction():
            return found(value)

    return read


_grad = _getter("grad")
_requires_grad = _getter("requires_grad")
_is_leaf = _getter("is_leaf")
_grad_fn = _getter("grad_fn")
_version = _getter("_version")
_data = _getter("data")
_device = _getter("device")
_layout = _getter("layout")
_dtype = _getter("dtype")
_detach = _Base.detach
_contiguous = _Base.contiguous
_to = _Base.to
_numel = _Base.numel
_size = _Base.size
_data_ptr = _Base.data_ptr
_element_size = _Base.element_size
_untyped_storage = _Base.untyped_storage
_string_at = ctypes.string_at
_quantized = (torch.quint8, torch.qint8, torch.qint32, torch.quint4x2, torch.quint2x4)
_is_functorch = torch._C._functorch.is_functorch_wrapped_tensor
_NAMES = {
    torch.bool: "bool",
    torch.uint8: "uint8",
    torch.int8: "int8",
    torch.int16: "int16",
    torch.int32: "int32",
    torch.int64: "int64",
    torch.float16: "float16",
    torch.bfloat16: "bfloat16",
    torch.float32: "float32",
    torch.float64: "float64",
}
_BY_NAME = {name: dtype for dtype, name in _NAMES.items()}


class Refused(Exception):  # noqa: N818 - an answer, not a failure
    """A value that is not carried, and why."""


def is_tensor(value: object) -> bool:
    """Whether the value is a tensor by its C type, whatever its class claims."""
    return issubclass(type(value), _Base)


def _is_a(value: Any, kinds: Any) -> bool:
    """Like `isinstance`, without asking the object: its ``__class__`` may be the learner's code."""
    return issubclass(type(value), kinds)


def requires_grad(value: torch.Tensor) -> bool:
    """The tensor's flag, read from its C type."""
    return bool(_requires_grad(value))


def is_leaf(value: torch.Tensor) -> bool:
    """The tensor's flag, read from its C type."""
    return bool(_is_leaf(value))


def gradient_function(value: torch.Tensor) -> Any:
    """The tensor's node in the graph, or None."""
    return _grad_fn(value)


def has_graph(value: object) -> bool:
    """Whether the value is a tensor that an operation computed while autograd watched."""
    return is_tensor(value) and _grad_fn(value) is not None  # type: ignore[arg-type]


def data_of(value: torch.Tensor) -> torch.Tensor:
    """The tensor's memory under another version counter: what is written there disturbs no graph."""
    found: torch.Tensor = _data(value)
    return found


def tensor_data(value: torch.Tensor) -> Tensor:
    """A dense copy of the tensor as plain data. Raises `Refused` for what cannot or should not be carried."""
    with plain_reading():
        if _is_functorch(value):
            raise Refused("a tensor of a function transform")
        if value.is_nested:
            raise Refused("a nested tensor")
        if _device(value).type == "meta":
            raise Refused("a tensor without data (meta)")
        if _numel(value) > LARGEST_VALUE:
            raise Refused("too large")
        dense = _detach(value)
        if _layout(dense) is not torch.strided:
            dense = dense.to_dense()
        if _dtype(dense) in _quantized:
            dense = dense.dequantize()
        if dense.is_complex():
            raise Refused("complex")
        if _dtype(dense) not in _NAMES:
            raise Refused(f"dtype {_dtype(dense)}")
        dense = _contiguous(_to(dense.resolve_neg(), "cpu"))
        count = _numel(dense) * _element_size(dense)
        data = _string_at(_data_ptr(dense), count) if count else b""
        return Tensor(_NAMES[_dtype(dense)], tuple(_size(dense)), data)


def tensor_from(data: Tensor) -> torch.Tensor:
    """The torch tensor that plain data describes, on the CPU, with storage of its own."""
    with plain_reading():
        if not data.data:
            return torch.empty(data.shape, dtype=_BY_NAME[data.dtype])
        flat = torch.frombuffer(bytearray(data.data), dtype=_BY_NAME[data.dtype])
        return flat.reshape(data.shape)


def scalar_of(value: torch.Tensor) -> float:
    """The only element of a tensor as a float, NaN where there is none."""
    try:
        with plain_reading():
            return float(_Base.item(_detach(value))) if _numel(value) == 1 else float("nan")
    except Exception:  # functorch wrappers and fake tensors have no item; a fact that is unknown stays unknown
        return float("nan")


def flat_numbers(value: Any) -> list[float] | None:
    """Every number in a number, list, tuple, range, array or tensor, row by row; None where there is anything else."""
    if is_tensor(value):
        return _tensor_numbers(value)
    if _is_a(value, float | int):
        try:
            return [float(value)]
        except OverflowError:
            return None
    if is_array(value):
        array: Any = value
        usable = array.size <= LARGEST_VALUE and array.dtype.kind in "biuf"
        return [float(each) for each in array.ravel().tolist()] if usable else None
    if _is_a(value, list | tuple | range) and 0 < len(value) <= LARGEST_VALUE:
        parts = [flat_numbers(each) for each in value]
        whole = [part for part in parts if part is not None]
        return [number for part in whole for number in part] if len(whole) == len(parts) else None
    return None


def _tensor_numbers(value: Any) -> list[float] | None:
    with plain_reading():
        try:
            if _numel(value) > LARGEST_VALUE or _is_functorch(value) or value.is_complex() or value.is_nested:
                return None
            return [float(each) for each in _detach(value).reshape(-1).tolist()]
        except (RuntimeError, NotImplementedError, TypeError):
            return None


def numbers_of(value: Any) -> torch.Tensor | None:
    """A number, list, tuple, range, array or tensor as a float64 tensor; None where it is no collection of numbers."""
    if is_tensor(value):
        try:
            return tensor_from(tensor_data(value)).to(torch.float64)
        except Refused:
            return None
    if _is_a(value, bool | int | float):
        try:
            return torch.tensor(float(value), dtype=torch.float64)
        except OverflowError:
            return None
    if is_array(value):
        return _array_numbers(value)
    if _is_a(value, list | tuple | range) and 0 < len(value) <= LARGEST_VALUE:
        parts = [numbers_of(each) for each in value]
        whole = [part for part in parts if part is not None]
        if len(whole) == len(parts) and len({part.shape for part in whole}) == 1:
            return torch.stack(whole)
    return None


def is_array(value: object) -> bool:
    """Whether the value is a numpy array or scalar, without importing numpy."""
    numpy = sys.modules.get("numpy")
    return numpy is not None and _is_a(value, numpy.ndarray | numpy.generic)


def _array_numbers(value: Any) -> torch.Tensor | None:
    if value.size > LARGEST_VALUE or value.dtype.kind not in "biuf":
        return None
    return torch.tensor(value.tolist(), dtype=torch.float64)


def describe(value: object, line: int = 0) -> Binding:
    """What one value shows, without the facts that need the other names."""
    if is_tensor(value):
        with plain_reading():
            return _describe_tensor(value, line)  # type: ignore[arg-type]
    kind = _kind(value)
    carried = None
    if kind in ("number", "array", "sequence"):
        numbers = numbers_of(value)
        carried = None if numbers is None else tensor_data(numbers)
    dtype = str(getattr(value, "dtype", "")) if kind == "array" else type(value).__name__
    shape = carried.shape if carried is not None else ()
    return Binding(kind=kind, type_name=_type_name(value), value=carried, dtype=dtype[:80], shape=shape, line=line)


def _kind(value: object) -> str:
    if value is None:
        return "none"
    if _is_a(value, str | bytes):
        return "text"
    if _is_a(value, bool | int | float):
        return "number"
    if is_array(value):
        return "array"
    if _is_a(value, list | tuple | range):
        return "sequence"
    if _is_a(value, torch.nn.Module):
        return "module"
    return "callable" if callable(value) else "other"


def _type_name(value: object) -> str:
    name: str = type.__getattribute__(type(value), "__name__")
    return name[:80]


def _describe_tensor(value: torch.Tensor, line: int) -> Binding:
    data, refused = _carried(value)
    gradient = gradient_of(value)
    grad_data, grad_refused = _carried(gradient) if gradient is not None else (None, "")
    state = "none" if gradient is None else "refused" if grad_refused else "tensor"
    node = _grad_fn(value)
    return Binding(
        kind="tensor",
        type_name=_type_name(value),
        value=data,
        refused=refused,
        dtype=_NAMES.get(_dtype(value), str(_dtype(value)).removeprefix("torch.")),
        shape=shape_of(value),
        device=str(_device(value)),
        requires_grad=bool(_requires_grad(value)),
        is_leaf=bool(_is_leaf(value)),
        grad_fn="" if node is None else type(node).__name__[:80],
        version=_version_of(value),
        grad=grad_data,
        grad_state=state,
        grad_has_graph=gradient is not None and bool(_requires_grad(gradient)),
        line=line,
    )


def shape_of(value: torch.Tensor) -> tuple[int, ...]:
    """The tensor's sizes, () where it has none (nested)."""
    try:
        return tuple(int(size) for size in _size(value))
    except RuntimeError:  # a nested tensor has no size
        return ()


def _version_of(value: torch.Tensor) -> int:
    try:
        return int(_version(value))
    except RuntimeError:  # inference tensors keep no version
        return 0


def gradient_of(value: torch.Tensor) -> torch.Tensor | None:
    """The tensor's gradient, None where there is none or none is kept."""
    if not _is_leaf(value) and not value.retains_grad:
        return None  # reading it would only warn
    found: torch.Tensor | None = _grad(value)
    return found


def _carried(value: torch.Tensor) -> tuple[Tensor | None, str]:
    try:
        return tensor_data(value), ""
    except Refused as reason:
        return None, str(reason)
    except (RuntimeError, NotImplementedError, TypeError) as error:
        return None, type(error).__name__


def storage_groups(named: Mapping[str, object]) -> dict[str, tuple[str, ...]]:
    """For each named tensor the other names that share its storage."""
    by_storage: dict[int, list[str]] = {}
    for name, value in named.items():
        pointer = _storage_pointer(value)
        if pointer:
            by_storage.setdefault(pointer, []).append(name)
    return {name: tuple(each for each in group if each != name) for group in by_storage.values() for name in group}


def _storage_pointer(value: object) -> int:
    if not is_tensor(value):
        return 0
    try:
        with plain_reading():
            return int(_untyped_storage(value).data_ptr())  # type: ignore[arg-type]
    except (RuntimeError, NotImplementedError):
        return 0


def resolve(root: object, path: Iterable[str]) -> object:
    """Follow a dotted path: a module's parameters, buffers and submodules first, then any attribute.

    Raises AttributeError where the path ends.
    """
    value = root
    for part in path:
        if isinstance(value, Mapping) and part in value:
            value = value[part]
            continue
        value = getattr(value, part)
    return value


def is_transformed(value: Any) -> bool:
    """Whether the tensor belongs to a running ``torch.func`` transform."""
    return bool(_is_functorch(value))


def count_of(value: Any) -> int:
    """Number of elements, 0 where it cannot be told."""
    try:
        with plain_reading():
            return int(_numel(value))
    except (RuntimeError, TypeError):
        return 0
