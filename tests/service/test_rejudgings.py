"""Rejudging sets: selected, run, inspected, applied or cancelled; on SQLite and on PostgreSQL."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from grader.models import SHARED_TENANT, Rejudging, Submission
from grader.rejudging import Order, start
from grader.statuses import AttemptStatus, EventKind, RejudgingStatus
from grader.store import (
    ConflictError,
    NotFoundError,
    Outgoing,
    attempts,
    background,
    deliveries,
    events,
    exercises,
    fleet,
    interventions,
    queue,
    rejudgings,
    submissions,
    tenants,
)
from grader.store.attempts import Grade
from grader.store.rejudgings import Selection
from tests.service.fakes import CONTENT, TERMS, Place

HEARTBEAT_S = 15.0


def graded(place: Place, count: int, verdict: str = "wrong_answer", score: float = 0.5) -> list[Submission]:
    """Store submissions and let them end with one verdict."""
    rows = place.submit(*["x"] * count, callback_url="https://example.org/hook")
    for row in rows:
        place.grade(row, verdict, score)
    return rows


def begin(place: Place, selection: Selection | None = None, **order: str) -> Rejudging:
    """Start a set."""
    chosen = Order(selection or Selection("detach"), "a mended check", **order)
    return start(place.database, place.tenant_id, chosen, actor="test", heartbeat_s=HEARTBEAT_S)


def run(place: Place, verdicts: dict[str, str] | None = None, *, limit: int = 1000) -> int:
    """Do a worker's work on regrades until none is left; verdicts by submission, others are accepted."""
    sent: list[Outgoing] = []
    place.database.after_commit = sent.extend
    worker_id = place.worker(slots=3)
    with place.database.transaction() as session:
        # Those that were sent when the set was opened, before anybody listened here.
        queue.resend_waiting(session, "cpu", grace_s=-1, limit=1000)
        background.fill(session, "cpu")
    done = 0
    while sent and done < limit:
        lease = place.take(sent.pop(0).attempt_id, worker_id)
        if lease is None:
            continue
        verdict = (verdicts or {}).get(lease.submission_id, "accepted")
        score = {"accepted": 1.0, "internal_error": None}.get(verdict, 0.5)
        with place.database.transaction() as session:
            attempts.finish(session, lease, Grade(verdict, score, {"verdict": verdict}))
            if not background.send_next(session, "cpu"):
                rejudgings.mark_ready(session, lease.rejudging_id or "")
        done += 1
    return done


def get(place: Place, row: Rejudging) -> Rejudging:
    """Return the set as it is stored now."""
    with place.database.reading() as session:
        return rejudgings.get(session, place.tenant_id, row.id)


def close(place: Place, row: Rejudging, how: str) -> Rejudging:
    """Apply or cancel a set."""
    with place.database.transaction() as session:
        act = rejudgings.apply if how == "apply" else rejudgings.cancel
        return act(session, place.tenant_id, row.id, actor="test")


def test_nothing_counts_before_it_is_applied(place: Place) -> None:
    """A set's verdicts are seen in its diff alone; applied, they count all at once and are announced."""
    rows = graded(place, 3)
    opened = begin(place)
    assert run(place, {rows[2].id: "wrong_answer"}) == 3
    assert get(place, opened).status is RejudgingStatus.READY
    assert {place.state(row)[0].verdict for row in rows} == {"wrong_answer"}
    assert all(len(place.attempt_ids(row)) == 1 for row in rows)
    with place.database.reading() as session:
        table = rejudgings.diff_table(session, opened)
        changed = rejudgings.diff_page(session, opened).items
        everything = rejudgings.diff_page(session, opened, changed_only=False).items
    assert table == {("wrong_answer", "accepted"): 2, ("wrong_answer", "wrong_answer"): 1}
    assert [line.submission_id for line in changed] == [rows[0].id, rows[1].id]
    assert len(everything) == 3

    applied = close(place, opened, "apply")
    assert applied.outcome == {"applied": 3, "changed": 2, "failed": 0, "stale": 0}
    assert [place.state(row)[0].verdict for row in rows] == ["accepted", "accepted", "wrong_answer"]
    assert [len(place.attempt_ids(row)) for row in rows] == [2, 2, 2]
    with place.database.reading() as session:
        kinds = [event.kind for event in events.follow(session, rows[0].id)]
        regraded = [d for d in deliveries.list_page(session, place.tenant_id).items if d.kind == deliveries.REGRADED]
    assert kinds[-1] is EventKind.REGRADED
    assert {message.submission_id for message in regraded} == {rows[0].id, rows[1].id}


