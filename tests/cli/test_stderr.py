"""What goes to stderr cannot move the cursor or forge a line, whatever a name or a configuration holds."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Wikilint

EVIL = "evil\x1b[2J\n::error::forged"


@pytest.mark.parametrize(
    ("file", "text", "arguments"),
    [
        ("wikilint.toml", '"a\\u001b[2J\\n::error::b" = 1\n', ("check",)),
        ("wikilint.toml", 'select = ["a\\u001b[2J\\n::error::b"]\n', ("check",)),
        ("wikilint.toml", 'profile = "a\\u001b[2J\\n::error::b"\n', ("check",)),
        ("wikilint.toml", 'extend = "a\\u001b[2J\\n::error::b"\n', ("check",)),
        ("wikilint.toml", '[schema]\n"*.md" = "a\\u001b[2J\\n::error::b"\n', ("check",)),
        (f"{EVIL}.toml", "not toml", ("check", "--config", f"{EVIL}.toml")),
        ("page.md", "Text.\n", ("check", EVIL)),
        ("page.md", "Text.\n", ("init", EVIL)),
        ("page.md", "Text.\n", ("explain", EVIL)),
        ("page.md", "Text.\n", ("check", "-o", EVIL)),
        ("page.md", "Text.\n", ("check", "-o", f"json={EVIL}/x")),
    ],
)
def test_messages_are_one_harmless_line(
    wikilint: Wikilint,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    file: str,
    text: str,
    arguments: tuple[str, ...],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(file).write_text(text, encoding="utf-8")
    done = wikilint(*arguments)
    assert (done.code, done.out) == (2, "")
    assert done.err.count("\n") == 1
    assert "\x1b" not in done.err
    assert "\\x1b" in done.err
