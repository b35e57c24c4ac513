"""The command line as people and scripts meet it: every strange file, folder, stream and host has an answer in one line."""

from __future__ import annotations

import functools
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from grader.exercise import ExerciseCatalog
from tests.commands import Ended, documented_keys, ended, start
from tests.lessons import TABLE, changed, folder
from tests.sandbox.conftest import host_python
from tests.test_exercise_format import WRONG

Command = Callable[..., Ended]

ACCEPTED = b"""import torch
x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z = x + y
z_no_grad = z.detach()
out = z_no_grad**2 + y**3
out.backward()
"""
REJECTED = ACCEPTED.replace(b"z.detach()", b"z")
KEYS = [
    *("file", "exercise", "exercise_version", "verdict", "code", "score", "diagnosis", "checks", "stdout", "error"),
    *("comparisons", "figures", "environment", "timing"),
]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder for the commands of these tests."""
    return tmp_path_factory.mktemp("data")


@pytest.fixture
def command(data: Path, tmp_path: Path) -> Command:
    """Return a function that runs the command in the test's own folder, and waits for it."""

    def run(*words: str | bytes | Path, **rest: Any) -> Ended:
        return ended(start(words, data, cwd=tmp_path, **rest))

    return run


@pytest.fixture
def right(tmp_path: Path) -> Path:
    """Return a program that is accepted."""
    path = tmp_path / "right.py"
    path.write_bytes(ACCEPTED)
    return path


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    """Return a program that is rejected."""
    path = tmp_path / "wrong.py"
    path.write_bytes(REJECTED)
    return path


# --- what is promised to others --------------------------------------------------------------------------------------


def test_json_has_the_promised_shape(command: Command, right: Path, wrong: Path) -> None:
    """Each file yields one object with the promised keys, in the order given; one rejected program makes the status 1."""
    result = command("grade", "detach", wrong, right, wrong, "--json")
    assert (result.status, result.complaints) == (1, [])
    assert [each["file"] for each in result.objects] == [str(wrong), str(right), str(wrong)]
    for each in result.objects:
        assert list(each) == KEYS
        assert set(each["timing"]) == {"queue_ms", "sandbox_ms", "total_ms"}
        assert set(each["environment"]) == {"torch", "python", "runtime", "device", "sandbox"}
        assert each["exercise"] == "detach"
        assert each["exercise_version"].startswith("sha256:")
        for check in each["checks"]:
            assert {"id", "weight", "passed", "message", "mismatch", "diagnosis"} <= set(check)
    first, second, third = result.objects
    assert (first["verdict"], first["code"]) == ("wrong_answer", "WA")
    assert (second["verdict"], second["code"], second["score"], second["diagnosis"]) == ("accepted", "AC", 1.0, None)
    assert first["diagnosis"]["code"] == "detach_missing"
    assert 0 < first["score"] < 1
    assert {**first, "timing": None} == {**third, "timing": None}, "the same program, graded twice, gets the same"


def test_status_of_accepted_programs_is_zero(command: Command, right: Path) -> None:
    """Where every program is accepted, the status is 0 and a person reads so."""
    result = command("grade", "detach", right)
    assert (result.status, result.complaints) == (0, [])
    assert "right.py  accepted (AC)  1.00" in result.stdout


@pytest.mark.parametrize("locale", ["de", "zh", "tr"])
def test_feedback_speaks_the_language_asked_for(command: Command, wrong: Path, locale: str) -> None:
    """The same verdict is told in other words."""
    (told,) = command("grade", "detach", wrong, "--json", "--locale", locale).objects
    assert told["diagnosis"]["code"] == "detach_missing"
    assert "z_no_grad" in told["diagnosis"]["message"]
    assert not told["diagnosis"]["message"].isascii()


