"""An example of each answer and request that has none beside its own fields, for the OpenAPI document.

They tell one story: a learner forgot `detach`, the platform heard of it, a rejudging gave points back. A test holds each to
its schema, to the last field.
"""

from __future__ import annotations

from typing import Any, Final

Json = dict[str, Any]

_SUBMISSION_ID = "sub_01KAJ8Q0Z5M3N8V2R7T4W6X9YB"
_ATTEMPT_ID = "att_01KAJ8Q0Z5D2S6K1P9C3H7M4GE"
_VERSION_ID = "ver_01KAH2V7R3X8T5B9N4Q6J1F0CW"
_KEY_ID = "key_01KAGZ5T1E7W3M9R2V8K4P6HXD"
_SECRET_ID = "whs_01KAGZ9B4N6Q2C8T1J5X7R3FMV"  # noqa: S105 - names a secret, is none
_REJUDGING_ID = "rej_01KAK1D8C6H3V9P2W5T7N4R0MQ"
_VERSION = "sha256:b44b097aa512b711687ef434a351c5942e0465a9ee52c66c8b6f0f9c607bf04b"
_LEARNER = "learner-4711"
_SENT_AT = "2026-11-21T09:00:00.000Z"
_GRADED_AT = "2026-11-21T09:00:00.047Z"
_LATER = "2026-11-22T14:30:00.000Z"
_PROGRAM = "import torch\nx = torch.tensor(2.0, requires_grad=True)\n"
_CALLBACK = "https://lms.example/hooks/grader"


def _page(*items: Json) -> Json:
    return {"items": list(items), "next_cursor": None}


