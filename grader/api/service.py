"""What the endpoints share: the deployment, limits, and who holds which key."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Annotated

from fastapi import Depends, Request

from grader.api.gate import KeyRing
from grader.api.limits import QueueGauge, RateLimit
from grader.config import Settings
from grader.deployment import Deployment
from grader.exercise import listed_devices
from grader.store import Database, Session, exercises, fleet

#: How long it is believed that a device is served, seconds.
_DEVICE_TRUSTED_S = 10.0
_MOST_VERSIONS = 10_000


@dataclass
class Service:
    """One API process.

    Attributes:
        deployment: store, broker, news of events.
        stopping: whether the process was asked to stop; whoever waits then answers.
    """

    deployment: Deployment
    stopping: Callable[[], bool]
    ring: KeyRing
    reads: RateLimit
    writes: RateLimit
    learners: RateLimit
    gauge: QueueGauge
    _devices: dict[str, float] = field(default_factory=dict)
    _listed: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def database(self) -> Database:
        """The store."""
        return self.deployment.database

    @property
    def settings(self) -> Settings:
        """The deployment's settings."""
        return self.deployment.settings

    def devices_of(self, session: Session, version_id: str) -> tuple[str, ...]:
        """The devices that a version of an exercise lists. Versions never change, so each is read once."""
        if version_id not in self._listed:
            if len(self._listed) >= _MOST_VERSIONS:
                self._listed.clear()
            self._listed[version_id] = listed_devices(exercises.load_definition(session, version_id))
        return self._listed[version_id]

    def serves(self, session: Session, device: str) -> bool:
        """Whether some worker grades on this device, now or an hour ago. Every deployment is taken to serve `cpu`.

        One that restarts just now is no reason to refuse: what it will grade is stored first.
        """
        now = time.monotonic()
        if device == "cpu" or now < self._devices.get(device, 0.0):
            return True
        if not fleet.has_known(session, device):
            return False
        self._devices[device] = now + _DEVICE_TRUSTED_S
        return True


def make_service(deployment: Deployment, stopping: Callable[[], bool]) -> Service:
    """What an API process shares, from a deployment's settings."""
    settings = deployment.settings
    return Service(
        deployment,
        stopping,
        ring=KeyRing(deployment.database),
        reads=RateLimit("reads", settings.key_reads_per_minute),
        writes=RateLimit("writes", settings.key_writes_per_minute),
        learners=RateLimit("learner", settings.learner_programs_per_minute),
        gauge=QueueGauge(settings.queue_limit),
    )


async def _service(request: Request) -> Service:
    service: Service = request.app.state.service
    return service


ServiceOf = Annotated[Service, Depends(_service)]
