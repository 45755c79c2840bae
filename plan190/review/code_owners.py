"""Who may approve what, as forges and git servers read it: made from `data/owners.yaml`, never written by hand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plan190.diagnostics import Diagnostic, Place, problem
from plan190.load.loader import UPDATES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from plan190.load.tree import Tree
    from plan190.model.owner import Account, Owner
    from plan190.model.register import Register

FORMATS = ("github", "gitlab", "gitea", "gitolite")
COMMITTED = (".github/CODEOWNERS", ".gitlab/CODEOWNERS", ".gitea/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS")
"""Where forges look for such a file, from the root of the repository."""

_MARK = "# plan190 owners --format "


def code_owners(register: Register, format_: str, folder: str, day: date) -> str:
    """Give the file in the format of the forge, for the data folder and those who may hand in on the day."""
    owners = [entry.value for entry in register.owners if entry.value.serves_on(day)]
    head = f"{_MARK}{format_}\n# data/owners.yaml là gốc; không sửa tệp này bằng tay.\n"
    lines = _gitolite(register, owners, folder) if format_ == "gitolite" else _forge(register, owners, folder, format_)
    return head + "".join(f"{line}\n" for line in lines)


def stale(tree: Tree, register: Register, folder: str, day: date) -> Iterator[Diagnostic]:
    """Give each committed file that plan190 once made and would now make otherwise; `tree` is the whole repository."""
    up = "../" * (folder.count("/") + 1) if folder else ""
    for path in COMMITTED:
        data = tree.read(path)
        text = data.decode("utf-8", "replace") if isinstance(data, bytes) else ""
        format_ = text.split("\n", 1)[0].removeprefix(_MARK)
        if format_ in FORMATS and text.startswith(_MARK) and text != code_owners(register, format_, folder, day):
            yield problem(Place(up + path), "P332", "", path=path, format=format_)


def _forge(register: Register, owners: list[Owner], folder: str, forge: str) -> Iterator[str]:
    """Give a rule for each folder of reports: its agency's people and the coordinators. The last that fits counts."""
    keepers = _logins((one for one in owners if one.role == "coordinator"), forge)
    everything = ".*" if forge == "gitea" else "*"
    yield f"{everything} {keepers}" if keepers else "# chưa có đầu mối tổng hợp"
    for entry in register.agencies:
        mine = _logins((one for one in owners if entry.value.id in one.agencies), forge)
        if mine:
            path = "/".join(filter(None, (folder, UPDATES, entry.value.id)))
            pattern = f"{re.escape(path)}/.*" if forge == "gitea" else "/" + path.replace(" ", "\\ ") + "/"
            yield f"{pattern} {mine} {keepers}".rstrip()


def _logins(owners: Iterator[Owner], forge: str) -> str:
    accounts = (account for owner in owners for account in owner.accounts if account.forge == forge)
    return " ".join(dict.fromkeys(f"@{name}" for account in accounts if (name := _name(account.login))))


def _name(text: str | None) -> str:
    """Give an account's name as such files can hold it, "" for one that they cannot."""
    return text if text is not None and re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9_.-]*", text) else ""


def _gitolite(register: Register, owners: list[Owner], folder: str) -> Iterator[str]:
    """Give the rules of gitolite: an agency pushes what changes its own folder and nothing else."""
    keepers = _pushers(one for one in owners if one.role == "coordinator")
    agencies = _pushers(one for one in owners if one.role == "agency")
    yield f"@plan190-coordinators = {keepers}".rstrip()
    yield f"@plan190-agencies     = {agencies}".rstrip()
    yield "repo plan190"
    yield "    RW  main$                          = @plan190-coordinators @plan190-agencies"
    for entry in register.agencies:
        mine = _pushers(one for one in owners if entry.value.id in one.agencies)
        if mine:
            path = "/".join(filter(None, (folder, UPDATES, entry.value.id)))
            yield f"    RW  VREF/NAME/{path}/ = {mine}"
    yield "    -   VREF/NAME/                     = @plan190-agencies"


def _pushers(owners: Iterator[Owner]) -> str:
    accounts: Iterator[Account] = (one for owner in owners for one in owner.accounts if one.forge == "server")
    return " ".join(dict.fromkeys(name for account in accounts if (name := _name(account.id))))
