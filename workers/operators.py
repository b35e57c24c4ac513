"""Counts operators by name, below every function that calls them, and the backward passes in which any of them ran.

``torch.softmax``, ``softmin``, attention and a scripted graph all end in ``aten::_softmax``. What is forbidden by the names of
functions can be called by another name; what is forbidden by its operator cannot, on the thread that is watched.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import torch
from torch.utils._python_dispatch import TorchDispatchMode

PREFIX = "torch.ops.aten."
"""What an operator's path begins with."""


def is_operator(path: str) -> bool:
    """Whether the dotted path names an operator, which is counted here, and not a function, which is wrapped."""
    return path.startswith(PREFIX)


class OperatorWatch(TorchDispatchMode):  # type: ignore[no-untyped-call] # of its __init_subclass__
    """Tells of watched operators while it is entered, and knows how many backward passes there were.

    A pass has a number of torch's own, so one that took another road to an engine is counted as well.

    Args:
        counts: for each dotted path, how often it was called; goes up here. Paths that name no operator are left alone.
    """

    def __init__(self, counts: dict[str, int]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._counts = counts
        self._passes: set[int] = set()

    @property
    def passes(self) -> int:
        """How many backward passes computed something."""
        return len(self._passes)

    def __torch_dispatch__(
        self, func: Any, types: Any, args: tuple[Any, ...] = (), kwargs: Mapping[str, Any] | None = None
    ) -> Any:
        """Count one operator, and run it."""
        path = PREFIX + func.overloadpacket.__name__
        if path in self._counts:
            self._counts[path] += 1
        number = _current_pass()
        if number >= 0:
            self._passes.add(number)
        return func(*args, **kwargs or {})


_current_pass: Callable[[], int] = torch._C._current_graph_task_id
