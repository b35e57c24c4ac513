"""Draws the learner's matplotlib figures off-screen and keeps them as bounded PNG; nothing is written to disk."""

from __future__ import annotations

import io
import os
import sys
from typing import Any

from grader.observations import FIGURE_BYTES, FIGURES, Tensor, text_tensor

_INCHES = 12.0
_DOTS_PER_INCH = 80


class Figures:
    """Collects what the program shows or saves. Installed once, in the fork server; a run begins with `begin`."""

    def __init__(self) -> None:
        self._keep = False
        self._drawn: list[bytes] = []
        self._shown: set[int] = set()

    def begin(self, *, keep: bool) -> None:
        """A run begins; ``keep`` is off in hidden runs, where plotting only has to work."""
        self._keep = keep

    def install(self) -> None:
        """Have ``show`` and ``savefig`` hand their figures to us. Without matplotlib there is nothing to do."""
        figure_module = sys.modules.get("matplotlib.figure")
        pyplot: Any = sys.modules.get("matplotlib.pyplot")
        if figure_module is None or pyplot is None:
            return
        original = figure_module.Figure.savefig
        figures = self

        def savefig(self: Any, fname: Any, **options: Any) -> None:
            if isinstance(fname, str | os.PathLike):
                figures._record(self)
            else:
                original(self, fname, **options)

        def show(*_arguments: Any, **_options: Any) -> None:
            figures._record_open()

        figure_module.Figure.savefig = savefig
        figure_module.Figure.show = lambda self, *_arguments, **_options: figures._record(self)
        pyplot.show = show
        pyplot.pause = lambda _interval: None

    def collect(self) -> tuple[Tensor, ...]:
        """The PNG of every figure recorded or still open, as bytes."""
        self._record_open()
        return tuple(text_tensor(png) for png in self._drawn)

    def _record_open(self) -> None:
        pyplot = sys.modules.get("matplotlib.pyplot")
        if pyplot is None:
            return
        for number in pyplot.get_fignums():
            self._record(pyplot.figure(number))

    def _record(self, figure: Any) -> None:
        if not self._keep or len(self._drawn) >= FIGURES or id(figure) in self._shown:
            return
        self._shown.add(id(figure))
        width, height = figure.get_size_inches()
        if max(width, height) > _INCHES:
            scale = _INCHES / max(width, height)
            figure.set_size_inches(width * scale, height * scale)
        from matplotlib.backends.backend_agg import FigureCanvasAgg

        buffer = io.BytesIO()
        canvas: Any = FigureCanvasAgg(figure)
        canvas.print_png(buffer) if figure.dpi <= _DOTS_PER_INCH else _print_small(figure, buffer)
        png = buffer.getvalue()
        if len(png) <= FIGURE_BYTES:
            self._drawn.append(png)


def _print_small(figure: Any, buffer: io.BytesIO) -> None:
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    figure.set_dpi(_DOTS_PER_INCH)
    canvas: Any = FigureCanvasAgg(figure)
    canvas.print_png(buffer)
