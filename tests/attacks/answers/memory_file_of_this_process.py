# attack: open the process's own memory and map files
# expect: wrong_answer
for name in ("mem", "maps", "smaps", "environ", "cmdline", "stat", "fd", "root", "cwd", "auxv", "pagemap", "syscall", "task"):
    for who in ("self", "thread-self"):
        try:
            open(f"/proc/{who}/{name}", "rb").read(1)
        except OSError:
            continue
        print("ESCAPED", name)
