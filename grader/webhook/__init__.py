"""Webhooks after the Standard Webhooks convention: signed, tried again with growing pauses, never sent to where they must not.

    signing     the signature, with every secret that is valid now
    addresses   where a message may go: checked when the URL is given, and again when it is used
    schedule    when to try again
    sender      claims what is due and sends it

A message is stored with the attempt that it announces (`grader.store.deliveries`), so sending it late costs time, never a
message. Its id stays the same over all tries: the receiver's idempotency key.
"""

from __future__ import annotations

from grader.webhook.sender import WebhookSender

__all__ = ["WebhookSender"]
