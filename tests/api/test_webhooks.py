"""Webhook messages on their way: signed, tried again, recorded, and never sent where they must not go."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import httpx
import pytest
from sqlalchemy import select, update
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from grader.deployment import Deployment
from grader.models import Delivery, DeliveryTry
from grader.statuses import DeliveryStatus
from grader.store import deliveries, interventions
from grader.webhook import WebhookSender, addresses, schedule, sender
from tests.api.conftest import ON_BOTH_DATABASES, SUBMISSION, row_of
from tests.api.receiver import Received, Receiver, wait_until
from tests.service.fakes import Place


@pytest.fixture
def sending(deployment: Deployment) -> Iterator[Callable[[], None]]:
    """A function that sends everything that is due, and waits until it is settled."""
    opened = WebhookSender(deployment)

    def send() -> None:
        while opened.run_once():
            assert opened.wait_until_idle(30)

    yield send
    opened.close()


def announced(place: Place, url: str, **changes: object) -> str:
    """Let a submission that wants to be announced at `url` be graded; returns its id."""
    [row] = place.submit("accepted", callback_url=url, learner="anna")
    place.grade(row, **changes)  # type: ignore[arg-type]
    return row.id


def the_delivery(place: Place) -> tuple[Delivery, list[DeliveryTry]]:
    """Return the one message there is, and its tries."""
    with place.database.reading() as session:
        row = session.scalars(select(Delivery)).one()
        return row, deliveries.list_tries(session, row.id)


def make_due(place: Place) -> None:
    """Let the time of the next try have come."""
    with place.database.transaction() as session:
        session.execute(update(Delivery).values(next_try_at=datetime.now(UTC) - timedelta(seconds=1)))


def secret_of(place: Place) -> str:
    """Return the newest signing secret."""
    with place.database.transaction() as session:
        return deliveries.ensure_secret(session, place.tenant_id)[0].secret


def verified(secret: str, message: Received) -> dict[str, object]:
    """Check a message's signature with an implementation by others, and return its body."""
    body: dict[str, object] = Webhook(secret).verify(message.body, message.headers)
    return body


@ON_BOTH_DATABASES
def test_a_verdict_is_announced_with_a_signature(place: Place, sending: Callable[[], None]) -> None:
    """A verdict is sent once, signed as Standard Webhooks says, with what a course platform needs."""
    with Receiver() as receiver:
        submission_id = announced(place, receiver.url("/hook?course=1"), verdict="wrong_answer", score=0.5)
        sending()
        sending()
    [message] = receiver.received
    body = verified(secret_of(place), message)
    row, [tried] = the_delivery(place)
    assert (message.path, message.headers["host"]) == ("/hook?course=1", f"127.0.0.1:{receiver.port}")
    assert (message.headers["webhook-id"], body["type"]) == (row.id, "submission.graded")
    data = body["data"]
    assert isinstance(data, dict)
    assert (data["id"], data["verdict"], data["code"], data["score"]) == (submission_id, "wrong_answer", "WA", 0.5)
    assert (data["learner"], data["exercise"], data["attempt"]["number"]) == ("anna", "detach", 1)
    assert (row.status, row.tries, tried.status_code, tried.error) == (DeliveryStatus.DELIVERED, 1, 200, None)


def test_a_changed_body_is_noticed(place: Place, sending: Callable[[], None]) -> None:
    """A receiver that checks the signature refuses a message that was changed on the way."""
    with Receiver() as receiver:
        announced(place, receiver.url())
        sending()
    [message] = receiver.received
    forged = Received(message.path, message.headers, message.body.replace(b"accepted", b"rejected"))
    with pytest.raises(WebhookVerificationError):
        verified(secret_of(place), forged)


def test_secrets_overlap(place: Place, sending: Callable[[], None]) -> None:
    """While secrets overlap, a receiver may know either; a revoked one signs no more."""
    old = secret_of(place)
    with place.database.transaction() as session:
        new = deliveries.create_secret(session, place.tenant_id, actor="test")
    with Receiver() as receiver:
        announced(place, receiver.url())
        sending()
        with place.database.transaction() as session:
            former = deliveries.list_secrets(session, place.tenant_id)[-1]
            deliveries.revoke_secret(session, place.tenant_id, former.id, actor="test")
        announced(place, receiver.url())
        sending()
    before, after = receiver.received
    assert verified(old, before) == verified(new.secret, before)
    assert verified(new.secret, after)
    with pytest.raises(WebhookVerificationError):
        verified(old, after)


def test_a_failed_message_comes_again_with_the_same_id_and_body(place: Place, sending: Callable[[], None]) -> None:
    """What a receiver did not take is sent later, under the same id, byte for byte the same."""
    with Receiver(answer=lambda number: (500 if number == 1 else 204, {})) as receiver:
        announced(place, receiver.url())
        sending()
        row, _ = the_delivery(place)
        assert (row.status, row.tries) == (DeliveryStatus.PENDING, 1)
        assert row.next_try_at is not None
        assert row.next_try_at > datetime.now(UTC)
        make_due(place)
        sending()
    first, second = receiver.received
    assert (first.headers["webhook-id"], first.body) == (second.headers["webhook-id"], second.body)
    row, tries = the_delivery(place)
    assert (row.status, [each.status_code for each in tries]) == (DeliveryStatus.DELIVERED, [500, 204])


