"""What a filled-in form contains."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from plan190.edit.yaml_text import Data


class FilledForm(NamedTuple):
    """The report in a filled-in form, not yet validated.

    `data`: the report as in its YAML file. `cells`: the cell with each value of `data`, such as `'Nhiệm vụ'!C7`, by
    `joined(key_path)`; the key path `()` stands for the whole form. A mapping or list has the cell of its first value
    that can be filled in.
    Cells that may be filled in and are empty are there too, by the key path that a value in them would have.
    """

    data: Mapping[str, Data]
    cells: Mapping[str, str]
