"""Every attack of the corpus, tried in the real sandbox with honest programs around it; and the range that tries them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from grader.attack_corpus import DEFAULT_EXERCISE, Attack, CorpusError, load_attacks
from grader.attacking import SMALL_LIMITS, Range, attacked_copy, failures
from grader.exercise import ExerciseCatalog
from grader.leftovers import MARK, Snapshot

FOLDER = Path(__file__).resolve().parent / "attacks"
ATTACKS = load_attacks(FOLDER)
LEAST = 150
LARGEST_BYTES = 4096


@pytest.fixture(scope="session")
def place() -> Iterator[Range]:
    """Return a range with one sandbox for all attacks of this process."""
    with Range() as made:
        yield made


def planted(body: str, expect: str = "wrong_answer") -> Attack:
    """Return an attack that is no file."""
    return Attack("planted", "planted", "a planted attack", frozenset({expect}), "detach", body.encode())


@pytest.mark.parametrize("attack", ATTACKS, ids=[attack.id for attack in ATTACKS])
def test_attack_is_contained(place: Range, attack: Attack) -> None:
    """The attack gets a verdict that it may get, in bounded time, leaves nothing, learns nothing and disturbs nobody."""
    result = place.attack(attack)
    assert not result.problems, failures([result])


def test_corpus_is_large_and_says_what_it_tries() -> None:
    """There are at least as many attacks as promised, no two try the same in the same words."""
    sentences = [attack.sentence for attack in ATTACKS]
    assert len(ATTACKS) >= LEAST
    assert len(set(sentences)) == len(sentences)


def test_only_cheats_that_cannot_be_known_are_accepted_as_such(repository: Path) -> None:
    """Each attack of the family that cannot be known is written down in docs/security.md, by its name."""
    page = (repository / "docs" / "security.md").read_text(encoding="utf-8")
    missing = [attack.name for attack in ATTACKS if attack.family == "unknowable" and f"`{attack.name}`" not in page]
    assert not missing


ESCAPES = {
    "word": ("print('ESCAPED with the keys')", "it escaped"),
    "verdict": ("raise ValueError", "the verdict is runtime_error"),
    "account": ("print('PASSWD')", "leaked"),
}


@pytest.mark.parametrize("name", ESCAPES)
def test_range_sees_an_escape(place: Range, name: str) -> None:
    """An attack that got what it wanted, got another verdict, or shows a file of the machine, is reported."""
    body, problem = ESCAPES[name]
    account = Path("/etc/passwd").read_text(encoding="utf-8").splitlines()[0]
    half = len(account) // 2
    body = body.replace("'PASSWD'", f"{account[:half]!r} + {account[half:]!r}")
    assert any(problem in each for each in place.attack(planted(body)).problems)


def test_range_sees_a_hidden_number(place: Range) -> None:
    """A number of the hidden runs in what is shown is reported; one that the public run shows too is no secret."""
    quiet = planted("x = 1")
    hidden = place.hidden_numbers(quiet)
    assert hidden
    number = max(hidden, key=len)
    assert f"the hidden number {number} leaked" in place.attack(planted(f"print({number})")).problems
    assert not place.attack(planted("print(2.0, 27.0)")).problems


#: How attacks reach the classes that records are made of. One that no longer finds them ends in an error, which most may.
FORGERS_TOOLS = """\
frame = sys._getframe()
while "Observation" not in frame.f_globals:
    frame = frame.f_back