def test_a_message_is_given_up_after_the_last_try(place: Place, sending: Callable[[], None]) -> None:
    """After the last pause of the schedule follows one more try, then the message is marked as failed."""
    with Receiver(answer=lambda _: (503, {})) as receiver:
        announced(place, receiver.url())
        for _ in range(len(schedule.PAUSES_S) + 3):
            sending()
            with place.database.transaction() as session:
                session.execute(
                    update(Delivery).where(Delivery.status == "pending").values(next_try_at=datetime.now(UTC))
                )
    row, tries = the_delivery(place)
    assert (row.status, len(tries), row.next_try_at) == (DeliveryStatus.FAILED, len(schedule.PAUSES_S) + 1, None)


def test_gone_is_taken_at_its_word(place: Place, sending: Callable[[], None]) -> None:
    """A receiver that answers 410 is not asked again for this message."""
    with Receiver(answer=lambda _: (410, {})) as receiver:
        announced(place, receiver.url())
        sending()
    row, _ = the_delivery(place)
    assert row.status is DeliveryStatus.FAILED


def test_a_redirect_is_not_followed(place: Place, sending: Callable[[], None]) -> None:
    """A redirect, to a private address above all, leads nowhere; the log says so."""
    with Receiver() as private, Receiver(answer=lambda _: (307, {"location": private.url()})) as receiver:
        announced(place, receiver.url())
        sending()
        assert (len(receiver.received), private.received) == (1, [])
    _, [tried] = the_delivery(place)
    assert (tried.status_code, tried.error) == (307, "redirects are not followed: give the address that they lead to")


@pytest.mark.parametrize("settings", [{"callback_networks": ()}], indirect=True)
def test_a_private_address_is_refused_when_it_is_used(place: Place, sending: Callable[[], None]) -> None:
    """An address in a network that is not listed gets nothing, even if its message was stored."""
    with Receiver() as receiver:
        announced(place, receiver.url())
        sending()
        assert receiver.received == []
    row, [tried] = the_delivery(place)
    assert row.status is DeliveryStatus.FAILED
    assert tried.error == "127.0.0.1 is no public address: callbacks go to public addresses only"


