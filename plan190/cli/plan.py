"""`plan190 plan`: the plan without its appendix: legal basis, purpose, provisions, reporting, oversight, recipients."""

from __future__ import annotations

from plan190.cli.options import NO_TABLE_FORMATS
from plan190.cli.request import Result
from plan190.cli.session import Session

FORMATS = NO_TABLE_FORMATS


def run(session: Session) -> Result:
    """Return the plan without its appendix."""
    from plan190.views import plan

    return Result(plan.build(session.view_context))
