"""`plan190 init DIR`: make a new tracker: data, forms, CI files, a README, and a git repository."""

from __future__ import annotations

import json
from importlib.metadata import PackageNotFoundError, distribution
from importlib.resources import files as resources
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from plan190.cli import form
from plan190.cli.clock import today
from plan190.cli.data_folder import embedded, repository_around
from plan190.cli.import_ import FORMATS, RosterOption
from plan190.cli.new_folder import import_file, new_folder, problems_of, write_files
from plan190.cli.options import DateOption
from plan190.cli.request import Request, Result
from plan190.cli.session import Session
from plan190.document.blocks import Paragraph, View
from plan190.errors import Plan190Error
from plan190.load.git import start_repository
from plan190.load.loader import GUIDE
from plan190.views import imported
from plan190.words import words_in
from plan190.words.text import clip, printable

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping

    from plan190.diagnostics import Diagnostic
    from plan190.document.blocks import Block
    from plan190.tracker.importing import Account
    from plan190.words import Language

__all__ = ["FORMATS", "run"]

SOURCE = "git+https://github.com/OWNER/plan190@COMMIT"
"""Where the CI files install plan190 from, if this is not known: the user replaces it."""

LONGEST_TITLE = 300
"""The most characters of the title of the plan in the README."""


class _Content(NamedTuple):
    """The data files of the new tracker by path, language and names of the plan, and the account of an import.

    `is_sample`: the plan or its reports are fictional.
    """

    data: Mapping[str, bytes]
    language: Language
    symbol: str
    title: str
    account: Account | None = None
    is_sample: bool = False


def run(
    session: Session,
    folder: Annotated[str, typer.Argument(metavar="DIR")],
    document: Annotated[str | None, typer.Option("--from", metavar="FILE")] = None,
    example: Annotated[bool, typer.Option("--example")] = False,
    empty: Annotated[bool, typer.Option("--empty")] = False,
    roster: RosterOption = None,
    issued_on: DateOption = None,
) -> Result:
    """Write the folder, and return what it contains and what to do next."""
    if (document is not None) + example + empty > 1:
        raise Plan190Error("error.init_one")
    if document is not None:
        content = _imported(document, roster, issued_on)
    else:
        content = _example() if example else _empty(session.language)
    inside = repository_around(Path(folder).absolute()) is not None
    with new_folder(folder) as temporary:
        write_files(temporary / "data", content.data)
        write_files(temporary, dict(_files(content)))
        problems = problems_of(temporary / "data", document or folder, session.words)
        if not example:
            write_files(temporary / "forms", _forms(temporary / "data"))
        git = "inside" if inside else _start_git(temporary, session.words("init.commit", symbol=content.symbol))
    return _result(session, folder, content, problems, git, "init.next.example" if example else "init.next")


def _imported(document: str, roster: str | None, issued_on: dt.date | None) -> _Content:
    files, plan, account = import_file(document, roster, issued_on)
    title = f"{plan.kind} {plan.document_number} – {plan.title}"
    return _Content(files, plan.language, plan.document_number or plan.kind, title, account)


def _example() -> _Content:
    """Return the fictional quarter of Plan 190."""
    root = embedded("examples/q3-2023")
    paths = (path for path in sorted(root.rglob("*")) if path.is_file())
    data = {path.relative_to(root).as_posix(): path.read_bytes() for path in paths}
    words = words_in("vi")
    return _Content(data, "vi", "190/KH-UBND", words("init.example"), is_sample=True)


def _empty(language: Language) -> _Content:
    """Return a plan with one task, which is marked as a sample everywhere, to be written over."""
    from plan190.tracker.importing import ZONES, import_plan

    day = today(ZONES[language])
    text = _template(f"plan.{language}.md").replace("@DAY@", words_in(language).long_day(day))
    files, plan, _ = import_plan("plan.md", text.replace("@YEAR@", str(day.year)).encode(), today)
    fictional = files["plan.yaml"] + b"  fiction: true\n"
    return _Content({**files, "plan.yaml": fictional}, language, plan.document_number, plan.title, is_sample=True)


def _files(content: _Content) -> Iterator[tuple[str, bytes]]:
    """Yield the files around the plan, by path."""
    words = words_in(content.language)
    yield ".gitignore", _template("gitignore").encode()
    yield ".gitattributes", _template("gitattributes").encode()
    readme = _template(f"README.{content.language}.md")
    title = printable(clip(content.title, LONGEST_TITLE))
    sample = words("init.sample") if content.is_sample else ""
    readme = readme.replace("@SAMPLE@", sample).replace("@SYMBOL@", printable(content.symbol))
    yield "README.md", readme.replace("@PLAN@", title).encode()
    for template, path in (("github.yml", ".github/workflows/plan190.yml"), ("gitlab.yml", ".gitlab-ci.yml")):
        text = _template(template).replace("@SOURCE@", _install_source()).replace("@LANGUAGE@", content.language)
        yield path, text.encode()
    if GUIDE not in content.data:
        yield f"data/{GUIDE}", _template(f"updates.{content.language}.md").encode()
    for name in ("decisions", "owners", "letterheads"):
        if f"{name}.yaml" not in content.data:
            yield f"data/{name}.yaml", f"{words(f'init.head.{name}')}\n\n{name}: []\n".encode()


def _template(name: str) -> str:
    return resources("plan190.tracker").joinpath("templates", name).read_text("utf-8")


def _install_source() -> str:
    """Return what pip installs plan190 from: the commit that is installed here, else a text to replace."""
    try:
        origin = json.loads(distribution("plan190").read_text("direct_url.json") or "{}")
    except (PackageNotFoundError, ValueError):
        return SOURCE
    commit = origin.get("vcs_info", {}).get("commit_id")
    return f"git+{origin['url']}@{commit}" if commit else SOURCE


def _forms(data: Path) -> dict[str, bytes]:
    """Return the forms of the first period, by name; none if the plan asks for no reports."""
    session = Session(Request(data=str(data)))
    if not session.register.plan.reporting.every:
        return {}
    forms = form.run(session, all_forms=True).files
    return {name: content if isinstance(content, bytes) else b"".join(content) for name, content in forms.items()}


def _start_git(folder: Path, subject: str) -> str:
    """Return what became of the git repository, as the end of the key of a message."""
    try:
        return "committed" if start_repository(folder, subject) else "uncommitted"
    except Plan190Error:
        return "none"


def _result(
    session: Session, folder: str, content: _Content, problems: tuple[Diagnostic, ...], git: str, next_key: str
) -> Result:
    """Return what was written; `git`: the end of the key of the message on git, `next_key`: the key of what is next."""
    words, name = session.words, printable(folder)
    blocks: tuple[Block, ...] = (
        Paragraph(words("init.written", folder=name), "good"),
        Paragraph(words(f"init.git.{git}")),
    )
    if content.account is not None:
        view = imported.build(content.account, f"{folder.rstrip('/')}/data", problems, words)
        blocks = (*view.blocks[:-1], *blocks)
    source = [Paragraph(words("init.source"))] if _install_source() == SOURCE else []
    blocks = (*blocks, *source, Paragraph(words(next_key, folder=name)))
    view = View(words("init.title", folder=name), blocks)
    return Result(view, from_data=False, words=words)
