"""Owners: the people who may submit for an agency, and their accounts on a forge or git server."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from plan190.model.value import Value

if TYPE_CHECKING:
    from datetime import date

    from plan190.model.fields import Day, Line, Slug, SomeAccounts

Forge = Literal["github", "gitlab", "gitea", "server"]
"""Where an account is. `server`: a plain git server, whose accounts have names but no numbers."""


Role = Literal["agency", "coordinator"]


class Account(Value):
    """An account.

    `id`: its number on a forge, because a login can be renamed and then taken by somebody else; its name on a server.
    `login`: its name in code-owners files.
    """

    forge: Forge
    id: Line
    login: Line | None = None

    @property
    def actor(self) -> str:
        """The account as written for `--actor`."""
        return f"{self.forge}:{self.id}"


class Owner(Value):
    """A person who may submit for `agencies`, or for the whole plan as coordinator, from `since` through `until`.

    A deputy is an owner with an end date.
    """

    id: Slug
    role: Role = "agency"
    agencies: tuple[Slug, ...] = ()
    accounts: SomeAccounts
    since: Day | None = None
    until: Day | None = None
    note: Line | None = None

    def serves_on(self, day: date) -> bool:
        """Return whether the owner may submit on this date."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


class OwnersFile(Value):
    """`data/owners.yaml`: everyone who may submit changes."""

    owners: tuple[Owner, ...]
