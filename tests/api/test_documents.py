"""What is said of the API is true: the reference is current, and the examples work on the real service."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import httpx
import jsonschema  # type: ignore[import-untyped]
import pytest

from grader.api import openapi_document
from grader.api.problems import KINDS
from grader.api.reference import render
from grader.schemas import answers, requests
from grader.verdict import Verdict
from tests.api.real_service import RealService
from tests.api.receiver import Receiver, wait_until

RIGHT = """\
import torch
x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z = x + y
z_no_grad = z.detach()
out = z_no_grad**2 + y**3
out.backward()
"""


@pytest.fixture(scope="module")
def guide(repository: Path) -> str:
    """The guide for platforms."""
    return (repository / "docs" / "integrating.md").read_text(encoding="utf-8")


def blocks(text: str, language: str) -> list[str]:
    """Return the code blocks of one language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def test_the_reference_is_current(repository: Path) -> None:
    """docs/api.md is what the OpenAPI document says."""
    written = (repository / "docs" / "api.md").read_text(encoding="utf-8")
    assert written == render(openapi_document()), "run: python -m grader.api.reference > docs/api.md"


def test_every_endpoint_says_what_it_does() -> None:
    """Each operation has a name of its own, a summary, a description, and documented errors."""
    names = []
    for path, methods in openapi_document()["paths"].items():
        for operation in methods.values():
            names.append(operation["operationId"])
            assert operation["summary"], path
            assert operation["description"].endswith("."), path
            assert operation["tags"], path
            if path.startswith("/v1/"):
                assert {"401", "429", "500", "503"} <= set(operation["responses"]), path
    assert len(set(names)) == len(names)


def test_examples_fit_their_schemas() -> None:
    """Every request and answer has an example, each is valid by its schema, and those of answers have all the fields."""
    document = openapi_document()
    for name, schema in document["components"]["schemas"].items():
        if "enum" in schema:
            continue  # the words are their own examples
        whole = {"$ref": f"#/components/schemas/{name}", "components": document["components"]}
        assert schema.get("examples"), f"{name} has no example: give it one in grader/schemas/examples.py"
        for example in schema["examples"]:
            jsonschema.validate(example, whole)
            is_answer = schema.get("additionalProperties") is not False
            assert not is_answer or set(example) == set(schema["properties"]), name


def test_all_verdicts_and_problems_are_documented() -> None:
    """The document names every verdict, every code, and every kind of problem."""
    schemas = openapi_document()["components"]["schemas"]
    assert set(schemas["Verdict"]["enum"]) == {verdict.json_name for verdict in Verdict}
    assert set(schemas["Code"]["enum"]) == {verdict.value for verdict in Verdict}
    settable = requests.NewVerdict.model_json_schema()["properties"]["verdict"]["enum"]
    assert set(settable) == {verdict.json_name for verdict in Verdict} - {"internal_error"}
    reference = render(openapi_document())
    assert all(f"| `{kind.name}`" in reference for kind in KINDS)


def test_the_guides_links_lead_somewhere(repository: Path, guide: str) -> None:
    """Every file that the guide points to is there."""
    for target in re.findall(r"\]\((?!http)([^)#]+)", guide):
        assert (repository / "docs" / target).exists(), target


def test_the_guides_python_works(real: RealService, guide: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The Python of the guide, run as it stands, submits a program, prints its feedback and lists it."""
    monkeypatch.setenv("GRADER_URL", real.url)
    monkeypatch.setenv("GRADER_KEY", real.key)
    names: dict[str, Any] = {}
    for block in blocks(guide, "python"):
        exec(compile(block, "integrating.md", "exec"), names)  # noqa: S102 - our own document
    names["grader"].close()
    assert names["attempt"]["code"] == "WA"
    assert names["scores"]["learner-4711"] == names["attempt"]["score"]
    with real.client() as client:
        secret = client.post("/v1/webhook-secrets").json()["secret"]
    with Receiver() as receiver, real.client() as client:
        body = {"exercise": "detach", "source": RIGHT, "callback_url": receiver.url()}
        client.post("/v1/submissions?wait=60", json=body)
        wait_until(lambda: len(receiver.received) == 1)
    [message] = receiver.received
    assert names["verified"](secret, message.headers, message.body)["data"]["code"] == "AC"
    with pytest.raises(ValueError, match="not signed"):
        names["verified"](secret, message.headers, message.body + b" ")
    old = message.headers | {"webhook-timestamp": "1"}
    with pytest.raises(ValueError, match="not signed"):
        names["verified"](secret, old, message.body)


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_the_guides_commands_work(real: RealService, guide: str) -> None:
    """The commands of the guide, run as they stand, are answered with what they ask for."""
    with real.client() as client:
        submission = client.post("/v1/submissions?wait=60", json={"exercise": "detach", "source": RIGHT}).json()
    environment = {
        "PATH": os.environ["PATH"],
        "GRADER_URL": real.url,
        "GRADER_KEY": real.key,
        "SUBMISSION": submission["id"],
    }
    for block in blocks(guide, "sh"):
        commands = "\n".join(line for line in block.splitlines() if not line.startswith("export "))
        done = subprocess.run(["bash", "-eu", "-c", commands], env=environment, capture_output=True, check=True)
        assert b"urn:torchgrader:problem" not in done.stdout, done.stdout
        assert done.stdout, block


def test_a_real_verdict_is_as_documented(real: RealService) -> None:
    """What the real service answers and announces is valid by the documented models, to the last field."""
    document = openapi_document()

    def hold(model: str, value: Any) -> None:
        whole = {"$ref": f"#/components/schemas/{model}", "components": document["components"]}
        jsonschema.validate(value, whole)

    with Receiver() as receiver, real.client() as client:
        for source, code in ((RIGHT, "AC"), (RIGHT.replace(".detach()", ""), "WA"), ("1/0\n", "RTE"), ("x =\n", "SE")):
            body = {"exercise": "detach", "source": source, "locale": "de", "callback_url": receiver.url()}
            submission = client.post("/v1/submissions?wait=60", json=body).json()
            hold("Submission", submission)
            answers.Submission.model_validate(submission)
            assert submission["attempt"]["code"] == code
            assert submission["attempt"]["timing"]["queue_ms"] >= 0
            stream = client.get(f"/v1/submissions/{submission['id']}/events").text
            data = [
                json.loads(line.removeprefix("data: ")) for line in stream.splitlines() if line.startswith("data: ")
            ]
            for line in data:
                hold("SubmissionEvent", line)
            assert [line["status"] for line in data] == ["queued", "running", "finished"]
        wait_until(lambda: len(receiver.received) == 4)
        for message in receiver.received:
            hold("WebhookMessage", json.loads(message.body))
            assert len(message.body) < 20_000
    with real.client() as client:
        for model, path in (
            ("Ready", "/readyz"),
            ("ExerciseList", "/v1/exercises"),
            ("Exercise", "/v1/exercises/detach"),
        ):
            response = client.get(path)
            assert response.status_code == 200, response.text
            hold(model, response.json())


def test_the_document_is_served_as_it_is(real: RealService) -> None:
    """The service answers with the very document that the reference is made from."""
    assert httpx.get(f"{real.url}/v1/openapi.json", trust_env=False, timeout=60).json() == openapi_document()
