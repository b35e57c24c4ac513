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
