# attack: nest formatted strings
# expect: syntax_error, wrong_answer, runtime_error
x = f'{1:{2:{3:{4}}}}'
x = f'{'1}'
x = eval('f"{' * 150 + '1' + '}"' * 150)
