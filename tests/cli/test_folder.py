"""A set of files is written as a whole or not at all; it replaces no edited file and follows no link."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

import pytest

from plan190.cli.folder import Owned, write_folder
from plan190.cli.output import write_file
from plan190.document.checksum import CHECKSUM_PLACEHOLDER, LARGEST, with_checksum
from plan190.document.provenance import Provenance
from plan190.errors import Plan190Error

if TYPE_CHECKING:
    from pathlib import Path


def page(text: str, command: str = "remind") -> bytes:
    """Return a file as plan190 generates it."""
    line = Provenance("0.1.0", (command, "x", "--as-of", "2023-09-20", "--lang", "vi"), "data", None, "b" * 64).line
    return with_checksum(f"{text}\n\n`{line}`\n\n<!-- {CHECKSUM_PLACEHOLDER} -->\n".encode())


SET = {"a.md": page("a"), "in/b.md": page("b"), "in/c.md": page("c")}


def owned_by(names: str) -> Owned:
    """Return the files with these names that the same command generated."""
    return Owned(re.compile(names), re.compile("remind .*"))


def held(folder: Path) -> dict[str, bytes]:
    """Return the content of each file in the folder."""
    return {str(file.relative_to(folder)): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


def test_a_set_is_written_and_written_again(tmp_path: Path) -> None:
    """It replaces its own files without `force`, and leaves other files."""
    (tmp_path / "notes.md").write_text("x", "utf-8")
    write_folder(SET, str(tmp_path), force=False)
    write_folder(SET | {"a.md": page("new")}, str(tmp_path), force=False)

    assert held(tmp_path) == SET | {"a.md": page("new"), "notes.md": b"x"}


@pytest.mark.parametrize("name", list(SET))
def test_if_one_file_was_edited_none_is_written(tmp_path: Path, name: str) -> None:
    """With `force` all are written."""
    write_folder(SET, str(tmp_path), force=False)
    edited = SET[name].replace(b"`", b"!", 1)
    (tmp_path / name).write_bytes(edited)
    new = {path: page(f"new {path}") for path in SET}
    with pytest.raises(Plan190Error) as error:
        write_folder(new, str(tmp_path), force=False)

    assert (error.value.key, error.value.values["path"]) == ("error.exists", str(tmp_path / name))
    assert held(tmp_path) == SET | {name: edited}
    write_folder(new, str(tmp_path), force=True)
    assert held(tmp_path) == new


@pytest.mark.parametrize("force", [False, True])
@pytest.mark.parametrize("kind", ["link", "dangling", "linked folder", "folder", "pipe", "file above"])
def test_no_link_is_followed_and_no_folder_replaced(tmp_path: Path, kind: str, *, force: bool) -> None:
    """Even with `force`, files outside stay unchanged, and nothing is written."""
    root, outside = tmp_path / "letters", tmp_path / "outside"
    root.mkdir()
    outside.mkdir()
    (outside / "b.md").write_bytes(page("with_checksum, and somebody else's"))
    match kind:
        case "link":
            (root / "in").mkdir()
            (root / "in/b.md").symlink_to(outside / "b.md")
        case "dangling":
            (root / "in").mkdir()
            (root / "in/b.md").symlink_to(outside / "none.md")
        case "linked folder":
            (root / "in").symlink_to(outside)
        case "folder":
            (root / "in/b.md").mkdir(parents=True)
        case "pipe":
            (root / "in").mkdir()
            os.mkfifo(root / "in/b.md")
        case _:
            (root / "in").write_text("x", "utf-8")
    before = held(outside)
    with pytest.raises(Plan190Error) as error:
        write_folder(SET, str(root), force=force)

    assert error.value.key == "error.not_file"
    assert held(outside) == before
    assert not (root / "a.md").exists()


def test_the_folder_may_be_a_link_but_not_a_file(tmp_path: Path) -> None:
    """A user who names a link knows its target."""
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    write_folder(SET, str(tmp_path / "link"), force=False)
    assert held(tmp_path / "real") == SET
    (tmp_path / "file").write_text("x", "utf-8")
    with pytest.raises(Plan190Error):
        write_folder(SET, str(tmp_path / "file"), force=True)
    assert (tmp_path / "file").read_text("utf-8") == "x"


def test_only_files_of_an_earlier_set_are_removed(tmp_path: Path) -> None:
    """Files of a person or another command, edited or renamed files, and files in other folders stay."""
    stay = {
        "hand.md": b"x",
        "kept by hand.md": page("old"),
        "edited.md": page("old").replace(b"old", b"odd"),
        "report.md": page("old", "report"),
        "old.txt": page("old"),
        "deep/old.md": page("old"),
        "in/deep/old.md": page("old"),
    }
    for name, data in {**stay, "old.md": page("old"), "in/old.md": page("old")}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(data)
    (tmp_path / "link.md").symlink_to(tmp_path / "report.md")
    gone = write_folder(SET, str(tmp_path), force=False, owned=owned_by(r"(?:in/)?(?:deep/)?[a-z]+\.md"))

    assert gone == ["old.md", "in/old.md"]
    assert held(tmp_path) == {**stay, **SET, "link.md": stay["report.md"]}


def test_a_link_to_a_file_of_the_same_command_stays(tmp_path: Path) -> None:
    """It stays even if it has a name of the set, because a person made it."""
    root = tmp_path / "letters"
    write_folder(SET, str(root), force=False)
    (tmp_path / "outside.md").write_bytes(page("old"))
    (root / "old.md").symlink_to(tmp_path / "outside.md")

    assert write_folder(SET, str(root), force=False, owned=owned_by(r".*\.md")) == []
    assert (root / "old.md").is_symlink()


def test_a_file_is_of_the_command_that_its_last_provenance_names(tmp_path: Path) -> None:
    """An earlier provenance in the file is a quotation."""
    quoted = {command: page("", command).decode().splitlines()[2] for command in ("report", "remind")}
    (tmp_path / "quoting.md").write_bytes(page(quoted["report"]))
    (tmp_path / "report.md").write_bytes(page(quoted["remind"], "report"))

    assert write_folder(SET, str(tmp_path), force=False, owned=owned_by(r".*\.md")) == ["quoting.md"]
    assert (tmp_path / "report.md").exists()


@pytest.mark.parametrize(("mask", "mode"), [(0o077, 0o600), (0o002, 0o664)])
def test_a_new_file_has_the_permissions_of_the_umask(tmp_path: Path, mask: int, mode: int) -> None:
    """The umask is the same afterwards."""
    before = os.umask(mask)
    try:
        write_file(page("a"), tmp_path / "x.md", force=False)
    finally:
        assert os.umask(before) == mask
    assert (tmp_path / "x.md").stat().st_mode & 0o777 == mode


def test_a_set_without_owned_names_removes_nothing(tmp_path: Path) -> None:
    """Letters of another date stay."""
    write_folder({"old.md": page("old")}, str(tmp_path), force=False)
    write_folder(SET, str(tmp_path), force=False)

    assert "old.md" in held(tmp_path)


def test_only_a_generated_file_is_replaced(tmp_path: Path) -> None:
    """An edited, empty or very large file stays, unless its bytes are equal; permissions are kept."""
    path = tmp_path / "x.md"
    write_file(page("a"), path, force=False)
    path.chmod(0o640)
    write_file(page("b"), path, force=False)
    write_file(b"the same", tmp_path / "y.csv", force=False)
    write_file(b"the same", tmp_path / "y.csv", force=False)
    with pytest.raises(Plan190Error, match=r"error\.exists"):
        write_file(b"another", tmp_path / "y.csv", force=False)
    (tmp_path / "y.csv").unlink()
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (page("b"), 0o640)
    for other in (b"", page("b") + b"\n", b"PK\x05\x06" + bytes(18)):
        path.write_bytes(other)
        with pytest.raises(Plan190Error, match=r"error\.exists"):
            write_file(page("c"), path, force=False)
        assert path.read_bytes() == other
    with path.open("wb") as opened:
        opened.truncate(LARGEST + 1)
    with pytest.raises(Plan190Error):
        write_file(page("c"), path, force=False)
    assert [file.name for file in tmp_path.iterdir()] == ["x.md"]


def test_a_full_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The old file is complete, and no part of the new one remains."""
    path = tmp_path / "x.md"
    write_file(page("a"), path, force=False)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Plan190Error):
        write_file(page("b"), path, force=False)
    assert held(tmp_path) == {"x.md": page("a")}
