# attack: start a program through every module that can
# expect: wrong_answer
import asyncio
import multiprocessing
import os
import pty
import subprocess
import webbrowser

import torch


def popen():
    print(os.popen("echo ESCAP" + "ED").read())


def spawned():
    os.waitpid(os.posix_spawn("/bin/true", ["true"], {}), 0)
    print("ESCAPED")


async def awaited():
    process = await asyncio.create_subprocess_exec("/bin/true")
    print("ESCAPED", await process.wait())


def worker():
    for method in ("fork", "spawn", "forkserver"):
        context = multiprocessing.get_context(method)
        process = context.Process(target=print, args=("ESCAPED",))
        process.start()
        process.join()


ways = (
    popen,
    spawned,
    worker,
    lambda: asyncio.run(awaited()),
    lambda: print("ESCAPED" if os.system("true") == 0 else ""),
    lambda: print("ESCAPED", pty.fork()),
    lambda: print("ESCAPED", os.forkpty()),
    lambda: print("ESCAPED", subprocess.getoutput("echo")) if subprocess.getstatusoutput("true")[0] == 0 else None,
    lambda: print("ESCAPED") if webbrowser.open("http://127.0.0.1/") else None,
    lambda: torch.multiprocessing.spawn(print, args=("ESCAPED",)),
)
for way in ways:
    try:
        way()
    except Exception:
        pass
