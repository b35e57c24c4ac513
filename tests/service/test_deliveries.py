"""Webhook messages in the store; on SQLite and on PostgreSQL."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from grader.statuses import DeliveryStatus
from grader.store import ConflictError, NotFoundError, deliveries, tenants
from grader.store.deliveries import DueDelivery, TryOutcome
from tests.service.fakes import Place

HOOK = "https://example.org/hook"


def claim(place: Place, *, claim_s: float = 60.0) -> list[DueDelivery]:
    """Claim what is due."""
    with place.database.transaction() as session:
        return deliveries.claim_due(session, limit=10, claim_s=claim_s)


def record(place: Place, due: DueDelivery, code: int | None, *, again_in: float | None = None) -> bool:
    """Log a try."""
    now = datetime.now(UTC)
    outcome = TryOutcome(now, 12.0, code, None if code else "connection refused\x00")
    following = None if again_in is None else now + timedelta(seconds=again_in)
    with place.database.transaction() as session:
        return deliveries.record_try(session, due, outcome, next_try_at=following)


def one_message(place: Place) -> DueDelivery:
    """Grade a submission with a webhook and claim its message."""
    [row] = place.submit("x", callback_url=HOOK)
    place.grade(row)
    [due] = claim(place)
    return due


def test_a_claimed_message_is_nobody_elses(place: Place) -> None:
    """While a claim holds the message is not due; a claim that dies is due again, under the same id."""
    due = one_message(place)
    assert claim(place) == []
    assert (due.url, due.kind, due.tries, due.body) == (HOOK, deliveries.GRADED, 0, None)
    assert record(place, due, None, again_in=-1)
    [again] = claim(place, claim_s=-1)
    assert (again.id, again.tries) == (due.id, 1)
    [taken_over] = claim(place)
    assert taken_over.id == due.id
    assert not record(place, again, 500)
    with place.database.reading() as session:
        assert deliveries.get(session, place.tenant_id, due.id).status is DeliveryStatus.PENDING


def test_a_delivered_message_is_not_sent_again(place: Place) -> None:
    """An answer of 2xx settles a message, with its tries in the log."""
    due = one_message(place)
    record(place, due, 503, again_in=-1)
    [again] = claim(place)
    record(place, again, 204)
    assert claim(place) == []
    with place.database.reading() as session:
        row = deliveries.get(session, place.tenant_id, due.id)
        tries = deliveries.list_tries(session, due.id)
    assert (row.status, row.tries) == (DeliveryStatus.DELIVERED, 2)
    assert [(one.number, one.status_code) for one in tries] == [(1, 503), (2, 204)]


def test_a_message_given_up_can_be_sent_again_by_hand(place: Place) -> None:
    """Redelivery keeps the id and the body of the first try."""
    due = one_message(place)
    with place.database.transaction() as session:
        deliveries.keep_body(session, due.id, '{"first": 1}')
        deliveries.keep_body(session, due.id, '{"second": 2}')
    record(place, due, None)
    with place.database.transaction() as session:
        assert deliveries.get(session, place.tenant_id, due.id).status is DeliveryStatus.FAILED
        deliveries.redeliver(session, place.tenant_id, due.id, actor="k")
    [again] = claim(place)
    assert (again.id, again.body, again.tries) == (due.id, '{"first": 1}', 1)


def test_messages_belong_to_a_tenant(place: Place) -> None:
    """Another tenant sees and redelivers nothing."""
    due = one_message(place)
    with place.database.transaction() as session:
        other = tenants.ensure_tenant(session, "school").id
        assert deliveries.list_page(session, other).items == []
        with pytest.raises(NotFoundError):
            deliveries.redeliver(session, other, due.id, actor="k")


def test_secrets_rotate_with_an_overlap(place: Place) -> None:
    """Both secrets sign until the overlap ends; the last one cannot be revoked."""
    with place.database.transaction() as session:
        [first] = deliveries.ensure_secret(session, place.tenant_id)
        assert [s.id for s in deliveries.ensure_secret(session, place.tenant_id)] == [first.id]
        assert first.secret.startswith("whsec_")
        with pytest.raises(ConflictError):
            deliveries.revoke_secret(session, place.tenant_id, first.id, actor="k")
        second = deliveries.create_secret(session, place.tenant_id, overlap=timedelta(hours=1), actor="k")
        assert [s.id for s in deliveries.list_secrets(session, place.tenant_id)] == [second.id, first.id]
        deliveries.revoke_secret(session, place.tenant_id, first.id, actor="k")
        assert [s.id for s in deliveries.list_secrets(session, place.tenant_id)] == [second.id]
        third = deliveries.create_secret(session, place.tenant_id, overlap=timedelta(0), actor="k")
        assert [s.id for s in deliveries.list_secrets(session, place.tenant_id)] == [third.id]
