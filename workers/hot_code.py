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
    users: dict[int, list[FunctionType]] = {identity: [] for identity in ran}
    for function in gc.get_objects():
        if type(function) is FunctionType and id(function.__code__) in users:
            users[id(function.__code__)].append(function)
    gaps.fill()
    copies: dict[int, CodeType] = {}
    for identity, code in ran.items():
        copy = _copied(code, ran, copies)
        for function in users[identity]:
            function.__code__ = copy
    return len(users)


def _copied(code: CodeType, ran: Container[int], copies: dict[int, CodeType]) -> CodeType:
    """A copy with constants of its own; what is defined inside is copied first, if it ran."""
    if id(code) not in copies:
        constants = [
            (_copied(each, ran, copies) if id(each) in ran else each) if isinstance(each, CodeType) else _another(each)
            for each in code.co_consts[1:]
        ]
        # The first constant is the docstring, if there is one: nothing refers to it while the function runs.
        names = {"co_name": _another(code.co_name), "co_qualname": _another(code.co_qualname)}
        copies[id(code)] = code.replace(co_consts=(*code.co_consts[:1], *constants), **names)
    return copies[id(code)]


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


def _code_of(work: Callable[[], object]) -> dict[int, CodeType]:
    """The code that ran while the work was done, in the order of its first call, by its identity.

    Two functions of one text are equal, in whichever files they are; tracebacks name the file.
    """
    ran: dict[int, CodeType] = {}

    def note(frame: FrameType, event: str, _: Any) -> None:
        if event == "call":
            ran[id(frame.f_code)] = frame.f_code

    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(None)
    return ran
