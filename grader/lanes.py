"""The sandbox of each device, from the settings of a deployment."""

from __future__ import annotations

from grader.config import Settings
from workers.device_sandbox import DeviceSandbox, DeviceSettings
from workers.sandbox import Sandbox


def open_sandbox(settings: Settings, device: str, *, concurrency: int, ahead: bool = False) -> Sandbox:
    """The sandbox for a device, not yet started: starting it says, in one line, why it cannot be.

    Args:
        settings: of the deployment; those for CUDA are taken from here.
        device: "cpu" or "cuda".
        concurrency: how many programs run at once; further ones wait their turn.
        ahead: have children wait for programs while none comes; those of a device always do.
    """
    if device == "cpu":
        return Sandbox(concurrency=concurrency, ahead=ahead, require=settings.sandbox_require)
    lane = DeviceSettings(
        index=settings.cuda_index,
        memory_bytes=settings.cuda_memory_bytes,
        ready=settings.cuda_ready,
        context_seconds=settings.cuda_context_s,
    )
    return DeviceSandbox(lane, concurrency=concurrency, require=settings.sandbox_require)


def side_by_side(settings: Settings, device: str, processors: int) -> int:
    """How many programs to run at once on a device where nothing else is said."""
    return processors if device == "cpu" else settings.cuda_slots
