"""Lays the names that every child looks up side by side.

Looking up an attribute counts a reference in the name's string. Strings are made while the modules that mention them first are
imported, one here and one there, so a child copied a page for nearly every name. Names that exist before anything is imported
stay where they were made, next to each other.
"""

from __future__ import annotations

import importlib.util
import os
import sys
from collections.abc import Iterator
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import CodeType

from workers import gaps

_LONGEST_NAME = 40
_RUN_BY_CHILDREN = (
    *("grader.observations", "grader.record"),
    *(
        f"workers.{name}"
        for name in (
            *("aliases", "child", "confinement", "engine_calls", "engine_proxy", "execution", "facts", "figures"),
            *("further_source", "givens", "graphs", "harness", "instruments", "plain_reading", "program", "protocol"),
            *("randomness", "recording", "rewriting", "source_facts", "syntax_tree", "typed_gradients", "watching"),
        )
    ),
    *("ast", "contextlib", "json.decoder", "json.encoder", "linecache", "tokenize"),
    *("torch._tensor_str", "torch.autograd.grad_mode", "torch.autograd.graph", "torch.utils._contextlib"),
)
_kept: list[str] = []
"""A name that nobody refers to would be forgotten."""


def lay_together() -> int:
    """Make the names of the modules that children run. To be called before those are imported.

    Returns:
        How many names there are; 0 where the modules could not be read, which costs time and nothing else.
    """
    found = _found_by_another_process()
    gaps.fill()
    _kept.extend(map(sys.intern, found.decode().split()))
    return len(_kept)


def _found_by_another_process() -> bytes:
    """The names, which this process has not seen yet: reading code makes the names in it."""
    reader, writer = os.pipe()
    process = os.fork()
    if process == 0:
        try:
            with os.fdopen(writer, "w", encoding="utf-8") as file:
                file.write(" ".join(dict.fromkeys(_names())))
        finally:
            os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as file:
        found = file.read()
    os.waitpid(process, 0)
    return found


def _names() -> Iterator[str]:
    for name in _RUN_BY_CHILDREN:
        top, *rest = name.split(".")
        spec = importlib.util.find_spec(top)
        if spec is None or spec.origin is None:
            continue
        file = Path(spec.origin).parent.joinpath(*rest).with_suffix(".py") if rest else Path(spec.origin)
        code = SourceFileLoader(name, str(file)).get_code(name)
        if code is not None:
            yield from _names_of(code)


def _names_of(code: CodeType) -> Iterator[str]:
    yield from (*code.co_names, *code.co_varnames, *code.co_cellvars, *code.co_freevars, code.co_name)
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _names_of(constant)
        elif isinstance(constant, str) and len(constant) <= _LONGEST_NAME and constant.isidentifier():
            yield constant
        elif isinstance(constant, tuple):
            yield from (each for each in constant if isinstance(each, str) and each.isidentifier())
