"""Exercise folders: which files belong to them, which are refused, and what version and grading hash mean."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from grader.errors import ExerciseError, UnknownExerciseError
from grader.exercise import Exercise, ExerciseCatalog, listed_devices, load_exercise
from tests.lessons import FILES, REFERENCE, TABLE, changed, check_path, exercise, folder, problem, toml


def write(root: Path, files: dict[str, bytes]) -> Path:
    """The folder on disk."""
    for name, data in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)
    return root


def test_the_devices_of_a_definition_are_told_without_the_rest() -> None:
    """What is listed is listed, whatever else is wrong; where nothing can be read no device is ruled out."""
    assert listed_devices(b'devices = ["cpu"]\nnames = 3') == ("cpu",)
    assert listed_devices(toml(changed(("devices",), ["cuda"]))) == ("cuda",)
    assert all(listed_devices(other) == ("cpu", "cuda") for other in (b"", b"\xff", b"devices = ", b"devices = 3"))


# --- files ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["exercise.toml", "reference.py", "starter.py", "statement.en.md"])
def test_a_missing_file_is_named(name: str) -> None:
    """The error names the file that every exercise needs and this one lacks."""
    files = folder()
    del files[name]
    with pytest.raises(ExerciseError) as caught:
        Exercise.from_files("lesson", files)
    assert caught.value.file == name
    assert "missing" in str(caught.value)


def test_a_scenario_exercise_needs_its_scenario() -> None:
    """An exercise of kind scenario without scenario.py is refused, and scenario.py is named."""
    table = changed(("kind",), "scenario")
    table.pop("given")
    assert problem(table).file == "scenario.py"


@pytest.mark.parametrize(
    "name, data",
    [
        ("statement.fr.md", b"# Titre\n"),
        ("statement.de.md", b"Kein Titel\n"),
        ("statement.de.md", b"# \n"),
        ("statement.de.md", b""),
        ("statement.de.md", b"# \xff\n"),
        ("submissions/rejected/unnamed.py", b"import torch\n"),
        ("starter.py", b"\xff"),
    ],
)
def test_a_broken_text_is_named(name: str, data: bytes) -> None:
    """A statement in an unknown language or without title, a rejected proof without diagnosis, a starter that is no text."""
    with pytest.raises(ExerciseError) as caught:
        Exercise.from_files("lesson", folder() | {name: data})
    assert caught.value.file == name


@pytest.mark.parametrize("slug", ["Detach", "a_b", "-a", "a--b", "", "ä", "../x", "a" * 200])
def test_a_slug_is_small_letters_digits_and_hyphens(slug: str) -> None:
    """A folder of another name is no exercise: slugs stand in addresses and file names."""
    with pytest.raises(ExerciseError):
        Exercise.from_files(slug, folder())


def test_files_that_the_format_does_not_name_do_not_matter(tmp_path: Path) -> None:
    """Notes, caches and editors' leftovers beside an exercise are not part of it."""
    root = write(tmp_path / "lesson", folder())
    before = load_exercise(root)
    write(root, {"notes.txt": b"x", "__pycache__/a.pyc": b"x", "submissions/accepted/a.txt": b"x", ".git/b": b"x"})
    after = load_exercise(root)
    assert after.version == before.version
    assert set(after.files) == {"exercise.toml", *FILES}


@pytest.mark.parametrize("name", ["exercise.toml", "reference.py", "submissions/accepted/same.py"])
@pytest.mark.parametrize("kind", ["link", "dangling", "folder", "pipe", "large"])
def test_what_is_no_small_plain_file_is_refused(tmp_path: Path, name: str, kind: str) -> None:
    """A link, a folder, a pipe or a huge file in the place of an exercise's file is refused by name, never followed."""
    root = write(tmp_path / "lesson", folder())
    (tmp_path / "elsewhere").write_bytes(folder()[name])
    path = root / name
    path.unlink()
    make: dict[str, Callable[[], object]] = {
        "link": lambda: path.symlink_to(tmp_path / "elsewhere"),
        "dangling": lambda: path.symlink_to(tmp_path / "nowhere"),
        "folder": path.mkdir,
        "pipe": lambda: os.mkfifo(path),
        "large": lambda: path.write_bytes(b"#" * ((1 << 18) + 1)),
    }
    make[kind]()
    with pytest.raises(ExerciseError) as caught:
        load_exercise(root)
    assert caught.value.file == name


