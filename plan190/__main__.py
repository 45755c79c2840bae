"""`python -m plan190` and the `plan190` command."""

from __future__ import annotations

import io
import sys


def run() -> None:
    """Run the command line of this process and exit with its code."""
    from plan190.cli.main import main

    if isinstance(sys.stdout, io.TextIOWrapper):
        # A terminal that lacks a letter shows a sign for it; that is better than no answer.
        sys.stdout.reconfigure(errors="replace")
    sys.exit(main(sys.argv[1:]))


if __name__ == "__main__":
    run()
