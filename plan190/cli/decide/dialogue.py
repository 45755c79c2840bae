"""Questions to the user: they are printed on standard error, and each line of standard input answers one."""

from __future__ import annotations

import sys
from abc import ABC, abstractmethod
from operator import itemgetter
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from plan190.cli.output import print_note, render_options
from plan190.errors import Plan190Error
from plan190.formats import render
from plan190.words.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from plan190.cli.session import Session
    from plan190.document.blocks import View

Item = TypeVar("Item")
Choice = TypeVar("Choice")
Proposed = TypeVar("Proposed")


class Dialogue:
    """A dialogue in the language of the session."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def show(self, view: View) -> None:
        """Print the view."""
        options = render_options(self.session.words, self.session.request, None)
        print_note("\n" + render("table", view, options).decode().rstrip())

    def say(self, key: str, **values: object) -> None:
        """Print the message of the key."""
        print_note(self.session.words(key, **values))

    def ask(self, key: str, **values: object) -> str:
        """Return the answer to the message of the key; Plan190Error if the input has ended."""
        sys.stderr.write(f"{self.session.words(key, **values)} ")
        sys.stderr.flush()
        try:
            line = sys.stdin.readline() if sys.stdin is not None else ""
        except UnicodeDecodeError:
            raise Plan190Error("error.input_encoding") from None
        except KeyboardInterrupt:
            self.say("decide.interrupted")
            raise
        if not line:
            raise Plan190Error("error.input_ended")
        return line.strip()

    def choose(self, question: str, actions: Sequence[str]) -> str:
        """Return the action whose letter the user typed; any other answer repeats the question, with its help."""
        words = self.session.words
        letters = {words(f"decide.letter.{action}"): action for action in actions}
        while True:
            action = letters.get(fold(self.ask(question))[:1])
            if action is not None:
                return action
            self.say(f"{question}.help")

    def confirms(self, question: str) -> bool:
        """Return whether the user answers yes; the question is repeated until the answer is yes or no."""
        words = self.session.words
        while True:
            answer = fold(self.ask(question))
            if answer in words("decide.yes").split():
                return True
            if answer in words("decide.no").split():
                return False

    def possible(self, propose: Callable[[], Proposed]) -> Proposed | None:
        """Return what this returns; None if it raises Plan190Error, whose message is printed."""
        try:
            return propose()
        except Plan190Error as error:
            self.say("error", sentence=self.session.words(error.key, **error.values))
            return None


class Steps(Dialogue, ABC, Generic[Item, Choice]):
    """A dialogue about items, one after another. `chosen`: what was decided, by the position of the item."""

    question: ClassVar[str]
    """The key of the question about an item."""

    actions: ClassVar[tuple[str, ...]]
    """The answers that decide."""

    def __init__(self, session: Session, items: Sequence[Item]) -> None:
        super().__init__(session)
        self.items = items
        self.chosen: dict[int, Choice] = {}

    @abstractmethod
    def view(self, item: Item, place: str) -> View:
        """Return the view of an item; `place`: its place among all, such as 3/61."""

    @abstractmethod
    def say_chosen(self, choice: Choice) -> None:
        """Print what was decided on the item before."""

    @abstractmethod
    def decided(self, item: Item, action: str) -> Choice | None:
        """Return what the user decides with this action; None if the item is to be shown again."""

    def choices(self) -> list[Choice]:
        """Return what the user decided; items that were skipped, or not reached before quitting, are left out."""
        position = 0
        while position < len(self.items):
            position = self._ask(position)
        return [choice for _, choice in sorted(self.chosen.items(), key=itemgetter(0))]

    def _ask(self, position: int) -> int:
        """Ask about the item at the position, and return the position of the next one to ask about."""
        item = self.items[position]
        self.show(self.view(item, f"{position + 1}/{len(self.items)}"))
        if position in self.chosen:
            self.say_chosen(self.chosen[position])
        match self.choose(self.question, (*self.actions, "skip", "back", "quit")):
            case "skip":
                self.chosen.pop(position, None)
            case "back":
                return max(0, position - 1)
            case "quit":
                return len(self.items)
            case action:
                choice = self.decided(item, action)
                if choice is None:
                    return position
                self.chosen[position] = choice
        return position + 1