def test_the_connection_goes_to_the_address_that_was_looked_at(
    place: Place, sending: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The name is not resolved a second time: the request goes to the resolved address, with the name as its host."""
    monkeypatch.setattr(addresses, "_ask", lambda _host, _port: [ip_address("127.0.0.1")])
    with Receiver() as receiver:
        announced(place, f"http://known-to-nobody.test:{receiver.port}/hook")
        sending()
    [message] = receiver.received
    assert message.headers["host"] == f"known-to-nobody.test:{receiver.port}"


def test_a_certificate_must_be_the_names(place: Place, deployment: Deployment, monkeypatch: pytest.MonkeyPatch) -> None:
    """Over TLS the certificate is checked against the name in the URL, although the connection goes to an address."""
    certificate = Path(__file__).with_name("hooks.test.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    monkeypatch.setattr(addresses, "_ask", lambda _host, _port: [ip_address("127.0.0.1")])
    with ExitStack() as stack:
        receiver = stack.enter_context(Receiver(certificate=certificate))
        opened = WebhookSender(deployment)
        stack.callback(opened.close)
        for name in ("hooks.test", "other.test"):
            announced(place, f"https://{name}:{receiver.port}/hook")
            assert opened.run_once() == 1
            assert opened.wait_until_idle(30)
    [message] = receiver.received
    assert message.headers["host"].startswith("hooks.test:")
    with place.database.reading() as session:
        errors = list(session.scalars(select(DeliveryTry.error).order_by(DeliveryTry.delivery_id)))
    assert errors[0] is None
    assert "certificate" in str(errors[1]).lower()


def test_proxies_of_the_environment_are_not_used(
    place: Place, deployment: Deployment, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A proxy would connect for us to an address of its own choice, so none is asked."""
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    with Receiver() as receiver:
        announced(place, receiver.url())
        opened = WebhookSender(deployment)
        opened.run_once()
        assert opened.wait_until_idle(30)
        opened.close()
    assert len(receiver.received) == 1


def test_one_slow_receiver_does_not_hold_up_the_others(place: Place, deployment: Deployment) -> None:
    """A host that does not answer holds a few places; messages to others go on."""
    opened = WebhookSender(deployment)
    with Receiver() as slow, Receiver() as quick:
        slow.gate.clear()
        for _ in range(sender.PLACES_PER_HOST + 2):
            announced(place, f"http://localhost:{slow.port}/hook")
        opened.run_once()
        wait_until(lambda: len(slow.received) == sender.PLACES_PER_HOST)
        announced(place, quick.url())
        opened.run_once()
        wait_until(lambda: len(quick.received) == 1)
        slow.gate.set()
        assert opened.wait_until_idle(30)
        make_due_of_pending(place)
        opened.run_once()
        assert opened.wait_until_idle(30)
        opened.close()
        assert len(slow.received) == sender.PLACES_PER_HOST + 2
    with place.database.reading() as session:
        assert set(session.scalars(select(Delivery.status))) == {DeliveryStatus.DELIVERED}


def make_due_of_pending(place: Place) -> None:
    """Let the time of every postponed message have come."""
    with place.database.transaction() as session:
        session.execute(update(Delivery).where(Delivery.status == "pending").values(next_try_at=datetime.now(UTC)))


def test_a_receiver_that_never_answers_is_given_up(
    place: Place, sending: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A try has an end, however slowly a receiver answers, and is logged as one without an answer."""
    monkeypatch.setattr(sender, "TRY_S", 0.2)
    with Receiver() as receiver:
        receiver.gate.clear()
        announced(place, receiver.url())
        sending()
        receiver.gate.set()
    row, [tried] = the_delivery(place)
    assert (row.status, tried.status_code) == (DeliveryStatus.PENDING, None)
    assert tried.error is not None
    assert tried.error.startswith("no answer within")


def test_a_dead_sender_leaves_its_claim_behind(place: Place, deployment: Deployment) -> None:
    """A message that was claimed by a process which died is due again when the claim is over."""
    with Receiver() as receiver:
        announced(place, receiver.url())
        with place.database.transaction() as session:
            assert len(deliveries.claim_due(session, limit=10, claim_s=60)) == 1
        opened = WebhookSender(deployment)
        assert opened.run_once() == 0
        make_due(place)
        assert opened.run_once() == 1
        assert opened.wait_until_idle(30)
        opened.close()
    assert len(receiver.received) == 1


def test_erased_data_is_not_sent(place: Place, deployment: Deployment) -> None:
    """A message whose learner was erased in the meantime is gone."""
    with Receiver() as receiver:
        announced(place, receiver.url())
        with place.database.transaction() as session:
            interventions.erase_learner(session, place.tenant_id, "anna", actor="test")
        opened = WebhookSender(deployment)
        assert opened.run_once() == 0
        opened.close()
    assert receiver.received == []


def test_a_message_can_be_sent_again_on_request(
    client: httpx.Client, place: Place, sending: Callable[[], None]
) -> None:
    """The log shows each try, and a message that was delivered can be sent once more under the same id."""
    with Receiver() as receiver:
        response = client.post("/v1/submissions", json=SUBMISSION | {"callback_url": receiver.url()})
        submission_id = response.json()["id"]
        place.grade(row_of(place, submission_id))
        sending()
        [listed] = client.get("/v1/deliveries", params={"submission": submission_id}).json()["items"]
        assert (listed["status"], listed["tries"]) == ("delivered", 1)
        again = client.post(f"/v1/deliveries/{listed['id']}/redeliver")
        assert (again.status_code, again.json()["status"]) == (202, "pending")
        sending()
    assert [each.headers["webhook-id"] for each in receiver.received] == [listed["id"]] * 2
    shown = client.get(f"/v1/deliveries/{listed['id']}").json()
    assert [each["status_code"] for each in shown["log"]] == [200, 200]
    assert shown["body"] == json.loads(receiver.received[0].body)


@pytest.mark.parametrize(
    "header, seconds",
    [("120", 120.0), ("0", 0.0), ("-5", 0.0), ("soon", 0.0), ("1e3", 0.0), ("9" * 400, 999_999_999.0), (None, 0.0)],
)
def test_retry_after_is_read_with_care(header: str | None, seconds: float) -> None:
    """Seconds are taken as they are, and what is no number of seconds asks for nothing."""
    assert schedule.seconds_asked(header, datetime.now(UTC)) == seconds


def test_retry_after_may_be_a_date() -> None:
    """A date in `Retry-After` means until then."""
    now = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
    assert schedule.seconds_asked("Sat, 21 Nov 2026 09:02:00 GMT", now) == 120.0
    assert schedule.seconds_asked("Sat, 21 Nov 2026 08:00:00 GMT", now) == 0.0


def test_a_receiver_may_ask_for_a_longer_pause_but_not_for_ever() -> None:
    """`Retry-After` makes a pause longer, up to a day, and never shorter than the schedule's."""
    day = 24 * 3600.0
    for asked, least, most in ((60.0, 60.0, 72.0), (1.0, 5.0, 6.0), (1e9, day, 1.2 * day)):
        pause = schedule.pause_s(0, asked_s=asked)
        assert pause is not None
        assert least <= pause <= most
    assert schedule.pause_s(len(schedule.PAUSES_S)) is None
