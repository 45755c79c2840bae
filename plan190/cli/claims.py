"""`plan190 claims`: the claims awaiting acceptance."""

from __future__ import annotations

from plan190.cli.choices import filtered, members_of
from plan190.cli.options import AgencyOption
from plan190.cli.request import Result
from plan190.cli.session import Session


def run(session: Session, agency: AgencyOption = None) -> Result:
    """Return the claims awaiting acceptance."""
    from plan190.views import claims

    ids = members_of(session, agency)
    shown = [item for item in session.assessment.claims if item.concerns(ids)]
    return Result(claims.build(shown, filtered(session, agency)))
