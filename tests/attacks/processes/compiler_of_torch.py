# attack: have torch compile C++ and load it
# expect: forbidden_operation, runtime_error, time_limit_exceeded
from torch.utils.cpp_extension import load_inline

load_inline("attack", "#include <unistd.h>\nint grab() { return fork(); }", functions=["grab"])
print("ESCAPED")
