"""`plan190 owners`: who may submit for which agency, or the code-owners file of a forge."""

from __future__ import annotations

from plan190.cli.options import TABLE_FORMATS
from plan190.cli.request import Result
from plan190.cli.session import Session
from plan190.review import code_owners

FORMATS = (*TABLE_FORMATS, *code_owners.FORMATS)


def run(session: Session) -> Result:
    """Return all owners, or the code-owners file in the format of the forge."""
    from plan190.views import owners

    view = owners.build(session.register, session.as_of, session.words)
    forge = session.request.format
    if forge not in code_owners.FORMATS:
        return Result(view)
    return Result(view, text=code_owners.code_owners(session.register, forge, session.data.path, session.as_of))