def test_applying_twice_changes_nothing_more(place: Place) -> None:
    """A repeated apply gives the same answer and announces nothing again."""
    graded(place, 2)
    opened = begin(place)
    run(place)
    first = close(place, opened, "apply").outcome
    assert close(place, opened, "apply").outcome == first
    with place.database.reading() as session:
        assert len(deliveries.list_page(session, place.tenant_id).items) == 4


def test_a_newer_attempt_is_never_overwritten(place: Place) -> None:
    """A verdict set by hand after the selection stays, and the diff says so."""
    rows = graded(place, 2)
    opened = begin(place)
    run(place)
    with place.database.transaction() as session:
        by_hand = interventions.Override("wrong_answer", 0.9, "the learner explained it")
        interventions.override(session, place.tenant_id, rows[0].id, by_hand, actor="test")
    with place.database.reading() as session:
        assert [line.stale for line in rejudgings.diff_page(session, opened).items] == [True, False]
    outcome = close(place, opened, "apply").outcome
    assert outcome == {"applied": 1, "changed": 1, "failed": 0, "stale": 1}
    assert place.state(rows[0])[0].score == 0.9
    assert place.state(rows[1])[0].verdict == "accepted"


def test_our_fault_takes_no_grade_away(place: Place) -> None:
    """An attempt of a set that ended internal_error is not applied."""
    [row] = graded(place, 1, "accepted", 1.0)
    opened = begin(place)
    run(place, {row.id: "internal_error"})
    assert close(place, opened, "apply").outcome == {"applied": 0, "changed": 0, "failed": 1, "stale": 0}
    assert place.state(row)[0].verdict == "accepted"


def test_a_cancelled_set_leaves_no_trace_in_verdicts(place: Place) -> None:
    """Cancelled half way, nothing counts, what waits is not graded, and what runs cannot finish."""
    rows = graded(place, 3)
    opened = begin(place)
    run(place, limit=1)
    with place.database.transaction() as session:
        background.send(session, "cpu", window=5)
    held = next(
        lease
        for row in rows
        if (lease := place.take(_attempt_of(place, opened, row), place.worker(), TERMS)) is not None
    )
    assert close(place, opened, "cancel").status is RejudgingStatus.CANCELLED
    assert not place.finish(held)
    assert {place.state(row)[0].verdict for row in rows} == {"wrong_answer"}
    assert run(place) == 0
    with pytest.raises(ConflictError):
        close(place, opened, "apply")
    assert close(place, opened, "cancel").status is RejudgingStatus.CANCELLED


def _attempt_of(place: Place, opened: Rejudging, row: Submission) -> str:
    with place.database.reading() as session:
        return rejudgings.attempt_of(session, opened.id, row.id).id


def test_a_set_that_runs_cannot_be_applied(place: Place) -> None:
    """Only a set whose every attempt is finished is applied; an applied one is not cancelled."""
    graded(place, 2)
    opened = begin(place)
    with pytest.raises(ConflictError):
        close(place, opened, "apply")
    run(place)
    close(place, opened, "apply")
    with pytest.raises(ConflictError):
        close(place, opened, "cancel")


def test_selecting_resumes_where_it_stopped(place: Place) -> None:
    """A selection broken off after a step goes on with the next submission: none twice, none left out."""
    rows = graded(place, 5)
    with place.database.transaction() as session:
        version = exercises.get_version(session, place.tenant_id, "detach")
        opened = rejudgings.start(
            session, place.tenant_id, Selection("detach"), version, reason="r", device=None, actor="test"
        )
    place.grade(place.submit("late")[0])
    steps = 0
    more = True
    while more:
        with place.database.transaction() as session:
            more = rejudgings.select_step(session, opened.id, step=2)
        steps += 1
    assert steps == 3
    assert get(place, opened).total == len(rows)
    for row in rows:
        assert _attempt_of(place, opened, row)


