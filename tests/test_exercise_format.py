"""The format of exercise.toml: every wrong key is named with its file and with what was expected."""

from __future__ import annotations

import typing
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from grader import exercise_format
from grader.errors import ExerciseError
from tests.lessons import TABLE, changed, check_path, exercise, problem, toml

# --- each key wrong in turn -------------------------------------------------------------------------------------------

#: A path, a wrong value, and a word that the error has to say about what was expected.
WRONG: tuple[tuple[tuple[Any, ...], Any, str], ...] = (
    (("format",), 2, "1"),
    (("format",), "1", "1"),
    (("kind",), "notebook", "'script' or 'scenario'"),
    (("tags",), "autograd", "array"),
    (("tags",), [1], "string"),
    (("hidden_runs",), 0, "greater than or equal to 1"),
    (("hidden_runs",), 9, "less than or equal to 8"),
    (("hidden_runs",), True, "integer"),
    (("hidden_runs",), "1", "integer"),
    (("hidden_runs",), 1.5, "integer"),
    (("variants",), 0, "greater than or equal to 1"),
    (("variants",), 65, "less than or equal to 64"),
    (("devices",), ["tpu"], "'cpu' or 'cuda'"),
    (("limits",), 5, "object"),
    (("limits", "cpu_seconds"), 0, "greater than 0"),
    (("limits", "cpu_seconds"), "raw:inf", "finite"),
    (("limits", "cpu_seconds"), "5", "number"),
    (("limits", "wall_seconds"), -1.0, "greater than 0"),
    (("limits", "memory_mb"), 1, "greater than or equal to 64"),
    (("limits", "memory_mb"), 64.5, "integer"),
    (("limits", "output_kb"), 0, "greater than or equal to 1"),
    (("limits", "cpu_secs"), 1.0, "not permitted"),
    (("given",), [], "object"),
    (("given", "x", "value"), "2", "number"),
    (("given", "x", "value"), True, "number"),
    (("given", "x", "value"), "raw:nan", "finite"),
    (("given", "x", "value"), "raw:-inf", "finite"),
    (("given", "x", "value"), int("9" * 400), "finite"),
    (("given", "x", "value"), [], "at least one number"),
    (("given", "x", "value"), [[1.0, 2.0], [3.0]], "as long as"),
    (("given", "x", "value"), [[[1.0]]], "number"),
    (("given", "x", "vary"), "random", "'integers', 'reals' or 'fixed'"),
    (("given", "x", "low"), 9, "smaller than high"),
    (("given", "x", "low"), "raw:nan", "finite"),
    (("given", "x", "low"), -1e18, "steps"),
    (("given", "x", "high"), "raw:inf", "finite"),
    (("given", "x"), {"value": 2.0, "low": 1.9, "high": 2.1}, "too few numbers"),
    (("given", "x", "step"), 0, "greater than 0"),
    (("given", "x", "nonzero"), 1, "boolean"),
    (("given", "x", "distinct"), "yes", "boolean"),
    (("given", "y", "formula"), "x +", "arithmetic"),
    (("given", "y", "formula"), "__import__('os')", "arithmetic"),
    (("given", "y", "formula"), "x ** 2", "arithmetic"),
    (("given", "y", "formula"), "2 * q", "q"),
    (("given", "y", "formula"), "2 * y", "y"),
    (("given", "y", "formula"), "3 * x", "published"),
    (("given", "y", "formula"), "1 / (x - x)", "published"),
    (("given", "y", "formula"), "x" * 300, "at most 200"),
    (("given", "y", "formual"), "2 * x", "not permitted"),
    (("given", "x y"), {"value": 1.0}, "pattern"),
    (("given", "z"), {"value": 1.0}, "[names]"),
    (("names",), {}, "at least 1"),
    (("names", "x", "optional"), 0, "boolean"),
    (("names", "x", "dtypes"), ["float16"], "'float32'"),
    (("names", "x", "adopt"), "yes", "'no', 'first' or 'last'"),
    (("names", "x", "start"), "some", "'reference' or 'any'"),
    (("names", "1x"), {}, "pattern"),
    (("check",), [], "at least 1"),
    (check_path("value", "id"), "a b", "pattern"),
    (check_path("value", "id"), "grad:x", "differ"),
    (check_path("value", "id"), "given:x", "differ"),
    (check_path("value", "kind"), "vlaue", "'value'"),
    (check_path("value", "name"), "q", "[names]"),
    (check_path("value", "name"), "", "pattern"),
    (check_path("value", "weight"), -1, "greater than or equal to 0"),
    (check_path("value", "weight"), "raw:nan", "finite"),
    (check_path("value", "weight"), "2", "number"),
    (check_path("value", "wieght"), 2.0, "not permitted"),
    (check_path("value", "advisory"), "no", "boolean"),
    (check_path("value", "exact_shape"), 1, "boolean"),
    (check_path("value", "accept"), ["tuple"], "'tensor'"),
    (check_path("value", "tolerance"), 0.1, "object"),
    (check_path("value", "tolerance", "rtol"), 1.0, "less than 1"),
    (check_path("value", "tolerance", "rtol"), -0.1, "greater than or equal to 0"),
    (check_path("value", "tolerance", "atol"), "raw:inf", "finite"),
    (check_path("value", "tolerance", "atol"), "raw:nan", "finite"),
    (check_path("gradient", "expect"), "zero", "'reference', 'none' or 'none_or_zero'"),
    (check_path("graph", "requires_grad"), 1, "boolean"),
    (check_path("graph", "is_leaf"), 0, "boolean"),
    (check_path("graph", "has_graph"), "x", "boolean"),
    (check_path("graph", "reaches"), "x", "array"),
    (check_path("graph", "reaches"), ["q"], "[names]"),
    (check_path("graph", "avoids"), ["q"], "[names]"),
    (check_path("trace", "expect"), "same", "'reference' or 'falls'"),
    (check_path("trace", "final_below"), 0, "greater than 0"),
    (check_path("trace", "final_below"), "raw:inf", "finite"),
    (check_path("adopted", "shape"), 3, "array"),
    (check_path("adopted", "shape"), [1.5], "integer"),
    (check_path("adopted", "shape"), [-1], "greater than or equal to 0"),
    (check_path("adopted", "requires_grad"), 1, "boolean"),
    (check_path("adopted", "low"), 2.0, "smaller than high"),
    (check_path("adopted", "high"), "raw:inf", "finite"),
    (check_path("adopted", "high_included"), 1, "boolean"),
    (check_path("drawn", "name"), "q", "[names]"),
    (check_path("raised", "words"), [], "at least 1"),
    (check_path("raised", "words"), "size", "array"),
    (check_path("raised", "words"), [""], "at least 1"),
    (check_path("raised", "words"), ["Size"], "small letters"),
    (check_path("raised", "uncaught_counts"), 1, "boolean"),
    (check_path("printed", "gradient"), 1, "boolean"),
    (check_path("calls", "of"), "q", "[names]"),
    (check_path("calls", "reaches"), ["q"], "[names]"),
    (check_path("calls", "through"), ["q"], "[names]"),
    (check_path("calls", "functions"), "torch.relu", "array"),
    (check_path("calls", "functions"), ["torch relu"], "pattern"),
    (check_path("calls", "at_least"), -1, "greater than or equal to 0"),
    (check_path("calls", "at_most"), -1, "greater than or equal to 0"),
    (check_path("calls", "at_most"), 0, "at_least"),
    (check_path("probe", "of"), "q", "[names]"),
    (check_path("probe", "wrt"), "q", "[names]"),
    (check_path("raised", "flag"), "q", "[names]"),
    (check_path("raised", "flag"), True, "string"),
    (check_path("gradient", "by"), "hand", "'autograd', 'formula', 'update' or 'accumulation'"),
    (check_path("value", "means"), "Graph Cut", "pattern"),
    (check_path("value", "if_hold"), ["trace"], "means"),
    (check_path("value", "if_hold"), "trace", "array"),
    (("equivalent", 0, "change"), "a", "at least 3"),
    (("equivalent", 0, "reason"), "b", "at least 10"),
    (("fits",), [{"gradient": "x", "derivative": "slope", "means": "graph_cut"}], "only a scenario"),
    (("chekc",), [], "not permitted"),
)


