"""The authors' commands: ``grader exercise new`` makes a folder to start from, ``grader exercise check`` is the publishing gate."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from grader.config import load_settings, load_variants_secret

_PASSED, _REFUSED, _NOT_DONE = 0, 1, 2


class Kind(StrEnum):
    """Kinds of exercise."""

    script = "script"
    scenario = "scenario"


class Device(StrEnum):
    """Devices that programs run on."""

    cpu = "cpu"
    cuda = "cuda"


JsonOption = Annotated[bool, typer.Option("--json", help="One JSON object a line, for programs.")]
VerboseOption = Annotated[bool, typer.Option("--verbose", help="Show every mutant and every margin.")]


def register(exercise_app: typer.Typer) -> None:
    """Add the authors' commands to the group ``grader exercise``."""
    exercise_app.command("new")(new_exercise)
    exercise_app.command("check")(check_exercises)


def new_exercise(
    slug: Annotated[str, typer.Argument(help="The new exercise's name: small letters, digits, hyphens.")],
    kind: Annotated[
        Kind, typer.Option(help="A script observes variables; a scenario calls a function or class.")
    ] = Kind.script,
    exercises: Annotated[
        Path, typer.Option("--exercises", help="Folder in which to make the exercise's folder.")
    ] = Path("exercises"),
) -> None:
    """Make a working exercise to start from: it loads and grades at once."""
    from grader.authoring.template import write_template

    folder = write_template(exercises / slug, kind.value)
    typer.echo(f"{folder} is ready. Change it file by file, and ask in between: grader exercise check {folder}")


def check_exercises(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Exercise folders.")],
    device: Annotated[Device, typer.Option(help="Where the programs run.")] = Device.cpu,
    as_json: JsonOption = False,
    verbose: VerboseOption = False,
) -> None:
    """Prove exercises: the gate that each one passes before learners see it."""
    from grader.authoring.checking import check_folder
    from grader.authoring.showing import show_report
    from grader.lanes import open_sandbox, side_by_side

    present = [path for path in paths if path.is_dir()]
    for path in paths:
        if path not in present:
            typer.echo(f"grader: {path}: there is no such folder", err=True)
    status = _NOT_DONE if len(present) < len(paths) else _PASSED
    if not present:
        raise typer.Exit(status)
    settings = load_settings()
    workers = side_by_side(settings, device.value, len(os.sched_getaffinity(0)))
    secret = load_variants_secret(settings)
    with open_sandbox(settings, device.value, concurrency=workers) as sandbox:
        for path in present:
            with _progress(path.name) as progress:
                report = check_folder(path, sandbox, secret, progress, workers)
            if as_json:
                typer.echo(json.dumps(report.to_json(), ensure_ascii=False))
            else:
                show_report(Console(), report, verbose=verbose)
            if report.broken:
                typer.echo(f"grader: {path}: could not be checked: {report.broken}", err=True)
            status = max(status, _NOT_DONE if report.broken else _PASSED if report.passed else _REFUSED)
    raise typer.Exit(status)


class _Bar:
    """Tells a terminal how far the gate is; where there is no terminal it says nothing."""

    def __init__(self, bar: Progress, slug: str) -> None:
        self._bar = bar
        self._slug = slug
        self._task: TaskID | None = None

    def begin(self, gate: str, steps: int) -> None:
        """A gate with so many programs begins."""
        if self._task is not None:
            self._bar.remove_task(self._task)
        self._task = self._bar.add_task(f"{self._slug}: {gate}", total=steps)

    def step(self) -> None:
        """One program was tried."""
        if self._task is not None:
            self._bar.advance(self._task)


@contextmanager
def _progress(slug: str) -> Iterator[_Bar]:
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        yield _Bar(bar, slug)
