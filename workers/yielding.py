"""Lets the others go first: a program that runs for long, or that nobody waits for, gets the processors that are left.

A program that never ends otherwise takes as much of the machine, until its time is up, as one whose learner waits for it and
that would be over in a blink.
"""

from __future__ import annotations

import os
from contextlib import suppress

from workers.kernel_files import write_kernel_file

NICENESS = 10
LONG_SECONDS = 0.25
"""Processor time after which a program counts as long; a run of the lesson on detach takes a twentieth of it."""


def give_way(process: int) -> None:
    """Have a child's threads run behind everybody else's, as far as the host lets us; it leads a session of its own.

    A kernel may share processors among sessions first, and weighs threads only within one: the session is told too.
    """
    if process <= 0:
        return  # it is gone; 0 would be ourselves
    with suppress(OSError):
        os.setpriority(os.PRIO_PGRP, process, NICENESS)
    with suppress(OSError):
        write_kernel_file(f"/proc/{process}/autogroup", b"%d" % NICENESS)
