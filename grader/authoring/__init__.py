"""The publishing gate: whether an exercise is fair, proven before a learner sees it, and a folder to start a new one from."""
