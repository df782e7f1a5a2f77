"""Links to files: a rule asks whether a file of the old name is there, and the run looks."""

from pathlib import Path

import pytest
from conftest import Wikilint

from wikilint.engine.targets import settled
from wikilint.evidence import target

LINE = "The rÃ©sumÃ© is [here](rÃ©sumÃ©.pdf), isnâ€™t it?\n"
FREE = "The résumé is [here](résumé.pdf), isn’t it?\n"
KEPT = "The résumé is [here](rÃ©sumÃ©.pdf), isn’t it?\n"


@pytest.mark.parametrize(
    ("files", "fixed"),
    [
        ((), FREE),
        (("résumé.pdf",), FREE),
        (("rÃ©sumÃ©.pdf",), KEPT),
        (("rÃ©sumÃ©.pdf", "résumé.pdf"), FREE),
    ],
)
def test_a_damaged_link_is_fixed_where_that_cannot_break_it(
    files: tuple[str, ...], fixed: str, wikilint: Wikilint, tmp_path: Path
) -> None:
    page = tmp_path / "a.md"
    page.write_text(LINE, "utf-8")
    for name in files:
        (tmp_path / name).touch()
    wikilint("fix", "--isolated", page)
    assert page.read_text("utf-8") == fixed


@pytest.mark.parametrize("link", ["https://a.example/rÃ©.pdf", "/rÃ©.pdf"])
def test_what_is_elsewhere_cannot_be_looked_for(link: str, wikilint: Wikilint, tmp_path: Path) -> None:
    page = tmp_path / "a.md"
    page.write_text(f"The rÃ©sumÃ© is [here]({link}), isnâ€™t it?\n", "utf-8")
    wikilint("fix", "--isolated", page)
    assert page.read_text("utf-8") == f"The résumé is [here]({link}), isn’t it?\n"


def test_titles_anchors_and_marks_after_addresses_are_prose(wikilint: Wikilint, tmp_path: Path) -> None:
    page = tmp_path / "a.md"
    page.write_text(
        "[a](b.md 'cafÃ©') and [c](#cafÃ©) and â€œhttp://a.example/bâ€\x9d, isnâ€™t it?\n", "utf-8"
    )
    wikilint("fix", "--isolated", page)
    assert page.read_text("utf-8") == "[a](b.md 'café') and [c](#café) and “http://a.example/b”, isn’t it?\n"


def test_only_facts_about_targets_are_looked_at(tmp_path: Path) -> None:
    (tmp_path / "there.md").touch()
    asked = {
        "mojibake:cp437",
        target("there.md", "no.md"),
        target("a\0b", "no.md"),
        target("no.md", "there.md"),
    }
    assert settled(str(tmp_path / "a.md"), asked) == {target("a\0b", "no.md"), target("no.md", "there.md")}
