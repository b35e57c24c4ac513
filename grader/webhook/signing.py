"""The signature of a message, as https://www.standardwebhooks.com says: `v1,` and the HMAC-SHA256 of `id.timestamp.body`.

While secrets overlap, a message carries a signature for each of them, so the receiver may know either.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Iterable

_SECRET_PREFIX = "whsec_"  # noqa: S105 - the convention's prefix, no secret
_VERSION = "v1"


def signature(secrets: Iterable[str], message_id: str, timestamp: int, body: bytes) -> str:
    """The value of the header `webhook-signature`.

    Args:
        secrets: `whsec_` and base64, each valid now.
        timestamp: Unix time in seconds, as sent in `webhook-timestamp`.
    """
    signed = b".".join((message_id.encode(), str(timestamp).encode(), body))
    return " ".join(f"{_VERSION},{_mac(secret, signed)}" for secret in secrets)


def headers(secrets: Iterable[str], message_id: str, timestamp: int, body: bytes) -> dict[str, str]:
    """The headers that a signed message is sent with."""
    return {
        "content-type": "application/json",
        "webhook-id": message_id,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": signature(secrets, message_id, timestamp, body),
    }


def _mac(secret: str, signed: bytes) -> str:
    key = base64.b64decode(secret.removeprefix(_SECRET_PREFIX))
    return base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
