"""Folding: the order of the verdicts, partial credit, and no way from a fault of ours to a learner's failure."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.verdict import PRECEDENCE, CheckScore, Verdict, fold

PASSED, FAILED = CheckScore(1.0, passed=True), CheckScore(1.0, passed=False)
UNSCORED = (
    Verdict.FORBIDDEN_OPERATION,
    Verdict.MEMORY_LIMIT_EXCEEDED,
    Verdict.TIME_LIMIT_EXCEEDED,
    Verdict.OUTPUT_LIMIT_EXCEEDED,
    Verdict.SYNTAX_ERROR,
)
CHECKS = st.lists(st.builds(CheckScore, st.floats(0, 100), st.booleans(), st.booleans()), max_size=6)
ENDINGS = st.lists(st.sampled_from(Verdict), min_size=1, max_size=4)


def test_verdicts_have_their_codes_names_and_order() -> None:
    """The codes and JSON names that others rely on, in order of precedence."""
    assert [(verdict.value, verdict.json_name) for verdict in PRECEDENCE] == [
        ("IE", "internal_error"),
        ("FO", "forbidden_operation"),
        ("MLE", "memory_limit_exceeded"),
        ("TLE", "time_limit_exceeded"),
        ("OLE", "output_limit_exceeded"),
        ("SE", "syntax_error"),
        ("RTE", "runtime_error"),
        ("WA", "wrong_answer"),
        ("AC", "accepted"),
    ]


@pytest.mark.parametrize("first, second", list(itertools.combinations(PRECEDENCE, 2)))
def test_of_two_endings_the_graver_decides(first: Verdict, second: Verdict) -> None:
    """Whichever run came first, the verdict that stands earlier in the order is the attempt's."""
    assert fold([first, second], [PASSED])[0] is first
    assert fold([second, first], [PASSED])[0] is first


def test_all_checks_passed_is_accepted() -> None:
    """Programs that ended in order and passed every check are accepted with full score."""
    assert fold([Verdict.ACCEPTED] * 3, [PASSED, PASSED]) == (Verdict.ACCEPTED, 1.0)


def test_a_failed_check_is_a_wrong_answer_with_partial_credit() -> None:
    """The score is the weight of the checks that passed over the weight of all."""
    checks = [CheckScore(2.0, passed=True), CheckScore(1.0, passed=False), CheckScore(3.0, passed=True)]
    assert fold([Verdict.ACCEPTED], checks) == (Verdict.WRONG_ANSWER, pytest.approx(5 / 6, abs=1e-6))


def test_a_runtime_error_keeps_the_score_of_what_was_shown() -> None:
    """A program whose gradient was right until its last line raised is no accepted one, and keeps its score."""
    assert fold([Verdict.RUNTIME_ERROR], [PASSED, PASSED]) == (Verdict.RUNTIME_ERROR, 1.0)
    assert fold([Verdict.RUNTIME_ERROR], [PASSED, FAILED]) == (Verdict.RUNTIME_ERROR, 0.5)


@pytest.mark.parametrize("ending", UNSCORED)
def test_forbidden_limits_and_syntax_score_nothing(ending: Verdict) -> None:
    """FO, MLE, TLE, OLE and SE score zero, whatever passed before."""
    assert fold([Verdict.ACCEPTED, ending], [PASSED, PASSED]) == (ending, 0.0)


@given(ENDINGS, CHECKS)
def test_a_fault_of_ours_is_never_a_failure_of_the_learner(endings: list[Verdict], checks: list[CheckScore]) -> None:
    """With one internal error among the runs the attempt is one, without a score, whatever else happened."""
    assert fold([*endings, Verdict.INTERNAL_ERROR], checks) == (Verdict.INTERNAL_ERROR, None)


@given(ENDINGS, CHECKS)
def test_no_failure_of_the_learner_becomes_a_fault_of_ours(endings: list[Verdict], checks: list[CheckScore]) -> None:
    """Without an internal error among the runs the attempt is none, and it has a score between 0 and 1."""
    verdict, score = fold([ending for ending in endings if ending is not Verdict.INTERNAL_ERROR], checks)
    assert verdict is not Verdict.INTERNAL_ERROR
    assert score is not None
    assert 0.0 <= score <= 1.0


@given(ENDINGS, CHECKS)
def test_accepted_means_every_run_and_every_check(endings: list[Verdict], checks: list[CheckScore]) -> None:
    """Only where all runs ended in order and all checks that count passed is an attempt accepted, then with full score."""
    verdict, score = fold(endings, checks)
    counted = [check for check in checks if not check.advisory]
    whole = all(ending is Verdict.ACCEPTED for ending in endings) and all(check.passed for check in counted)
    assert (verdict is Verdict.ACCEPTED) is (whole and bool(counted))
    if verdict is Verdict.ACCEPTED and any(check.weight for check in counted):
        assert score == 1.0


def test_advisory_checks_never_count() -> None:
    """A remark fails nobody and gives nobody a point."""
    remark = CheckScore(5.0, passed=False, advisory=True)
    assert fold([Verdict.ACCEPTED], [PASSED, remark]) == (Verdict.ACCEPTED, 1.0)
    assert fold([Verdict.ACCEPTED], [FAILED, CheckScore(5.0, passed=True, advisory=True)]) == (
        Verdict.WRONG_ANSWER,
        0.0,
    )


@pytest.mark.parametrize("checks", [[], [CheckScore(1.0, passed=True, advisory=True)]])
def test_nothing_checked_is_nothing_accepted(checks: list[CheckScore]) -> None:
    """No check at all accepts nobody."""
    assert fold([Verdict.ACCEPTED], checks) == (Verdict.WRONG_ANSWER, 0.0)


def test_a_check_of_no_weight_still_has_to_pass() -> None:
    """A check that weighs nothing takes no score away and yet keeps a program from being accepted."""
    assert fold([Verdict.ACCEPTED], [PASSED, CheckScore(0.0, passed=False)]) == (Verdict.WRONG_ANSWER, 1.0)
