"""Nothing is lost while everything is killed: a short run of what `benchmarks/service_chaos.py` does at length."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import service_chaos


@pytest.mark.postgres
@pytest.mark.redis
def test_every_submission_survives_the_storm(tmp_path: Path) -> None:
    """Worker, fork server, Redis, API and connections die at random: one right verdict each, one webhook id each."""
    outcome = service_chaos.run(80, pause_s=1.0, seed=20, folder=tmp_path, healed=4, say=lambda _text: None)
    assert outcome.problems == []
    assert sum(outcome.counts["strikes"].values()) > 0
