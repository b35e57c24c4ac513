"""Stands between torch and its engine, so that the run's recorder hears of each differentiation."""

from __future__ import annotations

from typing import Any

from workers.recording import Recorder


class EngineProxy:
    """Stands where torch keeps its engine, tells the run's recorder, and passes everything on."""

    def __init__(self, engine: Any) -> None:
        self._engine = engine
        self.recorder: Recorder | None = None

    def run_backward(self, roots: Any, *arguments: Any, **options: Any) -> Any:
        """Run the engine; a call that succeeds is recorded."""
        recorder = self.recorder
        if recorder is None or recorder.paused:
            return self._engine.run_backward(roots, *arguments, **options)
        try:
            call, value = recorder.before_call(roots, arguments, options)
        except Exception:
            call, value = None, float("nan")
        result = self._engine.run_backward(roots, *arguments, **options)
        recorder.after_call(call, value)
        return result

    def function_transform(self) -> None:
        """A function transform of torch was used."""
        if self.recorder is not None:
            self.recorder.function_transform()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._engine, name)
