"""What a learner's syntax tree gives away, for feedback only: nothing is ever accepted or rejected because of it.

Runs inside the sandbox, once, on the tree of the public run. Words are dotted as the learner wrote them (``x.grad.zero_``); a
part that is no name is a question mark (``?.backward`` for ``(a + b).backward``).
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator

from grader.observations import Mention, SourceFacts, clean_text
from workers.syntax_tree import Visitor, walk
from workers.typed_gradients import typed_gradients

_MENTIONS = 300
_TREE_RECURSION = 50_000
_METHODS = frozenset(
    {
        "backward",
        "detach",
        "zero_grad",
        "zero_",
        "step",
        "mean",
        "sum",
        "item",
        "clone",
        "requires_grad_",
        "numpy",
        "tolist",
    }
)
_GRADIENT_OFF = ("no_grad", "inference_mode", "set_grad_enabled")
_CUTTING_METHODS = frozenset({"detach", "item", "numpy", "tolist"})
_CUTTING_FUNCTIONS = frozenset({"tensor", "as_tensor", "Tensor", "FloatTensor", "from_numpy", "float", "array"})
_SHOWING = frozenset({"print", "append", "write", "info", "debug", "plot", "scatter", "set_description", "set_postfix"})
_CALLED_BY_TORCH = frozenset({"forward", "backward", "setup_context", "vmap", "jvp"})
_CALLABLE = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


def read(tree: ast.Module) -> SourceFacts:
    """The facts of one program; fewer where it is nested beyond reason."""
    typed = bounded([Mention(made_of, line) for made_of, line in typed_gradients(tree)])
    reader = _Reader()
    limit = sys.getrecursionlimit()
    # Plain Python calling plain Python: depth costs heap, not C stack.
    sys.setrecursionlimit(max(limit, _TREE_RECURSION))
    try:
        reader.visit(tree)
    except RecursionError:
        return SourceFacts(typed_gradients=typed)
    finally:
        sys.setrecursionlimit(limit)
    found = {name: bounded(mentions) for name, mentions in reader.facts().items()}
    return SourceFacts(**found, typed_gradients=typed)


def bounded(mentions: list[Mention]) -> tuple[Mention, ...]:
    """The first mentions, with words that are safe to show."""
    return tuple(Mention(clean_text(each.word, 80), each.line) for each in mentions[:_MENTIONS] if each.word)


def dotted(node: ast.expr) -> str:
    """A name or attribute as it is written: ``x.grad.zero_``."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    parts.append(node.id if isinstance(node, ast.Name) else "?")
    return ".".join(reversed(parts))


