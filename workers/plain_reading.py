"""Reads tensors as they are, whatever a program has put between them and whoever looks."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

import torch
from torch._functorch import pyfunctorch

_without_functions: Callable[[], AbstractContextManager[object]] = torch._C.DisableTorchFunction
_without_modes: Callable[[], AbstractContextManager[object]] = torch._C._DisableTorchDispatch
_transform_in_progress = torch._C._functorch.peek_interpreter_stack
_without_transforms = pyfunctorch.temporarily_clear_interpreter_stack
_records_graphs = torch.is_grad_enabled
_record_graphs: Callable[[bool], None] = torch._C._set_grad_enabled


class plain_reading:  # noqa: N801 - read as what it does: `with plain_reading():`
    """No subclass, mode, function transform or recorded graph takes part in what is read inside.

    Entered some twenty times in a run, so it goes straight to what torch's own context managers are made of.
    """

    def __enter__(self) -> None:
        self._recorded = _records_graphs()
        self._functions = _without_functions()
        self._functions.__enter__()
        self._modes = _without_modes()
        self._modes.__enter__()
        _record_graphs(False)
        # While torch.func differentiates, every operation gives wrapped tensors, which have no data of their own.
        self._transforms = None if _transform_in_progress() is None else _without_transforms()
        if self._transforms is not None:
            self._transforms.__enter__()

    def __exit__(self, *_: object) -> None:
        if self._transforms is not None:
            self._transforms.__exit__(None, None, None)
        _record_graphs(self._recorded)
        self._modes.__exit__(None, None, None)
        self._functions.__exit__(None, None, None)
