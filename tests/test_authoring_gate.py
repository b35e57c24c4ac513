from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

import pytest

from grader.authoring.bench import Bench, Silence
from grader.authoring.checking import Asking, check_folder
from grader.authoring.report import Gate, Report
from grader.authoring.template import write_template
from grader.exercise import load_exercise
from workers.sandbox import Sandbox

SECRET = b"a secret of the tests"


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    """Return a sandbox for all tests of this file."""
    with Sandbox(prove=False) as started:
        yield started


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a new script exercise, fit to be published."""
    return write_template(tmp_path / "first-try", "script")


def gate(sandbox: Sandbox, folder: Path, name: str) -> Gate:
    """Ask an exercise up to the gate of that name."""
    asking = Asking(Bench.of(load_exercise(folder), sandbox, SECRET, Silence()))
    return next(each for each in asking.gates() if each.name == name)


def codes(found: Gate | Report) -> set[str]:
    """Return the names of what was refused."""
    gates = found.gates if isinstance(found, Report) else (found,)
    return {remark.code for each in gates for remark in each.refusals}


def change(path: Path, pattern: str, text: str) -> None:
    """Replace what must be there."""
    before = path.read_text(encoding="utf-8")
    after, count = re.subn(pattern, text, before, flags=re.DOTALL)
    assert count
    path.write_text(after, encoding="utf-8")


def test_the_template_passes_every_gate(sandbox: Sandbox, folder: Path) -> None:
    """A new exercise passes the whole gate before anything in it is changed."""
    report = check_folder(folder, sandbox, SECRET)
    assert report.passed, [(each.name, each.refusals) for each in report.gates if each.refusals]
    assert report.mutation_score == 1.0
    assert [each.name for each in report.gates][-1] == "tolerances"
    assert report.to_json()["mutation"]["survived"] == 0


def test_an_exercise_without_checks_is_refused(sandbox: Sandbox, folder: Path) -> None:
    """An exercise that checks nothing is refused as no_checks, without running anything."""
    change(folder / "exercise.toml", r"\[\[check\]\].*", "")
    assert codes(check_folder(folder, sandbox, SECRET)) == {"no_checks"}


def test_a_reference_that_fails_is_refused_with_its_line(sandbox: Sandbox, folder: Path) -> None:
    """A reference that raises is refused with the error and the line, and nothing behind it is asked."""
    change(folder / "reference.py", "y.backward", "y.backwards")
    report = check_folder(folder, sandbox, SECRET)
    assert codes(report) == {"reference_fails"}
    assert "AttributeError in line 5" in report.gates[-1].refusals[0].message


def test_a_reference_that_takes_too_long_is_refused(sandbox: Sandbox, folder: Path) -> None:
    """A reference that does not end within the limits is refused by that name."""
    change(folder / "exercise.toml", r"cpu_seconds = 5\.0", "cpu_seconds = 0.5")
    change(folder / "reference.py", r"y\.backward\(\)", "y.backward()\nwhile True:\n    pass")
    assert codes(check_folder(folder, sandbox, SECRET)) == {"reference_too_slow"}


def test_a_reference_that_uses_most_of_its_limits_is_refused(sandbox: Sandbox, folder: Path) -> None:
    """A reference that leaves learners less than its own time again is refused."""
    change(folder / "exercise.toml", r"cpu_seconds = 5\.0", "cpu_seconds = 0.5")
    spinning = (
        "y.backward()\nimport time\nbegun = time.process_time()\nwhile time.process_time() - begun < 0.3:\n    pass"
    )
    change(folder / "reference.py", r"y\.backward\(\)", spinning)
    assert "reference_too_slow" in codes(gate(sandbox, folder, "reference"))


def test_a_reference_that_is_random_is_refused(sandbox: Sandbox, folder: Path) -> None:
    """A reference that draws without a seed shows something else each time, and is refused for that."""
    change(folder / "reference.py", r"5 \* x", "torch.rand(()) * x")
    assert "reference_random" in codes(gate(sandbox, folder, "reference"))


def test_a_reference_that_prints_its_answer_is_refused(sandbox: Sandbox, folder: Path) -> None:
    """A reference that prints what the checks look for is refused, unless the task asks to print it."""
    change(folder / "reference.py", r"y\.backward\(\)", "y.backward()\nprint(x.grad)")
    assert codes(gate(sandbox, folder, "reference")) == {"reference_prints_its_answer"}
    with (folder / "exercise.toml").open("a") as file:
        file.write('\n[[check]]\nid = "printed"\nkind = "printed"\nname = "x"\ngradient = true\nadvisory = true\n')
    assert not codes(gate(sandbox, folder, "reference"))


def test_a_missing_statement_is_refused_by_its_language(sandbox: Sandbox, folder: Path) -> None:
    """An exercise that lacks a language is refused as statement_missing, with the file to write."""
    (folder / "statement.tr.md").unlink()
    found = gate(sandbox, folder, "languages")
    assert [(each.code, each.file) for each in found.refusals] == [("statement_missing", "statement.tr.md")]


def test_a_statement_that_was_not_translated_is_refused(sandbox: Sandbox, folder: Path) -> None:
    """Two languages with the same text are refused."""
    (folder / "statement.de.md").write_bytes((folder / "statement.en.md").read_bytes())
    assert codes(gate(sandbox, folder, "languages")) == {"statement_not_translated"}


def test_a_statement_that_keeps_a_name_to_itself_is_refused(sandbox: Sandbox, folder: Path) -> None:
    """A statement that never names a variable which the checks look for is refused."""
    change(folder / "statement.en.md", "`y`", "the result")
    assert codes(gate(sandbox, folder, "languages")) == {"name_not_in_statement"}


def test_a_check_that_nothing_can_fail_is_refused(sandbox: Sandbox, folder: Path) -> None:
    """A check that holds whatever a program shows is refused, and named."""
    change(folder / "exercise.toml", r'kind = "calls"\n', 'kind = "calls"\nat_least = 0\n')
    found = gate(sandbox, folder, "checks can fail")
    assert codes(found) == {"check_cannot_fail"}
    assert found.data["idle"] == ["backward"]


def test_a_tolerance_above_the_expected_value_is_refused(sandbox: Sandbox, folder: Path) -> None:
    """A tolerance that lets zero pass is refused twice: the check cannot fail, and the number says why."""
    change(
        folder / "exercise.toml",
        r"tolerance = \{ rtol = 1e-4, atol = 1e-4 \}",
        "tolerance = { rtol = 1e-4, atol = 1e4 }",
    )
    assert {"check_cannot_fail", "tolerance_above_value", "mutant_survives"} <= codes(
        check_folder(folder, sandbox, SECRET)
    )


@pytest.mark.parametrize("followed, refused", [(True, False), (False, True)])
def test_the_last_loss_of_a_followed_training_may_be_nearly_nothing(
    sandbox: Sandbox, folder: Path, followed: bool, refused: bool
) -> None:
    """Where another check follows the losses step by step, the last of them may lie within its own tolerance."""
    loose = r'id = "value:y"\nkind = "value"\nname = "y"\ntolerance = \{ rtol = 1e-4, atol = 1e-4 \}'
    change(folder / "exercise.toml", loose, 'id = "value:y"\nkind = "value"\nname = "y"\ntolerance = { atol = 1e4 }')
    if followed:
        with (folder / "exercise.toml").open("a") as file:
            file.write('\n[[check]]\nid = "trace"\nkind = "trace"\n')
    assert ("tolerance_above_value" in codes(gate(sandbox, folder, "tolerances"))) is refused


def test_proofs_that_contradict_each_other_are_refused(sandbox: Sandbox, folder: Path) -> None:
    """One program, but for its comments, that is to be accepted here and rejected there is refused."""
    accepted = (folder / "submissions/accepted/float64.py").read_text()
    (folder / "submissions/rejected/again.py").write_text("# diagnosis: wrong_formula\n" + accepted)
    assert codes(gate(sandbox, folder, "proofs")) == {"proofs_contradict"}


def test_two_names_for_one_mistake_contradict_each_other(sandbox: Sandbox, folder: Path) -> None:
    """One program that is to be rejected under two diagnoses is refused."""
    rejected = (folder / "submissions/rejected/no_backward.py").read_text()
    again = rejected.replace("backward_not_called", "graph_cut")
    (folder / "submissions/rejected/again.py").write_text(again)
    assert codes(gate(sandbox, folder, "proofs")) == {"proofs_contradict"}


def test_proofs_that_fail_to_prove_are_refused(sandbox: Sandbox, folder: Path) -> None:
    """An accepted proof that is rejected, a rejected one that is accepted, and another diagnosis are refused by file."""
    no_backward = (folder / "submissions/rejected/no_backward.py").read_text()
    (folder / "submissions/accepted/wrong.py").write_text(no_backward)
    assert codes(gate(sandbox, folder, "accepted proofs")) == {"accepted_proof_rejected"}
    right = (folder / "reference.py").read_text()
    (folder / "submissions/rejected/right.py").write_text("# diagnosis: wrong_formula\n" + right)
    change(folder / "submissions/rejected/not_tracked.py", "missing_requires_grad", "wrong_sign")
    found = gate(sandbox, folder, "rejected proofs")
    assert {(each.code, each.file.rpartition("/")[2]) for each in found.refusals} == {
        ("rejected_proof_accepted", "right.py"),
        ("another_diagnosis", "not_tracked.py"),
    }


def test_an_exercise_that_accepts_zeros_is_refused(sandbox: Sandbox, folder: Path) -> None:
    """An exercise whose checks a program of zeros passes is refused, with the program's name."""
    change(folder / "exercise.toml", r"\[\[check\]\]\nid = \"grad:x\".*?(?=\[\[check\]\]\nid = \"leaf:x\")", "")
    change(folder / "exercise.toml", r"\[\[check\]\]\nid = \"graph:y\".*", "")
    found = gate(sandbox, folder, "empty answers")
    assert codes(found) == {"empty_answer_accepted"}
    assert "zeros is accepted" in " ".join(each.message for each in found.refusals)


