"""An NVIDIA GPU as the sandbox sees it: where its files are, how a child opens it, and what is pinned so that results repeat.

Loaded by its place on disk into the fork server of the CUDA lane. Only `open` and `exercise` touch the driver, and only children
call them: after a fork the driver's state is useless, and even asking whether there is a GPU would make such state.
"""

from __future__ import annotations

import importlib
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from workers import cuda_policy

_DRIVER_VERSION = Path("/sys/module/nvidia/version")
_WORKSPACE = ":4096:8"  # of cuBLAS: the larger of the two settings under which it repeats its results
_SEED_BYTES = 7
_THOUSAND, _TEN = 1000, 10


def make_device(options: Mapping[str, Any]) -> CudaDevice:
    """The GPU that the options name: `index` in the order of PCI addresses, `memory_bytes` that one child may take on it."""
    return CudaDevice(int(options["index"]), int(options["memory_bytes"]))


def _torch() -> Any:
    return importlib.import_module("torch")


class CudaDevice:
    """One GPU.

    Args:
        index: which, in the order of PCI addresses.
        memory_bytes: device memory that a child's allocator may take.
    """

    name = "cuda"

    def __init__(self, index: int, memory_bytes: int) -> None:
        self._index = index
        self._memory_bytes = memory_bytes
        self._driver = ""

    def missing(self) -> str:
        """Why there is no such GPU; asks the file system alone."""
        return cuda_policy.missing_nodes(self._index)

    def nodes(self) -> list[Path]:
        """The GPU's device files."""
        return cuda_policy.device_nodes(self._index)

    def readable(self, environment: Mapping[str, str]) -> list[Path]:
        """What the driver and CUDA's libraries read."""
        return cuda_policy.readable_for_driver(environment)

    def prepare(self) -> str:
        """Pin what makes results differ: reduced precision, algorithms chosen by timing, those that do not repeat."""
        torch = _torch()
        if torch.version.cuda is None:
            return f"this torch ({torch.__version__}) was built without CUDA; install a build with it"
        pin(torch)
        if _DRIVER_VERSION.exists():
            self._driver = _DRIVER_VERSION.read_text(encoding="ascii", errors="replace").strip()
        return ""

    def environment(self) -> dict[str, str]:
        """What CUDA's libraries are told; nothing of the machine's own."""
        return {
            "CUDA_DEVICE_ORDER": "PCI_BUS_ID",
            "CUDA_VISIBLE_DEVICES": str(self._index),
            "CUDA_CACHE_DISABLE": "1",  # kernels compiled for one learner are kept for nobody
            "CUDA_LAUNCH_BLOCKING": "1",  # a kernel's failure is told at its own line
            "CUDA_MODULE_LOADING": "LAZY",
            "CUBLAS_WORKSPACE_CONFIG": _WORKSPACE,
            "NVIDIA_TF32_OVERRIDE": "0",
        }

    def open(self) -> dict[str, Any]:
        """Make the context, cap its memory, seed its generator anew, load what every program needs."""
        torch = _torch()
        torch.cuda.init()
        _, total = torch.cuda.mem_get_info()
        torch.cuda.set_per_process_memory_fraction(min(1.0, self._memory_bytes / total))
        # The generators of a GPU begin with one fixed seed: children would draw alike.
        torch.cuda.default_generators[0].manual_seed(int.from_bytes(os.urandom(_SEED_BYTES), "little"))
        self.exercise()
        properties = torch.cuda.get_device_properties(0)
        api = int(torch._C._cuda_getDriverVersion()) if hasattr(torch._C, "_cuda_getDriverVersion") else 0
        return {
            "gpu": str(properties.name),
            "capability": f"{properties.major}.{properties.minor}",
            "gpu_memory_bytes": min(self._memory_bytes, int(total)),
            "driver": self._driver,
            "cuda_driver": f"{api // _THOUSAND}.{api % _THOUSAND // _TEN}",
            "cuda": str(torch.version.cuda),
            "cudnn": torch.backends.cudnn.version(),
            "determinism": pins(torch),
        }

    def exercise(self) -> None:
        """A forward and a backward pass with a matrix product, and a copy back: context, cuBLAS and autograd's thread."""
        torch = _torch()
        left = torch.ones(8, 4, device="cuda", requires_grad=True)
        right = torch.ones(4, 2, device="cuda")
        loss = ((left @ right).relu() ** 2).sum()
        loss.backward()
        torch.cuda.synchronize()
        if left.grad.sum().item() != 8 * 4 * 2 * 2 * 4:
            raise ValueError(f"the device computed {left.grad.sum().item()}")


def pin(torch: Any) -> None:
    """Keep float32 at its own precision, and ask for algorithms that repeat their results wherever there are some.

    Where there are none a program goes on with a warning: that its numbers repeat is our wish, not the learner's duty.
    """
    torch.backends.cuda.matmul.allow_tf32 = False
    torch.backends.cuda.matmul.allow_fp16_reduced_precision_reduction = False
    torch.backends.cuda.matmul.allow_bf16_reduced_precision_reduction = False
    torch.backends.cudnn.allow_tf32 = False
    torch.backends.cudnn.benchmark = False
    torch.backends.cudnn.deterministic = True
    # Not torch.use_deterministic_algorithms: that imports the compiler first, which takes seconds and looks for devices.
    torch._C._set_deterministic_algorithms(True, warn_only=True)


def pins(torch: Any) -> dict[str, Any]:
    """What is in force, read back: goes into the record of each attempt."""
    return {
        "tf32": bool(torch.backends.cuda.matmul.allow_tf32 or torch.backends.cudnn.allow_tf32),
        "cudnn_benchmark": bool(torch.backends.cudnn.benchmark),
        "cudnn_deterministic": bool(torch.backends.cudnn.deterministic),
        "deterministic_algorithms": bool(torch.are_deterministic_algorithms_enabled()),
        "cublas_workspace": os.environ.get("CUBLAS_WORKSPACE_CONFIG", ""),
    }
