# attack: add 60,000 numbers to one, in one expression
# expect: syntax_error, runtime_error, wrong_answer, time_limit_exceeded, memory_limit_exceeded
# repeat: ONES = 60_000 * " + 1"
x = 1<ONES>
