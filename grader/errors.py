"""The errors that torchgrader raises, as a tree.

    GraderError
    ├── ConfigurationError       a setting is wrong
    ├── ExerciseError            an exercise folder is broken; names file, key and what was expected
    │   └── UnknownExerciseError no exercise has that name
    ├── RecordError              bytes that crossed the boundary are not a record
    └── SandboxError             the sandbox cannot start or cannot hold

Every message says what is wrong and what to do. None of them is ever a learner's failure: those are verdicts.
"""

from __future__ import annotations


class GraderError(Exception):
    """Base of every error of ours."""


class ConfigurationError(GraderError):
    """A setting has a value that cannot be used."""


class ExerciseError(GraderError):
    """An exercise folder is broken.

    Attributes:
        file: the file inside the exercise folder, relative.
        key: dotted key inside that file, or "" where the file as a whole is meant.
    """

    def __init__(self, file: str, key: str, problem: str) -> None:
        self.file = file
        self.key = key
        self.problem = problem
        place = f"{file}: {key}" if key else file
        super().__init__(f"{place}: {problem}")


class UnknownExerciseError(ExerciseError):
    """No exercise has the name that was asked for."""

    def __init__(self, slug: str, near: list[str], known: int) -> None:
        meant = f"; did you mean {' or '.join(near)}?" if near else ""
        listed = f"`grader exercise list` names all {known}" if known else "the folder holds none"
        super().__init__("exercises", slug, f"there is no exercise {slug!r}{meant or ';'} {listed}")

    def __str__(self) -> str:
        return self.problem


class RecordError(GraderError):
    """Bytes that crossed the trust boundary are not a well-formed record."""


class SandboxError(GraderError):
    """The sandbox cannot be started, or a layer of it does not hold."""
