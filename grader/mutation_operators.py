"""The mistakes that mutants make: for each place in a program, what people write there instead.

An operator proposes nodes in place of one node; `grader.mutation` puts them into the program.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from grader.mutation_words import (
    DROPPED_CALLS,
    GUARDS,
    KEPT_KEYWORDS,
    MEAN_LOSSES,
    OTHER_COMPARISON,
    OTHER_OPERATION,
    REDUCTIONS,
    SWAPPED,
    WITHOUT_GRAPH,
)

_OTHER_NAMES = 3
_FACTOR = 1.5


@dataclass(frozen=True)
class Surroundings:
    """What the whole program has: its imported names, and the calls with which it clears gradients."""

    imported: frozenset[str]
    clearing: tuple[ast.expr, ...]


@dataclass(frozen=True)
class Site:
    """A node where a mistake can be made: where it hangs in the tree, and which variables are bound there.

    ``tracked`` are the variables created with ``requires_grad=True``.
    """

    node: ast.expr | ast.stmt
    parent: ast.AST
    field: str
    index: int | None
    names: tuple[str, ...]
    tracked: tuple[str, ...]
    surroundings: Surroundings


@dataclass(frozen=True)
class Replacement:
    """What stands in the node's place: one expression, or one statement or several."""

    operator: str
    nodes: tuple[ast.expr, ...] | tuple[ast.stmt, ...]


def replacements(site: Site) -> Iterator[Replacement]:
    """Every mistake that can be made at one place."""
    for kind, operators in _OPERATORS:
        if isinstance(site.node, kind):
            for operator in operators:
                yield from operator(site.node, site)


def _instead(name: str, *nodes: Any) -> Replacement:
    return Replacement(name, tuple(copy.deepcopy(node) for node in nodes))


def _changed(node: Any, **fields: object) -> Any:
    new = copy.deepcopy(node)
    for name, value in fields.items():
        setattr(new, name, copy.deepcopy(value))
    return new


def _called_name(call: ast.Call) -> str:
    function = call.func
    return (
        function.attr if isinstance(function, ast.Attribute) else function.id if isinstance(function, ast.Name) else ""
    )


def _root(node: ast.expr) -> str:
    while isinstance(node, ast.Attribute):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""


def _renamed(function: ast.expr, name: str) -> ast.expr:
    if isinstance(function, ast.Attribute):
        return ast.Attribute(copy.deepcopy(function.value), name, ast.Load())
    return ast.Name(name, ast.Load())


# --- calls -----------------------------------------------------------------------------------------------------------


def _call_dropped(call: ast.Call, site: Site) -> Iterator[Replacement]:
    """``z.detach()`` becomes ``z``, ``torch.sqrt(z)`` too."""
    name = _called_name(call)
    if name not in DROPPED_CALLS or not isinstance(call.func, ast.Attribute) or isinstance(site.parent, ast.Expr):
        return
    if _root(call.func) not in site.surroundings.imported:
        yield _instead(f"{name} dropped", call.func.value)
    elif call.args:
        yield _instead(f"{name} dropped", call.args[0])


def _call_swapped(call: ast.Call, _site: Site) -> Iterator[Replacement]:
    other = SWAPPED.get(_called_name(call))
    if other is not None:
        yield _instead(f"{other} for {_called_name(call)}", _changed(call, func=_renamed(call.func, other)))


def _loss_summed(call: ast.Call, _site: Site) -> Iterator[Replacement]:
    if _called_name(call) in MEAN_LOSSES and not any(each.arg == "reduction" for each in call.keywords):
        keywords = [*call.keywords, ast.keyword("reduction", ast.Constant("sum"))]
        yield _instead("sum for mean", _changed(call, keywords=keywords))


def _keyword_changed(call: ast.Call, _site: Site) -> Iterator[Replacement]:
    """A keyword left out; one that says False says True."""
    for index, each in enumerate(call.keywords):
        if each.arg is None or each.arg in KEPT_KEYWORDS:
            continue
        if isinstance(each.value, ast.Constant) and each.value.value is False:
            told = [*call.keywords]
            told[index] = ast.keyword(each.arg, ast.Constant(True))
            yield _instead(f"{each.arg} switched on", _changed(call, keywords=told))
        else:
            others = [*call.keywords[:index], *call.keywords[index + 1 :]]
            yield _instead(f"{each.arg} left out", _changed(call, keywords=others))


