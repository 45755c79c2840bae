"""The CODEOWNERS file: GitHub and GitLab read from it who must approve a change; generated from `data/owners.yaml`."""

from __future__ import annotations

import posixpath
import re
from itertools import chain
from typing import TYPE_CHECKING

from plan190.diagnostics import Diagnostic, Place, diagnostic_at
from plan190.load.loader import OWNERS, UPDATES
from plan190.review.change import relative_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from plan190.checks.checked_data import CheckedData
    from plan190.load.tree import Tree
    from plan190.model.owner import Owner
    from plan190.model.register import Register

FORMATS = ("github", "gitlab")
COMMITTED = (".github/CODEOWNERS", ".gitlab/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS")
"""The paths at which forges look for the file, from the root of the repository."""

_LOGIN = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*")
_FIRST_LINE = "# plan190 owners --format "


def code_owners(register: Register, forge: str, folder: str, day: date) -> str:
    """Return the text of the file for the forge, with the owners who may submit on that date.

    The folder of each agency's reports has a line with its owners and the coordinators. For a path, the last matching
    line applies.
    """
    owners = [entry.value for entry in register.owners if entry.value.serves_on(day)]
    coordinators = _logins((owner for owner in owners if owner.role == "coordinator"), forge)
    lines = [f"{_FIRST_LINE}{forge}", "# data/owners.yaml là gốc; không sửa tệp này bằng tay."]
    lines.append(f"* {coordinators}" if coordinators else "# chưa có đầu mối tổng hợp")
    for entry in register.agencies:
        logins = _logins((owner for owner in owners if entry.value.id in owner.agencies), forge)
        if logins:
            path = posixpath.join("/", folder, UPDATES, entry.value.id, "").replace(" ", "\\ ")
            lines.append(f"{path} {logins} {coordinators}".rstrip())
    return "\n".join(lines) + "\n"


def stale(tree: Tree, data: CheckedData, folder: str) -> Iterator[Diagnostic]:
    """Yield P332 for each committed file that differs from the text that plan190 would write; `tree` is the repository.

    Skip files that plan190 did not generate. Yield nothing if the owners cannot be read.
    """
    if OWNERS not in data.files.data or not {OWNERS, "agencies.yaml"} <= data.loaded.error_free:
        return
    for path in COMMITTED:
        committed = tree.read(path)
        text = committed.decode("utf-8", "replace") if isinstance(committed, bytes) else ""
        forge = text.split("\n", 1)[0].removeprefix(_FIRST_LINE)
        is_generated = text.startswith(_FIRST_LINE) and forge in FORMATS
        if is_generated and text != code_owners(data.register, forge, folder, data.as_of):
            yield diagnostic_at(Place(relative_path(folder, path)), "P332", path=path, format=forge)


def _logins(owners: Iterable[Owner], forge: str) -> str:
    """Return the owners' logins at the forge in the syntax of the file, without logins that its syntax excludes."""
    accounts = chain.from_iterable(owner.accounts for owner in owners)
    logins = [account.login or "" for account in accounts if account.forge == forge]
    return " ".join(dict.fromkeys(f"@{login}" for login in filter(_LOGIN.fullmatch, logins)))
