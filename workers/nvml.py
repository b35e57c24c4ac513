"""How much device memory a process holds, asked of NVIDIA's management library from outside. Where it is missing, that is said.

The library is loaded into the worker, never into a fork server or a child. It makes no context.
"""

from __future__ import annotations

import ctypes

_LIBRARY = "libnvidia-ml.so.1"
_SUCCESS = 0
_TOO_SMALL = 7  # NVML_ERROR_INSUFFICIENT_SIZE
_MOST_PROCESSES = 512
_UNKNOWN = (1 << 64) - 1


class _Process(ctypes.Structure):
    _fields_ = (
        ("pid", ctypes.c_uint),
        ("bytes", ctypes.c_ulonglong),
        ("gpu_instance", ctypes.c_uint),
        ("compute_instance", ctypes.c_uint),
    )


class DeviceMemory:
    """Asks how much memory of one GPU a process holds.

    Args:
        index: which GPU.
        library: the library's name.

    Raises:
        OSError: there is no such library, or it does not answer; says what.
    """

    def __init__(self, index: int, library: str = _LIBRARY) -> None:
        self._library = ctypes.CDLL(library)
        self._device = ctypes.c_void_p()
        self._ask("nvmlInit_v2")
        self._ask("nvmlDeviceGetHandleByIndex_v2", ctypes.c_uint(index), ctypes.byref(self._device))

    def _ask(self, name: str, *arguments: object) -> int:
        function = getattr(self._library, name, None)
        if function is None:
            raise OSError(f"the management library has no {name}")
        status: int = function(*arguments)
        if status not in (_SUCCESS, _TOO_SMALL):
            raise OSError(f"{name} failed with status {status}")
        return status

    def held_by(self, pid: int) -> int | None:
        """Bytes of device memory that a process holds; None where the library does not tell, as inside some containers.

        Args:
            pid: as the host numbers processes.
        """
        count = ctypes.c_uint(_MOST_PROCESSES)
        processes = (_Process * _MOST_PROCESSES)()
        try:
            status = self._ask("nvmlDeviceGetComputeRunningProcesses_v3", self._device, ctypes.byref(count), processes)
        except OSError:
            return None
        found = range(min(count.value, _MOST_PROCESSES)) if status == _SUCCESS else ()
        held = [processes[place].bytes for place in found if processes[place].pid == pid]
        return held[0] if held and held[0] != _UNKNOWN else None

    def close(self) -> None:
        """Let go of the library."""
        self._ask("nvmlShutdown")
