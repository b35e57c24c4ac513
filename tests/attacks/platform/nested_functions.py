# attack: nest 95 functions inside functions
# expect: syntax_error, wrong_answer, runtime_error
# repeat: FUNCTIONS = 95 * "{indent}def f{i}():\n"
# repeat: DEEP = 95 * " "
<FUNCTIONS><DEEP>x = 1
f0()