schema = frame.f_globals["Observation"].__init__.__globals__
"""


def test_forgers_still_find_their_tools(place: Range) -> None:
    """Attacks that forge a record all look for its classes in one way, and a program that does so finds them."""
    forgers = [attack for attack in ATTACKS if b"schema = " in attack.source]
    assert len(forgers) >= 18
    assert not [attack.id for attack in forgers if FORGERS_TOOLS.encode() not in attack.source]
    finder = f"import sys\n{FORGERS_TOOLS}print('ESCAPED', sorted({{'encode', 'Observation'}} & set(schema)))"
    found = place.attack(planted(finder)).problems
    assert any("it escaped" in each and "['Observation', 'encode']" in each for each in found), found


def test_range_lets_an_honest_program_be(place: Range) -> None:
    """A program that does nothing wrong has no problems."""
    assert not place.attack(planted("x = 1")).problems


def test_range_knows_what_proofs_are_to_get(place: Range) -> None:
    """A proof is graded as its folder says, and one that lay in the other folder would be told of."""
    exercise, proof = next(each for each in place.proofs() if each[0].slug == DEFAULT_EXERCISE and each[1].accepted)
    assert place.misjudged(exercise, proof) is None
    told = place.misjudged(exercise, replace(proof, accepted=False))
    assert told is not None
    assert told.startswith(f"{DEFAULT_EXERCISE}/{proof.file}: accepted")


def test_attacked_copy_is_an_exercise_of_its_own(catalog: ExerciseCatalog) -> None:
    """What the reference shows is kept by the grading hash, so a copy with other hidden numbers needs another one."""
    exercise = catalog.get(DEFAULT_EXERCISE)
    copy = attacked_copy(exercise, SMALL_LIMITS, "canary")
    assert copy.spec.given != exercise.spec.given
    assert copy.grading_hash != exercise.grading_hash


def test_snapshot_sees_what_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process, a descriptor and a marked file that were not there before are named."""
    monkeypatch.chdir(tmp_path)
    before = Snapshot.take()
    assert not Snapshot.take().new_since(before)
    (tmp_path / f"{MARK}-file").touch()
    reader, writer = os.pipe()
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as child:
        found = "\n".join(Snapshot.take().new_since(before))
        child.communicate(b"\n")
    for descriptor in (reader, writer):
        os.close(descriptor)
    assert f"process {child.pid} is left" in found
    assert re.search(r"\d+ descriptors open", found)
    assert f"left behind: {tmp_path / MARK}-file" in found


def test_snapshot_leaves_bystanders_out() -> None:
    """What a process that was there before starts and opens is no trace of an attack."""
    with subprocess.Popen(
        [sys.executable, "-c", "input(); f = open('/dev/null'); import os; print(os.fork(), flush=True); input()"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as bystander:
        bystanders = frozenset({bystander.pid})
        before, all_before = Snapshot.take(bystanders), Snapshot.take()
        assert bystander.stdin is not None
        assert bystander.stdout is not None
        bystander.stdin.write(b"\n")
        bystander.stdin.flush()
        bystander.stdout.readline()
        found, all_found = Snapshot.take(bystanders).new_since(before), Snapshot.take().new_since(all_before)
        bystander.communicate(b"\n\n")
    assert not found
    assert "/dev/null" in "\n".join(all_found)


@pytest.mark.parametrize(
    "text, missing",
    [
        ("# expect: accepted\n", "# attack"),
        ("# attack: try\n", "# expect"),
        ("# attack: try\n# expect: perfect\n", "no verdict"),
        ("# attack: try\n# expect: accepted\n# repeat: MANY = many * 'x'\n<MANY>", "# repeat"),
        ('# attack: try\n# expect: accepted\n# repeat: MANY = 3 * "x"\n<MORE>', "<NAME> in the program"),
    ],
)
def test_file_without_its_lines_is_an_error(tmp_path: Path, text: str, missing: str) -> None:
    """A file that does not say what it tries or what it may get is named with the line that it lacks."""
    folder = tmp_path / "family"
    folder.mkdir()
    (folder / "nameless.py").write_text(text)
    with pytest.raises(CorpusError, match=missing):
        load_attacks(tmp_path)


def test_repeated_piece_is_unfolded(tmp_path: Path) -> None:
    """The program that runs has the piece as often as the file says, counted and indented, where the file names it."""
    folder = tmp_path / "family"
    folder.mkdir()
    repeats = '# repeat: OPEN = 3 * "{indent}if {i}:\\n"\n# repeat: DEEP = 1_0 * "\\""\n'
    (folder / "long.py").write_text(f"# attack: try\n# expect: accepted\n{repeats}<OPEN><DEEP>pass\n")
    (attack,) = load_attacks(tmp_path)
    assert attack.source.decode().split(repeats)[1] == "if 0:\n if 1:\n  if 2:\n" + '"' * 10 + "pass\n"


def test_stored_attacks_are_short_and_say_how_often() -> None:
    """No file stores what a line would say, and the sentence of an attack tells the number that runs."""
    assert not [path for path in FOLDER.glob("*/*.py") if path.stat().st_size > LARGEST_BYTES]
    repeating = 0
    for attack in ATTACKS:
        for count in re.findall(rb"^# repeat: \w+ = ([\d_]+) ", attack.source, re.MULTILINE):
            repeating += 1
            assert f"{int(count):,}" in attack.sentence, attack.id
    assert repeating


def test_folder_without_attacks_is_an_error(tmp_path: Path) -> None:
    """A folder that holds no attacks never passes as one in which all were contained."""
    with pytest.raises(CorpusError, match="holds no attacks"):
        load_attacks(tmp_path)
