"""Entry point of `python -m plan190` and of the `plan190` command."""

from __future__ import annotations

import gc
import io
import sys


def run() -> None:
    """Run the command line and exit with its exit code."""
    # A command ends before much garbage with cycles arises; searching for it would take up to a third of the time.
    gc.disable()
    from plan190.cli.main import main

    if isinstance(sys.stdout, io.TextIOWrapper):
        # By default, a character that the terminal cannot show would abort the command.
        sys.stdout.reconfigure(errors="replace")
    sys.exit(main(sys.argv[1:]))


if __name__ == "__main__":
    run()