def _arguments_changed(call: ast.Call, _site: Site) -> Iterator[Replacement]:
    if any(isinstance(each, ast.Starred) for each in call.args):
        return
    if len(call.args) > 1:
        yield _instead("arguments exchanged", _changed(call, args=[call.args[1], call.args[0], *call.args[2:]]))
    if (
        call.args
        and _called_name(call) in REDUCTIONS
        and isinstance(call.func, ast.Attribute)
        and _is_number(call.args[0])
    ):
        yield _instead("dimension left out", _changed(call, args=call.args[1:]))


def _is_number(node: ast.expr) -> bool:
    value = node.operand if isinstance(node, ast.UnaryOp) else node
    return isinstance(value, ast.Constant) and isinstance(value.value, int | float)


# --- arithmetic ------------------------------------------------------------------------------------------------------


def _operation_changed(node: ast.BinOp, _site: Site) -> Iterator[Replacement]:
    other = OTHER_OPERATION.get(type(node.op))
    if other is not None:
        yield _instead("another operation", _changed(node, op=other()))
    if isinstance(node.op, ast.Sub | ast.Div | ast.MatMult):
        yield _instead("operands exchanged", _changed(node, left=node.right, right=node.left))


def _term_dropped(node: ast.BinOp, _site: Site) -> Iterator[Replacement]:
    yield _instead("right operand dropped", node.left)
    if isinstance(node.op, ast.Add | ast.Mult):
        yield _instead("left operand dropped", node.right)
    elif isinstance(node.op, ast.Sub):
        yield _instead("left operand dropped", ast.UnaryOp(ast.USub(), node.right))


def _sign_dropped(node: ast.UnaryOp, _site: Site) -> Iterator[Replacement]:
    if isinstance(node.op, ast.USub | ast.Not | ast.Invert) and not isinstance(node.operand, ast.Constant):
        yield _instead("sign dropped", node.operand)


def _constant_off(node: ast.Constant, site: Site) -> Iterator[Replacement]:
    value = node.value
    if isinstance(site.parent, ast.List | ast.Tuple) and site.index:
        return  # one number of a list stands for all
    if isinstance(value, bool):
        if not isinstance(site.parent, ast.keyword):
            yield _instead("the opposite", ast.Constant(not value))
    elif isinstance(value, int):
        in_dimension = isinstance(site.parent, ast.keyword) and site.parent.arg == "dim"
        yield _instead("constant off", ast.Constant(0 if in_dimension and value else value + 1))
    elif isinstance(value, float):
        yield _instead("constant off", ast.Constant(value * _FACTOR if value else 1.0))


def _comparison_changed(node: ast.Compare, _site: Site) -> Iterator[Replacement]:
    other = OTHER_COMPARISON.get(type(node.ops[0]))
    if other is not None:
        yield _instead("another comparison", _changed(node, ops=[other(), *node.ops[1:]]))


# --- names -----------------------------------------------------------------------------------------------------------


def _name_exchanged(node: ast.Name, site: Site) -> Iterator[Replacement]:
    """Another variable that is bound at this line, the nearest first."""
    if not isinstance(node.ctx, ast.Load) or node.id not in site.names:
        return
    if isinstance(site.parent, ast.Call) and site.field == "func":
        return
    yield _instead("graph cut", _detached(node))
    others = [name for name in reversed(site.names) if name != node.id]
    for other in others[:_OTHER_NAMES]:
        yield _instead("another variable", ast.Name(other, ast.Load()))


def _attribute_dropped(node: ast.Attribute, site: Site) -> Iterator[Replacement]:
    if (
        node.attr in ("T", "mT", "grad", "data")
        and isinstance(node.ctx, ast.Load)
        and _root(node) not in site.surroundings.imported
    ):
        yield _instead(f"{node.attr} dropped", node.value)


def _element_dropped(node: ast.List | ast.Tuple, _site: Site) -> Iterator[Replacement]:
    if not isinstance(node.ctx, ast.Load) or len(node.elts) < 2:  # noqa: PLR2004 - one element is left
        return
    if isinstance(node, ast.Tuple):
        yield _instead("values exchanged", _changed(node, elts=[node.elts[1], node.elts[0], *node.elts[2:]]))
    elif all(isinstance(each, ast.Name | ast.Attribute) for each in node.elts):
        for index in range(len(node.elts)):
            yield _instead("element left out", _changed(node, elts=[*node.elts[:index], *node.elts[index + 1 :]]))


# --- statements ------------------------------------------------------------------------------------------------------


def _statement_dropped(node: ast.Expr | ast.Assign | ast.AugAssign, site: Site) -> Iterator[Replacement]:
    """A call, an update or a rebinding is forgotten."""
    if isinstance(node, ast.Assign):
        plain = [target.id for target in node.targets if isinstance(target, ast.Name)]
        if any(name not in site.names for name in plain) or any(isinstance(each, ast.Tuple) for each in node.targets):
            return
    yield _instead("left out", ast.Pass())


