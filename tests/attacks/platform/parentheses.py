# attack: nest 5,000 parentheses: the parser gives up
# expect: syntax_error
# repeat: OPEN = 5_000 * "("
# repeat: CLOSE = 5_000 * ")"
x = <OPEN>1<CLOSE>
