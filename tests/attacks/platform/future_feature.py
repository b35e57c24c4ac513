# attack: ask for features of the future in the middle of the program
# expect: syntax_error
x = 1
from __future__ import braces
