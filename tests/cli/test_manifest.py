"""The manifest: every edit is told, can be checked, and can be done again byte for byte."""

from __future__ import annotations

import io
import json
import os
import shutil
import sys
from pathlib import Path

import pytest
from conftest import Wikilint

FIXTURES = Path(__file__).parents[2] / "fixtures"


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


@pytest.fixture
def before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every third bad fixture there is, under one roof; the current folder is a copy of it."""
    bad = [each for each in sorted(FIXTURES.glob("*/*.md")) if each.with_suffix(".findings").exists()]
    for path in bad[::3]:
        if path.is_file():
            target = tmp_path / "before" / path.parent.name / path.name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
    shutil.copytree(tmp_path / "before", tmp_path / "now")
    monkeypatch.chdir(tmp_path / "now")
    return tmp_path / "before"


def _bytes(folder: Path) -> dict[str, bytes]:
    return {str(each.relative_to(folder)): each.read_bytes() for each in folder.rglob("*.md")}


def _fix(wikilint: Wikilint, *arguments: str) -> None:
    assert wikilint(
        "fix", "--isolated", "--unsafe-fixes", "-q", "--manifest", "../m.jsonl", *arguments
    ).code in (0, 1, 2)


def test_replaying_a_run_gives_the_same_bytes(wikilint: Wikilint, before: Path, tmp_path: Path) -> None:
    _fix(wikilint)
    now = _bytes(Path())
    assert sum(now[name] != old for name, old in _bytes(before).items()) > 20
    assert wikilint("verify", "../m.jsonl").code == 0
    assert wikilint("verify", "../m.jsonl", "--root", before).code == 0
    assert wikilint("apply", "../m.jsonl", "--root", before).code == 0
    assert _bytes(before) == now
    done = wikilint("apply", "../m.jsonl", "--root", before)
    assert (done.code, done.out.split(" ")[:4]) == (0, ["Applied", "the", "edits", "of"])


def test_undo_gives_back_every_byte(wikilint: Wikilint, before: Path) -> None:
    _fix(wikilint)
    assert wikilint("undo").code == 0
    assert _bytes(Path()) == _bytes(before)
    assert wikilint("verify", "../m.jsonl").out.endswith("as before the run.\n")


def test_what_would_be_done_is_what_is_done(wikilint: Wikilint, before: Path, tmp_path: Path) -> None:
    for page in Path().rglob("*.md"):
        try:
            page.read_text("utf-8")
        except UnicodeDecodeError:  # its diff is bytes, which the fixture of this test cannot take
            page.unlink()
            (before / page).unlink()
    _fix(wikilint, "--diff")
    would = (tmp_path / "m.jsonl").read_text().splitlines()[1:]
    assert _bytes(Path()) == _bytes(before)
    (tmp_path / "m.jsonl").unlink()
    _fix(wikilint)
    done = (tmp_path / "m.jsonl").read_text().splitlines()[1:]
    assert len(would) > 20
    assert sorted(would) == sorted(done)


def test_each_edit_is_told(wikilint: Wikilint, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_bytes(b"\xef\xbb\xbfN\xc3\xa9e.\n\n## A\n## A\n\nText.\n")
    wikilint("fix", "--isolated", "--select", "duplicate-heading", "--manifest", "m.jsonl")
    head, page = map(json.loads, (tmp_path / "m.jsonl").read_text().splitlines())
    assert head.keys() == {"wikilint", "settings", "command"}
    assert page["path"] == "a.md"
    (edit,) = page["edits"]
    assert (edit["rules"], edit["safety"], edit["old"], edit["new"]) == (
        ["duplicate-heading"],
        "safe",
        "## A\n",
        "",
    )
    assert edit["bytes"][0] - edit["chars"][0] == 4  # three of the mark, one of é


def test_hashes_can_be_verified_and_not_replayed(wikilint: Wikilint, before: Path, tmp_path: Path) -> None:
    _fix(wikilint, "--manifest-hashes", "--select", "duplicate-heading")
    text = (tmp_path / "m.jsonl").read_text()
    assert '"old"' not in text
    assert "old_sha256" in text
    assert wikilint("verify", "../m.jsonl").code == 0
    done = wikilint("apply", "../m.jsonl", "--root", before)
    assert done.code == 2
    assert "only the hashes" in done.err


def test_a_page_that_changed_is_neither_and_refused(wikilint: Wikilint, before: Path, tmp_path: Path) -> None:
    _fix(wikilint, "--select", "duplicate-heading")
    page = json.loads((tmp_path / "m.jsonl").read_text().splitlines()[1])["path"]
    (before / page).write_bytes(b"theirs")
    done = wikilint("verify", "../m.jsonl", "--root", before)
    assert done.code == 1
    assert f"{page}: neither" in done.out
    done = wikilint("apply", "../m.jsonl", "--root", before)
    assert done.code == 2
    assert (before / page).read_bytes() == b"theirs"
    (before / page).unlink()
    assert "not there" in wikilint("verify", "../m.jsonl", "--root", before).out


def test_a_manifest_is_never_overwritten(wikilint: Wikilint, before: Path, tmp_path: Path) -> None:
    (tmp_path / "m.jsonl").write_text("theirs")
    done = wikilint("fix", "--isolated", "--manifest", "../m.jsonl")
    assert done.code == 2
    assert "already exists" in done.err
    assert _bytes(Path()) == _bytes(before)
    assert (tmp_path / "m.jsonl").read_text() == "theirs"


@pytest.mark.parametrize("path", ["../out.md", "/etc/passwd", "link/out.md", "a\0b"])
def test_a_manifest_leads_nowhere_else(
    wikilint: Wikilint, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    inside = tmp_path / "in"
    inside.mkdir()
    (inside / "link").symlink_to("..")
    (tmp_path / "out.md").write_bytes(b"old")
    monkeypatch.chdir(inside)
    from wikilint.disk.store import digest

    edit = {"rules": [], "safety": "safe", "bytes": [0, 3], "chars": [0, 3], "old": "old", "new": "new"}
    page = {"path": path, "before": digest(b"old"), "after": digest(b"new"), "edits": [edit]}
    Path("m.jsonl").write_text(json.dumps(page))
    assert wikilint("apply", "m.jsonl").code == 2
    assert wikilint("verify", "m.jsonl").code == 2
    assert (tmp_path / "out.md").read_bytes() == b"old"


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", "\xff", "{", "[" * 100_000, '{"path": 1, "before": 2, "after": 3, "edits": []}']
)
def test_what_is_no_manifest_is_told(wikilint: Wikilint, tmp_path: Path, text: str) -> None:
    path = tmp_path / "m.jsonl"
    path.write_text(text, "latin-1")
    done = wikilint("verify", path)
    assert done.code == (2 if text else 0)
    assert "Traceback" not in done.err
    assert wikilint("verify", tmp_path / "none.jsonl").code == 2


def test_edits_that_do_not_make_the_page_are_refused(
    wikilint: Wikilint, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.md").write_bytes(b"## A\n## A\n\nText.\n")
    wikilint("fix", "--isolated", "--select", "duplicate-heading", "--manifest", "m.jsonl")
    wikilint("undo")
    old = os.stat("a.md")
    Path("m.jsonl").write_text(Path("m.jsonl").read_text().replace('"new": ""', '"new": "#"'))
    done = wikilint("apply", "m.jsonl")
    assert done.code == 2
    assert os.stat("a.md").st_mtime_ns == old.st_mtime_ns


def _lines(path: Path) -> list[str]:
    return path.read_text().splitlines()[1:]


def test_check_tells_what_fix_would_do(wikilint: Wikilint, before: Path, tmp_path: Path) -> None:
    for page in Path().rglob("*.md"):
        try:
            page.read_text("utf-8")
        except UnicodeDecodeError:
            page.unlink()
            (before / page).unlink()
    for command in ("check", "fix"):
        more = ("--diff",) if command == "fix" else ("--no-progress",)
        wikilint(command, "--isolated", "--unsafe-fixes", "-q", *more, "--manifest", f"../{command}.jsonl")
    assert _bytes(Path()) == _bytes(before)
    would = _lines(tmp_path / "check.jsonl")
    assert sorted(would) == sorted(_lines(tmp_path / "fix.jsonl"))
    paths = [json.loads(line)["path"] for line in would]
    assert len(paths) == len(set(paths)) > 20
    assert wikilint("apply", "../check.jsonl").code == 0
    assert wikilint("verify", "../check.jsonl").out.endswith("as after it.\n")
    done = _bytes(Path())
    shutil.rmtree(tmp_path / "now")
    shutil.copytree(before, tmp_path / "now")
    os.chdir(tmp_path / "now")
    wikilint("fix", "--isolated", "--unsafe-fixes", "-q")
    assert _bytes(Path()) == done


def test_what_check_would_fix_is_not_taken_from_the_cache(
    wikilint: Wikilint, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.md").write_bytes(b"# A\n\n## B\n## B\n\nText.\n")
    for name in ("one", "two"):
        done = wikilint("check", "--isolated", "--cache-dir", "cache", "--manifest", name)
        assert done.code == 1
        assert len(_lines(Path(name))) == 1
    wikilint("check", "--isolated", "--manifest", "safe", "--select", "blank-lines")
    assert _lines(Path("safe")) == []
    assert wikilint("check", "--isolated", "--manifest", "safe").code == 2


@pytest.mark.parametrize(
    ("text", "select", "proofs"),
    [
        ("Ein cafÃ©, naÃ¯ve.\n", "mojibake", ["UTF-8 read as windows-1252"]),
        ("Ein cafÃƒÂ©, naÃƒÂ¯ve.\n", "mojibake", ["UTF-8 read as windows-1252, 2 layers"]),
        ("Isn&acirc;&euro;&trade;t\n", "entity-mojibake", ["UTF-8 read as windows-1252, escaped as HTML entities"]),
        ("---\ntags: [a, b, a]\n---\n\nText.\n", "duplicate-tag", ["YAML read alike by two parsers"]),
        ("# A\n\n## B\n## B\n\nText.\n", "duplicate-heading", []),
    ],
)  # fmt: skip
def test_an_edit_comes_with_its_proof(
    wikilint: Wikilint,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    text: str,
    select: str,
    proofs: list[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.md").write_text(text, "utf-8")
    wikilint("fix", "--isolated", "--select", select, "--manifest", "m.jsonl")
    (line,) = _lines(Path("m.jsonl"))
    assert all(edit["proof"] == proofs for edit in json.loads(line)["edits"])


def test_another_encoding_is_proof_of_the_whole_page(
    wikilint: Wikilint, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.md").write_bytes("\ufeffA page.\n".encode("utf-16-le"))
    wikilint("fix", "--isolated", "--manifest", "m.jsonl")
    (line,) = _lines(Path("m.jsonl"))
    assert json.loads(line)["edits"][0]["proof"] == ["read as utf-16"]


def test_text_from_stdin_has_no_manifest(
    wikilint: Wikilint, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for command in ("check", "fix"):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"# A\n")))
        done = wikilint(command, "-", "--manifest", tmp_path / "m.jsonl")
        assert done.code == 2
        assert "leave out -" in done.err