def test_a_linked_folder_of_proofs_is_not_followed(tmp_path: Path) -> None:
    """A submissions folder that is a link elsewhere brings no proofs in."""
    root = write(tmp_path / "lesson", {name: data for name, data in folder().items() if "submissions" not in name})
    write(tmp_path / "other", {"accepted/a.py": REFERENCE})
    (root / "submissions").symlink_to(tmp_path / "other")
    assert not load_exercise(root).proofs


def test_too_many_files_are_refused(tmp_path: Path) -> None:
    """A folder of hundreds of proofs is refused before all are read."""
    many = {f"submissions/accepted/p{index}.py": b"x = 1\n" for index in range(420)}
    with pytest.raises(ExerciseError, match="more than"):
        load_exercise(write(tmp_path / "lesson", folder() | many))


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    """A folder that is not there, or is a file, is said to be missing."""
    (tmp_path / "file").write_bytes(b"")
    for name in ("nothing", "file"):
        with pytest.raises(ExerciseError, match=name):
            load_exercise(tmp_path / name)


def test_a_proof_knows_its_verdict_and_diagnosis() -> None:
    """Proofs come with the folder they lie in, and rejected ones with the diagnosis of their first line."""
    proofs = {proof.file: (proof.accepted, proof.diagnosis) for proof in exercise().proofs}
    assert proofs == {
        "submissions/accepted/same.py": (True, ""),
        "submissions/rejected/nothing.py": (False, "missing_name"),
    }


# --- version and grading hash -----------------------------------------------------------------------------------------

PROOF = {"submissions/accepted/more.py": REFERENCE}


@pytest.mark.parametrize(
    "change",
    [
        {"statement.en.md": b"# A small lesson\n\nDo it!\n"},
        {"statement.tr.md": b"# Ders\n"},
        {"starter.py": b"import torch\n\n# your work\n"},
        PROOF,
        {"submissions/rejected/nothing.py": b"# diagnosis: graph_cut\n"},
        {"exercise.toml": toml(changed(("tags",), ["other"]))},
        {"exercise.toml": toml(changed(("equivalent",), []))},
        {"exercise.toml": toml(TABLE) + b"# a comment\n"},
        {"exercise.toml": toml(dict(reversed(TABLE.items())))},
    ],
    ids=["statement", "locale", "starter", "proof", "diagnosis", "tags", "equivalent", "comment", "order"],
)
def test_what_cannot_change_a_verdict_changes_the_version_alone(change: dict[str, bytes]) -> None:
    """A typo mended in a statement makes another version, and asks for no regrade."""
    before, after = exercise(), Exercise.from_files("lesson", folder() | change)
    assert before.version != after.version
    assert before.grading_hash == after.grading_hash


@pytest.mark.parametrize(
    "change",
    [
        {"reference.py": REFERENCE.replace(b"**2", b"**3")},
        {"exercise.toml": toml(changed(("variants",), 5))},
        {"exercise.toml": toml(changed(("hidden_runs",), 2))},
        {"exercise.toml": toml(changed(("limits", "cpu_seconds"), 3.0))},
        {"exercise.toml": toml(changed(("given", "x", "high"), 10))},
        {"exercise.toml": toml(changed(("names", "out", "dtypes"), ["float64"]))},
        {"exercise.toml": toml(changed(check_path("value", "weight"), 3.0))},
        {"exercise.toml": toml(changed(check_path("value", "tolerance", "atol"), 1e-3))},
        {"exercise.toml": toml(changed(check_path("drawn", "advisory"), False))},
    ],
    ids=["reference", "variants", "runs", "limits", "given", "dtypes", "weight", "tolerance", "advisory"],
)
def test_what_can_change_a_verdict_changes_both(change: dict[str, bytes]) -> None:
    """Reference, limits, givens, names, weights and tolerances are part of the grading hash."""
    before, after = exercise(), Exercise.from_files("lesson", folder() | change)
    assert before.version != after.version
    assert before.grading_hash != after.grading_hash


def test_a_scenario_is_part_of_both() -> None:
    """The code that draws inputs and calls the learner's decides verdicts."""
    table = changed(("kind",), "scenario")
    table.pop("given")
    one = Exercise.from_files("lesson", folder(table) | {"scenario.py": b"a = 1\n"})
    other = Exercise.from_files("lesson", folder(table) | {"scenario.py": b"a = 2\n"})
    assert one.version != other.version
    assert one.grading_hash != other.grading_hash


