# attack: start a process group of torch over the network or a file
# expect: runtime_error, forbidden_operation, time_limit_exceeded, wrong_answer
import os

import torch.distributed

os.environ.update(MASTER_ADDR="127.0.0.1", MASTER_PORT="29500", RANK="0", WORLD_SIZE="1")
for address in ("tcp://127.0.0.1:29500", "file:///tmp/torchgrader-attack", "env://"):
    try:
        torch.distributed.init_process_group("gloo", init_method=address, rank=0, world_size=1)
        print("ESCAPED", address)
    except (RuntimeError, ValueError, OSError):
        pass
torch.distributed.TCPStore("127.0.0.1", 29501, 1, True)
print("ESCAPED")
