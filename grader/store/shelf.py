"""Exercise versions kept at hand by a worker: what nearly every attempt needs is read from the database once."""

from __future__ import annotations

import threading
from collections import OrderedDict

from grader.exercise import Exercise
from grader.store import exercises
from grader.store.database import Database

_EXERCISES_KEPT = 64


class ExerciseShelf:
    """Exercise versions read from the database, the latest used kept ready."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._lock = threading.Lock()
        self._kept: OrderedDict[str, Exercise] = OrderedDict()

    def get(self, version_id: str, slug: str) -> Exercise:
        """The exercise of this version.

        Raises:
            ExerciseError: what is stored is no exercise by this program's rules.
            StoreUnavailableError: the database cannot be reached.
        """
        with self._lock:
            if version_id in self._kept:
                self._kept.move_to_end(version_id)
                return self._kept[version_id]
        with self._database.reading() as session:
            files = exercises.load_files(session, version_id)
        exercise = Exercise.from_files(slug, files)
        with self._lock:
            self._kept[version_id] = exercise
            while len(self._kept) > _EXERCISES_KEPT:
                self._kept.popitem(last=False)
        return exercise
