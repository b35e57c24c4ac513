"""What stands between a program and torch, numpy and matplotlib, and hears what the program asks of them."""

from __future__ import annotations

from typing import Any

import torch

from workers import watching
from workers.engine_proxy import EngineProxy
from workers.figures import Figures
from workers.randomness import Randomness
from workers.recording import Recorder


class Instruments:
    """What stands between a program and torch: put in place once, in the fork server, and told of each run."""

    def __init__(self) -> None:
        self.randomness = Randomness()
        self.figures = Figures()
        self.assertions = watching.Assertions()
        self.engine: EngineProxy | None = None

    def install(self) -> None:
        """Patch torch, numpy and matplotlib."""
        variable: Any = torch.autograd.Variable
        self.engine = variable._execution_engine = EngineProxy(variable._execution_engine)
        self.randomness.install()
        self.figures.install()
        self.assertions.find()
        watching.watch_transforms(self.engine.function_transform)
        watching.pass_compilation_through()

    def record_with(self, recorder: Recorder | None) -> None:
        """Whom the engine tells."""
        if self.engine is not None:
            self.engine.recorder = recorder


instruments = Instruments()
"""Those of this process: what they stand in is the process's own torch, numpy and matplotlib."""
