"""The commands that run the service and look after it. They work on the database directly: whoever may, is the operator.

`register` hangs them into the command line. What a command needs is imported when it runs, so that --help answers at once.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from grader.config import Settings, load_settings
from grader.errors import ConfigurationError

if TYPE_CHECKING:
    from grader.store import Database

ACTOR = "cli"

DataDirOption = Annotated[Path | None, typer.Option("--data-dir", help="Folder for the embedded database and secrets.")]
DatabaseOption = Annotated[str | None, typer.Option("--database-url", help="postgresql://... or sqlite:////path")]
BrokerOption = Annotated[str | None, typer.Option("--broker-url", help="redis://..., memory:// or auto")]
ExercisesOption = Annotated[Path | None, typer.Option("--exercises", help="Folder of the exercises for all tenants.")]
SlotsOption = Annotated[int | None, typer.Option("--slots", min=0, help="Programs graded at a time.")]
DeviceOption = Annotated[str | None, typer.Option("--device", help="cpu or cuda")]
TenantOption = Annotated[str, typer.Option("--tenant", help="The tenant's name.")]
MaybeTenantOption = Annotated[
    str | None, typer.Option("--tenant", help="The tenant's name; may be left out where there is one tenant only.")
]
LogFormatOption = Annotated[str | None, typer.Option("--log-format", help="text or json")]

database_app = typer.Typer(no_args_is_help=True, help="The database's schema.")
key_app = typer.Typer(no_args_is_help=True, help="API keys.")
fleet_app = typer.Typer(no_args_is_help=True, help="The workers of this deployment.")
learner_app = typer.Typer(no_args_is_help=True, help="Learners' data.")
submission_app = typer.Typer(no_args_is_help=True, help="Submissions that need a person.")


def register(app: typer.Typer) -> None:
    """Add the service's commands to the command line."""
    from grader.commands_rejudge import rejudge_app

    app.command("serve")(serve)
    app.command("worker")(worker)
    app.add_typer(database_app, name="db")
    app.add_typer(key_app, name="key")
    app.add_typer(fleet_app, name="fleet")
    app.add_typer(learner_app, name="learner")
    app.add_typer(submission_app, name="submission")
    app.add_typer(rejudge_app, name="rejudge")


@contextmanager
def opened_database(settings: Settings) -> Iterator[Database]:
    """The deployment's database with a schema that fits, messages going to its broker if others can reach that."""
    from grader.deployment import prepare_schema
    from grader.dispatch import Dispatcher
    from grader.private_redis import answers, url_of
    from grader.store import Database

    database = Database(settings.effective_database_url(), pool_size=2)
    broker_url = settings.broker_url
    if broker_url == "auto" and answers(settings.data_dir):
        broker_url = url_of(settings.data_dir)
    # Without a broker that reaches other processes the reconciler of the serving process sends what is missing.
    dispatcher = Dispatcher(broker_url) if broker_url.startswith("redis") else None
    database.after_commit = dispatcher.send if dispatcher else None
    try:
        prepare_schema(database)
        yield database
    finally:
        if dispatcher is not None:
            dispatcher.close()
        database.close()


def tenant_id_of(database: Database, name: str | None) -> str:
    """The id of the tenant of this name; of the only one there is, if no name is given.

    Raises:
        ConfigurationError: there is none of this name, or a name is needed; the message lists them.
    """
    from grader.store import tenants

    with database.reading() as session:
        known = tenants.list_tenants(session)
    found = [tenant for tenant in known if name in (None, tenant.name)]
    if len(found) != 1:
        names = ", ".join(tenant.name for tenant in known) or "none; make one with `grader key create`"
        problem = "name one with --tenant" if name is None else f"there is no tenant {name!r}"
        raise ConfigurationError(f"{problem}; known are: {names}")
    return found[0].id


