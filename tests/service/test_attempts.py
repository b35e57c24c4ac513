"""Leases, fencing, and finishing exactly once; on SQLite and on PostgreSQL."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import replace

import pytest
from sqlalchemy import text

from grader.models import Attempt
from grader.rejudging import Order, start
from grader.statuses import AttemptStatus, EventKind, SubmissionStatus
from grader.store import (
    Database,
    Outgoing,
    attempts,
    deliveries,
    events,
    exercises,
    fleet,
    interventions,
    rejudgings,
    submissions,
)
from grader.store.attempts import Grade
from grader.store.database import note_outgoing
from grader.store.leases import Lease, LeaseTerms
from grader.store.rejudgings import Selection
from tests.service.fakes import TERMS, Place, make_place


def test_a_submission_is_a_row_before_it_is_a_message(place: Place) -> None:
    """A message is handed over after the commit that made its row."""
    sent: list[Outgoing] = []

    def look_for_rows(messages: Sequence[Outgoing]) -> None:
        with place.database.reading() as session:
            sent.extend(message for message in messages if session.get(Attempt, message.attempt_id) is not None)

    place.database.after_commit = look_for_rows
    [submission] = place.submit("accepted")
    assert sent == [Outgoing(place.attempt_ids(submission)[0], "cpu", 0)]


def test_a_rollback_sends_nothing(place: Place) -> None:
    """Messages noted in a transaction that fails are forgotten, now and in the next one."""
    sent: list[Outgoing] = []
    place.database.after_commit = sent.extend
    with pytest.raises(ZeroDivisionError), place.database.transaction() as session:  # noqa: PT012 - all of it is rolled back
        note_outgoing(session, Outgoing("att_never", "cpu", 0))
        raise ZeroDivisionError
    with place.database.transaction() as session:
        note_outgoing(session, Outgoing("att_later", "cpu", 0))
    assert [message.attempt_id for message in sent] == ["att_later"]


def test_a_leased_attempt_cannot_be_taken_again(place: Place) -> None:
    """A message that is delivered twice changes nothing while the first holder lives."""
    [submission] = place.submit("accepted")
    [attempt_id] = place.attempt_ids(submission)
    first, second = place.worker(), place.worker()
    assert place.take(attempt_id, first) is not None
    assert place.take(attempt_id, second) is None
    assert place.take(attempt_id, first) is None


def test_finishing_applies_the_attempt_once(place: Place) -> None:
    """The verdict, the submission's state, the event and the webhook message appear together and once."""
    [submission] = place.submit("accepted", callback_url="https://example.org/hook")
    lease = place.take(place.attempt_ids(submission)[0], place.worker())
    assert lease is not None
    assert place.finish(lease)
    assert not place.finish(lease, "wrong_answer", 0.0)
    row, attempt = place.state(submission)
    assert attempt is not None
    assert (row.status, row.verdict, row.score) == (SubmissionStatus.FINISHED, "accepted", 1.0)
    assert (attempt.status, attempt.verdict, attempt.record) == (
        AttemptStatus.FINISHED,
        "accepted",
        {"verdict": "accepted", "score": 1.0},
    )
    with place.database.reading() as session:
        kinds = [event.kind for event in events.follow(session, submission.id)]
        messages = deliveries.list_page(session, place.tenant_id, submission_id=submission.id).items
    assert kinds == [EventKind.QUEUED, EventKind.RUNNING, EventKind.FINISHED]
    assert [message.attempt_id for message in messages] == [attempt.id]


def test_a_lease_dies_with_its_worker(place: Place) -> None:
    """Once the holder is gone another worker takes over, and what the first one found is not stored."""
    [submission] = place.submit("accepted")
    [attempt_id] = place.attempt_ids(submission)
    dead, alive = place.worker(), place.worker()
    lost = place.take(attempt_id, dead)
    assert lost is not None
    place.stop_worker(dead)
    taken = place.take(attempt_id, alive)
    assert taken is not None
    assert (taken.number, taken.deaths) == (lost.number + 1, 1)
    assert not place.finish(lost, "wrong_answer", 0.0)
    assert place.finish(taken)
    assert place.state(submission)[0].verdict == "accepted"


