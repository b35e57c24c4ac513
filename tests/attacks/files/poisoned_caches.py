# attack: leave poisoned caches for later programs: bytecode, fonts, compilers, models
# expect: wrong_answer
import importlib.util
import os
import py_compile

import torch

os.environ["HOME"] = os.environ.get("HOME", "/root")
places = [importlib.util.cache_from_source(os.__file__), importlib.util.cache_from_source(torch.__file__)]
places += [os.path.expanduser(f"~/.cache/{name}/torchgrader-attack") for name in ("torch", "matplotlib", "triton", "pip", "torch_extensions")]
places += ["/tmp/torchinductor_root/torchgrader-attack", "/var/cache/torchgrader-attack"]
for place in places:
    try:
        os.makedirs(os.path.dirname(place), exist_ok=True)
        with open(place, "wb") as file:
            file.write(b"poison")
    except OSError:
        continue
    if not place.startswith("/tmp/"):
        print("ESCAPED", place)
try:
    py_compile.compile(os.__file__, doraise=True)
    print("ESCAPED")
except OSError:
    pass
