"""`grader rejudge`: start a set and watch it run, look at what would change, apply or cancel it."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from grader.config import load_settings

if TYPE_CHECKING:
    from rich.console import Console

    from grader.models import Rejudging
    from grader.store import Database

rejudge_app = typer.Typer(no_args_is_help=True, help="Grade stored submissions again: run, inspect, apply or cancel.")

_POLL_S = 0.25
_DIFF_LINES = 50
DataDirOption = Annotated[Path | None, typer.Option("--data-dir", help="Folder for the embedded database and secrets.")]
DatabaseOption = Annotated[str | None, typer.Option("--database-url", help="postgresql://... or sqlite:////path")]
BrokerOption = Annotated[str | None, typer.Option("--broker-url", help="redis://..., memory:// or auto")]
TenantOption = Annotated[
    str | None, typer.Option("--tenant", help="The tenant's name; may be left out where there is one tenant only.")
]
IdArgument = Annotated[str, typer.Argument(metavar="ID", help="The rejudging, as `grader rejudge start` printed it.")]
TimeOption = Annotated[
    datetime | None, typer.Option(formats=["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S"], help="UTC; a day, or day and time.")
]


@rejudge_app.command("start")
def start(
    exercise: Annotated[str, typer.Argument(help="The exercise.")],
    tenant: TenantOption = None,
    reason: Annotated[str, typer.Option("--reason", help="Why; kept in the audit log.")] = "",
    version: Annotated[str | None, typer.Option(help="Those graded with this version, sha256:...")] = None,
    since: TimeOption = None,
    until: TimeOption = None,
    verdict: Annotated[str | None, typer.Option(help="Those whose verdict is this.")] = None,
    torch: Annotated[str | None, typer.Option(help="Those graded under this version of torch.")] = None,
    learner: Annotated[str | None, typer.Option(help="This learner's alone.")] = None,
    overridden: Annotated[bool, typer.Option("--overridden", help="Also those set by hand.")] = False,
    to_version: Annotated[
        str | None, typer.Option(help="Grade with this version; the active one if not given.")
    ] = None,
    device: Annotated[str | None, typer.Option(help="cpu or cuda; as before if not given.")] = None,
    run_again: Annotated[
        bool, typer.Option("--run-again", help="Run every program, also where what it would show is kept.")
    ] = False,
    wait: Annotated[bool, typer.Option("--wait/--no-wait", help="Show progress until it is ready.")] = True,
    data_dir: DataDirOption = None,
    database_url: DatabaseOption = None,
    broker_url: BrokerOption = None,
) -> None:
    """Select submissions and grade them anew, behind all live work. Nothing counts until it is applied."""
    from rich.console import Console

    from grader import rejudging
    from grader.commands_service import ACTOR, opened_database, tenant_id_of
    from grader.store.rejudgings import Selection

    settings = load_settings(data_dir=data_dir, database_url=database_url, broker_url=broker_url)
    selection = Selection(
        exercise=exercise,
        version=version,
        since=None if since is None else since.replace(tzinfo=UTC),
        until=None if until is None else until.replace(tzinfo=UTC),
        verdict=verdict,
        torch=torch,
        learner=learner,
        overridden=overridden,
    )
    with opened_database(settings) as database:
        tenant_id = tenant_id_of(database, tenant)
        order = rejudging.Order(selection, reason, version=to_version, device=device, run_again=run_again)
        opened = rejudging.start(database, tenant_id, order, actor=ACTOR, heartbeat_s=settings.heartbeat_timeout_s)
        typer.echo(opened.id)
        if wait:
            _watch(database, opened, settings.heartbeat_timeout_s)
            _print_diff(Console(), database, tenant_id, opened.id)


@rejudge_app.command("show")
def show(
    rejudging_id: IdArgument,
    wait: Annotated[bool, typer.Option("--wait/--no-wait", help="Show progress until it is ready.")] = False,
    data_dir: DataDirOption = None,
    database_url: DatabaseOption = None,
) -> None:
    """Say how far a set is, and what it found so far."""
    from rich.console import Console

    from grader.commands_service import opened_database
    from grader.store import rejudgings

    settings = load_settings(data_dir=data_dir, database_url=database_url)
    with opened_database(settings) as database:
        with database.reading() as session:
            tenant_id = rejudgings.tenant_of(session, rejudging_id)
            row = rejudgings.get(session, tenant_id, rejudging_id)
            so_far = rejudgings.progress(session, row)
        kept = f", {so_far.from_kept_runs} from kept runs" if so_far.from_kept_runs else ""
        typer.echo(f"{row.id}: {row.slug}, {row.status}, {so_far.finished} of {so_far.total}{kept} ({row.reason})")
        if wait:
            _watch(database, row, settings.heartbeat_timeout_s)
        _print_diff(Console(), database, tenant_id, rejudging_id)


@rejudge_app.command("list")
def list_sets(tenant: TenantOption = None, data_dir: DataDirOption = None, database_url: DatabaseOption = None) -> None:
    """List a tenant's sets, newest first."""
    from grader.commands_service import opened_database, tenant_id_of
    from grader.store import rejudgings

    with opened_database(load_settings(data_dir=data_dir, database_url=database_url)) as database:
        tenant_id = tenant_id_of(database, tenant)
        with database.reading() as session:
            for row in rejudgings.list_page(session, tenant_id, limit=50).items:
                typer.echo(f"{row.id}  {row.status}  {row.slug}  {row.total}  {row.created_at:%F %T}  {row.reason}")