def test_a_silent_worker_is_taken_for_dead(place: Place) -> None:
    """A lease counts no longer than its owner's heartbeat, nor than the longest time any lease may last."""
    [submission] = place.submit("accepted")
    [attempt_id] = place.attempt_ids(submission)
    silent = place.worker()
    assert place.take(attempt_id, silent) is not None
    other = place.worker()
    assert place.take(attempt_id, other, LeaseTerms(heartbeat_s=-1)) is not None
    assert place.take(attempt_id, silent, LeaseTerms(longest_s=-1)) is not None


def test_a_submission_that_kills_its_workers_ends(place: Place) -> None:
    """After so many deaths an attempt is an internal error with no score, applied like any other verdict."""
    [submission] = place.submit("die", callback_url="https://example.org/hook")
    [attempt_id] = place.attempt_ids(submission)
    for deaths in range(TERMS.max_deaths):
        worker_id = place.worker()
        lease = place.take(attempt_id, worker_id)
        assert lease is not None
        assert lease.deaths == deaths
        if deaths:
            with place.database.transaction() as session:
                assert attempts.expose(session, lease)
        place.stop_worker(worker_id)
    assert place.take(attempt_id, place.worker()) is None
    row, attempt = place.state(submission)
    assert attempt is not None
    assert (row.status, row.verdict, row.score) == (SubmissionStatus.FINISHED, "internal_error", None)
    assert "died 3 times" in (attempt.note or "")
    with place.database.reading() as session:
        assert interventions.list_internal_errors(session, place.tenant_id).items[0].id == submission.id
        assert len(deliveries.list_page(session, place.tenant_id).items) == 1


def test_a_suspect_that_has_not_begun_is_not_blamed(place: Place) -> None:
    """A worker's death counts against a suspect only once its program may have begun."""
    [submission] = place.submit("accepted")
    [attempt_id] = place.attempt_ids(submission)
    found: list[int] = []
    for _ in range(2 * TERMS.max_deaths):
        worker_id = place.worker()
        lease = place.take(attempt_id, worker_id)
        assert lease is not None
        found.append(lease.deaths)
        place.stop_worker(worker_id)
    assert found == [0, *[1] * (2 * TERMS.max_deaths - 1)]
    with place.database.transaction() as session:
        assert not attempts.expose(session, replace(lease, number=lease.number - 1))
        assert attempts.expose(session, lease)


def test_a_stopping_worker_gives_back(place: Place) -> None:
    """What is given back is queued again, sent again, and counted neither as a death nor as a fault."""
    [submission] = place.submit("accepted")
    [attempt_id] = place.attempt_ids(submission)
    lease = place.take(attempt_id, place.worker())
    assert lease is not None
    sent: list[Outgoing] = []
    place.database.after_commit = sent.extend
    with place.database.transaction() as session:
        assert attempts.give_back(session, lease)
    assert sent == [Outgoing(attempt_id, "cpu", 0)]
    assert place.state(submission)[0].status is SubmissionStatus.QUEUED
    assert not place.finish(lease)
    again = place.take(attempt_id, place.worker())
    assert again is not None
    assert (again.deaths, again.faults) == (0, 0)


def test_faults_are_counted(place: Place) -> None:
    """A grading that came to nothing by a fault of ours says so, and is counted."""
    [submission] = place.submit("fault")
    [attempt_id] = place.attempt_ids(submission)
    lease = place.take(attempt_id, place.worker())
    assert lease is not None
    with place.database.transaction() as session:
        assert attempts.give_back(session, lease, fault="the sandbox \x00 is away")
    again = place.take(attempt_id, place.worker())
    assert again is not None
    assert again.faults == 1


