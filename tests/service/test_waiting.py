"""Waiting without holding a thread; on SQLite and on PostgreSQL."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator

import pytest

from grader.models import Submission
from grader.store import Database, attempts, submissions
from grader.store.leases import LeaseTerms
from grader.waiting import EventFeed
from tests.servers import Postgres
from tests.service.fakes import Place, make_place


@pytest.fixture
def feed(database: Database) -> Iterator[EventFeed]:
    """A feed that listens."""
    feed = EventFeed(database)
    feed.start()
    yield feed
    feed.stop()


async def follow(
    place: Place, feed: EventFeed, row: Submission, act: Callable[[], object], *, patience_s: float = 30.0
) -> str | None:
    """Follow a submission as the API does, with `act` done in a thread meanwhile; returns the verdict."""
    async with feed.following(row.id) as changes:
        doing = asyncio.create_task(asyncio.to_thread(act))
        while True:
            verdict = (await asyncio.to_thread(place.state, row))[0].verdict
            if verdict is not None or not await changes.wait(patience_s):
                await doing
                return verdict


def test_a_verdict_wakes_who_waits_for_it(place: Place, feed: EventFeed) -> None:
    """Whoever follows a submission is woken when its verdict is committed, however often it is tried."""
    for _ in range(5):
        [row] = place.submit("right")
        assert asyncio.run(follow(place, feed, row, lambda row=row: place.grade(row))) == "accepted"  # type: ignore[misc]


def test_who_waits_for_a_verdict_sleeps_until_it_comes(place: Place, feed: EventFeed) -> None:
    """That grading begins wakes who follows each step, and not who, or what, waits for verdicts alone."""
    [row, other] = place.submit("right", "right", callback_url="https://lms.example/hook")
    place.grade(other)
    worker_id = place.worker()

    async def both() -> tuple[list[bool], bool, list[bool]]:
        async with feed.following(row.id) as each, feed.following(row.id, verdicts_only=True) as verdict:
            # What was announced before has been heard once the other one's verdict has.
            while (
                await each.wait(0.3) or await verdict.wait(0.3) or await asyncio.to_thread(feed.wait_for_messages, 0.3)
            ):
                pass
            lease = await asyncio.to_thread(place.take, place.attempt_ids(row)[0], worker_id)
            assert lease is not None
            begun = [await each.wait(30.0), await verdict.wait(0.3)]
            told = await asyncio.to_thread(feed.wait_for_messages, 0.3)
            await asyncio.to_thread(place.finish, lease)
            ended = [await each.wait(30.0), await verdict.wait(30.0)]
            return begun, told, [*ended, await asyncio.to_thread(feed.wait_for_messages, 30.0)]

    assert asyncio.run(both()) == ([True, False], False, [True, True, True])


@pytest.mark.postgres
def test_only_a_message_to_send_wakes_who_sends(postgres_url: str) -> None:
    """On PostgreSQL a verdict that is announced to nobody leaves the sender asleep; one with a callback wakes it."""
    database = Database(postgres_url)
    place = make_place(database)
    feed = EventFeed(database)
    feed.start()
    try:
        silent, told = place.submit("right")[0], place.submit("right", callback_url="https://lms.example/hook")[0]
        while feed.wait_for_messages(0.3):
            pass  # the feed's beginning
        place.grade(silent)
        assert not feed.wait_for_messages(0.5)
        place.grade(told)
        assert feed.wait_for_messages(30.0)
    finally:
        feed.stop()
        database.close()


def test_waiting_ends_when_its_time_is_up(place: Place, feed: EventFeed) -> None:
    """Without a verdict the wait comes back with nothing; events of other submissions do not end it."""
    row, other = place.submit("right", "right")
    assert asyncio.run(follow(place, feed, row, lambda: place.grade(other), patience_s=0.3)) is None


def test_many_wait_at_once(place: Place, feed: EventFeed) -> None:
    """Hundreds of followers in one thread each get their own verdict."""
    rows = place.submit(*["right"] * 200)
    worker_id = place.worker()

    def grade_all() -> None:
        for row in rows:
            lease = place.take(place.attempt_ids(row)[0], worker_id)
            assert lease is not None
            place.finish(lease)

    async def wait_for(row: Submission) -> str | None:
        return await follow(place, feed, row, lambda: None)

    async def everybody() -> list[str | None]:
        waiting = [asyncio.create_task(wait_for(row)) for row in rows]
        await asyncio.to_thread(grade_all)
        return await asyncio.gather(*waiting)

    assert asyncio.run(everybody()) == ["accepted"] * 200


def test_a_feed_ends_while_somebody_waits(place: Place, feed: EventFeed) -> None:
    """Stopping wakes the followers instead of leaving them to their time-outs."""
    [row] = place.submit("right")

    async def wait() -> bool:
        async with feed.following(row.id) as changes:
            await asyncio.to_thread(feed.stop)
            return await changes.wait(30.0)

    assert asyncio.run(wait())


@pytest.mark.postgres
def test_a_cut_connection_is_listened_on_again(postgres: Postgres, postgres_url: str) -> None:
    """After the server cut every connection a verdict still wakes who waits, and the store works on."""
    database = Database(postgres_url)
    place = make_place(database)
    feed = EventFeed(database)
    feed.start()
    try:
        [row] = place.submit("right")
        worker_id = place.worker()

        def cut_then_grade() -> None:
            assert postgres.cut_connections() > 0
            lease = database.run(lambda session: attempts.take(session, place_attempt, worker_id, LeaseTerms()))
            assert lease is not None
            place.finish(lease)

        place_attempt = place.attempt_ids(row)[0]
        assert asyncio.run(follow(place, feed, row, cut_then_grade)) == "accepted"
        # One that was being used when it was cut may still lie in the pool: what must work is a second try.
        assert database.run(lambda session: submissions.get(session, place.tenant_id, row.id).verdict) == "accepted"
    finally:
        feed.stop()
        database.close()
