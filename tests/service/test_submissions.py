"""Submissions, their lists, and answers remembered under a key; on SQLite and on PostgreSQL."""

from __future__ import annotations

import base64
import threading
from datetime import UTC, datetime, timedelta

import pytest

from grader.models import Submission
from grader.statuses import SubmissionStatus
from grader.store import (
    ConflictError,
    Database,
    IdempotencyMismatchError,
    InvalidCursorError,
    NotFoundError,
    Outgoing,
    background,
    exercises,
    idempotency,
    submissions,
    tenants,
)
from grader.store.idempotency import StoredResponse
from grader.store.paging import encode_cursor
from grader.store.submissions import BATCH_LIMIT, SubmissionFilter
from tests.service.fakes import Place, make_place


def test_a_list_goes_page_by_page(place: Place) -> None:
    """Following the cursors gives every submission once, newest first, also while new ones arrive."""
    rows = place.submit(*["accepted"] * 10)
    seen: list[str] = []
    cursor = None
    while True:
        with place.database.reading() as session:
            page = submissions.list_page(session, place.tenant_id, SubmissionFilter(), cursor=cursor, limit=3)
        seen += [row.id for row in page.items]
        place.submit("accepted")
        cursor = page.next_cursor
        if cursor is None:
            break
    assert seen == [row.id for row in reversed(rows)]


@pytest.mark.parametrize(
    "cursor", ["", "x", "%%%", "\ud800", "AAAA", base64.urlsafe_b64encode(b"2:sub").decode(), encode_cursor("a\x00b")]
)
def test_a_cursor_that_is_not_ours_is_refused(place: Place, cursor: str) -> None:
    """A made-up cursor is an error of its own, not of the database's."""
    with place.database.reading() as session, pytest.raises(InvalidCursorError):
        submissions.list_page(session, place.tenant_id, SubmissionFilter(), cursor=cursor)


def test_filters_select(place: Place) -> None:
    """Each filter leaves what fits it."""
    [right] = place.submit("accepted", learner="anna")
    [wrong] = place.submit("wrong", learner="ben")
    place.submit("accepted", learner="anna")
    place.grade(right)
    place.grade(wrong, "wrong_answer", 0.5)
    now = datetime.now(UTC)
    cases = [
        (SubmissionFilter(), 3),
        (SubmissionFilter(learner="anna"), 2),
        (SubmissionFilter(verdict="wrong_answer"), 1),
        (SubmissionFilter(status=SubmissionStatus.FINISHED), 2),
        (SubmissionFilter(exercise="detach"), 3),
        (SubmissionFilter(exercise="other"), 0),
        (SubmissionFilter(since=now + timedelta(hours=1)), 0),
        (SubmissionFilter(until=now + timedelta(hours=1)), 3),
        (SubmissionFilter(learner="anna", verdict="wrong_answer"), 0),
    ]
    with place.database.reading() as session:
        for wanted, count in cases:
            assert len(submissions.list_page(session, place.tenant_id, wanted).items) == count, wanted


def test_another_tenants_submission_does_not_exist(place: Place) -> None:
    """Reading by id, its program, its attempts and the list give another tenant nothing."""
    [row] = place.submit("accepted")
    attempt = place.grade(row)
    with place.database.transaction() as session:
        other = tenants.ensure_tenant(session, "school").id
        for read in (submissions.get, submissions.get_source, submissions.get_with_attempt):
            with pytest.raises(NotFoundError):
                read(session, other, row.id)
        with pytest.raises(NotFoundError):
            submissions.get_attempt(session, other, row.id, attempt.id)
        assert submissions.list_page(session, other, SubmissionFilter()).items == []


def test_a_batch_is_stored_as_a_whole(place: Place) -> None:
    """A batch keeps its order; an empty or too large one is refused."""
    rows = place.submit(*[f"program {number}" for number in range(BATCH_LIMIT)])
    assert [row.id for row in rows] == sorted(row.id for row in rows)
    with place.database.reading() as session:
        assert submissions.get_source(session, place.tenant_id, rows[-1].id) == f"program {BATCH_LIMIT - 1}".encode()
    with pytest.raises(ConflictError):
        place.submit()
    with pytest.raises(ConflictError):
        place.submit(*["accepted"] * (BATCH_LIMIT + 1))


def priorities(place: Place, rows: list[Submission]) -> list[int]:
    """Return the priority of each submission's first attempt."""
    with place.database.reading() as session:
        return [submissions.list_attempts(session, row.id)[0].priority for row in rows]


def test_a_flood_waits_behind_others(place: Place) -> None:
    """The more unfinished submissions a key has, the later its next one is served; another key's are not."""
    found = priorities(place, place.submit(*["accepted"] * 300))
    assert found == sorted(found)
    assert (found[0], found[3], found[4], found[-1]) == (0, 0, 1, 4)
    assert priorities(place, place.with_another_key().submit("accepted")) == [0]