def test_a_mutant_that_passes_is_shown_with_what_would_see_it(sandbox: Sandbox, folder: Path) -> None:
    """A hole in the checks shows as a survivor: its diff, and the check that would see it."""
    change(folder / "exercise.toml", r"\[\[check\]\]\nid = \"value:y\".*?(?=\[\[check\]\]\nid = \"leaf:x\")", "")
    change(folder / "reference.py", r"5 \* x", "5 * x + 7")
    report = check_folder(folder, sandbox, SECRET)
    survivors = {each.change: each for each in report.mutants if each.state == "survived"}
    survivor = survivors["y = x**2 + 5 * x + 7 → y = x**2 + 5 * x + 8"]
    assert "+y = x**2 + 5 * x + 8" in survivor.diff
    assert any('kind = "value", name = "y"' in each for each in survivor.needs)
    assert report.mutation_score is not None
    assert report.mutation_score < 1.0


def test_a_mutant_that_is_no_mistake_is_equivalent(sandbox: Sandbox, folder: Path) -> None:
    """A mutant that shows the same everywhere needs no reason; one that differs where nothing looks needs the author's."""
    change(folder / "reference.py", r"y = x\*\*2", "helper = 4.0\ny = (5 - helper) * x**2")
    change(folder / "reference.py", r"y\.backward\(\)", "y.backward(retain_graph=True)")
    report = check_folder(folder, sandbox, SECRET)
    states = {each.change: each.state for each in report.mutants}
    assert states["y.backward(retain_graph=True) → y.backward()"] == "equivalent"
    with (folder / "exercise.toml").open("a") as file:
        file.write('\n[[equivalent]]\nchange = "no such change"\nreason = "for the sake of the test"\n')
        file.write(
            '\n[[equivalent]]\nchange = "y.backward(retain_graph=True) → pass"\nreason = "for the sake of the test"\n'
        )
    assert codes(gate(sandbox, folder, "mutants")) == {"equivalent_unknown", "equivalent_is_refused"}


