"""Every exercise on the GPU's lane: references, proofs, and references whose tensors lie on the device."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from grader.exercise import ExerciseCatalog
from grader.grading import Graded, Grader
from tests.cuda.conftest import REPOSITORY, programs_at_a_time

SLUGS = ExerciseCatalog(REPOSITORY / "exercises").slugs()
_ON_DEVICE = b"import torch\ntorch.set_default_device('cuda')\n"


def _told(graded: Graded) -> str:
    return f"{graded.verdict} {graded.diagnosis and graded.diagnosis.code} {graded.error} {graded.reason}"


@pytest.mark.parametrize("slug", SLUGS)
def test_reference_is_accepted(grader: Grader, catalog: ExerciseCatalog, slug: str) -> None:
    """The reference solution passes where a GPU is there."""
    exercise = catalog.get(slug)
    graded = grader.grade(exercise, exercise.reference, "reference", "cuda")
    assert graded.verdict == "accepted", _told(graded)


@pytest.mark.parametrize(
    "slug", [slug for slug in SLUGS if ExerciseCatalog(REPOSITORY / "exercises").get(slug).scenario is None]
)
def test_reference_on_the_device_is_accepted(grader: Grader, catalog: ExerciseCatalog, slug: str) -> None:
    """The same program with all its tensors on the GPU is right too, within the exercise's own tolerances."""
    exercise = catalog.get(slug)
    graded = grader.grade(exercise, _ON_DEVICE + exercise.reference, "on the device", "cuda")
    assert graded.verdict == "accepted", _told(graded)


@pytest.mark.parametrize("slug", SLUGS)
def test_proofs_get_their_verdicts(grader: Grader, catalog: ExerciseCatalog, slug: str) -> None:
    """Every accepted proof is accepted, and every rejected one is rejected, with the diagnosis that it names."""
    exercise = catalog.get(slug)
    with ThreadPoolExecutor(programs_at_a_time()) as pool:
        results = list(
            pool.map(lambda proof: grader.grade(exercise, proof.source, proof.file, "cuda"), exercise.proofs)
        )
    wrong = []
    for proof, graded in zip(exercise.proofs, results, strict=True):
        code = graded.diagnosis.code if graded.diagnosis is not None else ""
        right = (
            graded.verdict == "accepted" if proof.accepted else graded.verdict != "accepted" and code == proof.diagnosis
        )
        if not right or graded.verdict == "internal_error":
            wrong.append(f"{proof.file}: {_told(graded)}")
    assert not wrong, "\n".join(wrong)
