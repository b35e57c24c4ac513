"""What no file of the repository may say, whoever wrote it."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

#: Hosts of package registries: clients are configured by whoever runs them, and a mirror must do.
REGISTRY_HOSTS = (
    ("pypi", "org"),
    ("files", "pythonhosted", "org"),
    ("download", "pytorch", "org"),
    ("registry", "npmjs", "org"),
    ("registry", "yarnpkg", "com"),
    ("deb", "debian", "org"),
    ("security", "debian", "org"),
)

#: Folders of some machine that a file was written on.
MACHINE_PATHS = re.compile(r"(?<![\w.\-/~])/(?:work|opt/wheels|opt/pypi[\w-]*)(?![\w.-])")
#: The home of root: a fair target for an attack to try, a slip everywhere else.
ROOT_HOME = re.compile(r"(?<![\w.\-/~])/(?:root)(?![\w.-])")
ATTACKS = "tests/attacks"

PROBLEMS = (
    ("the host of a package registry", re.compile("|".join(re.escape(".".join(host)) for host in REGISTRY_HOSTS))),
    ("a path of some machine", MACHINE_PATHS),
)


def problems_in(name: str, text: str) -> list[str]:
    """Return one line for each thing in `text`, the file `name`, that no file may say."""
    patterns = PROBLEMS if name.startswith(ATTACKS) else (*PROBLEMS, ("the home of root", ROOT_HOME))
    return [
        f"{name}:{number}: names {what}: {found.group()}"
        for number, line in enumerate(text.splitlines(), start=1)
        for what, pattern in patterns
        if (found := pattern.search(line))
    ]


def repository_files(repository: Path) -> list[Path]:
    """Return the files that git tracks or would track, without those that a worktree has lost."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listing = subprocess.run(command, cwd=repository, check=True, capture_output=True).stdout
    paths = [repository / name for name in listing.decode().split("\0") if name]
    return [path for path in paths if path.is_file()]


def test_files_name_no_machine_and_no_registry(repository: Path) -> None:
    """No file names a folder of the machine it was written on, or a package registry's host."""
    found = []
    for path in repository_files(repository):
        content = path.read_bytes()
        if b"\0" not in content:
            found += problems_in(str(path.relative_to(repository)), content.decode("utf-8", "replace"))
    assert not found, "\n" + "\n".join(found)


def test_constraints_pin_every_package_exactly(repository: Path) -> None:
    """Each line of constraints.txt is a comment or one package with one exact, public version."""
    lines = (repository / "constraints.txt").read_text(encoding="utf-8").splitlines()
    loose = [line for line in lines if not re.fullmatch(r"#.*|[A-Za-z0-9_.-]+==[0-9][A-Za-z0-9.]*", line)]
    assert not loose
    assert "torch==2.13.0" in lines


def on_host(*parts: str) -> str:
    """Return an address that this file may hold in parts, but not in one piece."""
    return f"https://{'.'.join(parts)}/x"


def in_folder(name: str) -> str:
    """Return a program's line that names a folder of the machine."""
    return f"open('/{name}/notes')"


@pytest.mark.parametrize(
    "line",
    [
        on_host("files", "pythonhosted", "org"),
        f"--index-url {on_host('pypi', 'org')}",
        in_folder("work"),
        in_folder("opt/wheels"),
        in_folder("root"),
    ],
)
def test_forbidden_text_is_found(line: str) -> None:
    """A planted host or machine path is named with its file and line."""
    (problem,) = problems_in("docs/page.md", f"fine\n{line}\n")
    assert problem.startswith("docs/page.md:2: names ")


@pytest.mark.parametrize(
    "line", ["grader/ workers/ tests/", "homework/work/x", "the /workers folder", "PyPI", "/rootless", "the framework/"]
)
def test_harmless_text_is_let_through(line: str) -> None:
    """Words that only look like a machine's folder are no problem."""
    assert not problems_in("docs/page.md", line)


def test_attacks_may_name_the_home_of_root() -> None:
    """An attack may try to read the home of root, and nothing else may name it."""
    line = in_folder("root")
    assert not problems_in(f"{ATTACKS}/read_keys.py", line)
    assert problems_in("tests/programs/read_keys.py", line)
