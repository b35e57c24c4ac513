"""What no text can hold, in a program and in what it shows, goes through the real service and comes out as text."""

from __future__ import annotations

import base64
import json

import pytest

from tests.api.real_service import RealService
from tests.api.receiver import Receiver, wait_until

#: One idea each, as bytes; none of them is our fault.
PROGRAMS = {
    "prints NUL and half a character": b'print("a\\x00b\\ud800c\\u202ed")\n',
    "writes bytes that are no text": b'import sys\nsys.stdout.buffer.write(b"\\xff\\xfe\\x00")\nsys.stdout.flush()\n',
    "raises with half a character": b'raise ValueError("\\ud800\\x00\\x1b[31m")\n',
    "names an error so": b'raise type("E\\ud800", (Exception,), {})("x")\n',
    "is no UTF-8": b"x = '\xff\xfe'\n",
    "holds NUL": b"x = 1\x00\n",
    "says it is in a code nobody has": b"# -*- coding: \xff\x00 -*-\nx = 1\n",
}


@pytest.mark.parametrize("program", PROGRAMS.values(), ids=PROGRAMS.keys())
def test_hostile_text_is_stored_shown_and_announced(real: RealService, program: bytes) -> None:
    """The verdict is the learner's, and everything that is said of the program is text that can be read and stored."""
    with Receiver() as receiver, real.client() as client:
        body = {
            "exercise": "detach",
            "source_base64": base64.b64encode(program).decode(),
            "learner": "l\u00e4rner \U0001f600",
            "callback_url": receiver.url(),
        }
        response = client.post("/v1/submissions?wait=60", json=body)
        submission = response.json()
        wait_until(lambda: len(receiver.received) == 1)
        source = client.get(f"/v1/submissions/{submission['id']}/source").content
    assert (response.status_code, submission["learner"]) == (200, "l\u00e4rner \U0001f600")
    assert submission["attempt"]["code"] in {"WA", "RTE", "SE"}
    assert source == program
    [message] = receiver.received
    assert json.loads(message.body)["data"]["id"] == submission["id"]
    for said in (json.dumps(submission), json.dumps(json.loads(message.body))):
        assert "\\u0000" not in said
        assert "\\u001b" not in said
        # A pair is one character beyond the basic plane; half of one is none.
        assert json.loads(said.encode()) is not None
        json.dumps(json.loads(said), ensure_ascii=False).encode("utf-8")
