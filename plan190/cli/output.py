"""Write output to a terminal, a pipe, or atomically to a file."""

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
from plan190.words.text import printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plan190.cli.request import Request
    from plan190.files import Content
    from plan190.words import Words

FINE, PROBLEMS, CANNOT, BUG, INTERRUPTED = 0, 1, 2, 3, 130
"""The exit codes: no problem, problems found, the command cannot continue, a bug, stopped by the user."""

NARROWEST, WIDEST = 40, 2000
"""The least and the greatest width of text in cells."""

FORCED_WIDTH = 120
"""The width in cells if colour is forced, the output is not a terminal, and `COLUMNS` is not set."""

FORCE_COLOUR = ("FORCE_COLOR", "CLICOLOR_FORCE")
"""The environment variables that force colour if the output is not a terminal; `NO_COLOR` overrides them."""


def exit_code(*, fails: bool) -> int:
    """Return the exit code of a check."""
    return PROBLEMS if fails else FINE


def format_of(asked: str | None, output: str | None, command: str, formats: Sequence[str]) -> str:
    """Return the format of `--format`, else that of the file's suffix, else the default of the command."""
    if asked is None:
        suffix = Path(output or "").suffix.lower()
        if suffix not in SUFFIXES:
            raise Plan190Error("error.suffix", path=printable(output or ""))
        asked = SUFFIXES[suffix] or formats[0]
    _demand_format(asked, command, formats)
    return asked


