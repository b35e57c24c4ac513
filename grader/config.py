"""The settings of a deployment: environment variables that begin with `GRADER_`.

A setting that is missing has a default that works on one machine with nothing else installed. Times are in seconds and
sizes in bytes unless the name says otherwise.
"""

from __future__ import annotations

import os
import secrets
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from grader.errors import ConfigurationError
from grader.paths import bundled_exercises

_SECRET_BYTES = 32
_OWNER_ONLY = 0o600
_OWNER_FOLDER = 0o700


def _default_data_dir() -> Path:
    base = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(base) / "torchgrader"


class Settings(BaseSettings):
    """Every setting, with its default. `GRADER_DATABASE_URL` sets `database_url`, and so on."""

    model_config = SettingsConfigDict(env_prefix="GRADER_", extra="ignore", frozen=True)

    data_dir: Path = Field(
        default_factory=_default_data_dir,
        description="Folder for the embedded database, the variants' secret and a private Redis.",
    )
    exercises_dir: Path | None = Field(
        None, description="Folder of exercises that every tenant sees; those that come with torchgrader if unset."
    )
    database_url: str | None = Field(
        None, description="postgresql://user:password@host/name or sqlite:////path; SQLite in the data folder if unset."
    )
    database_pool: int = Field(10, ge=1, le=500, description="Database connections that one process keeps open.")
    broker_url: str = Field(
        "auto",
        description="redis://..., memory:// (one process only), or auto: a Redis found on this machine, else memory.",
    )
    variants_secret: SecretStr | None = Field(
        None,
        description="Secret that hidden variants are drawn with, 32 bytes in hex, the same for all workers; "
        "kept in a file of the data folder if unset.",
    )

    host: str = Field("127.0.0.1", description="Address that `grader serve` listens on.")
    port: int = Field(8000, ge=0, le=65535, description="Port that `grader serve` listens on.")
    log_format: Literal["text", "json"] = Field("text", description="Logs for people or for machines.")
    log_level: Literal["debug", "info", "warning", "error"] = Field("info", description="The least that is logged.")

    device: Literal["cpu", "cuda"] = Field("cpu", description="Device that this process grades on.")
    sandbox_require: Annotated[tuple[str, ...], NoDecode] = Field(
        (),
        description="Layers of the sandbox without which nothing is graded, beyond the floor, such as pid-namespace,cgroup.",
    )
    slots: int | None = Field(
        None,
        ge=1,
        le=1024,
        description="Attempts that one worker grades at a time; two more than there are processors if unset. "
        "One slot is kept free of regrades, two while live submissions come in.",
    )
    serve_slots: int | None = Field(
        None, ge=0, le=1024, description="The same for `grader serve`; 0 leaves all grading to `grader worker`."
    )

    cuda_index: int = Field(0, ge=0, description="GPU that a CUDA worker uses, in the order of PCI addresses.")
    cuda_memory_bytes: int = Field(2 << 30, gt=0, description="Most device memory that one program may take on a GPU.")
    cuda_ready: int = Field(
        2, ge=1, le=64, description="Children of a CUDA worker that wait ahead of need, each with a context of its own."
    )
    cuda_context_s: float = Field(60.0, gt=0, description="How long a child may take to open the GPU.")
    cuda_slots: int = Field(
        1, ge=1, le=64, description="Attempts that a CUDA worker grades at a time, unless `slots` is given."
    )

    key_writes_per_minute: int = Field(
        6000, ge=1, description="Programs and other changes that one key may send a minute, to each API process."
    )
    key_reads_per_minute: int = Field(
        60_000, ge=1, description="Requests that change nothing which one key may send a minute, to each API process."
    )
    learner_programs_per_minute: int = Field(
        60, ge=1, description="Programs that may be sent a minute for one learner, to each API process."
    )
    callback_networks: Annotated[tuple[IPv4Network | IPv6Network, ...], NoDecode] = Field(
        (), description="Private networks that webhooks may reach all the same, such as 10.0.0.0/8,fd00::/8."
    )
    ready_queue_age_s: float = Field(
        300.0, gt=0, description="Age of the oldest waiting live submission from which /readyz says no."
    )

    queue_limit: int = Field(10_000, ge=1, description="Waiting live submissions above which new ones get 503.")
    heartbeat_s: float = Field(2.0, gt=0, description="How often a worker says that it lives.")
    heartbeat_timeout_s: float = Field(15.0, gt=0, description="Silence after which a worker's leases are dead.")
    lease_longest_s: float = Field(900.0, gt=0, description="Time after which any lease is dead.")
    max_deaths: int = Field(3, ge=1, description="Worker deaths after which an attempt ends as internal_error.")
    max_faults: int = Field(3, ge=1, description="Gradings that may end as internal_error before it stays so.")
    reconcile_s: float = Field(5.0, gt=0, description="How often lost messages and dead leases are looked for.")
    resend_after_s: float = Field(5.0, gt=0, description="Age from which a message that nobody has may be sent again.")
    drain_s: float = Field(60.0, ge=0, description="How long a stopping worker waits for its running attempts.")

    cap_cpu_s: float = Field(60.0, gt=0, description="Most processor time that an exercise may grant one run.")
    cap_wall_s: float = Field(120.0, gt=0, description="Most wall time that an exercise may grant one run.")
    cap_memory_bytes: int = Field(4 << 30, gt=0, description="Most memory that an exercise may grant one run.")
    cap_output_bytes: int = Field(1 << 20, gt=0, description="Most output that an exercise may grant one run.")

    kept_run_bytes: int = Field(
        256 << 10,
        ge=0,
        le=16 << 20,
        description="Most bytes that the runs of one submission may show to be kept, "
        "and judged again without running it; 0 keeps nothing.",
    )
    retention_days: float | None = Field(
        None, gt=0, description="Days after which programs and what they showed are erased; kept if unset."
    )
    event_days: float = Field(7.0, gt=0, description="Days for which events can be read again.")
    idempotency_hours: float = Field(24.0, gt=0, description="Hours for which an Idempotency-Key is remembered.")

    @field_validator("variants_secret")
    @classmethod
    def _is_hex(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and len(_unhex(value.get_secret_value())) < _SECRET_BYTES:
            raise ValueError(f"give at least {_SECRET_BYTES} bytes in hex, such as from: openssl rand -hex 32")
        return value

    @field_validator("callback_networks", mode="before")
    @classmethod
    def _split_networks(cls, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        return tuple(ip_network(part.strip()) for part in value.split(",") if part.strip())

    @field_validator("sandbox_require", mode="before")
    @classmethod
    def _split_names(cls, value: Any) -> Any:
        return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value

    def effective_database_url(self) -> str:
        """The database's URL: the setting, or SQLite in the data folder."""
        return self.database_url or f"sqlite:///{self.data_dir / 'grader.sqlite'}"

    def effective_exercises_dir(self) -> Path:
        """The folder of shared exercises: the setting, or those that come with torchgrader.

        Raises:
            ConfigurationError: there is no such folder.
        """
        if self.exercises_dir is None:
            return bundled_exercises()
        if not self.exercises_dir.is_dir():
            raise ConfigurationError(f"GRADER_EXERCISES_DIR: {self.exercises_dir} is not a folder")
        return self.exercises_dir

    def effective_slots(self) -> int:
        """Attempts graded at a time: the setting, or two more than there are processors; on a GPU, as many as share it."""
        if self.slots is not None:
            return self.slots
        return self.cuda_slots if self.device == "cuda" else len(os.sched_getaffinity(0)) + 2


def _unhex(text: str) -> bytes:
    try:
        return bytes.fromhex(text)
    except ValueError:
        return b""


def load_settings(**overrides: object) -> Settings:
    """The settings of this process; `overrides` that are not None go before the environment.

    Raises:
        ConfigurationError: a setting has a value that cannot be used; the message names it.
    """
    given = {name: value for name, value in overrides.items() if value is not None}
    try:
        return Settings(**given)  # type: ignore[arg-type]
    except ValidationError as error:
        lines = [f"GRADER_{str(part['loc'][0]).upper()}: {part['msg']}" for part in error.errors()]
        raise ConfigurationError("; ".join(lines)) from None


def prepare_data_dir(settings: Settings) -> Path:
    """The data folder, made if missing; a new one can be entered by its owner alone.

    Raises:
        ConfigurationError: it cannot be made.
    """
    try:
        settings.data_dir.mkdir(parents=True, exist_ok=True, mode=_OWNER_FOLDER)
    except OSError as error:
        problem = f"{settings.data_dir} cannot be made: {error.strerror}; name a folder of your own in GRADER_DATA_DIR"
        raise ConfigurationError(problem) from error
    return settings.data_dir


def load_variants_secret(settings: Settings) -> bytes:
    """The secret that hidden variants are drawn with: the setting, or a file in the data folder, made if missing.

    Raises:
        ConfigurationError: the file cannot be read, or others may read it.
    """
    if settings.variants_secret is not None:
        return _unhex(settings.variants_secret.get_secret_value())
    path = prepare_data_dir(settings) / "variants.secret"
    try:
        _create_secret(path)
        if path.stat().st_mode & 0o077:
            raise ConfigurationError(f"{path} can be read by others: make it your own with chmod 600")
        secret = _unhex(path.read_text(encoding="ascii").strip())
    except OSError as error:
        raise ConfigurationError(f"{path} cannot be read: {error}") from error
    if len(secret) < _SECRET_BYTES:
        raise ConfigurationError(f"{path} holds no secret: remove it to have a new one made")
    return secret


def _create_secret(path: Path) -> None:
    """Make the file with a new secret, whole or not at all; another process may do the same at this moment."""
    if path.exists():
        return
    draft = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(_SECRET_BYTES) + "\n")
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