def test_only_one_of_many_takes_an_attempt(place: Place) -> None:
    """However many workers ask at the same moment, one gets the lease."""
    [submission] = place.submit("accepted")
    [attempt_id] = place.attempt_ids(submission)
    workers = [place.worker() for _ in range(8)]
    taken: list[Lease | None] = []
    barrier = threading.Barrier(len(workers))

    def race(worker_id: str) -> None:
        barrier.wait()
        taken.append(place.take(attempt_id, worker_id))

    threads = [threading.Thread(target=race, args=(worker_id,)) for worker_id in workers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(taken) == len(workers)
    assert len([lease for lease in taken if lease is not None]) == 1


def test_an_older_attempt_never_replaces_a_newer_one(place: Place) -> None:
    """A retry that ends after somebody set the verdict by hand leaves that verdict alone."""
    [submission] = place.submit("fault")
    place.grade(submission, "internal_error", None)
    with place.database.transaction() as session:
        retry = interventions.retry(session, place.tenant_id, submission.id, actor="test")
    lease = place.take(retry.id, place.worker())
    assert lease is not None
    with place.database.transaction() as session:
        row = session.get_one(type(submission), submission.id)
        row.attempt_number = retry.number + 1
        row.verdict = "accepted"
    assert place.finish(lease, "wrong_answer", 0.0)
    row, _ = place.state(submission)
    assert (row.status, row.verdict) == (SubmissionStatus.FINISHED, "accepted")


def test_records_are_cleaned(place: Place) -> None:
    """NUL and lone surrogates in what a program showed are replaced before they are stored."""
    [submission] = place.submit("accepted")
    lease = place.take(place.attempt_ids(submission)[0], place.worker())
    assert lease is not None
    with place.database.transaction() as session:
        record = {"stdout": "a\x00b\ud800c\x1b[31m", "deep": [{"\ud800": "\x07"}], "list": (1, 2.5, None, True)}
        assert attempts.finish(session, lease, Grade("accepted", 1.0, record))
    _, attempt = place.state(submission)
    assert attempt is not None
    assert attempt.record == {
        "stdout": "a\ufffdb\ufffdc\ufffd[31m",
        "deep": [{"\ufffd": "\ufffd"}],
        "list": [1, 2.5, None, True],
    }


def test_programs_are_kept_as_bytes(place: Place) -> None:
    """A program comes back byte for byte, whatever it is."""
    source = bytes(range(256))
    with place.database.transaction() as session:
        active = exercises.find_active(session, place.tenant_id, "detach")
        new = submissions.NewSubmission(active, source, learner="l\x00\ud800")
        row = submissions.create(session, place.tenant_id, place.key_id, new)
    lease = place.take(place.attempt_ids(row)[0], place.worker())
    assert lease is not None
    assert lease.source == source
    with place.database.reading() as session:
        assert submissions.get_source(session, place.tenant_id, row.id) == source
        assert submissions.get(session, place.tenant_id, row.id).learner == "l\ufffd\ufffd"


def test_a_worker_whose_row_is_gone_learns_of_it(place: Place) -> None:
    """A heartbeat says whether the worker was asked to drain, and None once its row is gone."""
    worker_id = place.worker()
    with place.database.transaction() as session:
        assert fleet.beat(session, worker_id, metrics={}) is False
        assert fleet.drain(session, worker_id)
        assert fleet.beat(session, worker_id, metrics={}) is True
        assert fleet.beat(session, "wrk_none", metrics={}) is None


@pytest.mark.postgres
def test_only_what_was_said_must_reach_the_disk(postgres_url: str) -> None:
    """Taking a lease waits for no disk, since losing one costs a grading again; storing a verdict does."""
    database = Database(f"{postgres_url}&options=-c%20synchronous_commit=on")
    place = make_place(database)
    [row] = place.submit("right")
    worker_id = place.worker()
    with database.transaction() as session:
        lease = attempts.take(session, place.attempt_ids(row)[0], worker_id, TERMS)
        assert session.scalar(text("SHOW synchronous_commit")) == "off"
    assert lease is not None
    with database.transaction() as session:
        assert attempts.finish(session, lease, Grade("accepted", 1.0, {}))
        assert session.scalar(text("SHOW synchronous_commit")) == "on"
    database.close()


@pytest.mark.postgres
def test_a_regrade_of_which_nobody_was_told_waits_for_no_disk(postgres_url: str) -> None:
    """A verdict of a set that is not applied yet is found again if it is lost; applying the set waits for the disk."""
    database = Database(f"{postgres_url}&options=-c%20synchronous_commit=on")
    place = make_place(database)
    [row] = place.submit("right")
    place.grade(row)
    opened = start(
        database, place.tenant_id, Order(Selection("detach"), "a mended check"), actor="test", heartbeat_s=15
    )
    with database.reading() as session:
        regrade = rejudgings.attempt_of(session, opened.id, row.id).id
    lease = place.take(regrade, place.worker())
    assert lease is not None
    with database.transaction() as session:
        assert attempts.finish(session, lease, Grade("accepted", 1.0, {}))
        assert rejudgings.mark_ready(session, opened.id)
        assert session.scalar(text("SHOW synchronous_commit")) == "off"
    with database.transaction() as session:
        rejudgings.apply(session, place.tenant_id, opened.id, actor="test")
        assert session.scalar(text("SHOW synchronous_commit")) == "on"
    database.close()
