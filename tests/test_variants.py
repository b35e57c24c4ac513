"""Hidden variants: other numbers that keep the declared relations, drawn from a secret, the same whenever drawn again."""

from __future__ import annotations

import struct
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.exercise import Exercise, ExerciseCatalog
from grader.record import Tensor
from grader.variants import KeptValues, chosen_variants, draw_seed, published_values, variant_values
from tests.lessons import TABLE, changed, exercise, folder, toml

SECRET = b"0123456789abcdef"


def floats(tensor: Tensor) -> list[float]:
    """The elements of a float64 tensor."""
    assert tensor.dtype == "float64"
    return list(struct.unpack(f"<{len(tensor.data) // 8}d", tensor.data))


def with_givens(**givens: dict[str, Any]) -> Exercise:
    """The small lesson with these givens in the place of its own."""
    table = changed(("given",), givens)
    table["names"] = table["names"] | {name: {} for name in givens}
    return exercise(table)


def test_the_public_run_has_the_published_numbers() -> None:
    """What the statement prints is what the public run is given."""
    assert {name: floats(value) for name, value in published_values(exercise()).items()} == {"x": [2.0], "y": [5.0]}


@settings(max_examples=40)
@given(st.integers(0, 63), st.binary(min_size=16, max_size=32))
def test_a_variant_keeps_what_the_exercise_declares(index: int, secret: bytes) -> None:
    """Every variant lies within its bounds, differs from the published numbers, and keeps the formula between them."""
    drawn = variant_values(exercise(), secret, index)
    (x,), (y,) = floats(drawn["x"]), floats(drawn["y"])
    assert 3 <= x <= 9
    assert x == int(x)
    assert x not in (2.0, 5.0)
    assert y == 2 * x + 1


@pytest.mark.parametrize("index", range(12))
def test_integers_stay_integers_nonzero_and_distinct(index: int) -> None:
    """A matrix of whole numbers is varied by whole numbers, none zero and none twice, in its own shape."""
    lesson = with_givens(x={"value": [[1, 2, 3], [3, 2, 1]], "low": -5, "high": 5})
    drawn = variant_values(lesson, SECRET, index)["x"]
    numbers = floats(drawn)
    assert drawn.shape == (2, 3)
    assert len(set(numbers)) == 6
    assert all(number == int(number) and number != 0 and -5 <= number <= 5 for number in numbers)
    assert not set(numbers) & {1.0, 2.0, 3.0}, "no published number turns up again"


def test_reals_lie_on_the_declared_grid() -> None:
    """Numbers drawn as reals are multiples of the step: float32 and float64 hold them alike."""
    lesson = with_givens(x={"value": [0.1, 0.2], "vary": "reals", "low": -1.0, "high": 1.0, "step": 0.125})
    for index in range(8):
        for number in floats(variant_values(lesson, SECRET, index)["x"]):
            assert number * 8 == int(number * 8)
            assert -1 <= number <= 1


def test_a_fixed_given_stays() -> None:
    """A given that must not vary has its published value in every variant."""
    lesson = with_givens(x={"value": [4.0, 5.0], "vary": "fixed"})
    assert floats(variant_values(lesson, SECRET, 3)["x"]) == [4.0, 5.0]


def test_a_formula_works_element_by_element() -> None:
    """A formula takes the elements of a list in turn, and a single number for each of them."""
    lesson = with_givens(
        x={"value": [1.0, 2.0, 3.0], "low": -9, "high": 9},
        k={"value": 4.0, "low": 5, "high": 9},
        y={"value": [-3.5, -3.0, -2.5], "formula": "-(k - x / 2)"},
    )
    drawn = variant_values(lesson, SECRET, 0)
    (k,) = floats(drawn["k"])
    assert floats(drawn["y"]) == [-(k - x / 2) for x in floats(drawn["x"])]


def test_a_formula_is_not_disturbed_by_givens_that_it_does_not_name() -> None:
    """Givens of other sizes may stand beside a formula that does not use them."""
    lesson = with_givens(
        x={"value": [1.0, 2.0, 3.0], "low": -9, "high": 9},
        other={"value": [7.0, 8.0], "low": -30, "high": 30},
        y={"value": [2.0, 4.0, 6.0], "formula": "2 * x"},
    )
    drawn = variant_values(lesson, SECRET, 0)
    assert floats(drawn["y"]) == [2 * x for x in floats(drawn["x"])]


def test_a_variant_can_be_drawn_again() -> None:
    """Secret and index say everything: an attempt can be replayed."""
    assert variant_values(exercise(), SECRET, 2) == variant_values(exercise(), SECRET, 2)


def test_variants_of_one_pool_and_of_two_secrets_differ() -> None:
    """The pool holds different numbers, and another deployment's pool others again."""
    lesson = with_givens(x={"value": [1, 2, 3, 4, 6, 7], "low": -40, "high": 40})
    pool = {variant_values(lesson, SECRET, index)["x"].data for index in range(16)}
    assert len(pool) == 16
    assert not pool & {variant_values(lesson, b"another secret!!", index)["x"].data for index in range(16)}