def label(value: Any) -> str:
    """A short name for a parameter."""
    return ".".join(map(str, value))[:40] if isinstance(value, tuple) else repr(value)[:30]


def test_the_exercise_that_the_others_bend_is_right() -> None:
    """What the tests below bend loads as it is."""
    assert exercise().title("de") == "Eine kleine Übung"


@pytest.mark.parametrize("path, value, expected", WRONG, ids=label)
def test_a_wrong_value_is_named(path: tuple[Any, ...], value: Any, expected: str) -> None:
    """The error names exercise.toml, the key and what was expected there."""
    error = problem(changed(path, value))
    assert error.file == "exercise.toml"
    named = next(str(part) for part in reversed(path) if isinstance(part, str))
    assert named in str(error), "the key is named"
    assert expected in str(error), "what was expected is said"


def keys_of(kind: Any, seen: frozenset[Any] = frozenset()) -> Iterator[tuple[str, str]]:
    """Every key of every table of the format, as (table, key)."""
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        if kind in seen:
            return
        for name, field in kind.model_fields.items():
            yield kind.__name__, name
            yield from keys_of(field.annotation, seen | {kind})
        return
    for argument in typing.get_args(kind):
        yield from keys_of(argument, seen)


def test_every_key_of_the_format_is_tried() -> None:
    """The lists above have a wrong value for each key of the format."""
    tried = {part for path, _, _ in WRONG for part in path if isinstance(part, str)}
    tried |= {key for fit, _, _ in WRONG_FITS for key in fit}
    assert not {key for _, key in keys_of(exercise_format.ExerciseSpec)} - tried


