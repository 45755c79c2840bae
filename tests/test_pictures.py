"""The pictures of the documentation: the terminal shows the present output of `plan190 status`."""

from __future__ import annotations

import os
import re
import runpy
from html import unescape

from tests.conftest import ROOT

PICTURE = ROOT / "docs" / "pictures" / "status.svg"


def texts(svg: str) -> list[str]:
    """Return the texts of a picture; their places also depend on the version of rich."""
    return [unescape(text) for text in re.findall(r"<text[^>]*>([^<]*)</text>", svg)]


def test_the_picture_of_the_terminal_is_up_to_date() -> None:
    """`PLAN190_GOLDEN=write` renews it, as `python docs/pictures/make.py` renews all pictures."""
    drawn = runpy.run_path(str(ROOT / "docs" / "pictures" / "make.py"))["terminal_picture"]()
    if os.environ.get("PLAN190_GOLDEN") == "write":
        PICTURE.write_text(drawn, "utf-8")

    assert texts(drawn) == texts(PICTURE.read_text("utf-8"))
    assert len(texts(drawn)) > 50
    assert "http" not in drawn.replace("http://www.w3.org/2000/svg", "")
