"""`python -m plan190` and the `plan190` command."""

from __future__ import annotations

import io
import sys


def run() -> None:
    """Run the command line and exit with its code."""
    from plan190.cli.main import main

    if isinstance(sys.stdout, io.TextIOWrapper):
        # A letter that the terminal cannot show is replaced instead of ending the command.
        sys.stdout.reconfigure(errors="replace")
    sys.exit(main(sys.argv[1:]))


if __name__ == "__main__":
    run()
