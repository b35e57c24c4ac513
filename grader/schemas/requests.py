"""The bodies of requests. A key that is not known is refused: a misspelt one would otherwise be a wish not heard."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StrictBool, model_validator

from grader.schemas.values import (
    Device,
    Instant,
    Learner,
    Locale,
    Name,
    ProgramBase64,
    ProgramText,
    Reason,
    Slug,
    TorchVersion,
    Version,
)
from grader.statuses import Scope
from grader.store.submissions import BATCH_LIMIT

_DAY_S = 86_400
_LONGEST_OVERLAP_S = 30 * _DAY_S

#: Every verdict but `internal_error`: that one is ours to give.
SettableVerdict = Literal[
    "accepted",
    "wrong_answer",
    "runtime_error",
    "syntax_error",
    "output_limit_exceeded",
    "time_limit_exceeded",
    "memory_limit_exceeded",
    "forbidden_operation",
]
AnyVerdict = Literal[SettableVerdict, "internal_error"]
Overlap = Annotated[
    float,
    Field(
        ge=0,
        le=_LONGEST_OVERLAP_S,
        strict=True,
        allow_inf_nan=False,
        description="Seconds for which the old one stays valid beside the new one.",
        examples=[_DAY_S],
    ),
]


class _Request(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


def _only(given: str, absent: str) -> dict[str, Any]:
    """JSON Schema: one of two properties is given."""
    return {"required": [given], "properties": {given: {"type": "string"}, absent: {"type": "null"}}}


class NewSubmission(_Request):
    """A program to grade, as text in `source` or as bytes in `source_base64`."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "exercise": "detach",
                    "source": "import torch\nx = torch.tensor(2.0, requires_grad=True)\n",
                    "learner": "learner-4711",
                    "locale": "de",
                }
            ],
            "oneOf": [_only("source", "source_base64"), _only("source_base64", "source")],
        }
    )

    exercise: Slug
    source: ProgramText | None = Field(None, description="The program as text, at most 1 MiB in UTF-8.")
    source_base64: ProgramBase64 | None = Field(None, description="The program's bytes as they are, in base64.")
    learner: Learner | None = None
    locale: Locale = Field("en", description="The language of the feedback.")
    device: Device = Field("cpu", description="What to grade on.")
    callback_url: str | None = Field(
        None,
        max_length=2000,
        description="Where to announce the verdict, as a signed webhook: a public http(s) address.",
        examples=["https://lms.example/hooks/grader"],
    )

    @model_validator(mode="after")
    def _one_program(self) -> Self:
        if (self.source is None) == (self.source_base64 is None):
            raise ValueError("give the program once: in source or in source_base64")
        return self

    @property
    def program(self) -> bytes:
        """The program's bytes, whichever way they came."""
        return self.source if self.source is not None else self.source_base64 or b""


class NewBatch(_Request):
    """Programs to grade, stored all or none."""

    submissions: list[NewSubmission] = Field(min_length=1, max_length=BATCH_LIMIT)


class NewKey(_Request):
    """A key to make."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"name": "course platform", "scopes": ["submit"]}]})

    name: Name = Field("", description="What it is for, for people.")
    scopes: list[Scope] = Field(min_length=1, max_length=len(Scope), description="What it may do.")
    expires_at: Instant | None = Field(None, description="When it stops working; never if null.")


class Rotation(_Request):
    """How long the old one goes on working."""

    overlap_s: Overlap = _DAY_S


class SelectionFilter(_Request):
    """Which finished submissions of the exercise to grade again; what is left out means any."""

    version: Version | None = Field(None, description="Graded with this version until now.")
    since: Instant | None = Field(None, description="Sent at or after this instant.")
    until: Instant | None = Field(None, description="Sent before this instant.")
    verdict: AnyVerdict | None = Field(None, description="The verdict that counts now.")
    torch: TorchVersion | None = Field(None, description="Graded under this version of torch.", examples=["2.13.0"])
    learner: Learner | None = None
    overridden: StrictBool = Field(False, description="Also those whose verdict was set by hand.")


class NewRejudging(_Request):
    """A rejudging to start."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "exercise": "detach",
                    "reason": "the tolerance was too tight",
                    "select": {"verdict": "wrong_answer", "since": "2026-11-01T00:00:00Z"},
                }
            ]
        }
    )

    exercise: Slug
    reason: Reason = Field(description="Why, for those who will ask.")
    version: Version | None = Field(None, description="Grade with this version; with the active one if null.")
    device: Device | None = Field(None, description="Grade on this; where each was graded before if null.")
    select: SelectionFilter | None = Field(None, description="Which submissions; all of the exercise if null.")
    run_again: StrictBool = Field(
        False, description="Run every program, also where what it would show is kept from an earlier run."
    )


class NewVerdict(_Request):
    """A verdict to set by hand."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"verdict": "accepted", "score": 1.0, "reason": "correct, and outside what the checks foresee"}
            ]
        }
    )

    verdict: SettableVerdict
    score: float = Field(ge=0, le=1, strict=True, allow_inf_nan=False)
    reason: Reason


class Erasure(_Request):
    """Whose data to erase."""

    learner: Learner
