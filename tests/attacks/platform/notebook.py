{"cells": [{"cell_type": "markdown", "source": [
"# attack: a notebook whose metadata claims points and whose cells call the shell\n",
"# expect: syntax_error\n"]},
{"cell_type": "code", "source": ["!cat /etc/passwd\n", "x = 1"], "metadata": {"nbgrader": {"points": 100, "grade": true, "locked": false}}}],
"metadata": {"grade": "accepted"}, "nbformat": 4, "nbformat_minor": 5}
