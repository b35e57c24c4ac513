"""The command ``grader``: grade programs here, look at exercises, ask the sandbox how it stands, run the service.

Exit status: 0 where all went well and every program was accepted, 1 where some were not (or an attack was not contained), 2 where
something could not be done; the reason is then one line on standard error. Interrupted from the keyboard, it is 130; 75 asks to
start a service or worker again. `docs/command-line.md` says it command by command.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import Progress

from grader import authoring_commands, commands_service, presenting, presenting_attacks, terminal
from grader.attack_corpus import Attack, load_attacks
from grader.attacking import Report, run_attacks
from grader.config import load_settings, load_variants_secret
from grader.errors import ExerciseError, GraderError, SandboxError, UnknownExerciseError
from grader.exercise import LOCALES, Exercise, ExerciseCatalog
from grader.grading import Graded, Grader
from grader.lanes import open_sandbox, side_by_side
from grader.paths import attack_corpus
from workers.device_sandbox import cuda_state

_ACCEPTED, _NOT_ACCEPTED, _NOT_DONE = 0, 1, 2
_NOT_CONTAINED = 1
_READ_BYTES = (1 << 20) + 1

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Grades PyTorch exercises: runs a program in a sandbox and judges outside it what the program showed.",
)
exercise_app = typer.Typer(no_args_is_help=True, help="Look at exercises, make new ones, prove them.")
app.add_typer(exercise_app, name="exercise")
commands_service.register(app)
authoring_commands.register(exercise_app)


class Locale(StrEnum):
    """Languages that feedback is given in."""

    en = "en"
    de = "de"
    zh = "zh"
    tr = "tr"


class Device(StrEnum):
    """Devices that programs run on."""

    cpu = "cpu"
    cuda = "cuda"


ExercisesOption = Annotated[
    Path | None, typer.Option("--exercises", help="Folder of exercises; those that come with torchgrader if not given.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="One JSON object a line, for programs.")]
LocaleOption = Annotated[Locale, typer.Option("--locale", help="Language of the feedback.")]


def main() -> None:
    """The entry point: errors of ours become one line and exit status 2."""
    terminal.prepare()
    sys.exit(_exit_status())


def _exit_status() -> int:
    try:
        try:
            app()
        except SystemExit as ending:
            if isinstance(ending.__context__, BrokenPipeError):  # which typer and rich make an exit of their own
                raise ending.__context__ from None
            sys.stdout.flush()
            return int(ending.code or _ACCEPTED)
    except GraderError as error:
        terminal.complain(str(error))
    except BrokenPipeError:
        terminal.stop_writing()  # the reader went away (``| head``); there is nobody left to tell
    except OSError as error:
        terminal.complain_of_system(error)
        terminal.stop_writing()
    return _NOT_DONE


def _catalog(exercises: Path | None) -> ExerciseCatalog:
    settings = load_settings(exercises_dir=exercises)
    return ExerciseCatalog(settings.effective_exercises_dir())


def _load(catalog: ExerciseCatalog, slug: str) -> Exercise:
    """The exercise of that name. Raises `GraderError` that names the folder where it is broken."""
    try:
        return catalog.get(slug)
    except UnknownExerciseError:
        raise
    except ExerciseError as error:
        raise GraderError(f"the exercise {slug} is broken: {error}") from error


@app.command()
def grade(
    slug: Annotated[str, typer.Argument(help="The exercise, as `grader exercise list` names it.")],
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="The programs to grade.")],
    exercises: ExercisesOption = None,
    device: Annotated[Device, typer.Option(help="Where the programs run.")] = Device.cpu,
    locale: LocaleOption = Locale.en,
    as_json: JsonOption = False,
) -> None:
    """Grade programs here and now, without a server."""
    exercise = _load(_catalog(exercises), slug)
    exercise.require_device(device.value)
    readable, complaints = _read_all(files)
    statuses = [_NOT_DONE] * len(complaints)
    for complaint in complaints:
        terminal.complain(complaint)
    if readable:
        with _open_grader(device.value, len(readable)) as grader:
            results = _grade_all(grader, exercise, readable, device.value)
            if as_json:
                statuses += [_print_json(path, graded, locale.value) for path, graded in results]
            else:
                shown = [(path, graded) for path, graded in _with_progress(results, len(readable))]
                presenting.print_results(Console(), shown, locale.value)
                statuses += [_status(path, graded) for path, graded in shown]
    raise typer.Exit(max(statuses, default=_NOT_DONE))


def _read_all(files: Sequence[Path]) -> tuple[list[tuple[Path, bytes]], list[str]]:
    """The programs' bytes, and a complaint for each file that cannot be read."""
    readable: list[tuple[Path, bytes]] = []
    complaints: list[str] = []
    for path in files:
        try:
            if path.is_dir():
                raise IsADirectoryError(21, "is a folder; name the program's file")
            with path.open("rb") as file:
                readable.append((path, file.read(_READ_BYTES)))
        except (OSError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
            complaints.append(f"{terminal.one_line(path)}: {reason}")
    return readable, complaints


@contextmanager
def _open_grader(device: str, count: int) -> Iterator[Grader]:
    settings = load_settings()
    secret = load_variants_secret(settings)
    workers = min(count, side_by_side(settings, device, len(os.sched_getaffinity(0))))
    with open_sandbox(settings, device, concurrency=workers) as sandbox:
        yield Grader(sandbox, secret)


def _grade_all(
    grader: Grader, exercise: Exercise, programs: Sequence[tuple[Path, bytes]], device: str
) -> Iterator[tuple[Path, Graded]]:
    """Results in the order given; as many programs at a time as there are processors."""

    def one(program: tuple[Path, bytes]) -> Graded:
        # The same program gets the same hidden variants whenever it is graded here.
        return grader.grade(exercise, program[1], hashlib.sha256(program[1]).hexdigest(), device)

    pool = ThreadPoolExecutor(max_workers=min(len(programs), len(os.sched_getaffinity(0))))
    try:
        for program, graded in zip(programs, pool.map(one, programs), strict=True):
            yield program[0], graded
    finally:
        pool.shutdown(wait=False, cancel_futures=True)  # who interrupts does not wait for the programs that are left


def _with_progress(results: Iterator[tuple[Path, Graded]], count: int) -> Iterator[tuple[Path, Graded]]:
    console = Console(stderr=True)
    if count == 1 or not console.is_terminal:
        yield from results
        return
    with Progress(console=console, transient=True) as progress:
        task = progress.add_task("grading", total=count)
        for result in results:
            progress.advance(task)
            yield result


def _print_json(path: Path, graded: Graded, locale: str) -> int:
    terminal.print_json({"file": _file_name(path), **graded.to_json(locale)})
    return _status(path, graded)


def _file_name(path: Path) -> str:
    return os.fspath(path).encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _status(path: Path, graded: Graded) -> int:
    if graded.verdict == "internal_error":
        terminal.complain(
            f"{terminal.one_line(path)}: could not be graded, which is no fault of the program: {graded.reason}"
        )
        return _NOT_DONE
    return _ACCEPTED if graded.verdict == "accepted" else _NOT_ACCEPTED


@exercise_app.command("list")
def list_exercises(
    exercises: ExercisesOption = None, locale: LocaleOption = Locale.en, as_json: JsonOption = False
) -> None:
    """Name every exercise; of those that are broken, say what is wrong."""
    catalog = _catalog(exercises)
    found: list[Exercise] = []
    broken: list[GraderError] = []
    for slug in catalog.slugs():
        try:
            found.append(_load(catalog, slug))
        except GraderError as error:
            broken.append(error)
    if as_json:
        for each in found:
            terminal.print_json(_summary(each, locale.value))
    else:
        presenting.print_exercises(Console(), found, locale.value)
    for problem in broken:
        terminal.complain(str(problem))
    if broken:
        raise typer.Exit(_NOT_DONE)


@exercise_app.command("show")
def show_exercise(
    slug: Annotated[str, typer.Argument(help="The exercise's name.")],
    exercises: ExercisesOption = None,
    locale: LocaleOption = Locale.en,
    as_json: JsonOption = False,
) -> None:
    """Show one exercise as its learners see it: statement, names, limits, checks."""
    exercise = _load(_catalog(exercises), slug)
    if as_json:
        shown = _summary(exercise, locale.value) | {
            "statement": exercise.statements.get(locale.value, exercise.statements["en"]),
            "starter": exercise.starter,
            "checks": [check.id for check in exercise.spec.check],
        }
        terminal.print_json(shown)
    else:
        presenting.print_exercise(Console(), exercise, locale.value)


def _summary(exercise: Exercise, locale: str) -> dict[str, Any]:
    return {
        "slug": exercise.slug,
        "title": exercise.title(locale),
        "version": exercise.version,
        "kind": exercise.spec.kind,
        "tags": list(exercise.spec.tags),
        "locales": [each for each in LOCALES if each in exercise.statements],
        "names": list(exercise.spec.names),
    }


@app.command()
def doctor(
    device: Annotated[Device, typer.Option(help="Which sandbox to look at.")] = Device.cpu,
    attack: Annotated[
        bool, typer.Option("--attack", help="Then attack it with every hostile program of the corpus; takes minutes.")
    ] = False,
    attacks: Annotated[
        Path | None,
        typer.Option("--attacks", help="Attack it with those of this folder; a checkout's own if not given."),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Show each layer of the sandbox with the proof that it holds, versions, and what the service would use."""
    corpus = load_attacks(attacks or attack_corpus()) if attack or attacks else []
    settings = load_settings()
    sandbox = open_sandbox(settings, device.value, concurrency=1)
    problem = ""
    try:
        sandbox.start()
    except SandboxError as error:
        problem = str(error)
    found = presenting.Doctor.of(sandbox, problem, cuda_state(settings.cuda_index))
    sandbox.close()
    if not as_json:
        found.print(Console())
    report = None if problem or not corpus else _attacked(corpus)
    if as_json:
        attacked = {} if report is None else {"attack": report.to_json()}
        terminal.print_json(found.to_json() | attacked)
    elif report is not None:
        presenting_attacks.print_attacks(Console(), report)
    if problem:
        terminal.complain(problem)
        raise typer.Exit(_NOT_DONE)
    if report is not None and not report.held:
        raise typer.Exit(_NOT_CONTAINED)


def _attacked(corpus: Sequence[Attack]) -> Report:
    """What came of the attacks, with a bar on standard error where a person looks."""
    with presenting_attacks.attack_progress(Console(stderr=True), len(corpus)) as tell:
        return run_attacks(corpus, tell=tell)


if __name__ == "__main__":
    main()
