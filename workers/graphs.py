"""The graph behind tensors: which leaves and which names it leads to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import torch

from workers import facts

_GRAPH_NODES = 20_000


class Graph:
    """The graph under some roots, kept so that names can be looked up in it later: node ids stay valid while it lives."""

    def __init__(self, roots: Iterable[Any]) -> None:
        self._nodes: dict[int, Any] = {}
        self._leaves: dict[int, Any] = {}
        tensors = [root for root in roots if facts.is_tensor(root)]
        self._leaves |= {id(root): root for root in tensors if facts.gradient_function(root) is None}
        self._walk([node for root in tensors if (node := facts.gradient_function(root)) is not None])

    def _walk(self, waiting: list[Any]) -> None:
        while waiting and len(self._nodes) < _GRAPH_NODES:
            node = waiting.pop()
            if id(node) in self._nodes:
                continue
            self._nodes[id(node)] = node
            leaf = getattr(node, "variable", None)
            if leaf is not None:
                self._leaves[id(leaf)] = leaf
            waiting.extend(child for child, _ in node.next_functions if child is not None)

    def leaves(self) -> list[torch.Tensor]:
        """The tracked leaves that the graph leads to."""
        return [leaf for leaf in self._leaves.values() if facts.requires_grad(leaf)]

    def holds(self, value: object) -> bool:
        """Whether the result of an operation is computed in this graph, at its end or on the way to it."""
        node = facts.gradient_function(value) if facts.is_tensor(value) else None  # type: ignore[arg-type]
        return node is not None and id(node) in self._nodes

    def names(self, named: Mapping[str, object]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Which of the named tensors are in the graph: (leaves, inner nodes it passes through)."""
        reached: list[str] = []
        through: list[str] = []
        for name, value in named.items():
            if not facts.is_tensor(value):
                continue
            inner = facts.gradient_function(value)  # type: ignore[arg-type]
            if inner is None and id(value) in self._leaves and facts.requires_grad(value):  # type: ignore[arg-type]
                reached.append(name)
            elif inner is not None and id(inner) in self._nodes:
                through.append(name)
        return tuple(reached), tuple(through)
