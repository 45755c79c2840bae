"""Make the pictures of the documentation from the example quarter.

Run `python docs/pictures/make.py` in the repository. It needs Chromium, LibreOffice and pdftoppm; `--terminal` makes
only the picture of the terminal, which needs none of them.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import SVG_EXPORT_THEME
from rich.text import Text

ROOT = Path(__file__).parents[2]
PICTURES = Path(__file__).parent
EXAMPLE = ("--data", "examples/q3-2023", "--as-of", "2023-09-20")
WIDTH, LINES = 96, 40
"""The size of the picture of the terminal in cells."""

SVG = """\
<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg" role="img">
<title>plan190 status</title>
<style>
.{unique_id}-matrix {{ font-family: "DejaVu Sans Mono", Menlo, Consolas, monospace; font-size: {char_height}px;
 line-height: {line_height}px; }}
{styles}
</style>
<defs>{lines}</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""
"""The form of the picture, without fonts from the internet."""


def plan190(*arguments: str, **environment: str) -> str:
    """Run plan190 in the repository and return what it prints."""
    command = [sys.executable, "-m", "plan190", *arguments]
    ran = subprocess.run(command, cwd=ROOT, env=os.environ | environment, capture_output=True, check=True)
    return ran.stdout.decode()


def terminal_picture() -> str:
    """Return the coloured output of `plan190 status` in English as SVG."""
    arguments = ("status", *EXAMPLE, "--lang", "en", "--width", str(WIDTH))
    lines = plan190(*arguments, FORCE_COLOR="1").split("\n")
    with Path(os.devnull).open("w") as nowhere:
        console = Console(record=True, width=WIDTH, file=nowhere, force_terminal=True)
        console.print(Text("$ plan190 status", "bold"))
        console.print(Text.from_ansi("\n".join([*lines[:LINES], "…"])))
    svg = console.export_svg(title="plan190", theme=SVG_EXPORT_THEME, code_format=SVG, unique_id="status")
    return "\n".join(line.rstrip() for line in svg.split("\n"))


def page_picture(document: Path, folder: Path, name: str) -> None:
    """Write the first page of a Word document as a picture."""
    convert = ["soffice", f"-env:UserInstallation={(folder / 'office').as_uri()}", "--headless", "--convert-to", "pdf"]
    subprocess.run([*convert, "--outdir", str(folder), str(document)], check=True, capture_output=True)
    pdf = folder / f"{document.stem}.pdf"
    picture = ["pdftoppm", "-png", "-r", "80", "-singlefile", str(pdf), str(PICTURES / name)]
    subprocess.run(picture, check=True)


def dashboard_picture(page: Path) -> None:
    """Write the first screen of the dashboard as a picture."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path="/usr/bin/chromium")
        screen = browser.new_page(viewport={"width": 1280, "height": 860})
        screen.goto(page.as_uri())
        screen.screenshot(path=PICTURES / "dashboard.png")
        browser.close()


def main() -> None:
    """Make all pictures, or only that of the terminal."""
    (PICTURES / "status.svg").write_text(terminal_picture(), "utf-8")
    if "--terminal" in sys.argv:
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        report, letter = folder / "report.docx", folder / "letter.docx"
        plan190("report", "monthly", "--period", "2023-08", *EXAMPLE[:2], "--output", str(report))
        plan190("remind", "--agency", "so-tttt", *EXAMPLE, "--output", str(letter))
        plan190("dashboard", *EXAMPLE, "--lang", "en", "--output", str(folder / "dashboard"))
        page_picture(report, folder, "report")
        page_picture(letter, folder, "letter")
        dashboard_picture(folder / "dashboard" / "index.html")


if __name__ == "__main__":
    main()