def test_answers_that_no_variant_changes_are_refused(sandbox: Sandbox, folder: Path) -> None:
    """Where every expected number is the same in all variants, typing it in is right everywhere, and that is refused."""
    change(folder / "exercise.toml", r'vary = "integers"', 'vary = "fixed"')
    assert codes(gate(sandbox, folder, "variants")) == {"variants_change_nothing"}


def test_variants_that_cannot_be_drawn_are_refused(sandbox: Sandbox, folder: Path) -> None:
    """Bounds that leave nothing to draw are refused by that name, not as a broken file."""
    change(folder / "exercise.toml", "low = 2\nhigh = 11", "low = 3\nhigh = 3.25")
    assert "variants_impossible" in codes(check_folder(folder, sandbox, SECRET))


def test_trouble_with_the_sandbox_is_no_refusal(folder: Path) -> None:
    """Where programs cannot be run at all the exercise is not refused: the report says that it could not be checked."""
    closed = Sandbox(prove=False)
    closed.start()
    closed.close()

    class Lost:
        environment: ClassVar[dict[str, object]] = {}

        def run(self, job: bytes, limits: object) -> object:
            return closed.run(job, limits)  # type: ignore[arg-type]

    report = check_folder(folder, Lost(), SECRET)  # type: ignore[arg-type]
    assert report.broken
    assert not report.passed
    assert not codes(report)