FIT = {"gradient": "x", "derivative": "slope", "means": "graph_cut"}
WRONG_FITS: tuple[tuple[dict[str, Any], str, str], ...] = (
    ({"gradient": "q"}, "fits.gradient", "[names]"),
    ({"gradient": "no name"}, "gradient", "pattern"),
    ({"derivative": ""}, "derivative", "pattern"),
    ({"derivative": 1}, "derivative", "string"),
    ({"means": ""}, "means", "at least 1"),
    ({"means": "Graph cut"}, "means", "pattern"),
)


def scenario(fit: dict[str, Any]) -> dict[str, Any]:
    """The exercise as a scenario with one fit."""
    table = {key: value for key, value in TABLE.items() if key != "given"}
    return table | {"kind": "scenario", "fits": [fit]}


def test_a_scenario_may_have_fits() -> None:
    """The fit that the next test bends is right as it is."""
    assert exercise(scenario(FIT), **{"scenario.py": b"pass\n"}).spec.fits[0].means == "graph_cut"


@pytest.mark.parametrize("wrong, key, expected", WRONG_FITS, ids=label)
def test_a_wrong_fit_is_named(wrong: dict[str, Any], key: str, expected: str) -> None:
    """Each key of a scenario's fits is named where it is wrong, with what was expected."""
    error = problem(scenario(FIT | wrong), **{"scenario.py": b"pass\n"})
    assert error.file == "exercise.toml"
    assert key in str(error)
    assert expected in str(error)


@pytest.mark.parametrize("others", [["nobody"], ["value:out"]])
def test_a_meaning_depends_on_other_checks(others: list[str]) -> None:
    """A check whose meaning depends on a check that is not there, or on itself, is refused."""
    table = changed(check_path("value", "means"), "graph_cut")
    table["check"][0]["if_hold"] = others
    assert "if_hold" in str(problem(table))


REQUIRED = (
    ("format",),
    ("names",),
    ("check",),
    ("given", "x", "value"),
    check_path("value", "id"),
    check_path("value", "kind"),
    check_path("value", "name"),
    check_path("adopted", "shape"),
    check_path("raised", "words"),
    check_path("probe", "of"),
    check_path("probe", "wrt"),
)


@pytest.mark.parametrize("path", REQUIRED, ids=label)
def test_a_missing_key_is_named(path: tuple[Any, ...]) -> None:
    """A key that an exercise cannot do without is named when it is missing."""
    error = problem(changed(path, drop=True))
    assert (error.file, str(path[-1]) in str(error)) == ("exercise.toml", True)


def test_a_graph_check_says_something() -> None:
    """A graph check that states no fact would hold for everybody, and is refused."""
    empty = {"id": "g", "kind": "graph", "name": "x"}
    assert "requires_grad" in str(problem(changed(("check",), [*TABLE["check"], empty])))


def test_some_check_has_to_count() -> None:
    """An exercise of remarks, or of checks without weight, would accept nothing or everything, and is refused."""
    assert "weight" in str(problem(changed(("check",), [TABLE["check"][0] | {"advisory": True}])))
    assert "weight" in str(problem(changed(("check",), [TABLE["check"][0] | {"weight": 0.0}])))


@pytest.mark.parametrize(
    "text",
    [
        b"format = ",
        b"format = 1\nformat = 1\n",
        b"\xff\xfe",
        b"x = " + b"[" * 100_000,
        b"x = " + b"{a=" * 2_000,
        b"x = " + b"1" * 10_000,
        b"\0",
        b"",
        b"x = 1979-05-27T07:32:00Z\n",
    ],
    ids=["cut", "twice", "utf16", "nested", "tables", "digits", "nul", "empty", "date"],
)
def test_a_file_that_is_no_toml_is_named(text: bytes) -> None:
    """Whatever stands in exercise.toml, the error is ours, in one line, and names the file."""
    assert problem(exercise_toml=text).file == "exercise.toml"


@settings(max_examples=60)
@given(st.binary(max_size=200))
def test_any_bytes_as_exercise_toml_raise_one_kind_of_error(text: bytes) -> None:
    """Random bytes in the place of exercise.toml never raise anything but `ExerciseError`."""
    for whole in (text, toml(TABLE) + text):
        with suppress(ExerciseError):
            exercise(exercise_toml=whole)
