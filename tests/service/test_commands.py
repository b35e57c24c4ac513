"""The operator's commands, on a database of the test's own."""

from __future__ import annotations

from pathlib import Path

import pytest
import typer
from click.testing import Result
from typer.testing import CliRunner

from grader.commands_service import register
from grader.errors import GraderError
from grader.statuses import RejudgingStatus, Scope
from grader.store import Database, Outgoing, attempts, audit, background, fleet, queue, rejudgings, tenants
from grader.store.attempts import Grade
from grader.worker_host import this_place
from tests.service.fakes import Place


@pytest.fixture
def runner(monkeypatch: pytest.MonkeyPatch, database_url: str, tmp_path: Path) -> CliRunner:
    """A runner whose commands work on the test's database."""
    monkeypatch.setenv("GRADER_DATABASE_URL", database_url)
    monkeypatch.setenv("GRADER_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("COLUMNS", "200")
    return CliRunner()


@pytest.fixture
def app() -> typer.Typer:
    """The command line with the service's commands."""
    app = typer.Typer(pretty_exceptions_enable=False)
    register(app)
    return app


def run(runner: CliRunner, app: typer.Typer, *words: str) -> Result:
    """Run a command that must succeed."""
    result = runner.invoke(app, list(words), catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result


def test_a_key_is_printed_alone(runner: CliRunner, app: typer.Typer, database: Database) -> None:
    """Standard output holds the key and nothing else, so that a script can keep it."""
    text = run(runner, app, "key", "create", "--tenant", "school", "--scope", "submit, admin").stdout.strip()
    with database.reading() as session:
        caller = tenants.authenticate(session, text)
    assert caller is not None
    assert caller.scopes == {Scope.SUBMIT, Scope.ADMIN}
    assert "valid" in run(runner, app, "key", "list", "--tenant", "school").stdout
    assert text not in run(runner, app, "key", "list").stdout


def test_keys_are_rotated_and_revoked(runner: CliRunner, app: typer.Typer, place: Place) -> None:
    """The successor works; the revoked key does not."""
    text = run(runner, app, "key", "rotate", place.key_id, "--tenant", "university").stdout.strip()
    run(runner, app, "key", "revoke", place.key_id)
    with place.database.reading() as session:
        assert tenants.authenticate(session, text) is not None
        assert tenants.authenticate(session, place.key_text) is None
        assert {entry.actor for entry in audit.list_entries(session, place.tenant_id).items} == {"test", "cli"}


@pytest.mark.parametrize(
    "words, reason",
    [
        ("key create --tenant t --scope everything", "--scope everything"),
        ("key create --tenant shared --scope submit", "reserved"),
        ("key list --tenant nobody", "known are: university"),
        ("rejudge start nothing", "no exercise 'nothing'"),
        ("rejudge apply rej_none", "no rejudging"),
        ("fleet drain wrk_none", "no living worker"),
        ("learner erase nobody", "no learner"),
        ("submission retry sub_none", "no submission"),
        ("submission override sub_none --verdict perfect --reason r", "choose from"),
        ("submission override sub_none --verdict accepted --reason r", "no submission"),
    ],
)
def test_what_cannot_be_done_is_said(
    runner: CliRunner, app: typer.Typer, place: Place, words: str, reason: str
) -> None:
    """A command that cannot do what it was asked names what is wrong, in an error of ours."""
    result = runner.invoke(app, words.split())
    assert isinstance(result.exception, GraderError)
    assert reason in str(result.exception)
    assert place.tenant_id


def test_a_rejudging_from_start_to_apply(runner: CliRunner, app: typer.Typer, place: Place) -> None:
    """A set is started, shown, compared and applied from the command line; the table says what became what."""
    rows = place.submit("x", "y", learner="anna")
    for row in rows:
        place.grade(row, "wrong_answer", 0.5)
    started = run(runner, app, "rejudge", "start", "detach", "--reason", "a mended check", "--no-wait")
    rejudging_id = started.stdout.strip()
    assert "selecting" not in run(runner, app, "rejudge", "show", rejudging_id).stdout
    grade_waiting(place)
    shown = run(runner, app, "rejudge", "show", rejudging_id, "--wait").stdout
    assert "2 of 2" in shown
    assert "accepted" in shown
    assert "wrong_answer" in shown
    changes = run(runner, app, "rejudge", "diff", rejudging_id).stdout.splitlines()
    assert [line.split()[:2] for line in changes] == [[row.id, "anna"] for row in rows]
    assert "wrong_answer 0.50 -> accepted 1.00" in changes[0]
    assert "2 applied, 2 of them changed" in run(runner, app, "rejudge", "apply", rejudging_id).stdout
    assert place.state(rows[0])[0].verdict == "accepted"
    assert "applied" in run(runner, app, "rejudge", "list").stdout


def test_a_rejudging_says_what_it_ran(runner: CliRunner, app: typer.Typer, place: Place) -> None:
    """`--run-again` is part of the set, and `show` counts the submissions that were judged from kept runs."""
    [row] = place.submit("x")
    place.grade(row)
    rejudging_id = run(runner, app, "rejudge", "start", "detach", "--no-wait", "--run-again").stdout.strip()
    with place.database.reading() as session:
        assert rejudgings.get(session, place.tenant_id, rejudging_id).run_again
    grade_waiting(place)
    assert "1 of 1 (" in run(runner, app, "rejudge", "show", rejudging_id).stdout
    rejudging_id = run(runner, app, "rejudge", "start", "detach", "--no-wait").stdout.strip()
    grade_waiting(place, runs_of=place.attempt_ids(row)[0])
    assert "1 of 1, 1 from kept runs (" in run(runner, app, "rejudge", "show", rejudging_id).stdout


def grade_waiting(place: Place, runs_of: str | None = None) -> None:
    """Grade every regrade as accepted, by the runs of an attempt if one is given."""
    sent: list[Outgoing] = []
    place.database.after_commit = sent.extend
    worker_id = place.worker()
    with place.database.transaction() as session:
        queue.resend_waiting(session, "cpu", grace_s=-1, limit=100)
        background.send(session, "cpu", window=100)
    for message in sent:
        lease = place.take(message.attempt_id, worker_id)
        assert lease is not None
        with place.database.transaction() as session:
            attempts.finish(session, lease, Grade("accepted", 1.0, {}, runs_of=runs_of))
    with place.database.transaction() as session:
        for row in rejudgings.list_open(session):
            rejudgings.mark_ready(session, row.id)


def test_a_cancelled_rejudging(runner: CliRunner, app: typer.Typer, place: Place) -> None:
    """A set is cancelled by its id alone."""
    [row] = place.submit("x")
    place.grade(row)
    rejudging_id = run(runner, app, "rejudge", "start", "detach", "--no-wait").stdout.strip()
    run(runner, app, "rejudge", "cancel", rejudging_id)
    with place.database.reading() as session:
        assert rejudgings.get(session, place.tenant_id, rejudging_id).status is RejudgingStatus.CANCELLED


def test_what_needs_a_person(runner: CliRunner, app: typer.Typer, place: Place) -> None:
    """Our errors are listed with their reason and tried again; a verdict is set by hand; a learner is erased."""
    [row] = place.submit("x", learner="anna")
    place.grade(row, "internal_error", None)
    assert row.id in run(runner, app, "submission", "errors").stdout
    run(runner, app, "submission", "retry", row.id)
    place.grade(row, "wrong_answer", 0.0)
    run(runner, app, "submission", "override", row.id, "--verdict", "accepted", "--score", "1", "--reason", "why")
    assert place.state(row)[0].score == 1.0
    run(runner, app, "learner", "erase", "anna")
    assert place.state(row)[0].learner is None


def test_workers_are_listed_and_drained(runner: CliRunner, app: typer.Typer, place: Place) -> None:
    """A living worker is in the list, and draining after it was asked to."""
    worker_id = place.worker()
    assert "working" in run(runner, app, "fleet", "list").stdout
    run(runner, app, "fleet", "drain", worker_id)
    assert "draining" in run(runner, app, "fleet", "list").stdout
    with place.database.reading() as session:
        assert [worker.id for worker in fleet.list_live(session, heartbeat_s=60)] == [worker_id]


def test_the_schema_is_brought_up_to_date(runner: CliRunner, app: typer.Typer, database: Database) -> None:
    """`db upgrade` can be run again and again."""
    for _ in range(2):
        run(runner, app, "db", "upgrade")
    database.close()


def test_a_worker_is_checked_where_it_runs(runner: CliRunner, app: typer.Typer, place: Place) -> None:
    """A health check finds the worker of its own machine, not one that lives elsewhere."""
    place.worker(at="elsewhere")
    with pytest.raises(GraderError, match="no worker lives here"):
        runner.invoke(app, ["fleet", "check"], catch_exceptions=False)
    worker_id = place.worker(at=this_place())
    assert run(runner, app, "fleet", "check").stdout.strip() == worker_id
    place.stop_worker(worker_id)
    assert runner.invoke(app, ["fleet", "check"]).exit_code != 0
