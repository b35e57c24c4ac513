# -*- coding: utf-7 -*-
# attack: declare an encoding in which the source means something else
# expect: syntax_error, wrong_answer
+AGkAbQBwAG8AcgB0ACAAbwBz-
print("x")