def _backward_twice(node: ast.Expr, site: Site) -> Iterator[Replacement]:
    call = node.value
    if not isinstance(call, ast.Call) or _called_name(call) != "backward":
        return
    if not any(each.arg == "retain_graph" for each in call.keywords):
        keeping = _changed(call, keywords=[*call.keywords, ast.keyword("retain_graph", ast.Constant(True))])
        yield _instead("backward twice", ast.Expr(keeping), node)
    for clearing in site.surroundings.clearing:
        yield _instead("gradient cleared", node, ast.Expr(clearing))
    for name in site.tracked:
        gradient = ast.Attribute(ast.Name(name, ast.Load()), "grad", ast.Store())
        yield _instead("gradient cleared", node, ast.Assign([gradient], ast.Constant(None), lineno=0))


def _graph_cut(node: ast.Assign | ast.Return, _site: Site) -> Iterator[Replacement]:
    """The value is detached before it is kept or handed back."""
    value = node.value
    if (
        value is None
        or makes_an_object(value)
        or isinstance(value, ast.Constant | ast.List | ast.Dict | ast.ListComp | ast.Lambda)
    ):
        return
    if isinstance(value, ast.Call) and _called_name(value) in WITHOUT_GRAPH:
        return
    if isinstance(value, ast.Tuple):
        for index, each in enumerate(value.elts):
            elements = [*value.elts[:index], _detached(each), *value.elts[index + 1 :]]
            yield _instead("graph cut", _changed(node, value=_changed(value, elts=elements)))
        return
    if isinstance(node, ast.Assign) and not isinstance(node.targets[0], ast.Name):
        return
    yield _instead("graph cut", _changed(node, value=_detached(value)))


def makes_an_object(node: ast.expr) -> bool:
    """Whether an expression makes something that is no result of a computation: ``nn.Linear(3, 1)``, ``torch.rand(3)``."""
    if not isinstance(node, ast.Call):
        return False
    name = _called_name(node)
    return name[:1].isupper() or name in ("len", "list", "no_grad", "range")


def _detached(value: ast.expr) -> ast.Call:
    return ast.Call(ast.Attribute(copy.deepcopy(value), "detach", ast.Load()), [], [])


def _update_changed(node: ast.AugAssign, _site: Site) -> Iterator[Replacement]:
    other = OTHER_OPERATION.get(type(node.op))
    if other is not None:
        yield _instead("update the other way", _changed(node, op=other()))


def _nothing_returned(node: ast.Return, _site: Site) -> Iterator[Replacement]:
    if node.value is not None:
        yield _instead("nothing returned", ast.Return(None))


def _guard_dropped(node: ast.With, _site: Site) -> Iterator[Replacement]:
    words = [ast.unparse(item.context_expr) for item in node.items]
    if any(guard in word for word in words for guard in GUARDS):
        yield _instead("without the block", *node.body)


def _loop_cut_short(node: ast.For, _site: Site) -> Iterator[Replacement]:
    yield _instead("only the first pass", _changed(node, body=[*node.body, ast.Break()]))


def _condition_changed(node: ast.If, _site: Site) -> Iterator[Replacement]:
    if not isinstance(node.test, ast.Compare):  # a comparison has an operator of its own
        yield _instead("the opposite condition", _changed(node, test=ast.UnaryOp(ast.Not(), node.test)))
    yield _instead("without the condition", *node.body)


_Operator = Callable[[Any, Site], Iterator[Replacement]]
_OPERATORS: Sequence[tuple[type[ast.AST] | tuple[type[ast.AST], ...], Sequence[_Operator]]] = (
    (ast.Call, (_call_dropped, _call_swapped, _loss_summed, _keyword_changed, _arguments_changed)),
    (ast.BinOp, (_operation_changed, _term_dropped)),
    (ast.UnaryOp, (_sign_dropped,)),
    (ast.Constant, (_constant_off,)),
    (ast.Compare, (_comparison_changed,)),
    (ast.Name, (_name_exchanged,)),
    (ast.Attribute, (_attribute_dropped,)),
    ((ast.List, ast.Tuple), (_element_dropped,)),
    ((ast.Expr, ast.Assign, ast.AugAssign), (_statement_dropped,)),
    (ast.Expr, (_backward_twice,)),
    ((ast.Assign, ast.Return), (_graph_cut,)),
    (ast.AugAssign, (_update_changed,)),
    (ast.Return, (_nothing_returned,)),
    (ast.With, (_guard_dropped,)),
    (ast.For, (_loop_cut_short,)),
    (ast.If, (_condition_changed,)),
)
