# attack: leave with every status that the sandbox uses itself
# expect: runtime_error
import os

os.close(3)
os._exit(70)