def test_files_that_cannot_be_read_are_named(command: Command, tmp_path: Path, right: Path) -> None:
    """A missing file and a folder are named on a line each, the others are graded, and the status is 2."""
    (tmp_path / "folder").mkdir()
    result = command("grade", "detach", "missing.py", "folder", right, right / "beneath.py", "--json")
    assert result.status == 2
    assert result.complaints == [
        "grader: missing.py: No such file or directory",
        "grader: folder: is a folder; name the program's file",
        f"grader: {right}/beneath.py: Not a directory",
    ]
    assert [each["code"] for each in result.objects] == ["AC"]


@pytest.mark.parametrize("words", [("grade", "detahc", "right.py"), ("exercise", "show", "detahc")])
def test_unknown_exercise_suggests_a_name(command: Command, right: Path, words: tuple[str, ...]) -> None:
    """A slip in the name is answered with the name that was meant, in one line."""
    assert right.exists()
    result = command(*words)
    assert (result.status, result.stdout) == (2, "")
    (told,) = result.complaints
    assert told.startswith(
        "grader: there is no exercise 'detahc'; did you mean detach? `grader exercise list` names all "
    )


@pytest.mark.parametrize(
    "words, told",
    [
        (("grade",), "slug"),
        (("grade", "detach"), "FILE"),
        (("grade", "detach", "right.py", "--locale", "fr"), "'en', 'de', 'zh', 'tr'"),
        (("grade", "detach", "right.py", "--device", "tpu"), "'cpu', 'cuda'"),
        (("grade", "detach", "right.py", "--exercises", "missing"), "missing is not a folder"),
        (("exercise", "nonsense"), "nonsense"),
        (("nonsense",), "nonsense"),
    ],
)
def test_wrong_words_are_named(command: Command, right: Path, words: tuple[str, ...], told: str) -> None:
    """What cannot be understood is named, and the status is 2."""
    assert right.exists()
    result = command(*words)
    assert (result.status, result.stdout) == (2, "")
    assert told in result.complaints[-1]


# --- streams ---------------------------------------------------------------------------------------------------------

COMMANDS = (
    ("grade", "detach", "right.py"),
    ("grade", "detach", "right.py", "--json"),
    ("exercise", "list"),
    ("doctor",),
)


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_full_disk_is_told(command: Command, right: Path, words: tuple[str, ...]) -> None:
    """Output that cannot be written is told in one line, and the status is 2, whatever the programs were worth."""
    assert right.exists()
    with Path("/dev/full").open("wb") as full:
        result = command(*words, stdout=full)
    assert result.status == 2
    assert result.complaints == [
        "grader: the output cannot be written: No space left on device; make room, or send it elsewhere"
    ]


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_reader_that_goes_away_is_no_trouble(command: Command, right: Path, words: tuple[str, ...]) -> None:
    """Where nobody reads any more, the command ends without a word; not everything was said, so the status is 2."""
    assert right.exists()
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "wb") as pipe:
        result = command(*words, stdout=pipe)
    assert (result.status, result.complaints) == (2, [])


def test_closed_streams_are_no_trouble(data: Path, right: Path, wrong: Path) -> None:
    """With standard streams closed, the status still tells what the program was worth."""
    for path, status in ((right, 0), (wrong, 1), (right.with_name("missing.py"), 2)):
        words = ["sh", "-c", 'exec "$@" <&- >&- 2>&-', "sh", str(Path(sys.executable).with_name("grader"))]
        assert ended(start(["grade", "detach", path], data, prefix=words)).status == status


@pytest.mark.parametrize("words", [*COMMANDS, ("exercise", "show", "detach")], ids=" ".join)
def test_ascii_output_says_the_same(command: Command, right: Path, words: tuple[str, ...]) -> None:
    """Where the output has only ASCII, signs become plain ones and letters escapes; JSON stays JSON."""
    language = () if words == ("doctor",) else ("--locale", "zh")
    right.write_bytes(REJECTED + "print('中文 ✓ 😀')\n".encode())
    result = command(*words, *language, changes={"PYTHONIOENCODING": "ascii", "LC_ALL": "C"})
    assert result.complaints == []
    assert result.status == (1 if words[0] == "grade" else 0)
    assert result.stdout.isascii()
    if "--json" in words:
        assert result.objects[0]["stdout"] == "中文 ✓ 😀\n"
        assert "detach" in result.objects[0]["diagnosis"]["message"]
    assert "\\u2713" not in result.stdout or "--json" in words, "a tick has a plain sign"


