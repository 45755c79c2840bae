"""Cached values equal the values that were read, and are never used for other files."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from plan190.cli.main import main
from plan190.files import digest
from plan190.load import cache
from plan190.load.loader import load, read_files
from plan190.load.tree import DiskTree
from tests.conftest import DATA, EXAMPLE, replaced
from tests.review.repository import FRESH, JULY

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from plan190.load.loader import Files
    from tests.conftest import Ran


@pytest.fixture
def files() -> Files:
    """The bytes of the real data."""
    return read_files(DiskTree(DATA, "data"))


@pytest.fixture
def kept(files: Files, tmp_path: Path) -> Path:
    """The file in which the plan's values were kept."""
    cache.write(tmp_path, files.data, load(files).values)
    (path,) = tmp_path.glob("*.json")
    return path


def test_revived_values_and_places_are_equal(files: Files, tmp_path: Path) -> None:
    """Values come back equal, of the same types, with the same places."""
    values = load(files).values
    cache.write(tmp_path, files.data, values)

    revived = cache.read(tmp_path, files.data)

    assert revived.by_file == values.by_file
    assert repr(revived.by_file) == repr(dict(values.by_file))
    for path in values.by_file:
        assert {key_path: tuple(at) for key_path, at in revived.places(path).items()} == values.places(path)
    assert cache.is_error_free(tmp_path, files.data, revived)


def test_each_agencys_reports_are_kept_apart(tmp_path: Path) -> None:
    """A changed report makes its own agency's reports be read again, and nothing else; the rules judge anew."""
    tree = DiskTree(EXAMPLE, "x")
    data = dict(read_files(tree).data)
    cache.write(tmp_path, data, load(read_files(tree)).values)
    changed = data | {"updates/so-y-te/2023-07.yaml": data["updates/so-y-te/2023-07.yaml"] + b"\n"}

    cached = cache.read(tmp_path, changed)

    assert set(data) - set(cached.by_file) == {
        path for path in data if path.startswith(("source/", "updates/so-y-te/"))
    }
    assert cache.is_error_free(tmp_path, data, cache.read(tmp_path, data))
    assert not cache.is_error_free(tmp_path, changed, cached)


@pytest.mark.parametrize(
    "content", ["", "{}", "[1]", '[["x", {"": "Path"}]]\n{}', "\x00", '[["x", {"": "date", "iso": "2023-02-30"}]]']
)
def test_what_cannot_be_revived_is_ignored(files: Files, kept: Path, content: str) -> None:
    """A broken or foreign cache file is ignored."""
    kept.write_text(content, "utf-8")

    assert cache.read(kept.parent, files.data).by_file == {}


def test_a_damaged_part_is_noticed(files: Files, kept: Path) -> None:
    """A file whose places were cut or changed is ignored, even though its values could be read."""
    text = kept.read_text("utf-8")
    for damaged in (text[:-5], text.replace('"plan/number"', '"plan/numbre"'), text.rsplit("\n", 1)[0], "\n\n"):
        kept.write_text(damaged, "utf-8")
        assert cache.read(kept.parent, files.data).by_file == {}


def test_what_is_not_a_plain_file_or_not_ours_is_ignored(files: Files, kept: Path) -> None:
    """A pipe under the name of a cache file does not hang the run, and JSON of another shape is ignored."""
    import os

    for values in ("[]", "[" * 5000 + "]" * 5000, '[["x", {"": "date", "iso": "2023-06-30"}]]'):
        kept.write_text(f"{values}\n{digest([values.encode(), b'{}'])}\n{{}}", "utf-8")
        assert cache.read(kept.parent, files.data).by_file == {}
    kept.unlink()
    os.mkfifo(kept)

    assert cache.read(kept.parent, files.data).by_file == {}


def test_other_peoples_files_stay(files: Files, tmp_path: Path) -> None:
    """Other files in the cache folder are kept."""
    for number in range(30):
        (tmp_path / f"other-{number}.json").write_text("{}", "utf-8")
    cache.write(tmp_path, files.data, load(files).values)

    assert len(list(tmp_path.glob("other-*.json"))) == 30


def test_any_changed_byte_is_another_key(files: Files) -> None:
    """The key hangs on every byte and on which file it is in."""
    key = cache.key_of(files.data)
    changed = dict(files.data) | {"plan.yaml": files.data["plan.yaml"] + b" "}
    swapped = dict(files.data) | {"plan.yaml": files.data["tasks.yaml"], "tasks.yaml": files.data["plan.yaml"]}

    assert len({key, cache.key_of(changed), cache.key_of(swapped)}) == 3


