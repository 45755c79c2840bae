"""Where an answer goes: the screen, a pipe, or a file that is written whole or not at all."""

from __future__ import annotations

import contextlib
import os
import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from plan190.errors import Plan190Error
from plan190.formats import BINARY, SUFFIXES, RenderOptions
from plan190.formats.escaping import without_log_commands
from plan190.words.text import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plan190.document.blocks import View
    from plan190.words import Words

FINE, FAULTS, CANNOT, BUG, INTERRUPTED = 0, 1, 2, 3, 130
"""What a command can end with."""

FINDINGS = ("text", "concise", "json", "github", "gitlab", "junit", "markdown", "sarif")
"""The formats of an answer that tells of faults."""

NARROWEST, WIDEST = 40, 500
"""The fewest and the most cells that a table is fitted into."""

FORCED = 120
"""How many cells wide a place is that is no terminal and is to be coloured."""

FORCES = ("FORCE_COLOR", "CLICOLOR_FORCE")
"""What asks for colour where there is no terminal."""


def format_of(asked: str | None, output: str | None, command: str, formats: Sequence[str]) -> str:
    """Give the format asked for, else the one that the file's name asks for, else the first."""
    choices = ", ".join(formats)
    if asked is not None:
        if asked not in formats:
            raise Plan190Error("error.format", command=command, format=shown(asked), choices=choices)
        return asked
    if output is None:
        return formats[0]
    wanted = SUFFIXES.get(Path(output).suffix.lower())
    if wanted is None:
        raise Plan190Error("error.suffix", path=shown(output))
    if wanted and wanted not in formats:
        raise Plan190Error("error.format", command=command, format=wanted, choices=choices)
    return wanted or formats[0]


def table_of(asked: str | None, format_: str) -> str:
    """Give the name of the table that is asked for, "" for none; Plan190Error where the format has room for all."""
    if asked is not None and not format_.startswith("csv"):
        raise Plan190Error("error.table.format", format=format_)
    return asked or ""


def chosen(table: str, view: View) -> str:
    """Give the name again where the view has a table of that name, or none is asked for; Plan190Error otherwise."""
    names = [one.name for one in view.tables]
    if table and table not in names:
        key = "error.table" if names else "error.table.none"
        raise Plan190Error(key, table=shown(table), names=", ".join(names))
    return table


def reports_of(asked: Sequence[str], command: str, formats: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Give the format and file of each `--report FORMAT=FILE`; Plan190Error for other words."""
    parted = [one.partition("=") for one in asked]
    for format_, sign, file in parted:
        if not sign or not file:
            raise Plan190Error("error.report", text=shown(format_ + sign), choices=", ".join(formats))
        if format_ not in formats:
            raise Plan190Error("error.format", command=command, format=shown(format_), choices=", ".join(formats))
    return tuple((format_, file) for format_, _, file in parted)


def is_github() -> bool:
    """Say whether GitHub Actions runs this, and reads what is printed."""
    return os.environ.get("GITHUB_ACTIONS") == "true"


def is_logged() -> bool:
    """Say whether a CI service reads commands out of what is printed."""
    return is_github() or bool(os.environ.get("GITLAB_CI") or os.environ.get("TF_BUILD"))


def in_log(data: bytes, format_: str) -> bytes:
    """Give what is printed in that format, without a command for the CI service unless the format is made of them."""
    if not is_logged() or format_ == "github" or format_ in BINARY:
        return data
    return without_log_commands(data.decode()).encode()


def render_options(words: Words, output: str | None) -> RenderOptions:
    """Give the look of where the answer goes: a terminal has a width and perhaps colour, the rest has neither.

    `FORCE_COLOR` and `CLICOLOR_FORCE` make any place a terminal, `NO_COLOR` is stronger.
    """
    plain = bool(os.environ.get("NO_COLOR"))
    forced = not plain and any(os.environ.get(name, "0") not in {"", "0"} for name in FORCES)
    if output is not None or not (forced or sys.stdout.isatty()):
        return RenderOptions(words)
    encoding = (sys.stdout.encoding or "ascii").lower().replace("-", "")
    colour = forced or not (plain or os.environ.get("TERM") == "dumb")
    import shutil

    width = min(WIDEST, max(NARROWEST, shutil.get_terminal_size((FORCED, 0)).columns))
    return RenderOptions(words, width, colour=colour, ascii=not encoding.startswith("utf"))


def deliver(data: bytes, output: str | None, *, force: bool, follow: bool = True, format_: str = "") -> None:
    """Write the bytes to the file, or to standard output when there is none; Plan190Error when that fails.

    What is no text goes to a pipe as it is, and never to where somebody would read it: a terminal, or the log of a CI
    service, which could find commands in it. Text is UTF-8 wherever it goes but on a terminal of other letters.
    `follow`: whether a link is followed. In CI the folder may be somebody else's, who could lead it anywhere.
    """
    if output is not None and not follow and os.path.islink(output):  # noqa: PTH114 - the name came as text
        raise Plan190Error("error.not_file", path=shown(output))
    if output is not None:
        write_file(data, Path(output), force=force)
        return
    is_binary = format_ in BINARY
    if is_binary and _is_read():
        raise Plan190Error("error.binary", format=format_)
    text = data
    if sys.stdout.isatty():
        text = data.decode("utf-8").encode(sys.stdout.encoding or "utf-8", "replace")
    try:
        sys.stdout.buffer.write(text)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        silence()
        raise Plan190Error("error.print", reason=error.strerror or "?") from error


def _is_read() -> bool:
    """Say whether what is printed is shown to somebody as it is: in CI it may be, unless it goes to a file."""
    if sys.stdout.isatty():
        return True
    return is_logged() and not stat.S_ISREG(os.fstat(sys.stdout.fileno()).st_mode)


def make_folder(file: str) -> None:
    """Make the folder that a report goes to unless asked otherwise; Plan190Error when that fails."""
    folder = Path(file).parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Plan190Error("error.write", path=shown(str(folder)), reason=error.strerror or "?") from error


def silence() -> None:
    """Send what is still to come to nowhere: a broken standard output would fail once more at exit."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def write_file(data: bytes, path: Path, *, force: bool) -> None:
    """Write the file whole; one that is there is overwritten by force, or where it is as plan190 wrote it."""
    from plan190.files import write_whole

    path = Path(os.path.realpath(path))  # a link stays a link; what it names is written
    try:
        if path.exists() and not path.is_file():
            raise Plan190Error("error.not_file", path=shown(str(path)))
        if path.exists() and not force and not may_replace(path, data):
            raise Plan190Error("error.exists", path=shown(str(path)))
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
        write_whole(path, data, mode)
    except OSError as error:
        raise Plan190Error("error.write", path=shown(str(path)), reason=error.strerror or "?") from error


def may_replace(path: Path, data: bytes) -> bool:
    """Say whether the bytes may take the place of the file unasked: nothing of a person's is lost."""
    return is_ours(path) or (path.stat().st_size == len(data) and path.read_bytes() == data)


def is_ours(path: Path) -> bool:
    """Say whether the file is as plan190 wrote it."""
    from plan190.document.checksum import LARGEST, has_valid_checksum

    return path.stat().st_size <= LARGEST and has_valid_checksum(path.read_bytes())


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
