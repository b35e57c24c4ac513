"""The publishing gate as a worker asks it: one version at a time, beside the grading and never in front of it.

The gate runs a few dozen programs, one after the other, each in a child of its own, so a live submission waits for one
of them at the most.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from grader.errors import ExerciseError
from grader.exercise import Exercise
from grader.store import Database, StoreUnavailableError, exercises, gate
from grader.store.gate import Claim

log = logging.getLogger(__name__)

_PAUSE_S = 1.0


@dataclass(frozen=True)
class Proof:
    """What the gate found.

    Attributes:
        broken: the sandbox failed, so nothing is said of the exercise; it is tried again.
        report: the gates with their evidence, JSON.
    """

    passed: bool
    broken: bool
    report: Mapping[str, Any]


#: Asks the gate about one exercise.
Prover = Callable[[Exercise], Proof]


class GateKeeper:
    """Proves the versions that wait, in a thread of its own.

    Args:
        worker_id: the worker's row at this moment; claims are made in its name.
        heartbeat_s: silence after which another worker is taken for dead.
    """

    def __init__(self, database: Database, prove: Prover, *, worker_id: Callable[[], str], heartbeat_s: float) -> None:
        self._database = database
        self._prove = prove
        self._worker_id = worker_id
        self._heartbeat_s = heartbeat_s
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._serve, name="gate-keeper", daemon=True)

    def start(self) -> None:
        """Begin to look for versions that wait."""
        self._thread.start()

    def stop(self) -> None:
        """Take no more. A gate under way ends with the sandbox, and its version goes back."""
        self._stopping.set()

    def join(self, timeout_s: float) -> None:
        """Wait for the thread, for so long."""
        self._thread.join(timeout_s)

    def run_once(self) -> bool:
        """Prove the next version that waits; False if none does.

        Raises:
            StoreUnavailableError: the database cannot be reached.
        """
        with self._database.transaction() as session:
            claim = gate.claim(session, self._worker_id(), heartbeat_s=self._heartbeat_s)
        if claim is None:
            return False
        proof = self._proof_of(claim)
        with self._database.transaction() as session:
            if proof is None:
                gate.give_back(session, claim)
            else:
                gate.settle(session, claim, passed=proof.passed, report=proof.report)
        return True

    def _proof_of(self, claim: Claim) -> Proof | None:
        """What the gate says; None where it could not be asked and may be asked again."""
        try:
            with self._database.reading() as session:
                files = exercises.load_files(session, claim.version_id)
            proof = self._prove(Exercise.from_files(claim.slug, files))
        except ExerciseError as error:
            # It was readable when it was published: this program's rules have changed since.
            return Proof(passed=False, broken=False, report={"passed": False, "broken": str(error), "gates": []})
        except Exception:
            log.exception("the publishing gate broke on %s", claim.version_id)
            proof = None
        may_try_again = self._stopping.is_set() or claim.number < gate.MAX_TRIES
        if proof is None or proof.broken:
            log.warning("the publishing gate came to no end with %s", claim.version_id)
            return None if may_try_again or proof is None else proof
        log.info("publishing gate: %s %s", claim.version_id, "passed" if proof.passed else "refused")
        return proof

    def _serve(self) -> None:
        while not self._stopping.is_set():
            try:
                if self.run_once():
                    continue
            except StoreUnavailableError as error:
                log.warning("the publishing gate waits for the database: %s", error)
            except Exception:
                log.exception("the publishing gate's keeper broke")
            self._stopping.wait(_PAUSE_S)
