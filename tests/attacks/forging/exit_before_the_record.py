# attack: leave with status zero before anything is recorded
# expect: runtime_error
import os

os._exit(0)