def output(capsysbinary: pytest.CaptureFixture[bytes], *arguments: str) -> tuple[int, bytes]:
    """Run the program and return its code and its output."""
    capsysbinary.readouterr()
    code = main(arguments)
    return code, capsysbinary.readouterr().out


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (DATA, ("status", "--as-of", "2023-07-01")),
        (DATA, ("tasks", "--as-of", "2023-07-01")),
        (DATA, ("assumptions",)),
        (DATA, ("agencies",)),
        (EXAMPLE, ("status", "--as-of", "2023-09-20")),
        (EXAMPLE, ("explain", "39", "--as-of", "2023-09-20")),
        (EXAMPLE, ("report", "monthly", "--as-of", "2023-09-20", "--output", "-", "--format", "markdown")),
        (EXAMPLE, ("report", "task", "39", "--as-of", "2023-09-20", "--output", "-", "--format", "json")),
        (EXAMPLE, ("remind", "--joint", "--as-of", "2023-09-20", "--output", "-", "--format", "markdown")),
        (EXAMPLE, ("gate", "--as-of", "2023-09-20")),
    ],
)
def test_the_same_bytes_with_and_without_cache(
    data: Path,
    words: tuple[str, ...],
    tmp_path: Path,
    capsysbinary: pytest.CaptureFixture[bytes],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A first run, a cached run and a run without cache print the same; other tests rely on it."""
    arguments = (*words, "--data", str(data))
    monkeypatch.setenv("PLAN190_CACHE", "off")
    without = output(capsysbinary, *arguments)
    monkeypatch.setenv("PLAN190_CACHE", str(tmp_path / "cache"))
    first = output(capsysbinary, *arguments)
    assert list((tmp_path / "cache").glob("*.json"))
    again = output(capsysbinary, *arguments)

    assert without == first == again
    assert without[0] == (1 if words[0] == "gate" else 0)
    assert without[1]


def test_a_broken_file_is_never_hidden_by_the_cache(
    copy: Path, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a good run, an edit that breaks the data stops the next run."""
    monkeypatch.setenv("PLAN190_CACHE", str(tmp_path / "cache"))
    assert output(capsysbinary, "status", "--data", str(copy))[0] == 0
    replaced(copy, "tasks.yaml", "date: 2023-06-30", "date: 2023-07-30")

    assert output(capsysbinary, "status", "--data", str(copy))[0] == 2


def test_a_folder_that_cannot_be_written_does_not_matter(
    copy: Path, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where nothing can be kept, the answer still comes."""
    (tmp_path / "file").write_text("x", "utf-8")
    monkeypatch.setenv("PLAN190_CACHE", str(tmp_path / "file"))

    assert output(capsysbinary, "status", "--data", str(copy))[0] == 0


def test_only_so_many_files_are_kept(files: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Old files go, so that the folder does not grow for ever."""
    monkeypatch.setattr(cache, "MOST_FILES", 4)
    values = load(files).values
    for number in range(9):
        data = dict(files.data) | {"plan.yaml": files.data["plan.yaml"] + b" " * number}
        cache.write(tmp_path, data, values)

    assert len(list(tmp_path.iterdir())) == 4


def test_a_waived_finding_is_cached_with_its_waiver(
    copy: Path, run: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Figures come while a waiver stands, twice alike, on the day after its end too, and without it no more."""
    fallen = FRESH.replace("55", "20").replace("    summary: Đã đối chiếu xong dữ liệu tiêm chủng của 7 huyện.\n", "")
    waiver = "{code: P325, agency: so-y-te, reason: Số cũ gõ nhầm., by: cong-an-tinh, until: 2023-08-31}"
    (copy / "updates" / "so-y-te").mkdir(parents=True)
    (copy / "updates" / "so-y-te" / "2023-07.yaml").write_text(JULY, "utf-8")
    (copy / "updates" / "so-y-te" / "2023-08.yaml").write_text(fallen, "utf-8")
    arguments = ("status", "--data", str(copy), "--as-of", "2023-08-12")
    monkeypatch.setenv("PLAN190_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr("plan190.cli.clock.today", lambda _: date(2023, 8, 31))
    assert run(*arguments).code == 2

    (copy / "waivers.yaml").write_text(f"waivers:\n  - {waiver}\n", "utf-8")
    last = run(*arguments)
    assert (last.code, run(*arguments).out) == (0, last.out)

    monkeypatch.setattr("plan190.cli.clock.today", lambda _: date(2023, 9, 1))
    assert run("check", "--data", str(copy)).code == 1
    assert run(*arguments) == last
    (copy / "waivers.yaml").unlink()
    assert run(*arguments).code == 2
