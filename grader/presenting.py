"""Shows results to a person on a terminal: colour, a table, one screen, no noise. Learner text is never read as markup."""

from __future__ import annotations

import platform
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markdown import Markdown
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from grader import localisation
from grader.exercise import Exercise
from grader.grading import Graded
from grader.messages import N_, say
from grader.observations import clean_text
from grader.terminal import one_line
from workers.sandbox import LayerReport, Sandbox

_VERDICT_COLOURS = {"accepted": "green", "wrong_answer": "red", "internal_error": "magenta"}
_STDOUT_LINES = 12
_DETAILED = 3
_LIBRARIES = ("torch", "numpy", "matplotlib", "celery", "sqlalchemy", "fastapi")
_SERVICES = ("redis-server", "postgres", "chromium")


def print_results(console: Console, results: Sequence[tuple[Path, Graded]], locale: str) -> None:
    """A few results whole, many as a table of one line each."""
    if len(results) <= _DETAILED:
        for path, graded in results:
            print_result(console, path.name, graded.to_json(locale), locale)
    else:
        _print_table(console, results, locale)


def _verdict_text(verdict: str, code: str) -> Text:
    colour = _VERDICT_COLOURS.get(verdict, "yellow")
    return Text(f"{verdict.replace('_', ' ')} ({code})", style=f"bold {colour}")


def _score(score: float | None) -> str:
    return "–" if score is None else f"{score:.2f}"


def print_result(console: Console, name: str, shown: Mapping[str, Any], locale: str) -> None:
    """One result, as `Graded.to_json` gives it: the verdict, each check, the diagnosis, what the program printed."""
    speak = localisation.language(locale).render
    verdict = _verdict_text(shown["verdict"], shown["code"])
    heading = Text.assemble((one_line(name), "bold"), "  ", verdict, f"  {_score(shown['score'])}")
    console.print(heading)
    checks = Table.grid(padding=(0, 2))
    for check in shown["checks"]:
        mark = Text("✓", "green") if check["passed"] else Text("✗", "yellow" if check["advisory"] else "red")
        checks.add_row(Text("  "), mark, Text(check["id"]), Text(clean_text(check["message"])))
    console.print(checks)
    if shown["error"] is not None:
        line = f" ({speak(say(N_('line {line}'), line=shown['error']['line']))})" if shown["error"]["line"] else ""
        console.print(Text(f"  {shown['error']['type']}{line}: {clean_text(shown['error']['message'])}", "yellow"))
    if shown["diagnosis"] is not None:
        where = shown["diagnosis"].get("line")
        title = shown["diagnosis"]["code"] + (f" · {speak(say(N_('line {line}'), line=where))}" if where else "")
        console.print(
            Panel(Text(shown["diagnosis"]["message"]), title=Text(title), title_align="left", border_style="cyan")
        )
    printed = shown["stdout"].splitlines()
    if printed:
        more = [f"… (+{len(printed) - _STDOUT_LINES})"] if len(printed) > _STDOUT_LINES else []
        console.print(Text("\n".join(f"  │ {each}" for each in [*printed[:_STDOUT_LINES], *more]), "dim"))
    console.print()


def _print_table(console: Console, results: Sequence[tuple[Path, Graded]], locale: str) -> None:
    table = Table(box=None, pad_edge=False)
    for heading in ("file", "verdict", "score", "diagnosis"):
        table.add_column(heading)
    for path, graded in results:
        named = "" if graded.diagnosis is None else graded.diagnosis.code
        table.add_row(
            Text(one_line(path.name)), _verdict_text(graded.verdict, graded.code), _score(graded.score), named
        )
    console.print(table)
    accepted = sum(graded.verdict == "accepted" for _, graded in results)
    message = say(N_("{accepted} of {total} accepted."), accepted=accepted, total=len(results))
    console.print(localisation.language(locale).render(message))


def print_exercises(console: Console, exercises: Sequence[Exercise], locale: str) -> None:
    """A line for each exercise."""
    table = Table(box=None, pad_edge=False)
    for heading in ("exercise", "title", "kind", "languages", "proofs"):
        table.add_column(heading)
    for each in exercises:
        proofs = f"{sum(proof.accepted for proof in each.proofs)} + {sum(not proof.accepted for proof in each.proofs)}"
        table.add_row(each.slug, Text(each.title(locale)), each.spec.kind, " ".join(sorted(each.statements)), proofs)
    console.print(table)


def print_exercise(console: Console, exercise: Exercise, locale: str) -> None:
    """The statement, and below it what is checked and allowed."""
    console.print(Markdown(exercise.statements.get(locale, exercise.statements["en"])))
    limits = exercise.spec.limits
    facts = Table.grid(padding=(0, 2))
    facts.add_column()
    facts.add_column(overflow="fold")
    facts.add_row("version", exercise.version)
    facts.add_row("names", " ".join(exercise.spec.names))
    facts.add_row("checks", Text(" ".join(check.id for check in exercise.spec.check)))
    facts.add_row("limits", f"{limits.cpu_seconds:g} s cpu, {limits.wall_seconds:g} s wall, {limits.memory_mb} MB")
    console.print(Panel(facts, border_style="dim"))


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return "not installed"


@dataclass(frozen=True)
class Doctor:
    """How the sandbox and what surrounds it stand."""

    layers: tuple[LayerReport, ...]
    versions: dict[str, str]
    services: dict[str, str]
    problem: str

    @classmethod
    def of(cls, sandbox: Sandbox, problem: str, cuda: str) -> Doctor:
        """Look at a sandbox that was started, or that could not be; ``cuda`` tells of the CUDA lane."""
        versions = {"python": platform.python_version(), "kernel": platform.release()}
        versions |= {name: _version(name) for name in _LIBRARIES}
        services = {name: shutil.which(name) or "not found on PATH" for name in _SERVICES}
        return cls(sandbox.layers, versions, services | {"cuda": cuda}, problem)

    def to_json(self) -> dict[str, Any]:
        """The report for programs."""
        layers = [
            {"name": each.name, "floor": each.floor, "active": each.active, "proof": each.proof} for each in self.layers
        ]
        facts = {"holds": not self.problem, "problem": self.problem}
        return facts | {"layers": layers, "versions": self.versions, "services": self.services}

    def print(self, console: Console) -> None:
        """The report for a person."""
        table = Table(box=None, pad_edge=False)
        for heading in ("", "layer", "", "proof"):
            table.add_column(heading, overflow="fold")
        for each in self.layers:
            mark = (
                Text("✓", "green") if each.active else Text("✗" if each.floor else "–", "red" if each.floor else "dim")
            )
            table.add_row(mark, each.name, "floor" if each.floor else "above", Text(each.proof))
        console.print(table)
        console.print(Text("  ".join(f"{name} {number}" for name, number in self.versions.items()), "dim"))
        for name, place in self.services.items():
            console.print(Text(f"{name}: {place}", "dim"))
        if not self.problem:
            console.print(Text("The sandbox holds.", "bold green"))
