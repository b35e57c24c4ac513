"""Rewrites a learner's syntax tree so that the harness hears of every binding of the names it watches.

A watched name is an observed or a given one. After a statement that binds one, in any scope, the tree gains a statement
``x = HOOK.bind("x", x)``; the hook may hand back another value (a hidden variant's) and remembers what it saw. Where a given
is read it passes through the hook as well, for it may be filled after it was bound. ``HOOK`` is no name: it is a constant of
the code object, so the program's globals, builtins and locals hold nothing of ours. Attribute and subscript stores, keyword
arguments and dictionary displays that carry a given's name are passed through the hook too.

In hidden runs an ``assert`` is evaluated and not enforced, and an ``AssertionError`` that nothing could catch is not raised: a
learner's own assertion speaks of the published numbers.
"""

from __future__ import annotations

import ast
import contextlib
import os
import sys
import types
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from workers.aliases import Aliases, find_aliases
from workers.syntax_tree import Transformer, walk

# A string constant that stands for the hook between `rewrite` and `compile_with_hook`; no learner writes the same by chance.
_PLACEHOLDER = f"\x00{os.urandom(8).hex()}\x00"
_TREE_RECURSION = 50_000
_LOAD, _STORE = ast.Load(), ast.Store()

_Node = TypeVar("_Node", bound=ast.AST)


@dataclass(frozen=True)
class Watch:
    """Which names are hooked: ``observed`` are remembered, ``givens`` may be replaced as well."""

    observed: frozenset[str]
    givens: frozenset[str]
    hidden: bool


def rewrite(tree: ast.Module, watch: Watch) -> ast.Module:
    """The tree with its hooks in place; ``tree`` is changed."""
    with _deep_trees():
        result: ast.Module = _Rewriter(watch, find_aliases(tree, watch.givens)).visit(tree)
        return result


def compile_with_hook(tree: ast.Module, filename: str, hook: object) -> types.CodeType:
    """Compile the rewritten tree and put the hook object where the placeholder stands."""
    with _deep_trees():
        return _with_constant(compile(tree, filename, "exec", dont_inherit=True), hook)


@contextlib.contextmanager
def _deep_trees() -> Iterator[None]:
    """Let what Python could parse be rewritten and compiled as well.

    The transformer is plain Python calling plain Python: depth costs heap, not C stack. Compiling a tree object counts against
    the limit of Python's own frames, which compiling text does not; the parser has bounded the depth by then.
    """
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(max(limit, _TREE_RECURSION))
    try:
        yield
    finally:
        sys.setrecursionlimit(limit)


def _with_constant(code: types.CodeType, hook: object) -> types.CodeType:
    constants = tuple(
        _with_constant(each, hook)
        if isinstance(each, types.CodeType)
        else hook
        if isinstance(each, str) and each == _PLACEHOLDER
        else each
        for each in code.co_consts
    )
    return code.replace(co_consts=constants)


def bound_names(target: ast.AST) -> Iterable[str]:
    """Every plain name that a target binds, through tuples, lists and stars."""
    for node in walk(target):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id


