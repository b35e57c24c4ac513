"""Logs of the service: one line an event, for people or for machines.

Ids say what a line is about; a learner's program, what it printed, keys and secrets are never logged.
"""

from __future__ import annotations

import logging
import sys

import structlog

from grader.config import Settings

#: Libraries that report every message or request on level info: too much for a log of ours.
_TALKATIVE = ("celery", "kombu", "alembic", "httpx", "httpcore", "uvicorn.access", "uvicorn.error", "matplotlib")


def configure(settings: Settings) -> None:
    """Send this process's logs to standard error, as the settings ask for. Call once, at the start."""
    shared: list[structlog.types.Processor] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    rendering: list[structlog.types.Processor] = [structlog.stdlib.ProcessorFormatter.remove_processors_meta]
    if settings.log_format == "json":
        rendering += [structlog.processors.format_exc_info, structlog.processors.JSONRenderer()]
    else:
        # The default shows the local variables of every frame: programs, keys and secrets among them.
        plain = structlog.dev.plain_traceback
        rendering.append(structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), exception_formatter=plain))
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(foreign_pre_chain=shared, processors=rendering))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(settings.log_level.upper())
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(max(logging.WARNING, root.level))