class _Reader(Visitor):
    """One walk over the tree."""

    def __init__(self) -> None:
        names = (
            "attribute_stores",
            "bare_attributes",
            "calls",
            "functions",
            "no_grad_blocks",
            "swallowed",
            "references",
            "assigned",
            "closed_guards",
            "unawaited",
            "tuples",
            "cuts",
            "updates",
            "typed",
        )
        self.found: dict[str, list[Mention]] = {name: [] for name in names}
        self._used: set[str] = set()
        self._suspended: set[str] = set()
        self._called: set[int] = set()
        self._showing = 0

    def facts(self) -> dict[str, list[Mention]]:
        """What was found, with what only the whole program can tell."""
        idle = [each for each in self.found["functions"] if each.word not in self._used | _CALLED_BY_TORCH]
        unawaited = [each for each in self.found["unawaited"] if each.word in self._suspended]
        return self.found | {"idle": idle, "unawaited": unawaited}

    def _note(self, kind: str, word: str, node: ast.AST) -> None:
        self.found[kind].append(Mention(word, getattr(node, "lineno", 0)))

    # --- statements ----------------------------------------------------------------------------------------------

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        self._definition(node)

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> None:
        self._definition(node)

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self._definition(node)

    def _definition(self, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> None:
        if not node.name.startswith("__"):
            self._note("functions", node.name, node)
        if node.decorator_list:
            self._used.add(node.name)  # a decorator may register it
        if isinstance(node, ast.AsyncFunctionDef) or _yields(node):
            self._suspended.add(node.name)
        self.generic_visit(node)

    def visit_If(self, node: ast.If) -> None:
        literal = _guard(node.test)
        if literal and literal != "__main__":
            self._note("closed_guards", literal, node)
        self.generic_visit(node)

    def visit_With(self, node: ast.With) -> None:
        for item in node.items:
            word = dotted(item.context_expr.func if isinstance(item.context_expr, ast.Call) else item.context_expr)
            if word.endswith(_GRADIENT_OFF):
                self._note("no_grad_blocks", word, node)
            if word.rpartition(".")[2] == "suppress":
                self._note("swallowed", "suppress", node)
        self.generic_visit(node)

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> None:
        if not any(isinstance(each, ast.Raise) for each in walk(node)):
            self._note("swallowed", "except", node)
        self.generic_visit(node)

    def visit_Expr(self, node: ast.Expr) -> None:
        if isinstance(node.value, ast.Attribute | ast.Name):
            self._note("bare_attributes", dotted(node.value), node)
            if isinstance(node.value, ast.Attribute):
                self.visit(node.value.value)
            return  # named for nothing: that is no use of it
        if isinstance(node.value, ast.Call) and isinstance(node.value.func, ast.Name):
            self._note("unawaited", node.value.func.id, node)
        self.generic_visit(node)

    def visit_Assign(self, node: ast.Assign) -> None:
        for target in node.targets:
            if isinstance(node.value, ast.Lambda) and isinstance(target, ast.Name):
                self._note("functions", target.id, node)
            if isinstance(target, ast.Name) and isinstance(node.value, ast.Tuple) and len(node.value.elts) == 1:
                self._note("tuples", target.id, node)
            if isinstance(target, ast.Name) and _written_out(node.value):
                self._note("typed", target.id, node)
            self._update(target, node.value)
        self.generic_visit(node)

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        self._update(node.target, node.value)
        self.generic_visit(node)

    def _update(self, target: ast.expr, value: ast.expr) -> None:
        """An assignment that uses a gradient: an update by hand."""
        if any(isinstance(each, ast.Attribute) and each.attr == "grad" for each in walk(value)):
            word = dotted(target)
            if not word.endswith("grad"):
                self._note("updates", word, target)

    # --- expressions ---------------------------------------------------------------------------------------------

    def visit_Name(self, node: ast.Name) -> None:
        if isinstance(node.ctx, ast.Store):
            self._note("assigned", node.id, node)
        else:
            self._used.add(node.id)

    def visit_Attribute(self, node: ast.Attribute) -> None:
        self._used.add(node.attr)
        if isinstance(node.ctx, ast.Store):
            self._note("attribute_stores", dotted(node), node)
        elif id(node) not in self._called and (node.attr in _METHODS or dotted(node).endswith("autograd.grad")):
            self._note("references", dotted(node), node)
        elif node.attr == "data" and not self._showing:
            self._note("cuts", dotted(node), node)
        self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        word = dotted(node.func)
        name = word.rpartition(".")[2]
        self._note("calls", word, node)
        self._called.add(id(node.func))
        if name in ("sub_", "add_", "addcmul_", "subtract_") and _holds_gradient(node):
            self._note("updates", word.rpartition(".")[0], node)
        if not self._showing and (name in _CUTTING_METHODS or (name in _CUTTING_FUNCTIONS and _wraps_a_name(node))):
            self._note("cuts", word, node)
        self._showing += name in _SHOWING
        for child in ast.iter_child_nodes(node):
            if not (isinstance(child, ast.Name) and name in _SHOWING):  # to show a function is no use of it
                self.visit(child)
        self._showing -= name in _SHOWING

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        self._showing += 1
        self.generic_visit(node)
        self._showing -= 1


def _written_out(value: ast.expr) -> bool:
    """Whether the expression is numbers as they were typed, alone or handed to a constructor, and nothing computed."""
    numbers = False
    for node in walk(value):
        if isinstance(node, ast.Call) and dotted(node.func).rpartition(".")[2] not in _CUTTING_FUNCTIONS:
            return False
        if isinstance(node, ast.Name) and node.id not in _CUTTING_FUNCTIONS and node.id not in ("torch", "np", "numpy"):
            return False
        numbers = numbers or (isinstance(node, ast.Constant) and type(node.value) in (int, float))
    return numbers


def _yields(node: ast.AST) -> bool:
    return not isinstance(node, ast.ClassDef) and any(isinstance(each, ast.Yield) for each in _own_nodes(node))


def _own_nodes(function: ast.AST) -> Iterator[ast.AST]:
    """The nodes of a function without those of functions inside it."""
    waiting = list(ast.iter_child_nodes(function))
    while waiting:
        node = waiting.pop()
        yield node
        if not isinstance(node, (*_CALLABLE, ast.Lambda)):
            waiting += ast.iter_child_nodes(node)


def _guard(test: ast.expr) -> str:
    """The text that ``__name__`` is compared with."""
    if not isinstance(test, ast.Compare) or len(test.comparators) != 1 or not isinstance(test.ops[0], ast.Eq):
        return ""
    sides = [test.left, test.comparators[0]]
    if not any(isinstance(side, ast.Name) and side.id == "__name__" for side in sides):
        return ""
    return next((s.value for s in sides if isinstance(s, ast.Constant) and isinstance(s.value, str)), "")


def _holds_gradient(node: ast.Call) -> bool:
    return any(
        isinstance(each, ast.Attribute) and each.attr == "grad" for argument in node.args for each in walk(argument)
    )


def _wraps_a_name(node: ast.Call) -> bool:
    """Whether the call makes a new value from one that was computed, rather than from numbers."""
    return any(isinstance(each, ast.Name) for argument in node.args for each in walk(argument))