def test_interrupt_ends_it_at_once(data: Path, tmp_path: Path) -> None:
    """Ctrl-C in the middle ends the command without a traceback, though programs are still running and waiting."""
    endless = tmp_path / "endless.py"
    endless.write_bytes(b"import time\nprint('on', flush=True)\ntime.sleep(1000)\n")
    right = tmp_path / "right.py"
    right.write_bytes(ACCEPTED)
    # What a shell starts in the background ignores an interrupt, and so does whatever that starts; a person's command does not.
    heed = functools.partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    process = start(["grade", "detach", right, *[endless] * 40, "--json"], data, preexec_fn=heed)
    assert process.stdout is not None
    first = process.stdout.readline()
    process.send_signal(signal.SIGINT)
    result = ended(process)
    assert b'"AC"' in first
    assert (result.status, result.complaints) == (130, [])
    assert len(result.objects) < 40


# --- folders ---------------------------------------------------------------------------------------------------------


def write(place: Path, files: dict[str, bytes]) -> None:
    """Write an exercise folder."""
    for name, content in files.items():
        path = place / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def test_list_names_every_exercise(command: Command, catalog: ExerciseCatalog) -> None:
    """Every exercise that comes with torchgrader is listed, for people and for programs."""
    result = command("exercise", "list", "--json")
    assert (result.status, result.complaints) == (0, [])
    assert [each["slug"] for each in result.objects] == catalog.slugs()
    shown = command("exercise", "list", "--locale", "de").stdout
    assert all(slug in shown for slug in catalog.slugs())


def test_show_tells_what_learners_see(command: Command) -> None:
    """Statement, starter and checks are shown, and nothing of the reference or of the expected values."""
    (told,) = command("exercise", "show", "detach", "--json").objects
    assert {"slug", "title", "version", "statement", "starter", "checks", "names"} <= set(told)
    assert not {"reference", "given", "tolerance"} & set(told)
    shown = command("exercise", "show", "detach")
    assert shown.status == 0
    assert told["version"] in shown.stdout.replace("│", "").replace(" ", "").replace("\n", "")


def test_list_names_the_broken_beside_the_others(command: Command, tmp_path: Path) -> None:
    """Each broken exercise is named with its file, its key and what was expected; the others are listed; the status is 2."""
    write(tmp_path / "lessons" / "whole", folder())
    write(tmp_path / "lessons" / "no-toml", folder() | {"exercise.toml": b"format = "})
    write(tmp_path / "lessons" / "no-reference", folder(reference_py=None))
    for index, (path, value, _) in enumerate(WRONG):
        write(tmp_path / "lessons" / f"wrong-{index}", folder(changed(path, value)))
    result = command("exercise", "list", "--exercises", "lessons", "--json")
    assert result.status == 2
    assert [each["slug"] for each in result.objects] == ["whole"]
    told = {line.split()[3]: line for line in result.complaints}
    assert set(told) == {"no-toml", "no-reference", *(f"wrong-{index}" for index in range(len(WRONG)))}
    assert len(result.complaints) == len(told)
    assert "is no valid TOML" in told["no-toml"]
    assert "reference.py: the file is missing" in told["no-reference"]
    for index, (path, _, expected) in enumerate(WRONG):
        named = next(str(part) for part in reversed(path) if isinstance(part, str))
        assert named in told[f"wrong-{index}"]
        assert expected.replace("\\", "") in told[f"wrong-{index}"].replace("\\", "")