_DIAGNOSIS: Final[Json] = {
    "code": "detach_missing",
    "message": "z_no_grad is still part of the graph: gradients flow through it. The task wants it detached.",
    "line": 10,
}
_CHECK: Final[Json] = {
    "id": "grad:y",
    "weight": 2.0,
    "passed": False,
    "message": "y.grad is 37; expected is 27.",
    "mismatch": {
        "kind": "values",
        "found": "37",
        "expected": "27",
        "index": [],
        "found_at": 37.0,
        "expected_at": 27.0,
        "difference": 10.0,
        "allowed": 0.0028,
        "wrong": 1,
        "total": 1,
    },
    "diagnosis": _DIAGNOSIS,
}
_GRADE: Final[Json] = {"verdict": "wrong_answer", "code": "WA", "score": 0.538462}
_REGRADE: Final[Json] = {"verdict": "accepted", "code": "AC", "score": 1.0}
_ATTEMPT_SUMMARY: Final[Json] = {
    "id": _ATTEMPT_ID,
    "number": 1,
    "origin": "submission",
    "exercise_version": _VERSION,
    **_GRADE,
    "torch": "2.13.0",
    "runs_of": None,
    "note": None,
    "created_at": _SENT_AT,
    "finished_at": _GRADED_AT,
    "applied_at": _GRADED_AT,
}
_ATTEMPT: Final[Json] = _ATTEMPT_SUMMARY | {
    "exercise": "detach",
    "diagnosis": _DIAGNOSIS,
    "checks": [_CHECK],
    "stdout": "tensor(10.) tensor(37.)\n",
    "error": None,
    "comparisons": [],
    "figures": [],
    "environment": {
        "torch": "2.13.0",
        "python": "3.11.7",
        "runtime": "5d0c1f6e9a7b2384",
        "device": "cpu",
        "sandbox": ["landlock:7", "seccomp"],
    },
    "timing": {"queue_ms": 4.1, "sandbox_ms": 12.6, "total_ms": 33.2},
}
_SUBMISSION_SUMMARY: Final[Json] = {
    "id": _SUBMISSION_ID,
    "exercise": "detach",
    "learner": _LEARNER,
    "locale": "en",
    "device": "cpu",
    "status": "finished",
    **_GRADE,
    "created_at": _SENT_AT,
    "finished_at": _GRADED_AT,
    "erased_at": None,
}
_SUBMISSION: Final[Json] = _SUBMISSION_SUMMARY | {"attempt": _ATTEMPT, "attempts": [_ATTEMPT_SUMMARY]}
_QUEUED: Final[Json] = _SUBMISSION_SUMMARY | {
    "status": "queued",
    "verdict": None,
    "code": None,
    "score": None,
    "finished_at": None,
    "attempt": None,
    "attempts": [],
}
_INTERNAL_ERROR: Final[Json] = _SUBMISSION_SUMMARY | {
    "verdict": "internal_error",
    "code": "IE",
    "score": None,
    "note": "its worker died 3 times while grading it",
}
_EXERCISE_SUMMARY: Final[Json] = {
    "slug": "detach",
    "version": _VERSION,
    "kind": "script",
    "title": {"en": "Detach", "de": "Abtrennen"},
    "tags": ["autograd"],
}
_EXERCISE_VERSION: Final[Json] = _EXERCISE_SUMMARY | {
    "id": _VERSION_ID,
    "grading_hash": "sha256:7c1e0d42a95b",
    "active": True,
    "gate": "passed",
    "note": "a wider tolerance",
    "created_by": _KEY_ID,
    "created_at": _SENT_AT,
}
_PROGRESS: Final[Json] = {"total": 412, "finished": 412, "failed": 0, "from_kept_runs": 409}
_REJUDGING: Final[Json] = {
    "id": _REJUDGING_ID,
    "exercise": "detach",
    "reason": "the tolerance was too tight",
    "selection": {"exercise": "detach", "verdict": "wrong_answer"},
    "version_id": _VERSION_ID,
    "device": None,
    "run_again": False,
    "status": "ready",
    "progress": _PROGRESS,
    "outcome": None,
    "created_by": _KEY_ID,
    "created_at": _LATER,
    "ready_at": "2026-11-22T14:30:09.310Z",
    "closed_at": None,
}
_DIFF_LINE: Final[Json] = {
    "submission": _SUBMISSION_ID,
    "learner": _LEARNER,
    "attempt": "att_01KAK1D8Q2B7X4M6T9V3N5C1RH",
    "before": _GRADE,
    "after": _REGRADE,
    "stale": False,
}
_TRANSITION: Final[Json] = {"before": "wrong_answer", "after": "accepted", "count": 37}
_ATTEMPT_NAME: Final[Json] = {"id": _ATTEMPT_ID, "number": 1, "origin": "submission"}
_WEBHOOK_DATA: Final[Json] = {
    "id": _SUBMISSION_ID,
    "exercise": "detach",
    "exercise_version": _VERSION,
    "learner": _LEARNER,
    **_GRADE,
    "diagnosis": _DIAGNOSIS,
    "attempt": _ATTEMPT_NAME,
    "finished_at": _GRADED_AT,
    "url": f"/v1/submissions/{_SUBMISSION_ID}",
}
_WEBHOOK_MESSAGE: Final[Json] = {"type": "submission.graded", "timestamp": _GRADED_AT, "data": _WEBHOOK_DATA}
_DELIVERY_SUMMARY: Final[Json] = {
    "id": "msg_01KAJ8Q11F8H5R2X9M6W3T7VQN",
    "submission": _SUBMISSION_ID,
    "attempt": _ATTEMPT_ID,
    "type": "submission.graded",
    "url": _CALLBACK,
    "status": "delivered",
    "tries": 1,
    "next_try_at": None,
    "created_at": _GRADED_AT,
    "delivered_at": "2026-11-21T09:00:00.131Z",
}
_DELIVERY_TRY: Final[Json] = {
    "number": 1,
    "at": "2026-11-21T09:00:00.052Z",
    "duration_ms": 78.9,
    "status_code": 204,
    "error": None,
}
_SECRET: Final[Json] = {"id": _SECRET_ID, "created_at": _SENT_AT, "expires_at": None}
_KEY: Final[Json] = {
    "id": _KEY_ID,
    "name": "course platform",
    "scopes": ["submit"],
    "created_at": _SENT_AT,
    "expires_at": None,
    "revoked_at": None,
    "last_used_at": _LATER,
    "replaced_by": None,
}
_AUDIT_ENTRY: Final[Json] = {
    "id": 118,
    "actor": _KEY_ID,
    "action": "rejudging.apply",
    "subject": _REJUDGING_ID,
    "reason": None,
    "details": {"applied": 412, "changed": 37, "failed": 0, "stale": 0},
    "at": "2026-11-22T14:41:27.904Z",
}
_READY_CHECK: Final[Json] = {"ok": True, "detail": "it answers"}

