# attack: raise groups of groups of errors
# expect: runtime_error, time_limit_exceeded
group = ExceptionGroup("bottom", [ValueError("x")])
for index in range(5000):
    group = ExceptionGroup(str(index), [group, group])
raise group
