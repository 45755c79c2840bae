"""Who may hand in for whom: the people behind the accounts of a forge or a git server (`data/owners.yaml`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from plan190.model.value import value

if TYPE_CHECKING:
    from datetime import date

    from plan190.model.fields import Day, Line, Slug, SomeAccounts

Forge = Literal["github", "gitlab", "gitea", "server"]
"""Where an account is. `server`: a plain git server, whose accounts have no number."""


@value
class Account:
    """An account: its number where the forge has them, for logins can be renamed and taken over; else its name.

    `login`: how code-owners files write it.
    """

    forge: Forge
    id: Line
    login: Line | None = None

    @property
    def actor(self) -> str:
        """How `--actor` names it."""
        return f"{self.forge}:{self.id}"


@value
class Owner:
    """A person, for `agencies` or as coordinator of the whole plan; `since` and `until` are the first and the last day.

    A deputy is an owner with an end date.
    """

    id: Slug
    role: Literal["agency", "coordinator"] = "agency"
    agencies: tuple[Slug, ...] = ()
    accounts: SomeAccounts
    since: Day | None = None
    until: Day | None = None
    note: Line | None = None

    def serves_on(self, day: date) -> bool:
        """Say whether the day lies in the owner's time."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@value
class OwnersFile:
    """`data/owners.yaml`: everyone who may change something."""

    owners: tuple[Owner, ...]
