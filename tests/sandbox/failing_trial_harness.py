"""The trial harness with jobs that end their process."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import trial_harness  # type: ignore[import-not-found]
from trial_harness import prepare, run_job, space, trial_jobs

del sys.path[0]

__all__ = ["prepare", "run_job", "space", "trial_jobs"]

trial_harness.ends_early = True