@pytest.mark.parametrize(
    "selection, expected",
    [
        (Selection("detach"), 3),
        (Selection("other"), 0),
        (Selection("detach", verdict="accepted"), 1),
        (Selection("detach", version=CONTENT.version), 3),
        (Selection("detach", version="sha256:none"), 0),
        (Selection("detach", torch="2.13.0"), 3),
        (Selection("detach", torch="2.12.0"), 0),
        (Selection("detach", learner="anna"), 0),
        (Selection("detach", overridden=True), 4),
        (Selection("detach", since=datetime.now(UTC) + timedelta(days=1)), 0),
        (Selection("detach", until=datetime.now(UTC) + timedelta(days=1)), 3),
    ],
)
def test_selections_select(place: Place, selection: Selection, expected: int) -> None:
    """Each condition leaves what fits it; verdicts set by hand and unfinished submissions are left alone."""
    graded(place, 2)
    graded(place, 1, "accepted", 1.0)
    [by_hand] = graded(place, 1)
    with place.database.transaction() as session:
        interventions.override(
            session, place.tenant_id, by_hand.id, interventions.Override("accepted", 1.0, "why"), actor="test"
        )
    place.submit("queued")
    with place.database.reading() as session:
        assert rejudgings.count_selected(session, place.tenant_id, selection) == expected
        assert Selection.from_json(selection.to_json()) == selection


def test_an_empty_selection_is_refused(place: Place) -> None:
    """There is nothing to look at in a set of nothing."""
    with pytest.raises(ConflictError, match="nothing to rejudge"):
        begin(place)
    with pytest.raises(NotFoundError):
        begin(place, Selection("nothing"))


def test_a_set_grades_with_the_version_it_was_given(place: Place) -> None:
    """The new version is what the attempts carry; the old attempts keep theirs."""
    [row] = graded(place, 1)
    newer = replace(CONTENT, version="sha256:two")
    with place.database.transaction() as session:
        exercises.publish(session, SHARED_TENANT, newer, activate=False, actor="test")
    opened = begin(place, version="sha256:two")
    run(place)
    close(place, opened, "apply")
    with place.database.reading() as session:
        assert [a.version for a in submissions.list_attempts(session, row.id)] == [CONTENT.version, "sha256:two"]


def test_regrades_keep_to_their_window(place: Place) -> None:
    """No more of a set is under way than there are slots for regrades: each worker keeps one for live work."""
    graded(place, 6)
    sent: list[Outgoing] = []
    for worker in _live_workers(place):
        place.stop_worker(worker)
    place.worker(slots=3)
    place.worker(slots=1)
    place.database.after_commit = sent.extend
    begin(place)
    assert [message.priority for message in sent] == [9, 9, 9]
    with place.database.transaction() as session:
        assert background.send(session, "cpu", window=3) == 0


def _live_workers(place: Place) -> list[str]:
    with place.database.reading() as session:
        return [row.id for row in fleet.list_live(session, heartbeat_s=HEARTBEAT_S)]


def test_a_set_belongs_to_its_tenant(place: Place) -> None:
    """Another tenant can neither see nor close a set, and its submissions are never selected."""
    graded(place, 1)
    opened = begin(place)
    with place.database.transaction() as session:
        other = tenants.ensure_tenant(session, "school").id
        assert rejudgings.count_selected(session, other, Selection("detach")) == 0
        assert rejudgings.list_page(session, other).items == []
        for act in (rejudgings.apply, rejudgings.cancel):
            with pytest.raises(NotFoundError):
                act(session, other, opened.id, actor="test")


def test_erased_submissions_are_not_graded_again(place: Place) -> None:
    """Erasing a learner while a set runs takes the learner's attempts out of it; the set still becomes ready."""
    [mine] = place.submit("x", learner="anna")
    place.grade(mine, "wrong_answer", 0.5)
    graded(place, 1)
    opened = begin(place)
    with place.database.transaction() as session:
        interventions.erase_learner(session, place.tenant_id, "anna", actor="test")
    run(place)
    assert get(place, opened).status is RejudgingStatus.READY
    with place.database.reading() as session:
        assert rejudgings.attempt_of(session, opened.id, mine.id).status is AttemptStatus.CANCELLED
        assert rejudgings.progress(session, get(place, opened)).finished == 2
    assert close(place, opened, "apply").outcome == {"applied": 1, "changed": 1, "failed": 0, "stale": 0}