@rejudge_app.command("diff")
def diff(
    rejudging_id: IdArgument,
    everything: Annotated[bool, typer.Option("--all", help="Also those that did not change.")] = False,
    data_dir: DataDirOption = None,
    database_url: DatabaseOption = None,
) -> None:
    """Show, submission by submission, which verdict would become which."""
    from grader.commands_service import opened_database
    from grader.store import rejudgings

    with opened_database(load_settings(data_dir=data_dir, database_url=database_url)) as database:
        cursor, more = None, True
        while more:
            with database.reading() as session:
                tenant_id = rejudgings.tenant_of(session, rejudging_id)
                row = rejudgings.get(session, tenant_id, rejudging_id)
                page = rejudgings.diff_page(session, row, changed_only=not everything, cursor=cursor, limit=_DIFF_LINES)
            for line in page.items:
                stale = "  (another attempt counts by now: left alone)" if line.stale else ""
                before = f"{line.before_verdict} {_score(line.before_score)}"
                after = f"{line.after_verdict} {_score(line.after_score)}"
                typer.echo(f"{line.submission_id}  {line.learner or '-'}  {before} -> {after}{stale}")
            cursor, more = page.next_cursor, page.next_cursor is not None


@rejudge_app.command("apply")
def apply(
    rejudging_id: IdArgument,
    data_dir: DataDirOption = None,
    database_url: DatabaseOption = None,
    broker_url: BrokerOption = None,
) -> None:
    """Let a set's verdicts count, all at once."""
    from grader.commands_service import ACTOR, opened_database
    from grader.store import rejudgings

    settings = load_settings(data_dir=data_dir, database_url=database_url, broker_url=broker_url)
    with opened_database(settings) as database, database.transaction() as session:
        tenant_id = rejudgings.tenant_of(session, rejudging_id)
        outcome = rejudgings.apply(session, tenant_id, rejudging_id, actor=ACTOR).outcome or {}
    typer.echo(
        f"{outcome['applied']} applied, {outcome['changed']} of them changed; left alone: "
        f"{outcome['stale']} with a newer attempt, {outcome['failed']} that ended internal_error"
    )


@rejudge_app.command("cancel")
def cancel(
    rejudging_id: IdArgument,
    data_dir: DataDirOption = None,
    database_url: DatabaseOption = None,
) -> None:
    """Drop a set; nothing of it counts."""
    from grader.commands_service import ACTOR, opened_database
    from grader.store import rejudgings

    settings = load_settings(data_dir=data_dir, database_url=database_url)
    with opened_database(settings) as database, database.transaction() as session:
        tenant_id = rejudgings.tenant_of(session, rejudging_id)
        rejudgings.cancel(session, tenant_id, rejudging_id, actor=ACTOR)
    typer.echo(f"{rejudging_id} is cancelled", err=True)


def _watch(database: Database, opened: Rejudging, heartbeat_s: float) -> None:
    """A progress bar until the set is ready or closed."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from grader.statuses import RejudgingStatus
    from grader.store import fleet, rejudgings

    with database.reading() as session:
        if not fleet.list_live(session, heartbeat_s=heartbeat_s):
            typer.echo("no worker lives: start `grader serve` or `grader worker`", err=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task("rejudging", total=None)
        while True:
            with database.reading() as session:
                row = rejudgings.get(session, opened.tenant_id, opened.id)
                so_far = rejudgings.progress(session, row)
            bar.update(task, total=so_far.total or None, completed=so_far.finished)
            if row.status not in (RejudgingStatus.SELECTING, RejudgingStatus.RUNNING):
                return
            time.sleep(_POLL_S)


def _print_diff(console: Console, database: Database, tenant_id: str, rejudging_id: str) -> None:
    """The table of which verdict became which."""
    from rich.table import Table

    from grader.store import rejudgings

    with database.reading() as session:
        row = rejudgings.get(session, tenant_id, rejudging_id)
        counts = rejudgings.diff_table(session, row)
    before = sorted({old or "-" for old, _ in counts})
    after = sorted({new or "-" for _, new in counts})
    table = Table(title="before (rows) -> after (columns)")
    table.add_column("")
    for name in after:
        table.add_column(name, justify="right")
    for old in before:
        table.add_row(old, *(str(counts.get((old, new), "")) for new in after))
    console.print(table)


def _score(score: float | None) -> str:
    return "-" if score is None else f"{score:.2f}"
