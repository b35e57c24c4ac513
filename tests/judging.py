"""Tries many programs at once: what each had to come to, what it came to, and a table of both.

``python -m tests.judging [lesson ...]`` tries every program of ``tests/programs`` and every proof of the exercises, minutes of
work that `make programs` starts; the tests try as many of them as a test run can afford.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import typer

from grader.exercise import Exercise, ExerciseCatalog
from grader.grading import Graded, Grader
from workers.sandbox import Sandbox

ROOT = Path(__file__).resolve().parents[1]
PROGRAMS = ROOT / "tests" / "programs"
LESSONS = tuple(sorted(each.name for each in PROGRAMS.iterdir() if each.is_dir()))
SIDES = ("accepted", "rejected")
ENOUGH_SECONDS = 600.0
"""For the search of a known mistake: how busy the machine is must not decide what a program is told."""
_CODES = re.compile(rb"# diagnosis: ([a-z_, ]+)")
_MOST_SHOWN = 20
_GROUPS = 2


@dataclass(frozen=True)
class Trial:
    """One program, whether it has to be accepted, and the diagnoses of which one is right; none where nobody named one."""

    name: str
    source: bytes
    accepted: bool
    codes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Tried:
    """A program and what became of it."""

    trial: Trial
    graded: Graded

    @property
    def judged_right(self) -> bool:
        """Whether it got the verdict that it has to get."""
        return (self.graded.verdict == "accepted") is self.trial.accepted

    @property
    def named_right(self) -> bool:
        """Whether it was told one of the diagnoses that fit; true where nobody named one."""
        return not self.trial.codes or self._code in self.trial.codes

    @property
    def named(self) -> bool:
        """Whether it was told anything."""
        return bool(self._code)

    @property
    def _code(self) -> str:
        return self.graded.diagnosis.code if self.graded.diagnosis is not None else ""

    def __str__(self) -> str:
        wanted = "accepted" if self.trial.accepted else " or ".join(self.trial.codes) or "rejected"
        failed = [check.id for check in self.graded.checks if not check.passed and not check.advisory]
        return f"{self.trial.name}: {self.graded.code} {self._code or 'without a name'}, wanted is {wanted}; failed: {failed}"


def programs(lesson: str, side: str, stride: int = 1) -> list[Trial]:
    """The programs that people wrote for a lesson, every ``stride``-th of them."""
    files = sorted((PROGRAMS / lesson / side).glob("*.py"))[::stride]
    return [_trial(f"{lesson}/{side}/{file.name}", file.read_bytes(), accepted=side == "accepted") for file in files]


def _trial(name: str, source: bytes, *, accepted: bool) -> Trial:
    found = None if accepted else _CODES.search(source)
    codes = tuple(each.strip() for each in found[1].decode().split(",")) if found is not None else ()
    return Trial(name, source, accepted, codes)


def proofs(exercise: Exercise, stride: int = 1) -> list[Trial]:
    """An exercise's own proof submissions, every ``stride``-th of them."""
    return [
        Trial(each.file, each.source, each.accepted, (each.diagnosis,) if each.diagnosis else ())
        for each in exercise.proofs[::stride]
    ]


def tried(grader: Grader, exercise: Exercise, trials: Iterable[Trial]) -> Iterator[Tried]:
    """Each program as it was graded, all with the same few variants, so that references and known mistakes run once."""
    for number, trial in enumerate(trials):
        yield Tried(trial, grader.grade(exercise, trial.source, f"trial {number % _GROUPS}"))


def listed(problems: Sequence[Tried]) -> str:
    """The programs that did not come to what they had to, one a line."""
    lines = [str(each) for each in problems[:_MOST_SHOWN]]
    return "\n".join(["", *lines, *(["..."] if len(problems) > _MOST_SHOWN else [])])


def _row(label: str, results: Sequence[Tried]) -> str:
    honest = [each for each in results if each.trial.accepted]
    wrong = [each for each in results if not each.trial.accepted and each.trial.codes]
    rejected = [each for each in results if not each.trial.accepted]
    counts = [sum(each.judged_right for each in side) for side in (honest, rejected)]
    agreeing = sum(each.named_right for each in wrong)
    return f"| {label} | {counts[0]}/{len(honest)} | {counts[1]}/{len(rejected)} | {agreeing}/{len(wrong)} |"


def main(lessons: Sequence[str]) -> int:
    """Print the table and every program that came to something else; 0 if each verdict is right."""
    catalog = ExerciseCatalog(ROOT / "exercises")
    wrong: list[Tried] = []
    typer.echo("| programs | accepted | rejected | diagnosis fits |\n| --- | --- | --- | --- |")
    with Sandbox() as sandbox:
        grader = Grader(sandbox, b"a secret of the tests' own, no other", likeness_seconds=ENOUGH_SECONDS)
        for slug in lessons or catalog.slugs():
            exercise = catalog.get(slug)
            asked = {"proofs": proofs(exercise)}
            if slug in LESSONS:
                asked["programs"] = [trial for side in SIDES for trial in programs(slug, side)]
            for what, trials in asked.items():
                results = list(tried(grader, exercise, trials))
                typer.echo(_row(f"{slug}, {what}", results))
                wrong += [
                    each for each in results if not (each.judged_right and (each.named_right or each.trial.accepted))
                ]
    typer.echo("\n".join(map(str, wrong)))
    return 0 if all(each.judged_right for each in wrong) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
