"""What people do by hand: override, retry, erase; on SQLite and on PostgreSQL."""

from __future__ import annotations

from datetime import timedelta

import pytest

from grader.statuses import Origin, SubmissionStatus
from grader.store import (
    ConflictError,
    NotFoundError,
    Outgoing,
    audit,
    deliveries,
    events,
    interventions,
    submissions,
    tenants,
)
from grader.store.interventions import Override
from grader.store.submissions import SubmissionFilter
from tests.service.fakes import Place


def test_a_verdict_set_by_hand_counts_and_is_explained(place: Place) -> None:
    """An override is an attempt of its own with reason and audit entry; the former attempt stays as it was."""
    [row] = place.submit("x", callback_url="https://example.org/hook")
    former = place.grade(row, "wrong_answer", 0.5)
    with place.database.transaction() as session:
        change = Override("accepted", 1.0, "the statement was wrong")
        attempt = interventions.override(session, place.tenant_id, row.id, change, actor="key_1")
    state, counting = place.state(row)
    assert counting is not None
    assert (state.verdict, state.score, counting.id) == ("accepted", 1.0, attempt.id)
    assert (counting.origin, counting.number, counting.note) == (Origin.OVERRIDE, 2, "the statement was wrong")
    with place.database.reading() as session:
        unchanged = submissions.get_attempt(session, place.tenant_id, row.id, former.id)
        entry = audit.list_entries(session, place.tenant_id, subject=row.id).items[0]
        messages = deliveries.list_page(session, place.tenant_id).items
    assert (unchanged.verdict, unchanged.score, unchanged.record) == ("wrong_answer", 0.5, former.record)
    assert (entry.actor, entry.action, entry.reason) == ("key_1", "submission.override", "the statement was wrong")
    assert entry.details["verdict"] == ["wrong_answer", "accepted"]
    assert [message.kind for message in messages] == [deliveries.REGRADED, deliveries.GRADED]


def test_an_override_needs_a_reason_and_a_verdict_before_it(place: Place) -> None:
    """Without a reason, while the submission is graded, or of another tenant, nothing is overridden."""
    [row] = place.submit("x")
    with place.database.transaction() as session:
        other = tenants.ensure_tenant(session, "school").id
        with pytest.raises(ConflictError, match="reason"):
            interventions.override(session, place.tenant_id, row.id, Override("accepted", 1.0, " \n"), actor="k")
        with pytest.raises(ConflictError, match="still being graded"):
            interventions.override(session, place.tenant_id, row.id, Override("accepted", 1.0, "why"), actor="k")
        with pytest.raises(NotFoundError):
            interventions.override(session, other, row.id, Override("accepted", 1.0, "why"), actor="k")


def test_our_errors_are_listed_and_tried_again(place: Place) -> None:
    """A submission that ended internal_error is in the list, and leaves it with a new attempt's verdict."""
    [broken, fine] = place.submit("x", "y")
    place.grade(broken, "internal_error", None)
    place.grade(fine)
    with place.database.reading() as session:
        assert [row.id for row in interventions.list_internal_errors(session, place.tenant_id).items] == [broken.id]
    sent: list[Outgoing] = []
    place.database.after_commit = sent.extend
    with place.database.transaction() as session:
        retry = interventions.retry(session, place.tenant_id, broken.id, actor="k")
        with pytest.raises(ConflictError):
            interventions.retry(session, place.tenant_id, fine.id, actor="k")
    assert [message.attempt_id for message in sent] == [retry.id]
    assert place.state(broken)[0].status is SubmissionStatus.QUEUED
    with place.database.transaction() as session, pytest.raises(ConflictError):
        interventions.retry(session, place.tenant_id, broken.id, actor="k")
    place.grade(broken)
    assert place.state(broken)[0].verdict == "accepted"
    with place.database.reading() as session:
        assert interventions.list_internal_errors(session, place.tenant_id).items == []


def test_erasing_a_learner_leaves_numbers_only(place: Place) -> None:
    """Programs, records, messages, events and the learner's id go; verdicts and the audit entry stay."""
    [mine] = place.submit("secret program", learner="anna@example.org", callback_url="https://example.org/hook")
    [theirs] = place.submit("other program", learner="ben")
    place.grade(mine, "wrong_answer", 0.5)
    place.grade(theirs)
    with place.database.transaction() as session:
        assert interventions.erase_learner(session, place.tenant_id, "anna@example.org", actor="k") == 1
        with pytest.raises(NotFoundError):
            interventions.erase_learner(session, place.tenant_id, "anna@example.org", actor="k")
    row, attempt = place.state(mine)
    assert attempt is not None
    assert (row.learner, row.callback_url, row.verdict, row.score) == (None, None, "wrong_answer", 0.5)
    assert attempt.record is None
    with place.database.transaction() as session:
        assert submissions.get_source(session, place.tenant_id, mine.id) == b""
        assert submissions.get_source(session, place.tenant_id, theirs.id) == b"other program"
        assert deliveries.list_page(session, place.tenant_id, submission_id=mine.id).items == []
        assert events.follow(session, mine.id) == []
        assert submissions.list_page(session, place.tenant_id, SubmissionFilter(learner="anna@example.org")).items == []
        entries = audit.list_entries(session, place.tenant_id).items
    assert entries[0].action == "learner.erase"
    assert "anna" not in entries[0].subject


def test_nobody_is_erased_while_being_graded(place: Place) -> None:
    """A submission that is still graded would come back with what it shows: erasing waits for it."""
    place.submit("x", learner="anna")
    with place.database.transaction() as session, pytest.raises(ConflictError, match="still being graded"):
        interventions.erase_learner(session, place.tenant_id, "anna", actor="k")


def test_old_programs_are_erased_when_their_time_is_up(place: Place) -> None:
    """Retention erases what finished long ago, and neither what is younger nor what is unfinished."""
    [old, waiting] = place.submit("old", "waiting")
    place.grade(old)
    with place.database.transaction() as session:
        assert interventions.erase_older_than(session, timedelta(days=1)) == 0
        assert interventions.erase_older_than(session, timedelta(seconds=-1)) == 1
        assert interventions.erase_older_than(session, timedelta(seconds=-1)) == 0
        assert submissions.get_source(session, place.tenant_id, old.id) == b""
        assert submissions.get_source(session, place.tenant_id, waiting.id) == b"waiting"
