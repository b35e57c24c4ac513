"""The gates that run programs: the reference, answers that know nothing, the proofs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from grader import checks, comparison, judging
from grader.authoring import sameness
from grader.authoring.answers import knowing_nothing
from grader.authoring.bench import Bench
from grader.authoring.report import Gate, Remark, gate
from grader.errors import SandboxError
from grader.exercise import Proof
from grader.exercise_format import GradientCheck, PrintedCheck, ValueCheck
from grader.findings import View
from grader.grading import PUBLIC, Examination, Grader
from grader.results import Graded
from grader.running import Run, adopted_values
from grader.verdict import Verdict

_SHARE_OF_LIMIT = 0.5
"""A learner may need twice what the reference needs."""
_IN_FLOAT64 = b"import torch as _torch\n_torch.set_default_dtype(_torch.float64)\n"
_ENOUGH_DIGITS = 1e-3


@dataclass(frozen=True)
class Tried:
    """A program with what it showed: the proofs and the reference, by the names that the report gives them."""

    name: str
    examined: Examination


# --- the reference ---------------------------------------------------------------------------------------------------


def reference_problem(bench: Bench) -> Remark | None:
    """Why nothing can be proven at all: the reference does not come to its end. Raises `SandboxError` where the fault is ours."""
    exercise = bench.exercise
    for index in (PUBLIC, *bench.pool):
        run = bench.grader.reference_run(exercise, bench.grader.inputs(exercise, index))
        where = "with the published numbers" if index == PUBLIC else f"on variant {index}"
        if run.verdict is Verdict.INTERNAL_ERROR:
            raise SandboxError(f"the reference could not be run {where}: {run.reason}")
        if run.verdict is Verdict.TIME_LIMIT_EXCEEDED:
            limits = exercise.spec.limits
            allowed = f"{limits.cpu_seconds:g} s of processor time, {limits.wall_seconds:g} s in all"
            return Remark(
                "reference_too_slow", f"the reference takes more than it may ({allowed}) {where}", "reference.py"
            )
        if run.verdict is not Verdict.ACCEPTED and not judging.excused(exercise.spec, run.observation):
            return Remark("reference_fails", f"the reference ends with {_ending(run)} {where}", "reference.py")
    return None


def _ending(run: Run) -> str:
    error = run.observation.error
    if error is None:
        return run.verdict.json_name.replace("_", " ")
    line = f" in line {error.line}" if error.line else ""
    return f"{error.type}{line}: {error.message}".rstrip(": ")


def reference(bench: Bench) -> tuple[Gate, list[Tried]]:
    """The reference, as a learner, passes on every variant, within half of its limits, the same each time, and silently."""
    programs = {"reference.py": bench.exercise.reference}
    if b"__future__" not in bench.exercise.reference:
        programs["reference.py in float64"] = _IN_FLOAT64 + bench.exercise.reference
    examined = bench.each("reference", programs.values(), lambda source: bench.examine(source, bench.pool))
    tried = [Tried(name, each) for name, each in zip(programs, examined, strict=True)]
    remarks = [(True, remark) for each in tried for remark in _refused_honest(each, "reference_rejected")]
    remarks += [(True, remark) for remark in _random(bench, examined[0])]
    remarks += [(True, remark) for remark in _printed(examined[0].views[0], examined[0].runs[0])]
    slow, seconds = _times(bench, examined[0].runs)
    remarks += [(True, remark) for remark in slow]
    shown = f"{np.median(seconds):.3f} s of processor time ({min(seconds):.3f} to {max(seconds):.3f})"
    allowed = bench.exercise.spec.limits.cpu_seconds
    evidence = [
        f"passes with the published numbers and on all {len(bench.pool)} variants; {shown}, allowed {allowed:g} s"
    ]
    return gate("reference", remarks, evidence, cpu_seconds=seconds, cpu_seconds_allowed=allowed), tried


def _refused_honest(tried: Tried, code: str) -> Iterator[Remark]:
    """An honest program that is not accepted, and where."""
    verdict, _ = tried.examined.outcome
    if verdict is Verdict.ACCEPTED:
        return
    runs = tried.examined.runs
    ended = [f"{_where(index)} {_ending(run)}" for index, run in enumerate(runs) if run.verdict is not Verdict.ACCEPTED]
    failed = [
        f"{each.id} ({each.finding.code})" for each in tried.examined.judged if each.finding and not each.advisory
    ]
    problem = f"must be accepted, but is {verdict.json_name.replace('_', ' ')}: {'; '.join([*ended[:1], *failed])}"
    yield Remark(code, problem, tried.name)


def _where(index: int) -> str:
    return "with the published numbers" if index == 0 else f"in hidden run {index}"


def _random(bench: Bench, examined: Examination) -> Iterator[Remark]:
    """Two children of the reference, given the same inputs, show the same."""
    exercise = bench.exercise
    for view, inputs in zip(examined.views, examined.inputs, strict=True):
        again = Grader(bench.sandbox, bench.secret).reference(exercise, inputs, adopted_values(exercise, view.found))
        found = None if again is None else next(sameness.differences(again, view.reference, exercise.spec.names), None)
        if again is None or found is not None:
            told = found.fact if found is not None else "it fails"
            problem = f"shows something else when it runs again on the same inputs ({told}); seed it, or let a name be adopted"
            yield Remark("reference_random", problem, "reference.py")
            return


def _printed(view: View, run: Run) -> Iterator[Remark]:
    """The answers do not stand in what the reference prints, unless the task asks to print them."""
    asked = {(check.name, check.gradient) for check in view.spec.check if isinstance(check, PrintedCheck)}
    numbers = checks.printed_numbers(run.stdout)
    for check in view.spec.check:
        if not isinstance(check, ValueCheck | GradientCheck):
            continue
        is_gradient = isinstance(check, GradientCheck)
        if check.name in view.spec.given and not is_gradient:
            continue  # the statement itself tells that value
        binding = view.reference.names.get(check.name)
        answer = None if binding is None else binding.grad if is_gradient else binding.value
        if answer is None or (check.name, is_gradient) in asked or not answer.data:
            continue
        values = comparison.numbers(answer).ravel()
        if all((np.abs(numbers - value) <= _ENOUGH_DIGITS * max(abs(value), 1.0)).any() for value in values):
            name = f"{check.name}.grad" if is_gradient else check.name
            problem = f"prints {name}, which {check.id} looks at; print nothing, or add a check of kind printed for it"
            yield Remark("reference_prints_its_answer", problem, "reference.py")


def _times(bench: Bench, runs: Sequence[Run]) -> tuple[list[Remark], list[float]]:
    limits = bench.exercise.spec.limits
    seconds = [round(run.cpu_seconds, 4) for run in runs]
    slowest = max(seconds)
    if slowest <= _SHARE_OF_LIMIT * limits.cpu_seconds:
        return [], seconds
    problem = f"takes {slowest:.2f} s of {limits.cpu_seconds:g} s of processor time; a learner's program may need twice as long"
    return [Remark("reference_too_slow", problem, "reference.py")], seconds


# --- answers that know nothing ---------------------------------------------------------------------------------------


def empty_answers(bench: Bench, shown: View) -> Gate:
    """The starter, an empty file, zeros, constants, None: all of them fail, and the starter is a program."""
    answers = knowing_nothing(bench.exercise, shown.found)

    def attempt(source: bytes) -> tuple[bool, Verdict]:
        verdict, _ = bench.examine(source).outcome
        return verdict is Verdict.ACCEPTED and bench.accepted(source, bench.pool), verdict

    results = bench.each("empty answers", [each.source for each in answers], attempt)
    remarks: list[tuple[bool, Remark]] = []
    for answer, (accepted, verdict) in zip(answers, results, strict=True):
        file = "starter.py" if answer.name == "the starter" else ""
        if accepted:
            problem = f"{answer.name} is accepted, though it does nothing of what is asked; add a check that sees that"
            remarks.append((True, Remark("empty_answer_accepted", problem, file)))
        if file and verdict is Verdict.SYNTAX_ERROR:
            remarks.append(
                (True, Remark("starter_broken", "is no valid Python: a learner would start with an error", file))
            )
    tried = {answer.name: verdict.json_name for answer, (_, verdict) in zip(answers, results, strict=True)}
    return gate("empty answers", remarks, [f"refused: {', '.join(tried)}"], verdicts=tried)


# --- proofs ----------------------------------------------------------------------------------------------------------


def accepted_proofs(bench: Bench) -> tuple[Gate, list[Tried]]:
    """Every accepted proof passes, with the published numbers and on every variant of the pool."""
    proofs = [proof for proof in bench.exercise.proofs if proof.accepted]
    examined = bench.each("accepted proofs", proofs, lambda proof: bench.examine(proof.source, bench.pool))
    tried = [Tried(proof.file, each) for proof, each in zip(proofs, examined, strict=True)]
    remarks = [(True, remark) for each in tried for remark in _refused_honest(each, "accepted_proof_rejected")]
    passed = sum(each.examined.outcome[0] is Verdict.ACCEPTED for each in tried)
    evidence = [f"{passed} of {len(tried)} accepted on every variant"]
    return gate("accepted proofs", remarks, evidence, passed=passed, total=len(tried)), tried


def rejected_proofs(bench: Bench) -> tuple[Gate, list[Tried]]:
    """Every rejected proof is rejected, with the diagnosis that its first line names."""
    proofs = [proof for proof in bench.exercise.proofs if not proof.accepted]

    unlabelled = replace(bench.exercise, proofs=())

    def attempt(proof: Proof) -> tuple[Graded, Examination, str]:
        graded = bench.grader.grade(bench.exercise, proof.source, proof.file)
        by_rule = bench.grader.grade(unlabelled, proof.source, proof.file)
        return graded, bench.examine(proof.source, graded.variants), _code(by_rule)

    results = bench.each("rejected proofs", proofs, attempt)
    remarks: list[tuple[bool, Remark]] = []
    for proof, (graded, _, by_rule) in zip(proofs, results, strict=True):
        remark = _wrongly_rejected(proof, graded)
        if remark is not None:
            remarks.append((True, remark))
        elif by_rule not in ("", proof.diagnosis):
            problem = f"is {proof.diagnosis} because its first line says so; what it shows would be taken for {by_rule}"
            remarks.append((False, Remark("diagnosis_by_label", problem, proof.file)))
    named = sum(_code(graded) == proof.diagnosis for proof, (graded, _, _) in zip(proofs, results, strict=True))
    evidence = [f"{named} of {len(proofs)} rejected with the diagnosis they name"]
    verdicts = {proof.file: [graded.code, _code(graded)] for proof, (graded, _, _) in zip(proofs, results, strict=True)}
    tried = [Tried(proof.file, examined) for proof, (_, examined, _) in zip(proofs, results, strict=True)]
    return gate("rejected proofs", remarks, evidence, named=named, total=len(proofs), verdicts=verdicts), tried


def _wrongly_rejected(proof: Proof, graded: Graded) -> Remark | None:
    if graded.verdict == "accepted":
        return Remark("rejected_proof_accepted", "must be rejected, but passes every check", proof.file)
    if _code(graded) != proof.diagnosis:
        failed = ", ".join(check.id for check in graded.checks if not check.passed) or graded.verdict
        problem = f"is diagnosed as {_code(graded) or 'nothing'} instead of {proof.diagnosis} (failed: {failed})"
        return Remark("another_diagnosis", problem, proof.file)
    return None


def _code(graded: Graded) -> str:
    return graded.diagnosis.code if graded.diagnosis is not None else ""
