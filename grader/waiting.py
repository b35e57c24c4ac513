"""Waiting for a verdict without holding a thread or a database connection.

One thread of the process hears of new events and wakes the coroutines that follow those submissions:

    async with feed.following(submission_id, verdicts_only=True) as changes:
        state = ...                      # read after following began: nothing can fall between the two
        while not finished(state) and await changes.wait(seconds):
            state = ...
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from grader.store import Database
from grader.store.listening import WITH_VERDICT, EventSource, Heard, open_event_source

#: How long the thread listens before it looks whether it should stop, seconds.
_TURN_S = 0.5


class Changes:
    """Wakes one coroutine when the submission it follows has new events."""

    def __init__(self, *, verdicts_only: bool) -> None:
        self.verdicts_only = verdicts_only
        self._loop = asyncio.get_running_loop()
        self._changed = asyncio.Event()

    async def wait(self, timeout_s: float) -> bool:
        """Wait until there may be new events since the last call; False after `timeout_s` seconds without any."""
        try:
            async with asyncio.timeout(timeout_s):
                await self._changed.wait()
        except TimeoutError:
            return False
        self._changed.clear()
        return True

    def wake(self) -> None:
        """Wake the coroutine. Called from the feed's thread."""
        try:
            self._loop.call_soon_threadsafe(self._changed.set)
        except RuntimeError:
            # The loop was closed under a client that went away; nobody is left to wake.
            return


class EventFeed:
    """Tells coroutines and threads of this process of new events.

    Args:
        database: where events are stored; the feed keeps a connection of its own to it.
    """

    def __init__(self, database: Database) -> None:
        self._source: EventSource = open_event_source(database)
        self._idle_is_free = not database.is_sqlite
        self._followers: dict[str, set[Changes]] = {}
        self._state = threading.Condition()
        self._stopping = False
        self._news = threading.Event()
        self._thread = threading.Thread(target=self._listen, name="event-feed", daemon=True)

    def start(self) -> None:
        """Start listening."""
        self._thread.start()

    def stop(self) -> None:
        """Stop listening; followers are woken once more."""
        with self._state:
            self._stopping = True
            self._state.notify_all()
        if self._thread.is_alive():
            self._thread.join()
        self._source.close()
        self._wake(None)

    @asynccontextmanager
    async def following(self, submission_id: str, *, verdicts_only: bool = False) -> AsyncIterator[Changes]:
        """Follow one submission. Read its state after entering, so that no change falls between.

        Args:
            verdicts_only: be woken by verdicts alone: looking at each step on the way costs as much as storing it.
        """
        changes = Changes(verdicts_only=verdicts_only)
        with self._state:
            self._followers.setdefault(submission_id, set()).add(changes)
            self._state.notify_all()
        try:
            yield changes
        finally:
            with self._state:
                followers = self._followers.get(submission_id, set())
                followers.discard(changes)
                if not followers:
                    self._followers.pop(submission_id, None)

    def wait_for_messages(self, timeout_s: float) -> bool:
        """Wait, in a thread, until there may be webhook messages that the last call did not tell of.

        Returns:
            False after `timeout_s` seconds without any.
        """
        heard = self._news.wait(timeout_s)
        self._news.clear()
        return heard

    def _listen(self) -> None:
        while self._has_work():
            self._wake(self._source.wait(_TURN_S))

    def _has_work(self) -> bool:
        """False once stopped. Where listening means polling, sleep for as long as nobody follows anything."""
        with self._state:
            while not (self._stopping or self._followers or self._idle_is_free):
                self._state.wait()
            return not self._stopping

    def _wake(self, heard: list[Heard] | None) -> None:
        """Wake whom the events concern; everybody if some may have been missed."""
        if heard is None or any(each.kind is None for each in heard):
            self._news.set()
        with self._state:
            woken = [
                changes
                for submission_id, kind in ([(each, None) for each in self._followers] if heard is None else heard)
                for changes in self._followers.get(submission_id, ())
                if kind is None or kind in WITH_VERDICT or not changes.verdicts_only
            ]
        for changes in woken:
            changes.wake()