def test_a_statement_mended_keeps_the_variants() -> None:
    """The same grading hash draws the same numbers and chooses the same variants: what is cached stays right."""
    mended = exercise(statement_en_md=b"# A small lesson\n\nDo it!\n")
    assert variant_values(mended, SECRET, 1) == variant_values(exercise(), SECRET, 1)
    assert chosen_variants(mended, SECRET, "s") == chosen_variants(exercise(), SECRET, "s")


def test_the_order_of_givens_does_not_matter() -> None:
    """Two exercises of one grading hash have the same variants, in whatever order their tables stand."""
    givens = {name: {"value": float(number), "low": 10, "high": 99} for number, name in enumerate("abc", 1)}
    one = with_givens(**givens)
    other = with_givens(**dict(reversed(givens.items())))
    assert one.grading_hash == other.grading_hash
    assert variant_values(one, SECRET, 0) == variant_values(other, SECRET, 0)


def test_another_reference_draws_other_numbers() -> None:
    """A new grading hash draws a new pool: numbers that leaked serve nobody."""
    lesson = with_givens(x={"value": [1, 2, 3, 4, 6, 7], "low": -40, "high": 40})
    other = Exercise.from_files("lesson", dict(lesson.files) | {"reference.py": b"x = 1\n"})
    assert variant_values(lesson, SECRET, 0) != variant_values(other, SECRET, 0)


@given(st.text(max_size=20))
def test_a_submission_gets_its_own_variants(submission_id: str) -> None:
    """As many variants as the exercise asks for, all different, from its pool, and the same again for a retry."""
    lesson = exercise(changed(("hidden_runs",), 3))
    chosen = chosen_variants(lesson, SECRET, submission_id)
    assert chosen == chosen_variants(lesson, SECRET, submission_id)
    assert len(set(chosen)) == len(chosen) == 3
    assert set(chosen) <= set(range(TABLE["variants"]))


def test_submissions_are_spread_over_the_pool() -> None:
    """Different submissions get different variants, and so does the same one under another secret."""
    lesson = exercise(changed(("variants",), 64))
    chosen = [chosen_variants(lesson, SECRET, str(each)) for each in range(64)]
    assert len(set(chosen)) > 24
    assert chosen != [chosen_variants(lesson, b"another secret!!", str(each)) for each in range(64)]


def test_more_runs_than_variants_are_as_many_as_there_are() -> None:
    """An exercise that asks for more hidden runs than it has variants gets each variant once."""
    lesson = exercise(changed(("hidden_runs",), 8) | {"variants": 2})
    assert sorted(chosen_variants(lesson, SECRET, "s")) == [0, 1]


def test_a_scenario_seed_belongs_to_its_variant() -> None:
    """Each variant draws a scenario's inputs with a seed of its own, which fits torch's generators."""
    seeds = {draw_seed(exercise(), SECRET, index) for index in range(-1, 20)}
    assert len(seeds) == 21
    assert all(0 <= seed < 1 << 63 for seed in seeds)


def test_the_exercises_that_come_along_have_whole_pools(exercises_dir: Any) -> None:
    """Every variant of every exercise of the repository can be drawn, and the pool is not one variant over and over."""
    catalog = ExerciseCatalog(exercises_dir)
    lessons = [catalog.get(slug) for slug in catalog.slugs()]
    for lesson in (each for each in lessons if each.spec.given):
        pool = [variant_values(lesson, SECRET, index) for index in range(lesson.spec.variants)]
        assert len({tuple(value.data for value in each.values()) for each in pool}) >= lesson.spec.variants / 2, (
            lesson.slug
        )


def test_the_bent_lesson_is_written_as_it_was_read() -> None:
    """The files of the tests' own lesson say what its table says."""
    assert folder()["exercise.toml"] == toml(TABLE)


def test_kept_values_are_those_that_are_drawn() -> None:
    """What is kept for a version is what would be drawn for it: published, of each variant, and of no other version."""
    lesson, other = exercise(), with_givens(x={"value": 7.0}, y={"value": 3.0})
    kept = KeptValues(SECRET)
    for each in (lesson, other, lesson):
        assert kept.published(each) == published_values(each)
        assert [kept.variant(each, index) for index in range(4)] == [
            variant_values(each, SECRET, index) for index in range(4)
        ]
    assert kept.variant(lesson, 1) is kept.variant(lesson, 1)


def test_values_asked_for_long_ago_are_dropped() -> None:
    """So much is kept and no more; what is asked for again and again stays."""
    lesson = exercise()
    kept = KeptValues(SECRET, most=2)
    first, second = kept.variant(lesson, 0), kept.variant(lesson, 1)
    assert kept.variant(lesson, 0) is first
    kept.variant(lesson, 2)
    assert kept.variant(lesson, 0) is first
    assert kept.variant(lesson, 1) is not second