@pytest.mark.parametrize("newline", [b"\r\n", b"\r"])
def test_newlines_do_not_change_what_an_exercise_is(newline: bytes) -> None:
    """The same files with the line ends of another system are the same version."""
    other = Exercise.from_files("lesson", {name: data.replace(b"\n", newline) for name, data in folder().items()})
    assert (other.version, other.grading_hash) == (exercise().version, exercise().grading_hash)
    assert other.reference == REFERENCE


def test_bytes_cannot_be_moved_between_files() -> None:
    """Two exercises whose files differ only in where one ends have different versions."""
    one = Exercise.from_files(
        "lesson", folder() | {"submissions/accepted/a.py": b"xy", "submissions/accepted/b.py": b""}
    )
    other = Exercise.from_files(
        "lesson", folder() | {"submissions/accepted/a.py": b"x", "submissions/accepted/b.py": b"y"}
    )
    assert one.version != other.version


def test_a_version_is_a_sha256() -> None:
    """A version has the form that others rely on, and is the same whenever it is computed."""
    assert exercise().version == exercise().version
    prefix, _, digest = exercise().version.partition(":")
    assert (prefix, len(digest), set(digest) <= set("0123456789abcdef")) == ("sha256", 64, True)


def test_an_exercise_can_be_made_again_from_its_files() -> None:
    """What is stored of an exercise is enough to have it again: same version, same grading hash."""
    once = exercise()
    again = Exercise.from_files(once.slug, once.files)
    assert (again.version, again.grading_hash, again.spec) == (once.version, once.grading_hash, once.spec)


# --- the catalogue ----------------------------------------------------------------------------------------------------


def test_the_catalogue_names_what_it_has(tmp_path: Path) -> None:
    """An unknown exercise is an error that suggests names like it, and says how to see all."""
    write(tmp_path / "one", folder())
    write(tmp_path / "two", folder())
    (tmp_path / "empty").mkdir()
    catalog = ExerciseCatalog(tmp_path)
    assert catalog.slugs() == ["one", "two"]
    assert catalog.get("two").slug == "two"
    with pytest.raises(UnknownExerciseError, match=r"did you mean two\?.*names all 2"):
        catalog.get("tow")
    with pytest.raises(UnknownExerciseError, match=r"there is no exercise 'xyz'; `grader exercise list` names all 2"):
        catalog.get("xyz")


@pytest.mark.parametrize("slug", ["..", "../one", "/etc", "one/../two", ".", "", "one/", "one\0"])
def test_the_catalogue_never_leaves_its_folder(tmp_path: Path, slug: str) -> None:
    """A slug is looked up among the folder's own names, never joined to a path."""
    write(tmp_path / "one", folder())
    with pytest.raises(UnknownExerciseError):
        ExerciseCatalog(tmp_path).get(slug)


def test_an_exercise_has_the_name_it_was_asked_for_by(tmp_path: Path) -> None:
    """A folder that is a link to another is an exercise of the link's name: results say what was asked for."""
    write(tmp_path / "one", folder())
    (tmp_path / "two").symlink_to(tmp_path / "one")
    assert ExerciseCatalog(tmp_path).get("two").slug == "two"


def test_a_folder_can_be_named_from_within(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """``.`` names the folder that one stands in."""
    monkeypatch.chdir(write(tmp_path / "one", folder()))
    assert load_exercise(Path()).slug == "one"


def test_an_empty_catalogue_has_nothing(tmp_path: Path) -> None:
    """A folder without exercises, or that is not there, has none."""
    assert ExerciseCatalog(tmp_path).slugs() == []
    assert ExerciseCatalog(tmp_path / "nowhere").slugs() == []


def test_the_exercises_that_come_along_are_whole(exercises_dir: Path) -> None:
    """Every exercise of the repository loads, with a statement in each language and proofs of both kinds."""
    catalog = ExerciseCatalog(exercises_dir)
    assert len(catalog.slugs()) >= 6
    for slug in catalog.slugs():
        each = catalog.get(slug)
        assert set(each.statements) == {"en", "de", "zh", "tr"}, slug
        assert {proof.accepted for proof in each.proofs} == {True, False}, slug
