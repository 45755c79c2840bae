"""`plan190 owners`: who may hand in for whom, or the file from which a forge or git server takes that."""

from __future__ import annotations

from plan190.cli.app import FORMATS as TABLE
from plan190.cli.session import Result, Session
from plan190.review import code_owners

NAME = "owners"
FORMATS = (*TABLE, *code_owners.FORMATS)


def run(session: Session) -> Result:
    """Give all owners, or the code-owners file in the format of the forge."""
    from plan190.views import owners

    view = owners.build(session.register, session.day, session.words)
    asked = session.request.format
    if asked not in code_owners.FORMATS:
        return Result(view)
    return Result(view, text=code_owners.code_owners(session.register, asked, session.file_root, session.day))
