"""Settings: environment variables, options, the variants' secret."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from grader.config import load_settings, load_variants_secret
from grader.errors import ConfigurationError


def test_options_go_before_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An option that is given wins over the variable, which wins over the default."""
    monkeypatch.setenv("GRADER_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("GRADER_PORT", "1234")
    assert load_settings().port == 1234
    assert load_settings(port=4321).port == 4321
    assert load_settings(port=None).port == 1234
    assert load_settings().effective_database_url() == f"sqlite:///{tmp_path}/grader.sqlite"
    assert load_settings(database_url="postgresql://x/y").effective_database_url() == "postgresql://x/y"


@pytest.mark.parametrize(
    "name, value",
    [("PORT", "many"), ("PORT", "70000"), ("SLOTS", "0"), ("DEVICE", "tpu"), ("VARIANTS_SECRET", "abc")],
)
def test_a_wrong_setting_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    """The error names the variable, and does not show a secret."""
    monkeypatch.setenv(f"GRADER_{name}", value)
    with pytest.raises(ConfigurationError, match=f"GRADER_{name}") as caught:
        load_settings()
    assert name != "VARIANTS_SECRET" or value not in str(caught.value).replace("GRADER_VARIANTS_SECRET", "")


def test_the_variants_secret_is_its_owners_alone(tmp_path: Path) -> None:
    """It is made once, readable by nobody else, and the same for all who ask at the same moment."""
    settings = load_settings(data_dir=tmp_path / "new")
    found: list[bytes] = []
    threads = [threading.Thread(target=lambda: found.append(load_variants_secret(settings))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(found)) == 1
    assert len(found[0]) == 32
    [file] = (tmp_path / "new").iterdir()
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_secret_that_others_can_read_is_refused(tmp_path: Path) -> None:
    """A file with wider permissions, and one that holds no secret, are named with what to do."""
    settings = load_settings(data_dir=tmp_path)
    load_variants_secret(settings)
    file = tmp_path / "variants.secret"
    file.chmod(0o644)
    with pytest.raises(ConfigurationError, match="chmod 600"):
        load_variants_secret(settings)
    file.chmod(0o600)
    file.write_text("short")
    with pytest.raises(ConfigurationError, match="holds no secret"):
        load_variants_secret(settings)


def test_a_secret_can_be_a_setting(tmp_path: Path) -> None:
    """Given as a setting it is used as it is, and nothing is written."""
    settings = load_settings(data_dir=tmp_path, variants_secret="ab" * 32)
    assert load_variants_secret(settings) == b"\xab" * 32
    assert list(tmp_path.iterdir()) == []
    assert "abab" not in repr(settings)


def test_folders_that_are_not_there_are_named(tmp_path: Path) -> None:
    """A folder of exercises that does not exist, and a data folder that cannot be made, are named."""
    with pytest.raises(ConfigurationError, match="GRADER_EXERCISES_DIR"):
        load_settings(exercises_dir=tmp_path / "none").effective_exercises_dir()
    (tmp_path / "file").touch()
    with pytest.raises(ConfigurationError, match="GRADER_DATA_DIR"):
        load_variants_secret(load_settings(data_dir=tmp_path / "file" / "data"))
