"""Parameters that several endpoints take. An id in a path that cannot be one is answered 404, like one that does not exist."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path, Query
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from grader.api.live import WAIT_LIMIT_S
from grader.schemas.requests import AnyVerdict
from grader.schemas.values import Instant, Learner, Locale, Name, Slug
from grader.statuses import DeliveryStatus, SubmissionStatus
from grader.store.paging import PAGE_LIMIT

_ID = r"_[0-9A-Z]{26}$"
_CURSOR_LIMIT = 500

SubmissionId = Annotated[str, Path(pattern=f"^sub{_ID}", examples=["sub_01KAJ8Q0Z5M3N8V2R7T4W6X9YB"])]
AttemptId = Annotated[str, Path(pattern=f"^att{_ID}", examples=["att_01KAJ8Q0Z5M3N8V2R7T4W6X9YC"])]
RejudgingId = Annotated[str, Path(pattern=f"^rej{_ID}", examples=["rej_01KAJ8Q0Z5M3N8V2R7T4W6X9YD"])]
DeliveryId = Annotated[str, Path(pattern=f"^msg{_ID}", examples=["msg_01KAJ8Q0Z5M3N8V2R7T4W6X9YE"])]
KeyId = Annotated[str, Path(pattern=f"^key{_ID}", examples=["key_01KAJ8Q0Z5M3N8V2R7T4W6X9YF"])]
SecretId = Annotated[str, Path(pattern=f"^whs{_ID}", examples=["whs_01KAJ8Q0Z5M3N8V2R7T4W6X9YG"])]
SlugInPath = Annotated[str, Path(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80, examples=["detach"])]
VersionInPath = Annotated[
    str,
    Path(
        pattern=r"^(sha256:[0-9a-f]{1,64}|ver_[0-9A-Z]{26})$",
        description="`sha256:...`, or the version's id.",
        examples=["ver_01KAJ8Q0Z5M3N8V2R7T4W6X9YH"],
    ),
]

_CursorText = Annotated[
    str,
    StringConstraints(pattern=r"^[A-Za-z0-9_-]+$", max_length=_CURSOR_LIMIT),
    Field(description="`next_cursor` of the page before."),
]
_PageSize = Annotated[int, Field(ge=1, le=PAGE_LIMIT, description="The most items to give at once.")]
Wait = Annotated[
    float,
    Query(
        ge=0,
        le=WAIT_LIMIT_S,
        allow_inf_nan=False,
        description="Seconds to wait for the verdict. The answer comes as soon as there is one.",
    ),
]
FeedbackLocale = Annotated[
    Locale | None, Query(alias="locale", description="The language of the feedback; the submission's own if left out.")
]


class PageQuery(BaseModel):
    """Which page of a list. A parameter that is not known is refused: a misspelt one would be a wish not heard."""

    model_config = ConfigDict(extra="forbid")

    cursor: _CursorText | None = None
    limit: _PageSize = 50


class SubmissionQuery(PageQuery):
    """Which submissions to list; what is left out means any."""

    exercise: Slug | None = None
    learner: Learner | None = None
    status: SubmissionStatus | None = None
    verdict: AnyVerdict | None = Field(None, description="The verdict that counts now.")
    since: Instant | None = Field(None, description="Sent at or after this instant.")
    until: Instant | None = Field(None, description="Sent before this instant.")


class DeliveryQuery(PageQuery):
    """Which webhook messages to list; what is left out means any."""

    submission: Annotated[str, StringConstraints(pattern=f"^sub{_ID}")] | None = None
    status: DeliveryStatus | None = None


class DiffQuery(PageQuery):
    """Which submissions of a rejudging to list."""

    changed_only: bool = Field(True, description="Only those whose verdict or score changed.")


class AuditQuery(PageQuery):
    """Which entries of the audit log to list."""

    subject: Name | None = Field(None, description="The id of what was changed.")


Paging = Annotated[PageQuery, Query()]