def serve(
    host: Annotated[str | None, typer.Option("--host", help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option("--port", help="Port to listen on.")] = None,
    slots: SlotsOption = None,
    device: DeviceOption = None,
    exercises: ExercisesOption = None,
    data_dir: DataDirOption = None,
    database_url: DatabaseOption = None,
    broker_url: BrokerOption = None,
    log_format: LogFormatOption = None,
) -> None:
    """Run the service: API, web page, and, unless --slots 0, a worker of its own."""
    from grader import logs
    from grader.serving import Served, run_server

    settings = load_settings(
        host=host,
        port=port,
        serve_slots=slots,
        device=device,
        exercises_dir=exercises,
        data_dir=data_dir,
        database_url=database_url,
        broker_url=broker_url,
        log_format=log_format,
    )
    logs.configure(settings)

    def announce(served: Served) -> None:
        typer.echo(f"torchgrader is ready at {served.url} with {served.exercises} exercises")
        if served.first_key is not None:
            typer.echo(f"first API key, for everything, shown only now: {served.first_key}")
        sys.stdout.flush()

    raise typer.Exit(run_server(settings, announce))


def worker(
    device: DeviceOption = None,
    slots: Annotated[int | None, typer.Option("--slots", min=1, help="Programs graded at a time.")] = None,
    data_dir: DataDirOption = None,
    database_url: DatabaseOption = None,
    broker_url: BrokerOption = None,
    log_format: LogFormatOption = None,
) -> None:
    """Run a worker: it takes submissions from the broker and grades them. Start as many as you have machines."""
    from grader import logs
    from grader.serving import run_worker

    settings = load_settings(
        device=device,
        slots=slots,
        data_dir=data_dir,
        database_url=database_url,
        broker_url=broker_url,
        log_format=log_format,
    )
    logs.configure(settings)
    raise typer.Exit(run_worker(settings))


@database_app.command("upgrade")
def upgrade(data_dir: DataDirOption = None, database_url: DatabaseOption = None) -> None:
    """Bring the schema up to date. Run it before the first start, and with every new version."""
    from grader.store import Database, schema

    database = Database(load_settings(data_dir=data_dir, database_url=database_url).effective_database_url())
    try:
        schema.upgrade(database)
    finally:
        database.close()
    typer.echo("the database is up to date", err=True)


@key_app.command("create")
def create_key(
    tenant: TenantOption,
    scope: Annotated[str, typer.Option("--scope", help="submit, author, rejudge, admin; several with commas")],
    name: Annotated[str, typer.Option("--name", help="What the key is for.")] = "",
    days: Annotated[float | None, typer.Option("--days", min=0, help="Days after which it expires.")] = None,
    data_dir: DataDirOption = None,
    database_url: DatabaseOption = None,
) -> None:
    """Make a key, and its tenant if there is none. The key alone is printed, once."""
    from grader.statuses import Scope
    from grader.store import tenants

    try:
        scopes = [Scope(word.strip()) for word in scope.split(",") if word.strip()]
    except ValueError:
        raise ConfigurationError(f"--scope {scope}: choose from {', '.join(Scope)}") from None
    expires_at = None if days is None else datetime.now(UTC) + timedelta(days=days)
    settings = load_settings(data_dir=data_dir, database_url=database_url)
    with opened_database(settings) as database, database.transaction() as session:
        owner = tenants.ensure_tenant(session, tenant)
        key = tenants.create_key(session, owner.id, scopes, name=name, expires_at=expires_at, actor=ACTOR)
    typer.echo(key.text)


@key_app.command("list")
def list_keys(
    tenant: MaybeTenantOption = None, data_dir: DataDirOption = None, database_url: DatabaseOption = None
) -> None:
    """Show a tenant's keys: id, scopes, state. Their texts are nowhere to be had."""
    from grader.store import tenants

    with opened_database(load_settings(data_dir=data_dir, database_url=database_url)) as database:
        tenant_id = tenant_id_of(database, tenant)
        with database.reading() as session:
            rows = tenants.list_keys(session, tenant_id, limit=200).items
    for row in rows:
        expired = row.expires_at is not None and row.expires_at <= datetime.now(UTC)
        state = "revoked" if row.revoked_at else "expired" if expired else "valid"
        until = f" until {row.expires_at:%Y-%m-%d %H:%M}" if row.expires_at and state == "valid" else ""
        typer.echo(f"{row.id}  {state}{until}  {','.join(row.scopes)}  {row.name}")


@key_app.command("revoke")
def revoke_key(
    key_id: Annotated[str, typer.Argument(help="The key's id, as `grader key list` shows it.")],
    tenant: MaybeTenantOption = None,
    data_dir: DataDirOption = None,
    database_url: DatabaseOption = None,
) -> None:
    """Make a key useless from now on."""
    from grader.store import tenants

    with opened_database(load_settings(data_dir=data_dir, database_url=database_url)) as database:
        tenant_id = tenant_id_of(database, tenant)
        with database.transaction() as session:
            tenants.revoke_key(session, tenant_id, key_id, actor=ACTOR)
    typer.echo(f"{key_id} is revoked", err=True)


@key_app.command("rotate")
def rotate_key(
    key_id: Annotated[str, typer.Argument(help="The key's id, as `grader key list` shows it.")],
    tenant: MaybeTenantOption = None,
    overlap_hours: Annotated[float, typer.Option("--overlap-hours", min=0, help="The old key works so long.")] = 24.0,
    data_dir: DataDirOption = None,
    database_url: DatabaseOption = None,
) -> None:
    """Make a successor with the same scopes; the old key works on for the overlap. The new key alone is printed."""
    from grader.store import tenants

    with opened_database(load_settings(data_dir=data_dir, database_url=database_url)) as database:
        tenant_id = tenant_id_of(database, tenant)
        overlap = timedelta(hours=overlap_hours)
        with database.transaction() as session:
            key = tenants.rotate_key(session, tenant_id, key_id, overlap=overlap, actor=ACTOR)
    typer.echo(key.text)


@fleet_app.command("list")
def list_workers(data_dir: DataDirOption = None, database_url: DatabaseOption = None) -> None:
    """Show the workers that live: id, device, slots, since when, what they run."""
    from grader.store import fleet

    settings = load_settings(data_dir=data_dir, database_url=database_url)
    with opened_database(settings) as database, database.reading() as session:
        for row in fleet.list_live(session, heartbeat_s=settings.heartbeat_timeout_s):
            state = "draining" if row.draining else "working"
            torch = row.environment.get("torch", "?")
            typer.echo(
                f"{row.id}  {state}  {row.device}  {row.slots} slots  torch {torch}  since {row.started_at:%F %T}"
            )


@fleet_app.command("check")
def check_worker(data_dir: DataDirOption = None, database_url: DatabaseOption = None) -> None:
    """Exit with 0 if a worker of this machine, or of this container, lives; for health checks."""
    from grader.store import Database, fleet
    from grader.worker_host import this_place

    settings = load_settings(data_dir=data_dir, database_url=database_url)
    database = Database(settings.effective_database_url(), pool_size=1)
    try:
        with database.reading() as session:
            live = fleet.list_live(session, heartbeat_s=settings.heartbeat_timeout_s)
    finally:
        database.close()
    here = [row.id for row in live if row.place == this_place()]
    if not here:
        raise ConfigurationError("no worker lives here: look at its log")
    typer.echo("\n".join(here))


@fleet_app.command("drain")
def drain_worker(
    worker_id: Annotated[str, typer.Argument(help="The worker's id, as `grader fleet list` shows it.")],
    data_dir: DataDirOption = None,
    database_url: DatabaseOption = None,
) -> None:
    """Ask a worker to take no more work, finish what it has, and end."""
    from grader.store import fleet

    settings = load_settings(data_dir=data_dir, database_url=database_url)
    with opened_database(settings) as database, database.transaction() as session:
        asked = fleet.drain(session, worker_id)
    if not asked:
        raise ConfigurationError(f"there is no living worker {worker_id}: see `grader fleet list`")
    typer.echo(f"{worker_id} takes no more work", err=True)


@learner_app.command("erase")
def erase_learner(
    learner: Annotated[str, typer.Argument(help="The learner's id, as the platform sent it.")],
    tenant: MaybeTenantOption = None,
    data_dir: DataDirOption = None,
    database_url: DatabaseOption = None,
) -> None:
    """Erase a learner's programs, what they showed, and the id itself. Verdicts stay, nameless."""
    from grader.store import interventions

    with opened_database(load_settings(data_dir=data_dir, database_url=database_url)) as database:
        tenant_id = tenant_id_of(database, tenant)
        with database.transaction() as session:
            count = interventions.erase_learner(session, tenant_id, learner, actor=ACTOR)
    typer.echo(f"{count} submissions erased", err=True)


@submission_app.command("errors")
def list_errors(
    tenant: MaybeTenantOption = None, data_dir: DataDirOption = None, database_url: DatabaseOption = None
) -> None:
    """List the submissions that ended internal_error, with the reason."""
    from grader.store import interventions, submissions

    with opened_database(load_settings(data_dir=data_dir, database_url=database_url)) as database:
        tenant_id = tenant_id_of(database, tenant)
        cursor, more = None, True
        while more:
            with database.reading() as session:
                page = interventions.list_internal_errors(session, tenant_id, cursor=cursor, limit=200)
                for row in page.items:
                    attempt = submissions.get_with_attempt(session, tenant_id, row.id)[1]
                    reason = "" if attempt is None else attempt.note or ""
                    typer.echo(f"{row.id}  {row.slug}  {row.created_at:%F %T}  {reason}")
            cursor, more = page.next_cursor, page.next_cursor is not None


@submission_app.command("retry")
def retry_submission(
    submission_ids: Annotated[
        list[str], typer.Argument(metavar="ID...", help="Submissions that ended internal_error.")
    ],
    data_dir: DataDirOption = None,
    database_url: DatabaseOption = None,
) -> None:
    """Grade once more what ended internal_error."""
    from grader.store import interventions, submissions

    with opened_database(load_settings(data_dir=data_dir, database_url=database_url)) as database:
        for submission_id in submission_ids:
            with database.transaction() as session:
                tenant_id = submissions.tenant_of(session, submission_id)
                interventions.retry(session, tenant_id, submission_id, actor=ACTOR)
            typer.echo(f"{submission_id} is queued", err=True)


@submission_app.command("override")
def override_verdict(
    submission_id: Annotated[str, typer.Argument(metavar="ID", help="The submission.")],
    verdict: Annotated[str, typer.Option("--verdict", help="The verdict's name, such as accepted.")],
    reason: Annotated[str, typer.Option("--reason", help="Why; kept in the audit log.")],
    score: Annotated[
        float | None, typer.Option("--score", min=0, max=1, help="0 to 1; as it was if not given.")
    ] = None,
    data_dir: DataDirOption = None,
    database_url: DatabaseOption = None,
) -> None:
    """Set a verdict by hand. The former attempt stays as it was."""
    from grader.store import interventions, submissions
    from grader.verdict import Verdict

    names = [each.json_name for each in Verdict if each is not Verdict.INTERNAL_ERROR]
    if verdict not in names:
        raise ConfigurationError(f"--verdict {verdict}: choose from {', '.join(names)}")
    with opened_database(load_settings(data_dir=data_dir, database_url=database_url)) as database:
        change = interventions.Override(verdict, score, reason)
        with database.transaction() as session:
            tenant_id = submissions.tenant_of(session, submission_id)
            interventions.override(session, tenant_id, submission_id, change, actor=ACTOR)
    typer.echo(f"{submission_id} is {verdict}", err=True)
