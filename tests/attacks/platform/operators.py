# attack: nest 20,000 operators, deeper than any stack
# expect: syntax_error, runtime_error, wrong_answer
# repeat: MINUS = 20_000 * "-"
x = <MINUS>1
