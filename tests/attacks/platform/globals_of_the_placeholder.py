# attack: use the very string by which the harness marks its hooks
# expect: wrong_answer, runtime_error
hook = "\x00hook\x00"
print(hook, type(hook), getattr(hook, "bind", None))
if not isinstance(hook, str):
    hook._pending.clear() if hasattr(hook, "_pending") else None
    for name in ("x", "y", "z_no_grad", "out"):
        hook.bind(name, 27.0)
