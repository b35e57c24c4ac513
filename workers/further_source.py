"""Hooks for source that a program runs by itself, and for the one generator whose seeding no patch reaches."""

from __future__ import annotations

import types
from collections.abc import Callable
from typing import Any

import torch

_SOURCE_NAME_MODE = 3


def _as_it_is(source: object, _filename: str) -> object:
    return source


class FurtherSource:
    """What the rewritten program calls before ``exec``, ``compile`` and ``manual_seed``.

    Attributes:
        again: puts the hooks into source of that file name; anything but source is handed back as it is.
    """

    def __init__(self) -> None:
        self.again: Callable[[object, str], object] = _as_it_is

    def source(self, function: object, text: object) -> object:
        """What the program hands to ``exec``: where both are Python's own, code with the hooks in place."""
        return self.again(text, "<string>") if function is exec else text

    def compiling(self, function: object) -> object:
        """What the program calls ``compile``: where it is Python's own, one that puts the hooks in place."""
        if function is not compile:
            return function

        def compiled(*arguments: Any, **options: Any) -> Any:
            if len(arguments) == _SOURCE_NAME_MODE and arguments[-1] == "exec" and not options:
                code = self.again(arguments[0], arguments[1])
                if issubclass(type(code), types.CodeType):
                    return code
            return compile(*arguments, **options)

        return compiled

    def seeding(self, function: object) -> object:
        """A method ``manual_seed``: of torch's default generator it seeds as ``torch.manual_seed`` does."""
        seeds_all = getattr(function, "__self__", None) is torch.default_generator
        return torch.manual_seed if seeds_all else function
