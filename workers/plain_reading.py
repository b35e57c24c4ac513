"""Reads tensors as they are, whatever a program has put between them and whoever looks."""

from __future__ import annotations

import contextlib
from collections.abc import Callable

import torch
from torch._functorch import pyfunctorch

_transform_in_progress = torch._C._functorch.peek_interpreter_stack
_without_transforms = pyfunctorch.temporarily_clear_interpreter_stack
_records_graphs = torch.is_grad_enabled
_record_graphs: Callable[[bool], None] = torch._C._set_grad_enabled


class plain_reading:  # noqa: N801 - read as what it does: `with plain_reading():`
    """No subclass, mode, function transform or recorded graph takes part in what is read inside.

    Entered some twenty times in a run, so it goes straight to what torch's own context managers are made of.
    """

    def __enter__(self) -> None:
        with contextlib.ExitStack() as stack:
            stack.enter_context(torch._C.DisableTorchFunction())
            stack.enter_context(torch._C._DisableTorchDispatch())
            stack.callback(_record_graphs, _records_graphs())
            _record_graphs(False)
            # While torch.func differentiates, every operation gives wrapped tensors, which have no data of their own.
            if _transform_in_progress() is not None:
                stack.enter_context(_without_transforms())
            self._stack = stack.pop_all()

    def __exit__(self, *_: object) -> None:
        self._stack.close()
