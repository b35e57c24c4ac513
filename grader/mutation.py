"""Mutants of a reference solution: each is the reference with one mistake that people make.

A mutant that passes every check of an exercise is a hole in the checks. A mutant differs from the reference in one place only,
and everywhere else is the reference's own text, so that the difference between the two can be shown as a person would see it.

Only an exercise's own reference is read here, never a learner's program.
"""

from __future__ import annotations

import ast
import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from grader.mutation_operators import Replacement, Site, Surroundings, makes_an_object, replacements

_UNTOUCHED_FIELDS = frozenset({"annotation", "returns", "decorator_list", "type_params", "ctx", "bases"})
_CONTEXT_LINES = 2


@dataclass(frozen=True)
class Mutant:
    """The reference with one mistake.

    Attributes:
        operator: what kind of mistake, in words: ``detach dropped``.
        line: where, in the reference, counted from 1.
        change: the changed line before and after, ``before → after``; what `equivalent` in exercise.toml repeats.
        source: the whole program.
        diff: a unified diff from the reference.
    """

    operator: str
    line: int
    change: str
    source: bytes = field(repr=False)
    diff: str = field(repr=False)

    @property
    def about_a_condition(self) -> bool:
        """Whether it changes when something is done: then only inputs on both sides of the condition show it."""
        return "condition" in self.operator or "comparison" in self.operator


def mutants(source: bytes) -> list[Mutant]:
    """Every mutant of a program, in the order of its lines, all different from it and from each other.

    Raises:
        SyntaxError: the program cannot be parsed.
        UnicodeDecodeError: it is no UTF-8 text.
    """
    text = source.decode("utf-8")
    tree = ast.parse(text)
    seen = {ast.dump(tree)}
    made: list[Mutant] = []
    for site in _sites(tree):
        for replacement in replacements(site):
            intended = _dump_with(tree, site, replacement)
            if intended in seen:
                continue
            changed = _changed_text(text, site, replacement, intended)
            if changed is not None:
                seen.add(intended)
                made.append(_mutant(replacement.operator, site, text, changed))
    return _told_apart(made)


def with_error_at(source: bytes, line: int) -> bytes:
    """The program with an error raised before the statement on that line: whoever reaches the line shows it."""
    text = source.decode("utf-8")
    inside = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.stmt) and _spans(node, line)]
    innermost = max(inside, key=lambda node: node.lineno)
    lines = text.splitlines(keepends=True)
    indent = lines[innermost.lineno - 1][: innermost.col_offset]
    return "".join(
        [*lines[: innermost.lineno - 1], f"{indent}raise RuntimeError\n", *lines[innermost.lineno - 1 :]]
    ).encode("utf-8")


def _spans(node: ast.stmt, line: int) -> bool:
    return node.lineno <= line <= (node.end_lineno or node.lineno)


# --- where a mistake can be made -------------------------------------------------------------------------------------


def _sites(tree: ast.Module) -> Iterator[Site]:
    """Every node that a mistake can replace, in the order of the source."""
    scope = _Scope.of(tree, ())
    surroundings = Surroundings(frozenset(_imported(tree)), _cleared(tree))
    yield from _below(tree, scope, surroundings)


@dataclass(frozen=True)
class _Scope:
    """The variables of a module or function that hold values, with the lines on which they are first bound."""

    first_bound: tuple[tuple[str, int], ...]
    tracked: tuple[str, ...]

    @classmethod
    def of(cls, node: ast.Module | ast.FunctionDef | ast.AsyncFunctionDef, parameters: Sequence[str]) -> _Scope:
        """Read the scope that a module or function opens."""
        found = dict.fromkeys(parameters, 0)
        tracked: list[str] = []
        objects: set[str] = set()
        for each in _own_nodes(node):
            if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store) and each.id != "_":
                found.setdefault(each.id, each.lineno)
            if isinstance(each, ast.Assign):
                targets = [target.id for target in each.targets if isinstance(target, ast.Name)]
                objects |= set(targets) if makes_an_object(each.value) else set()
                tracked += targets if "requires_grad=True" in ast.unparse(each.value) else []
        values = tuple((name, line) for name, line in found.items() if name not in objects)
        return cls(values, tuple(dict.fromkeys(tracked)))

    def known_at(self, line: int) -> tuple[str, ...]:
        """The variables that are bound before a line."""
        return tuple(name for name, first in self.first_bound if first < line)


def _own_nodes(node: ast.AST) -> Iterator[ast.AST]:
    """The nodes below, without those of functions and classes inside."""
    for child in ast.iter_child_nodes(node):
        yield child
        if not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Lambda):
            yield from _own_nodes(child)


def _imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            for alias in node.names:
                yield (alias.asname or alias.name).partition(".")[0]


def _cleared(tree: ast.Module) -> tuple[ast.expr, ...]:
    """The calls with which the program clears gradients: ``optimizer.zero_grad()``."""
    found = {
        ast.unparse(node): node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "zero_grad"
    }
    return tuple(found.values())


