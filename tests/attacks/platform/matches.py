# attack: match against 20,000 numbers, one after the other
# expect: syntax_error, wrong_answer, runtime_error, time_limit_exceeded, memory_limit_exceeded
# repeat: NUMBERS = 20_000 * "{i} | "
x = 1
match x:
    case <NUMBERS>None:
        x = 2
