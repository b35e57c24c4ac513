"""Tells whether an error rose from the last statement of a program, so that nothing was left to do when it ended.

What counts is every frame of the program on the error's way: the last statement of `main()` is one only if calling `main` is.
"""

from __future__ import annotations

import ast
import linecache
import sys
import traceback
from collections.abc import Iterator

from workers.syntax_tree import walk

_TREE_RECURSION = 50_000
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_MODULE = 0


def at_the_end(error: BaseException, filename: str) -> bool:
    """Whether the last statement of the program, and of each function on the way, raised this error. Never raises."""
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(max(limit, _TREE_RECURSION))
    try:
        tree = ast.parse("".join(linecache.getlines(filename)))
        ends = {_begins(node): set(_last_lines(node.body)) for node in walk(tree) if isinstance(node, _FUNCTIONS)}
        ends[_MODULE] = set(_last_lines(tree.body))
        places = list(_places(error, filename))
    except Exception:
        return False
    finally:
        sys.setrecursionlimit(limit)
    return bool(places) and all(line in ends.get(begins, ()) for begins, line in places)


def _places(error: BaseException, filename: str) -> Iterator[tuple[int, int]]:
    """Of each frame of the program: where its function begins, and the line that was running.

    A comprehension or a lambda is one expression and adds nothing to the frame around it.
    """
    for frame, line in traceback.walk_tb(error.__traceback__):
        code = frame.f_code
        if code.co_filename == filename and (code.co_name == "<module>" or not code.co_name.startswith("<")):
            yield (_MODULE if code.co_name == "<module>" else code.co_firstlineno), line


def _begins(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Where Python says that the function begins: at its first decorator."""
    return node.decorator_list[0].lineno if node.decorator_list else node.lineno


def _last_lines(body: list[ast.stmt]) -> Iterator[int]:
    """The lines of the last statement; of an ``if``, ``with``, ``try`` or loop, those of the last statement of each part."""
    last = body[-1]
    parts = [part for name in ("body", "orelse", "finalbody") if (part := getattr(last, name, None))]
    parts += [handler.body for handler in getattr(last, "handlers", ())]
    if not parts or isinstance(last, (*_FUNCTIONS, ast.ClassDef)):
        yield from range(last.lineno, (last.end_lineno or last.lineno) + 1)
        return
    yield from range(last.lineno, parts[0][0].lineno)
    for part in parts:
        yield from _last_lines(part)