def _below(node: ast.AST, scope: _Scope, surroundings: Surroundings) -> Iterator[Site]:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        arguments = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
        scope = _Scope.of(node, [each.arg for each in arguments if each.arg not in ("self", "ctx")])
    for name, value in ast.iter_fields(node):
        if name in _UNTOUCHED_FIELDS:
            continue
        children = value if isinstance(value, list) else [value]
        for index, child in enumerate(children):
            if not isinstance(child, ast.AST) or _is_left_alone(child):
                continue
            if isinstance(child, ast.expr | ast.stmt):
                position = index if isinstance(value, list) else None
                names = scope.known_at(child.lineno)
                yield Site(child, node, name, position, names, scope.tracked, surroundings)
            yield from _below(child, scope, surroundings)


def _is_left_alone(node: ast.AST) -> bool:
    """Text, what is printed, imports: a change there is no mistake in the lesson."""
    if isinstance(node, ast.Import | ast.ImportFrom | ast.JoinedStr | ast.arguments | ast.Lambda):
        return True
    if isinstance(node, ast.If) and "__name__" in ast.unparse(node.test):
        return True
    if not isinstance(node, ast.Expr):
        return False
    value = node.value
    printed = isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id == "print"
    return printed or isinstance(value, ast.Constant)


# --- making the change -----------------------------------------------------------------------------------------------


def _dump_with(tree: ast.Module, site: Site, replacement: Replacement) -> str:
    """The tree as it will be, dumped; the tree itself is left as it was."""
    kept = getattr(site.parent, site.field)
    if site.index is None:
        changed: object = replacement.nodes[0]
    else:
        changed = [*kept[: site.index], *replacement.nodes, *kept[site.index + 1 :]]
    setattr(site.parent, site.field, changed)
    try:
        return ast.dump(ast.parse(ast.unparse(ast.fix_missing_locations(tree))))
    finally:
        setattr(site.parent, site.field, kept)


def _changed_text(text: str, site: Site, replacement: Replacement, intended: str) -> str | None:
    """The program's text with the change in place; None if it cannot be placed without disturbing what is around it."""
    data = text.encode("utf-8")
    starts = _line_starts(data)
    node = site.node
    begin = starts[node.lineno - 1] + node.col_offset
    end = starts[(node.end_lineno or node.lineno) - 1] + (node.end_col_offset or 0)
    indent = data[starts[node.lineno - 1] : begin].decode("utf-8")
    for new in _spellings(replacement.nodes, indent):
        changed = (data[:begin] + new.encode("utf-8") + data[end:]).decode("utf-8")
        try:
            if ast.dump(ast.parse(changed)) == intended:
                return changed
        except SyntaxError:
            continue
    return None


def _spellings(nodes: Sequence[ast.AST], indent: str) -> Iterator[str]:
    """How the new nodes may be written: statements one below the other, an expression as it is or in brackets."""
    written = [ast.unparse(node) for node in nodes]
    if isinstance(nodes[0], ast.stmt):
        lines = [line for statement in written for line in statement.splitlines()]
        yield ("\n" + indent).join(lines)
    else:
        yield written[0]
        yield f"({written[0]})"


def _line_starts(data: bytes) -> list[int]:
    starts = [0]
    for line in data.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    return starts


# --- showing it ------------------------------------------------------------------------------------------------------


def _mutant(operator: str, site: Site, before: str, after: str) -> Mutant:
    old, new = before.splitlines(), after.splitlines()
    diff = difflib.unified_diff(old, new, "reference.py", "mutant.py", n=_CONTEXT_LINES, lineterm="")
    removed, added = _changed_lines(old, new)
    if not removed:  # something was added: say after what
        place = old[site.node.lineno - 1]
        removed, added = [place], [place, *added]
    change = f"{_one_line(removed)} → {_one_line(added)}"
    return Mutant(operator, site.node.lineno, change, after.encode("utf-8"), "\n".join(diff))


def _changed_lines(old: Sequence[str], new: Sequence[str]) -> tuple[list[str], list[str]]:
    removed: list[str] = []
    added: list[str] = []
    for kind, first, last, start, stop in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            removed += old[first:last]
            added += new[start:stop]
    return removed, added


def _one_line(lines: Sequence[str]) -> str:
    return " ¶ ".join(line.strip() for line in lines) or "(nothing)"


def _told_apart(made: Sequence[Mutant]) -> list[Mutant]:
    """Changes that read the same, made on several lines, get their line named."""
    counts: dict[str, int] = {}
    for each in made:
        counts[each.change] = counts.get(each.change, 0) + 1
    return [
        each
        if counts[each.change] == 1
        else Mutant(each.operator, each.line, f"{each.change} (line {each.line})", each.source, each.diff)
        for each in made
    ]