def reports_of(texts: Sequence[str], command: str, formats: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the format and the file of each `--report FORMAT=FILE`; Plan190Error for any other text."""
    for text in texts:
        format_, _, file = text.partition("=")
        if not file:
            raise Plan190Error("error.report", text=printable(text), choices=", ".join(formats))
        _demand_format(format_, command, formats)
        yield format_, file


def _demand_format(name: str, command: str, formats: Sequence[str]) -> None:
    if name not in formats:
        raise Plan190Error("error.format", command=command, format=printable(name), choices=", ".join(formats))


def demand_one_table(asked: str | None, format_: str) -> None:
    """Raise Plan190Error if a table was asked for and the format prints all tables."""
    if asked is not None and not format_.startswith("csv"):
        raise Plan190Error("error.table.format", format=format_)


def demand_table(asked: str | None, names: Sequence[str]) -> None:
    """Raise Plan190Error if no table has the name that was asked for."""
    if asked is not None and asked not in names:
        raise Plan190Error("error.table", table=printable(asked), names=", ".join(names))


def is_github() -> bool:
    """Return whether GitHub Actions runs the command and reads what it prints."""
    return os.environ.get("GITHUB_ACTIONS") == "true"


def is_logged() -> bool:
    """Return whether a CI service reads commands from what is printed."""
    return is_github() or bool(os.environ.get("GITLAB_CI") or os.environ.get("TF_BUILD"))


def for_log(data: bytes, format_: str) -> bytes:
    """Return the output without commands for a CI service; the format `github` keeps its commands."""
    if not is_logged() or format_ == "github" or format_ in BINARY:
        return data
    return without_log_commands(data.decode()).encode()


def render_options(words: Words, request: Request, output: str | None) -> RenderOptions:
    """Return how the output is rendered: wrapped and perhaps with colour on a terminal, one line a record otherwise."""
    no_colour = bool(os.environ.get("NO_COLOR"))
    is_forced = not no_colour and any(os.environ.get(name, "0") not in {"", "0"} for name in FORCE_COLOUR)
    wrap = output is None and (is_forced or sys.stdout.isatty())
    options = RenderOptions(words, _width(request.width, output, wrap=wrap), wrap=wrap, full=request.full)
    if not wrap:
        # Lines of a given width that hold every text in full must wrap.
        return options._replace(wrap=request.full and request.width is not None)
    colour = is_forced or not (no_colour or os.environ.get("TERM") == "dumb")
    encoding = (sys.stdout.encoding or "ascii").lower().replace("-", "")
    return options._replace(colour=colour, ascii=not encoding.startswith("utf"))


def _width(option: str | None, output: str | None, *, wrap: bool) -> int:
    """Return the width of `--width`, else of `COLUMNS`, else of the terminal; 0 if there is none, or for a file."""
    if option is not None:
        from plan190.cli.choices import whole

        return whole(option, NARROWEST, WIDEST)
    if output is not None:
        return 0
    import shutil

    columns = shutil.get_terminal_size((FORCED_WIDTH if wrap else 0, 0)).columns
    return min(WIDEST, max(NARROWEST, columns)) if columns else 0


def show_in_pager(data: bytes, options: RenderOptions) -> bool:
    """Show the text in the user's pager if it is longer than the terminal; return whether it was shown there.

    As in git: `PAGER`, else `less` with the options FRX; no pager if `PAGER` is "" or `cat`, or the terminal is dumb.
    """
    is_interactive = sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty()
    if not is_interactive or os.environ.get("TERM", "dumb") == "dumb":
        return False
    import shlex
    import shutil

    import click

    try:
        program, *_ = shlex.split(os.environ.get("PAGER", "less"))
    except ValueError:  # no program, or quotation marks without an end
        return False
    fits = data.count(b"\n") < shutil.get_terminal_size().lines
    if fits or program == "cat" or shutil.which(program) is None:
        return False
    os.environ.setdefault("LESS", "FRX")
    os.environ.setdefault("LESSCHARSET", "utf-8")
    click.echo_via_pager(data.decode().removesuffix("\n"), color=options.colour)
    return True


def print_note(sentence: str) -> None:
    """Print a line on standard error, without commands for a CI service."""
    if sys.stderr is not None:
        with contextlib.suppress(OSError):
            sys.stderr.write(without_log_commands(sentence) + "\n")


def deliver(data: bytes, output: str | None, *, force: bool, follow: bool = True, format_: str = "") -> None:
    """Write the bytes to the file, or print them without one; Plan190Error if that fails.

    `follow`: whether a link is followed; in CI, somebody else may be able to put a link into the folder.
    """
    if output is None:
        _print(data, format_)
        return
    if not follow and os.path.islink(output):  # noqa: PTH114 - the name came as text
        raise Plan190Error("error.not_file", path=printable(output))
    from plan190.files import remove_interrupted

    write_file(data, Path(output), force=force)
    remove_interrupted(Path(os.path.realpath(output)).parent)


def _print(data: bytes, format_: str) -> None:
    """Print the bytes: text as UTF-8, or in the encoding of the terminal.

    A binary format is printed only to a pipe or a file, not to a terminal or to the log of a CI service, which could
    find commands in it.
    """
    is_terminal = sys.stdout.isatty()
    if format_ in BINARY and (is_terminal or (is_logged() and not stat.S_ISREG(os.fstat(sys.stdout.fileno()).st_mode))):
        raise Plan190Error("error.binary", format=format_)
    if is_terminal:
        data = data.decode("utf-8").encode(sys.stdout.encoding or "utf-8", "replace")
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        silence()
        raise Plan190Error("error.print", reason=error.strerror or "?") from error


def silence() -> None:
    """Discard further output, because a broken standard output would fail again at exit."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def write_file(data: Content, path: Path, *, force: bool) -> None:
    """Write the file atomically; replace an existing file only with `force`, or if it is generated and not edited."""
    from plan190.files import write_atomically

    if _is_stream(path):
        raise Plan190Error("error.stream", path=printable(str(path)))
    path = Path(os.path.realpath(path))  # the target of a link is written, the link stays
    with write_errors(path):
        demand_writable(path, data, force=force)
        write_atomically(path, data, permissions_of(path))


def _is_stream(path: Path) -> bool:
    """Return whether the path is a device or a pipe, or the file to which the output of the command is redirected."""
    try:
        status = path.stat()
    except (OSError, ValueError):
        return False
    return not (stat.S_ISREG(status.st_mode) or stat.S_ISDIR(status.st_mode)) or _is_standard_output(status)


def _is_standard_output(status: os.stat_result) -> bool:
    with contextlib.suppress(OSError):
        return os.path.samestat(status, os.fstat(1)) or os.path.samestat(status, os.fstat(2))
    return False


@contextlib.contextmanager
def write_errors(path: Path) -> Iterator[None]:
    """Raise Plan190Error if the operating system reports an error in writing to the path."""
    try:
        yield
    except OSError as error:
        raise Plan190Error("error.write", path=printable(str(path)), reason=error.strerror or "?") from error


def demand_writable(path: Path, data: Content, *, force: bool) -> None:
    """Raise Plan190Error if the path is a link or folder, or, without `force`, if a person's work would be lost.

    Content in pieces is not compared with that of the file, because it can be made only once.
    """
    if path.is_symlink() or (path.exists() and not path.is_file()):
        raise Plan190Error("error.not_file", path=printable(str(path)))
    if force or not path.exists() or is_ours(path):
        return
    if not isinstance(data, bytes) or path.stat().st_size != len(data) or path.read_bytes() != data:
        raise Plan190Error("error.exists", path=printable(str(path)))


def is_ours(path: Path) -> bool:
    """Return whether plan190 generated the file and nobody has edited it."""
    from plan190.document.checksum import LARGEST, has_valid_checksum

    return path.stat().st_size <= LARGEST and has_valid_checksum(path.read_bytes())


def permissions_of(path: Path) -> int:
    """Return the permissions of the file; if there is none, those of a new file of the user."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