def test_a_learners_flood_waits_behind_other_learners(place: Place) -> None:
    """Within one key, as platforms have it, a learner who sends many waits behind those who send few."""
    busy = place.submit(*["accepted"] * 3, learner="busy")
    assert priorities(place, busy) == [0, 0, 1]
    assert priorities(place, place.submit("accepted", learner="patient")) == [0]


def test_a_flood_leaves_one_slot_of_each_worker_free(place: Place) -> None:
    """What goes beyond a few at a time is sent as slots come free, all but one; what ends lets the next start."""
    sent: list[Outgoing] = []
    place.database.after_commit = sent.extend
    worker_id = place.worker(slots=3)
    place.submit(*["accepted"] * 20)
    assert [message.priority for message in sent] == [0, 0, 0, 0, 1, 1]
    lease = place.take(sent[-1].attempt_id, worker_id)
    assert lease is not None
    place.finish(lease)
    with place.database.transaction() as session:
        assert background.under_way(session, "cpu") == 1
        assert background.fill(session, "cpu") == 1
        assert background.fill(session, "cpu") == 0
    assert len(sent) == 7


@pytest.mark.postgres
def test_a_turn_that_ends_meanwhile_is_not_lost(postgres_url: str) -> None:
    """Background work that is stored just while the one before it ends is sent all the same, by one or the other."""
    place = make_place(Database(postgres_url))
    sent: list[Outgoing] = []
    place.database.after_commit = sent.extend
    worker_id = place.worker(slots=2)
    place.submit(*["accepted"] * 5)
    lease = place.take(sent[-1].attempt_id, worker_id)
    assert lease is not None
    with place.database.transaction() as session:
        active = exercises.find_active(session, place.tenant_id, "detach")
        submissions.create(session, place.tenant_id, place.key_id, submissions.NewSubmission(active, b"accepted"))
        place.finish(lease)
        with place.database.transaction() as ending:
            assert not background.send_next(ending, "cpu")
        assert len(sent) == 5
    assert [message.priority for message in sent[5:]] == [1]
    place.database.close()


def test_a_flood_waits_for_a_worker_to_come(place: Place) -> None:
    """Where no worker lives nothing beyond the first few is sent; it is once one has come."""
    sent: list[Outgoing] = []
    place.database.after_commit = sent.extend
    place.submit(*["accepted"] * 20)
    assert len(sent) == 4
    place.worker(slots=3)
    with place.database.transaction() as session:
        assert background.fill(session, "cpu") == 2


ANSWER = StoredResponse(202, {"Location": "/v1/submissions/sub_1"}, '{"id":"sub_1"}')


def test_the_same_request_gets_the_same_answer(place: Place) -> None:
    """A repeated key gives the stored answer; with another request it is refused; another API key's is its own."""
    with place.database.transaction() as session:
        assert idempotency.claim(session, place.key_id, "once", "hash") is None
        idempotency.remember(session, place.key_id, "once", ANSWER)
    with place.database.transaction() as session:
        assert idempotency.claim(session, place.key_id, "once", "hash") == ANSWER
    with place.database.transaction() as session, pytest.raises(IdempotencyMismatchError):
        idempotency.claim(session, place.key_id, "once", "another hash")
    with place.database.transaction() as session:
        assert idempotency.claim(session, "key_other", "once", "another hash") is None


def test_a_request_that_failed_leaves_its_key_free(place: Place) -> None:
    """A claim is part of the request's transaction: rolled back with it, it was never made."""
    with pytest.raises(ZeroDivisionError), place.database.transaction() as session:  # noqa: PT012 - all of it is rolled back
        idempotency.claim(session, place.key_id, "once", "hash")
        raise ZeroDivisionError
    with place.database.transaction() as session:
        assert idempotency.claim(session, place.key_id, "once", "hash") is None


def test_of_racing_requests_one_is_answered_anew(place: Place) -> None:
    """Requests with one key at the same moment store one submission and give one answer."""
    answers: list[StoredResponse] = []
    fresh: list[int] = []
    barrier = threading.Barrier(6)

    def request() -> None:
        barrier.wait()
        with place.database.transaction() as session:
            stored = idempotency.claim(session, place.key_id, "once", "hash")
            if stored is None:
                fresh.append(1)
                stored = ANSWER
                idempotency.remember(session, place.key_id, "once", stored)
        answers.append(stored)

    threads = [threading.Thread(target=request) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [ANSWER] * 6
    assert len(fresh) == 1


def test_old_keys_are_forgotten(place: Place) -> None:
    """A key past its time may be used anew."""
    with place.database.transaction() as session:
        idempotency.claim(session, place.key_id, "once", "hash")
        idempotency.remember(session, place.key_id, "once", ANSWER)
        idempotency.forget_older_than(session, timedelta(seconds=-1))
        assert idempotency.claim(session, place.key_id, "once", "another hash") is None
