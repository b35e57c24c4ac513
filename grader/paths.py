"""Where the data that comes with the package lies, in a checkout and in an installation."""

from __future__ import annotations

from pathlib import Path

from grader.errors import ConfigurationError

_PACKAGE = Path(__file__).resolve().parent


def bundled_exercises() -> Path:
    """Return the folder of the exercises that come with torchgrader, one folder in it for each.

    An installed wheel carries them inside the package; a checkout keeps them at its top level, where their authors
    work.

    Raises:
        ConfigurationError: neither folder is there, so the installation is incomplete.
    """
    installed = _PACKAGE / "_exercises"
    checkout = _PACKAGE.parent
    if installed.is_dir():
        return installed
    if (checkout / "pyproject.toml").is_file() and (checkout / "exercises").is_dir():
        return checkout / "exercises"
    raise ConfigurationError(
        f"the exercises that come with torchgrader are in neither {installed} nor {checkout / 'exercises'}; "
        "install torchgrader again, or name a folder of exercises with --exercises"
    )


def attack_corpus() -> Path:
    """Return the folder of hostile programs that `grader doctor --attack` tries, one folder in it for each family.

    A checkout and the source distribution have it among their tests. The wheel does not: installers compile every Python file
    that they unpack, and some of these files are attacks on the compiler.

    Raises:
        ConfigurationError: this is an installation without it.
    """
    corpus = _PACKAGE.parent / "tests" / "attacks"
    if (_PACKAGE.parent / "pyproject.toml").is_file() and corpus.is_dir():
        return corpus
    raise ConfigurationError(
        "the attacks are not part of an installation; name the folder tests/attacks of a checkout or of the source "
        "distribution of the same version with --attacks"
    )
