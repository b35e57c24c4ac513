# attack: nest 3,000 functions without names
# expect: syntax_error, wrong_answer, runtime_error, memory_limit_exceeded, time_limit_exceeded
# repeat: LAMBDAS = 3_000 * "lambda: "
x = <LAMBDAS>1
