# attack: a chain of 50,000 attributes and calls
# expect: syntax_error, runtime_error, wrong_answer
# repeat: CALLS = 50_000 * ".a()"
x = object()<CALLS>
