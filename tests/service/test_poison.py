"""A submission that kills its worker again and again."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from grader.config import load_settings
from grader.deployment import open_deployment, publish_shared_exercises
from grader.statuses import SubmissionStatus
from tests.servers import Redis
from tests.service.fakes import Place

PATIENCE_S = 240.0


@pytest.mark.redis
def test_poison_ends_and_takes_nobody_along(place: Place, database_url: str, redis: Redis, tmp_path: Path) -> None:
    """It ends as an internal error after its third worker; those graded beside it get their verdicts."""
    settings = {
        "database_url": database_url,
        "broker_url": redis.url,
        "data_dir": str(tmp_path),
        "slots": "3",
        "reconcile_s": "0.2",
        "resend_after_s": "0.2",
    }
    environment = os.environ | {f"GRADER_{name.upper()}": value for name, value in settings.items()}
    with open_deployment(load_settings(**settings), redis.url) as deployment:
        publish_shared_exercises(deployment)
        place.database.after_commit = deployment.dispatcher.send
        rows = place.submit("sleep 0.3", "sleep 0.3", "die", *["right"] * 10)
        workers = 0
        deadline = time.monotonic() + PATIENCE_S
        while not all(place.state(row)[0].status is SubmissionStatus.FINISHED for row in rows):
            assert time.monotonic() < deadline
            process = subprocess.Popen([sys.executable, "-m", "tests.service.poisoned_worker"], env=environment)
            workers += 1
            while process.poll() is None and time.monotonic() < deadline:
                if all(place.state(row)[0].status is SubmissionStatus.FINISHED for row in rows):
                    process.terminate()
                time.sleep(0.05)
            process.kill()
            process.wait()
    verdicts = [place.state(row)[0].verdict for row in rows]
    assert verdicts == ["accepted", "accepted", "internal_error", *["accepted"] * 10]
    assert workers == 4
