"""Lays the code that every child runs side by side.

A function's code is written to whenever it runs: references to it are counted in it, and where it looks up names it notes what it
found. Code objects lie where they were made while their modules were imported, each between others that never run, so a child
copied a page or two for nearly every function. Copies that are made one behind the other share pages.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Container
from types import CodeType, FrameType, FunctionType
from typing import Any

from workers import gaps


def lay_together(work: Callable[[], object]) -> int:
    """Do the work once, and give every function of Python's that it ran a new copy of its code.

    Returns:
        How many functions have one.
    """
    ran = _code_of(work)
    users: dict[CodeType, list[FunctionType]] = {code: [] for code in ran}
    for function in gc.get_objects():
        if type(function) is FunctionType and function.__code__ in users:
            users[function.__code__].append(function)
    gaps.fill()
    copies: dict[CodeType, CodeType] = {}
    for code, functions in users.items():
        copy = _copied(code, users, copies)
        for function in functions:
            function.__code__ = copy
    return len(users)


def _copied(code: CodeType, ran: Container[CodeType], copies: dict[CodeType, CodeType]) -> CodeType:
    """A copy with constants of its own; what is defined inside is copied first, if it ran."""
    if code not in copies:
        constants = [
            (_copied(each, ran, copies) if each in ran else each) if isinstance(each, CodeType) else _another(each)
            for each in code.co_consts[1:]
        ]
        # The first constant is the docstring, if there is one: nothing refers to it while the function runs.
        copies[code] = code.replace(co_consts=(*code.co_consts[:1], *constants))
    return copies[code]


def _another(constant: Any) -> Any:
    """A constant of that value in another place; what Python has only once, such as small numbers and names, is left to it."""
    kind = type(constant)
    if kind is tuple:
        return tuple([_another(each) for each in constant])
    if kind is float:
        return constant * 1.0
    if kind is str:
        return constant[:1] + constant[1:]
    return bytes(bytearray(constant)) if kind is bytes else constant


def _code_of(work: Callable[[], object]) -> list[CodeType]:
    """The code that ran while the work was done, in the order of its first call."""
    ran: dict[CodeType, None] = {}

    def note(frame: FrameType, event: str, _: Any) -> None:
        if event == "call":
            ran[frame.f_code] = None

    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(None)
    return list(ran)
