# attack: compute for ever inside one call that holds the interpreter
# expect: time_limit_exceeded
import re

re.match(r"(a+)+$", "a" * 64 + "b")
