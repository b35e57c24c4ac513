# -*- coding: unicode_escape -*-
# attack: declare an encoding that turns a comment into code
# expect: syntax_error, wrong_answer, runtime_error
# \nimport os\nos._exit(0)
