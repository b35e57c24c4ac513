# attack: open descriptors until there are none
# expect: wrong_answer, runtime_error
import os

while True:
    os.pipe()