class _Rewriter(Transformer):
    def __init__(self, watch: Watch, aliases: Aliases) -> None:
        self._watch = watch
        self._aliases = aliases.names
        self._attributes = aliases.attributes
        self._names = watch.observed | watch.givens | aliases.names.keys()
        self._members: set[ast.stmt] = set()
        self._guarded = 0

    # --- what a hook looks like ---------------------------------------------------------------------------------

    def _call(self, method: str, name: str, value: ast.expr, place: ast.AST) -> ast.expr:
        at = _place(place)
        function = ast.Attribute(ast.Constant(_PLACEHOLDER, **at), method, _LOAD, **at)
        return ast.Call(function, [ast.Constant(name, **at), value], [], **at)

    def _bind(self, name: str, value: ast.expr, place: ast.AST) -> ast.expr:
        if name in self._aliases:
            return self._call("given", self._aliases[name], value, place)
        return self._call("bind", name, value, place)

    def _statements(self, names: Iterable[str], place: ast.AST) -> list[ast.stmt]:
        watched = dict.fromkeys(each for each in names if each in self._names)
        at = _place(place) if watched else {}
        return [
            ast.Assign([ast.Name(name, _STORE, **at)], self._bind(name, ast.Name(name, _LOAD, **at), place), **at)
            for name in watched
        ]

    # --- statements that bind ------------------------------------------------------------------------------------

    def visit_Assign(self, node: ast.Assign) -> ast.AST | list[ast.stmt]:
        self._hook_stores(node)
        self.generic_visit(node)
        if node in self._members:
            return node
        names = [name for target in node.targets for name in bound_names(target)]
        return [node, *self._statements(names, node), *self._parts(node)]

    def _parts(self, node: ast.Assign) -> list[ast.stmt]:
        """Tell what a given was put together from: ``X = torch.stack([first, second])``."""
        target = node.targets[0]
        if not self._watch.hidden or not isinstance(target, ast.Name) or target.id not in self._watch.givens:
            return []
        parts = list(dict.fromkeys(_part_names(node.value)))
        if not parts:
            return []
        function = ast.Attribute(ast.Constant(_PLACEHOLDER), "parts", ast.Load())
        values: list[ast.expr] = [ast.Constant(target.id), *(ast.Name(part, ast.Load()) for part in parts)]
        return [_placed(ast.Expr(ast.Call(function, values, [])), node)]

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST | list[ast.stmt]:
        if node.value is None:
            return node
        node.value = self._hook_store(node.target, node.value)
        self.generic_visit(node)
        if node in self._members:
            return node
        return [node, *self._statements(bound_names(node.target), node)]

    def visit_AugAssign(self, node: ast.AugAssign) -> ast.AST | list[ast.stmt]:
        self.generic_visit(node)
        return [node, *self._statements(bound_names(node.target), node)]

    def _with_body_hooks(
        self, node: ast.For | ast.AsyncFor | ast.With | ast.AsyncWith, targets: list[ast.AST]
    ) -> ast.AST:
        self.generic_visit(node)
        names = [name for target in targets for name in bound_names(target)]
        node.body = [*self._statements(names, node), *node.body]
        return node

    def visit_For(self, node: ast.For) -> ast.AST:
        return self._with_body_hooks(node, [node.target])

    def visit_AsyncFor(self, node: ast.AsyncFor) -> ast.AST:
        return self._with_body_hooks(node, [node.target])

    def visit_With(self, node: ast.With) -> ast.AST:
        self._with_body_hooks(node, [item.optional_vars for item in node.items if item.optional_vars])
        if not self._watch.hidden and any(_suppresses(item.context_expr) for item in node.items):
            handler = ast.ExceptHandler(None, None, [self._caught(node), ast.Raise()])
            node.body = [_placed(ast.Try(node.body, [handler], [], []), node)]
        return node

    def visit_AsyncWith(self, node: ast.AsyncWith) -> ast.AST:
        return self._with_body_hooks(node, [item.optional_vars for item in node.items if item.optional_vars])

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> ast.AST:
        self.generic_visit(node)
        if not self._watch.hidden:
            node.body = [self._caught(node), *node.body]
        return node

    def _caught(self, place: ast.AST) -> ast.stmt:
        """Tell of the error that is being handled: feedback of the public run may need it."""
        function = ast.Attribute(ast.Constant(_PLACEHOLDER), "caught", ast.Load())
        return _placed(ast.Expr(ast.Call(function, [], [])), place)

    def visit_match_case(self, node: ast.match_case) -> ast.AST:
        self.generic_visit(node)
        captured = [each.name for each in walk(node.pattern) if isinstance(each, ast.MatchAs | ast.MatchStar)]
        names = [name for name in captured if name is not None]
        node.body = [*self._statements(names, node.body[0]), *node.body]
        return node

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST | list[ast.stmt]:
        for each in node.body:
            self._hook_member(each)
        self.generic_visit(node)
        return [node, *self._statements([node.name], node)]

    def _hook_member(self, node: ast.stmt) -> None:
        """Hook a class's member where its value is made: the body of an `Enum` may bind a name only once."""
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.expr() as value) if name in self._names:
                node.value = self._bind(name, value, value)
                self._members.add(node)
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value) if name in self._names:
                node.value = self._bind(name, value, value)
                self._members.add(node)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST | list[ast.stmt]:
        return self._function(node)

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> ast.AST | list[ast.stmt]:
        return self._function(node)

    def _function(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> list[ast.stmt]:
        self.generic_visit(node)
        parameters = node.args
        named = [*parameters.posonlyargs, *parameters.args, *parameters.kwonlyargs]
        named += [each for each in (parameters.vararg, parameters.kwarg) if each]
        hooks = self._statements([each.arg for each in named], node.body[0])
        docstring = 1 if ast.get_docstring(node, clean=False) is not None else 0
        node.body[docstring:docstring] = hooks
        return [node, *self._statements([node.name], node)]

    def visit_Assert(self, node: ast.Assert) -> ast.AST:
        self.generic_visit(node)
        if not self._watch.hidden:
            return node
        return _placed(ast.If(node.test, [ast.Pass()], []), node)

    def visit_Try(self, node: ast.Try) -> ast.AST:
        self._guarded += 1
        self.generic_visit(node)
        self._guarded -= 1
        return node

    def visit_Raise(self, node: ast.Raise) -> ast.AST:
        self.generic_visit(node)
        if not self._watch.hidden or self._guarded or not _is_assertion(node.exc):
            return node
        return _placed(ast.Pass(), node)

    # --- expressions that bind -----------------------------------------------------------------------------------

    def visit_NamedExpr(self, node: ast.NamedExpr) -> ast.AST:
        self.generic_visit(node)
        if node.target.id in self._names:
            node.value = self._bind(node.target.id, node.value, node.value)
        return node

    def visit_Name(self, node: ast.Name) -> ast.AST:
        """A given may get its value only after it was bound: ``x = torch.zeros(2, 3)`` and then ``x[0, 0] = 1``."""
        if isinstance(node.ctx, ast.Load) and node.id in self._watch.givens:
            return self._call("load", node.id, node, node)
        return node

    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        self._hook_more_source(node)
        for keyword in node.keywords:
            given = keyword.arg if keyword.arg in self._watch.givens else self._attributes.get(keyword.arg or "")
            if given:
                keyword.value = self._call("given", given, keyword.value, keyword.value)
        return node

    def _hook_more_source(self, node: ast.Call) -> None:
        """Source that the program runs itself is rewritten like its own, and torch's default generator is seeded like others."""
        match node.func:
            case ast.Name(id="exec") if node.args and not isinstance(node.args[0], ast.Starred):
                node.args[0] = self._passed("source", ast.Name("exec", ast.Load()), node.args[0])
            case ast.Name(id="compile"):
                node.func = self._passed("compiling", node.func)
            case ast.Attribute(attr="manual_seed") if self._watch.hidden:
                node.func = self._passed("seeding", node.func)

    def _passed(self, method: str, *values: ast.expr) -> ast.expr:
        function = ast.Attribute(ast.Constant(_PLACEHOLDER), method, ast.Load())
        return _placed(ast.Call(function, list(values), []), values[-1])

    def visit_Dict(self, node: ast.Dict) -> ast.AST:
        self.generic_visit(node)
        for index, key in enumerate(node.keys):
            if isinstance(key, ast.Constant) and key.value in self._watch.givens:
                node.values[index] = self._call("given", str(key.value), node.values[index], node.values[index])
        return node

    def _hook_stores(self, node: ast.Assign) -> None:
        for target in node.targets:
            node.value = self._hook_store(target, node.value)

    def _hook_store(self, target: ast.expr, value: ast.expr) -> ast.expr:
        """Pass ``self.x = value`` and ``d["x"] = value`` through the hook, element by element for tuples."""
        if isinstance(target, ast.Tuple | ast.List) and isinstance(value, ast.Tuple | ast.List):
            if len(target.elts) == len(value.elts) and not any(isinstance(each, ast.Starred) for each in target.elts):
                pairs = zip(target.elts, value.elts, strict=True)
                value.elts = [self._hook_store(one, other) for one, other in pairs]
            return value
        name = _stored_name(target)
        if name in self._watch.observed | self._watch.givens:
            return self._call("attribute", name, value, value)
        if name in self._attributes:
            return self._call("given", self._attributes[name], value, value)
        return value


def _part_names(node: ast.expr) -> Iterable[str]:
    """The names in a display of rows or columns, alone or handed to a function."""
    if isinstance(node, ast.Call):
        for each in node.args:
            yield from _part_names(each)
    elif isinstance(node, ast.List | ast.Tuple):
        yield from (each.id for each in node.elts if isinstance(each, ast.Name))


def _suppresses(node: ast.expr) -> bool:
    """Whether the context manager is ``suppress(...)`` of contextlib."""
    function = node.func if isinstance(node, ast.Call) else None
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    return name == "suppress"


def _is_assertion(raised: ast.expr | None) -> bool:
    """Whether ``raise AssertionError`` raises it, with or without words."""
    named = raised.func if isinstance(raised, ast.Call) else raised
    return isinstance(named, ast.Name) and named.id == "AssertionError"


def _stored_name(target: ast.expr) -> str:
    if isinstance(target, ast.Attribute):
        return target.attr
    if isinstance(target, ast.Subscript) and isinstance(target.slice, ast.Constant):
        return target.slice.value if isinstance(target.slice.value, str) else ""
    return ""


def _place(node: ast.AST) -> dict[str, Any]:
    """The place of the code that a new node belongs to, so that tracebacks keep the learner's lines."""
    line, column = getattr(node, "lineno", 1), getattr(node, "col_offset", 0)
    return {"lineno": line, "end_lineno": line, "col_offset": column, "end_col_offset": column}


def _placed(node: _Node, place: ast.AST) -> _Node:
    """Give all nodes of a new subtree that have none that place."""
    at = _place(place)
    for each in walk(node):
        if not hasattr(each, "lineno") and "lineno" in each._attributes:
            vars(each).update(at)
    return node
