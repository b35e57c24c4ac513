# attack: call oneself without end
# expect: runtime_error
def down():
    return down()


down()
