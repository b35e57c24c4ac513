"""What is remembered of one call into the autograd engine: its root, its flags, and the leaves that it found.

A leaf may get its observed name only after the call, so leaves are kept as they are and named when the program has ended.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import torch

from grader.observations import EngineCall, LeafAtCall, Tensor, changed
from workers import facts
from workers.graphs import Graph

_LEAVES = 6
_LEAF_ELEMENTS = 64
_RELATIVE = 1e-6


class Call:
    """One call, told before it runs and when it is done. ``named`` are the observed names bound so far."""

    def __init__(
        self, roots: Any, arguments: tuple[Any, ...], options: Mapping[str, Any], named: Mapping[str, object], line: int
    ) -> None:
        self._root: Any = roots[0] if len(roots) else None
        self._value = facts.scalar_of(roots[0]) if len(roots) and facts.is_tensor(roots[0]) else math.nan
        self._graph = Graph(roots[:8])
        reaches, through = self._graph.names(named)
        self.facts = changed(_facts(self._root, arguments, options, named), line=line, reaches=reaches, through=through)
        self._names = {id(value): name for name, value in named.items()}
        self._leaves: list[tuple[torch.Tensor, LeafAtCall]] = []

    @classmethod
    def of_transform(cls, line: int) -> Call:
        """A call that a function transform of torch makes: nothing is known of its graph."""
        call = cls((), (), {}, {}, line)
        call.facts = EngineCall("func", line=line)
        return call

    @property
    def reaches(self) -> tuple[str, ...]:
        """The observed names among the leaves, as far as they were bound at the call."""
        return self.facts.reaches

    def look_at_leaves(self) -> None:
        """Remember the small leaves: their values, and the gradients that are there before the call."""
        for leaf in self._graph.leaves()[:_LEAVES]:
            if facts.count_of(leaf) <= _LEAF_ELEMENTS:
                self._leaves.append((leaf, LeafAtCall(_data(leaf), _gradient(leaf))))

    def done(self) -> None:
        """The call succeeded: remember the gradients that it left."""
        self._leaves = [(leaf, changed(known, after=_gradient(leaf))) for leaf, known in self._leaves]

    def observed(self, final: Mapping[str, object], graphs: Mapping[str, Graph]) -> EngineCall:
        """The facts with every name that belongs to the graph: those bound at the time, and those given later.

        ``graphs`` are those of the observed results.
        """
        reaches, through = self._graph.names(final)
        return changed(
            self.facts,
            root=self.facts.root or _name_of(self._root, final),
            reaches=_united(self.facts.reaches, reaches),
            through=_united(self.facts.through, through),
            of=tuple(name for name, graph in graphs.items() if self._differentiates(name, final[name], graph, through)),
            leaves=self._named_leaves(final),
        )

    def _differentiates(self, name: str, result: object, graph: Graph, through: tuple[str, ...]) -> bool:
        """Whether this is about an observed result: through it, on a part of it, or on another graph of the same value."""
        if name in through or name in self.facts.through or graph.holds(self._root):
            return True
        return math.isclose(facts.scalar_of(result), self._value, rel_tol=_RELATIVE)  # type: ignore[arg-type]

    def _named_leaves(self, final: Mapping[str, object]) -> dict[str, LeafAtCall]:
        found = {}
        for leaf, known in self._leaves:
            name = self._names.get(id(leaf)) or _name_of(leaf, final)
            if name:
                found[name] = changed(known, kept=final.get(name) is leaf)
        return found


def _facts(
    root: Any, arguments: tuple[Any, ...], options: Mapping[str, Any], named: Mapping[str, object]
) -> EngineCall:
    given = dict(zip(("seeds", "keep_graph", "create_graph", "inputs"), arguments, strict=False)) | dict(options)
    functional = facts.is_tensor(root) and facts.is_transformed(root)
    return EngineCall(
        method="func" if functional else "backward" if options.get("accumulate_grad") else "grad",
        root=_name_of(root, named),
        scalar=facts.is_tensor(root) and facts.count_of(root) == 1,
        create_graph=bool(given.get("create_graph")),
        retain_graph=bool(given.get("keep_graph")),
        seeded=_seeded(given.get("seeds")),
    )


def _name_of(value: object, named: Mapping[str, object]) -> str:
    return next((name for name, each in named.items() if each is value), "") if value is not None else ""


def _united(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*one, *other)))


def _seeded(seeds: Any) -> bool:
    """Whether the call was given a gradient to start from that is not one."""
    if not isinstance(seeds, tuple | list):
        return False
    return any(facts.is_tensor(each) and facts.scalar_of(each) != 1.0 for each in seeds)


def _data(tensor: Any) -> Tensor | None:
    try:
        return facts.tensor_data(tensor)
    except Exception:  # a fact that cannot be read stays unknown
        return None


def _gradient(leaf: torch.Tensor) -> Tensor | None:
    gradient = facts.gradient_of(leaf)
    return None if gradient is None else _data(gradient)