EXAMPLES: Final[Json] = {
    "Alive": {"status": "ok"},
    "Attempt": _ATTEMPT,
    "AttemptName": _ATTEMPT_NAME,
    "AttemptSummary": _ATTEMPT_SUMMARY,
    "AuditEntry": _AUDIT_ENTRY,
    "AuditPage": _page(_AUDIT_ENTRY),
    "Batch": {"submissions": [_QUEUED]},
    "Check": _CHECK,
    "Delivery": _DELIVERY_SUMMARY | {"body": _WEBHOOK_MESSAGE, "log": [_DELIVERY_TRY]},
    "DeliveryPage": _page(_DELIVERY_SUMMARY),
    "DeliverySummary": _DELIVERY_SUMMARY,
    "DeliveryTry": _DELIVERY_TRY,
    "Diagnosis": _DIAGNOSIS,
    "Diff": _page(_DIFF_LINE) | {"table": [_TRANSITION]},
    "DiffLine": _DIFF_LINE,
    "Erased": {"submissions": 12},
    "Erasure": {"learner": _LEARNER},
    "Exercise": _EXERCISE_SUMMARY
    | {"statements": {"en": "# Detach\n\nCut z from the graph ...\n"}, "starter": "import torch\n"},
    "ExerciseList": {"items": [_EXERCISE_SUMMARY]},
    "ExerciseSummary": _EXERCISE_SUMMARY,
    "ExerciseVersion": _EXERCISE_VERSION,
    "ExerciseVersionPage": _page(_EXERCISE_VERSION),
    "GateReport": {"status": "passed", "report": {"passed": True, "gates": []}},
    "Grade": _GRADE,
    "InternalError": _INTERNAL_ERROR,
    "InternalErrorPage": _page(_INTERNAL_ERROR),
    "Key": _KEY,
    "KeyPage": _page(_KEY),
    "Me": {
        "key": _KEY_ID,
        "tenant": "ten_01KAGZ3M8D5T2X7W4V9N6R1HQC",
        "tenant_name": "university",
        "scopes": ["submit"],
    },
    "NewBatch": {
        "submissions": [
            {"exercise": "detach", "source": _PROGRAM, "learner": _LEARNER},
            {"exercise": "detach", "source": _PROGRAM, "learner": "learner-4712"},
        ]
    },
    "NewKey-Output": _KEY | {"last_used_at": None, "key": "tg_R3xY..."},
    "NewWebhookSecret": _SECRET | {"secret": "whsec_MfKQ..."},
    "Progress": _PROGRESS,
    "QueuedAttempt": {"id": "att_01KAJ9T4W1V6C8R3M5X2N7H9QB", "number": 2, "status": "queued"},
    "Ready": {"status": "ready", "checks": {"database": _READY_CHECK, "broker": _READY_CHECK}},
    "ReadyCheck": _READY_CHECK,
    "Rejudging": _REJUDGING,
    "RejudgingPage": _page(_REJUDGING),
    "Rotation": {"overlap_s": 86400},
    "SelectionFilter": {"verdict": "wrong_answer", "since": "2026-11-01T00:00:00Z"},
    "Submission": _SUBMISSION,
    "SubmissionEvent": {
        "submission": _SUBMISSION_ID,
        "status": "finished",
        "attempt": _ATTEMPT_ID,
        **_GRADE,
        "at": _GRADED_AT,
    },
    "SubmissionPage": _page(_SUBMISSION_SUMMARY),
    "SubmissionSummary": _SUBMISSION_SUMMARY,
    "Transition": _TRANSITION,
    "WebhookData": _WEBHOOK_DATA,
    "WebhookMessage": _WEBHOOK_MESSAGE,
    "WebhookSecret": _SECRET,
    "WebhookSecretList": {"items": [_SECRET]},
}
"""By the name of the schema in the document."""
