"""Questions to the user: they are printed on standard error, and each line of standard input answers one."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from plan190.cli.output import WIDEST, print_note, render_options
from plan190.errors import Plan190Error
from plan190.formats import render
from plan190.words.text import fold, wrapped

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from plan190.cli.session import Session
    from plan190.document.blocks import View

Read = TypeVar("Read")

NEXT, BACK = 1, -1
"""The steps from an item to the one after it and before it."""


@dataclass(frozen=True)
class Dialogue:
    """A dialogue in the language of the session."""

    session: Session

    def show(self, view: View) -> None:
        """Print the view."""
        options = render_options(self.session.words, self.session.request, None)
        print_note("\n" + render("table", view, options).decode().rstrip())

    def say(self, key: str, **values: object) -> None:
        """Print the message of the key, in lines as wide as the terminal."""
        print_note("\n".join(self._lines(key, values)))

    def _lines(self, key: str, values: Mapping[str, object]) -> list[str]:
        width = render_options(self.session.words, self.session.request, None).width or WIDEST
        return wrapped(self.session.words(key, **values), width)

    def ask(self, key: str, **values: object) -> str:
        """Return the answer to the message of the key; Plan190Error if the input has ended."""
        sys.stderr.write("\n".join(self._lines(key, values)) + " ")
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

    def asked(self, key: str, read: Callable[[str], Read], **values: object) -> Read:
        """Return what `read` makes of the answer; the question is repeated while it raises Plan190Error."""
        while True:
            text = self.ask(key, **values)
            try:
                return read(text)
            except Plan190Error as error:
                self._say_error(error)

    def confirms_record(self, typed: int) -> bool:
        """Return whether the user agrees to record; a no is asked about again if this number of decisions was typed."""
        while not self.confirms("decide.confirm"):
            if not typed or self.confirms("decide.lose", number=typed):
                return False
        return True

    def confirms(self, question: str, **values: object) -> bool:
        """Return whether the user answers yes; any other answer than yes or no repeats the question, with its help."""
        words = self.session.words
        while True:
            answer = fold(self.ask(question, **values))
            if answer in words("decide.yes").split():
                return True
            if answer in words("decide.no").split():
                return False
            self.say(f"{question}.help")

    def refuses(self, propose: Callable[[], object]) -> bool:
        """Return whether this raises Plan190Error, and print its message."""
        try:
            propose()
        except Plan190Error as error:
            self._say_error(error)
            return True
        return False

    def _say_error(self, error: Plan190Error) -> None:
        self.say("error", sentence=self.session.words(error.key, **error.values))

    def step_through(self, number: int, ask: Callable[[int], int]) -> None:
        """Ask about each of this number of items; `ask` returns how many items to go on, or back if it is negative."""
        position = 0
        while position < number:
            position = max(0, position + ask(position))