def test_broken_exercise_grades_nobody(command: Command, tmp_path: Path, right: Path) -> None:
    """Grading and showing a broken exercise name it and the key, and no object is printed."""
    write(tmp_path / "lessons" / "broken", folder(changed(("limits", "cpu_seconds"), -1)))
    for words in (("grade", "broken", right), ("exercise", "show", "broken")):
        result = command(*words, "--exercises", "lessons", "--json")
        assert (result.status, result.stdout) == (2, "")
        (told,) = result.complaints
        assert told.startswith("grader: the exercise broken is broken: exercise.toml: limits.cpu_seconds")


def test_reference_that_fails_is_our_fault_in_one_line(command: Command, tmp_path: Path, right: Path) -> None:
    """An exercise whose reference fails yields objects without score, one line for each file, and status 2."""
    table = TABLE | {"limits": TABLE["limits"] | {"cpu_seconds": 5.0}}
    write(tmp_path / "lessons" / "fails", folder(table, reference_py=b"raise ValueError('secret')\n"))
    result = command("grade", "fails", right, right, "--exercises", "lessons", "--json")
    assert result.status == 2
    assert [(each["code"], each["score"], each["checks"]) for each in result.objects] == [("IE", None, [])] * 2
    assert (
        result.complaints
        == [f"grader: {right}: could not be graded, which is no fault of the program: the reference solution failed"]
        * 2
    )


# --- hosts -----------------------------------------------------------------------------------------------------------


def test_data_folder_that_cannot_be_made_is_named(command: Command, right: Path) -> None:
    """A home that takes no files is named, with the setting that names another place."""
    result = command(
        "grade", "detach", right, changes={"HOME": "/dev/null", "GRADER_DATA_DIR": None, "XDG_DATA_HOME": None}
    )
    assert result.status == 2
    (told,) = result.complaints
    assert "/dev/null/.local/share/torchgrader cannot be made" in told
    assert "GRADER_DATA_DIR" in told


def test_temporary_folder_is_not_needed(command: Command, right: Path) -> None:
    """Nothing is written to the temporary folder: one that takes no files is no trouble."""
    assert command("grade", "detach", right, changes={"TMPDIR": "/dev/null"}).status == 0


def test_secret_is_its_owners_alone(command: Command, data: Path, right: Path) -> None:
    """The secret of the variants is made once, for its owner alone; one that others may read is refused."""
    assert command("grade", "detach", right).status == 0
    secret = data / "variants.secret"
    assert secret.stat().st_mode & 0o777 == 0o600
    secret.chmod(0o644)
    result = command("grade", "detach", right)
    secret.chmod(0o600)
    assert result.status == 2
    assert "chmod 600" in result.complaints[0]


def test_kernel_without_landlock_is_refused(command: Command, tmp_path: Path, right: Path) -> None:
    """Where a layer of the floor is missing, nothing is graded: the layer and the reason are told in one line."""
    bare = host_python(tmp_path, "landlock_create_ruleset landlock_add_rule landlock_restrict_self")
    for words in (("grade", "detach", right, "--json"), ("doctor", "--json")):
        result = command(*words, prefix=(bare, "-m", "grader.cli"))
        assert result.status == 2
        (told,) = result.complaints
        assert "landlock" in told.lower()
        if words[0] == "grade":
            assert result.stdout == ""
        else:
            assert result.objects[0]["holds"] is False


def test_doctor_proves_each_layer(command: Command) -> None:
    """Each layer is named with its proof, versions and services beside them; nothing is attacked unless asked."""
    (told,) = command("doctor", "--json").objects
    assert [*told, "attack"] == documented_keys("doctor")
    assert (told["holds"], told["problem"]) == (True, "")
    floor = {each["name"] for each in told["layers"] if each["floor"]}
    assert floor >= {"landlock", "seccomp", "no_new_privs", "limits"}
    assert all(each["proof"] for each in told["layers"])
    assert told["versions"]["torch"]


def test_module_runs_as_the_command_does(data: Path) -> None:
    """`python -m grader.cli` is the same command."""
    result = ended(start(["--help"], data, prefix=(sys.executable, "-m", "grader.cli")))
    assert (result.status, result.complaints) == (0, [])
    assert "grade" in result.stdout
