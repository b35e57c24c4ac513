# attack: hide code behind carriage returns, form feeds and other ends of lines
# expect: syntax_error, wrong_answer, runtime_error
x = 1 # harmless import osprint("ran") 
