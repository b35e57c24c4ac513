# attack: abort, in case that looks like the sandbox's failure
# expect: runtime_error
import os

os.abort()
