"""The mojibake rule: a finding a line, and evidence that goes from file to file."""

from pathlib import Path

import pytest

from wikilint.rule import Document, Finding, target
from wikilint_rules.encoding.mojibake import mojibake

SEED = Path(__file__).parents[3] / "fixtures" / "seeds" / "000_e8a361f7f028ea89.txt"


def look(text: str, *facts: str, **options: object) -> list[Finding]:
    return list(mojibake(Document.from_text(text, evidence=frozenset(facts)), **options))


def test_the_seed_has_seven_lines_with_damage() -> None:
    document = Document(SEED.read_bytes())
    found = list(mojibake(document))
    assert [document.row(each.start) for each in found] == [2, 4, 15, 22, 34, 39, 47]
    assert found[0].message == "“â€“” is “–”: UTF-8 read as windows-1252 (7 places agree)"
    assert {each.fix.safety for each in found if each.fix} == {"safe"}
    assert {each.proves for each in found} == {"mojibake:windows-1252"}


def test_a_line_is_one_finding_with_an_edit_for_each_place() -> None:
    text = "isnâ€™t rÃ©sumÃ© here\nand naÃ¯ve there\n"
    first, second = look(text)
    assert (first.start, first.end, first.count) == (3, 16, 3)
    assert first.fix
    assert [(each.start, each.end, each.content) for each in first.fix.edits] == [
        (3, 6, "’"),
        (9, 11, "é"),
        (14, 16, "é"),
    ]
    assert second.count == 1


def test_a_lone_place_waits_for_other_files() -> None:
    (alone,) = look("My fiancé and I met in the cafÃ© there.\n")
    assert alone.fix
    assert (alone.fix.safety, alone.proves, alone.safe_if) == ("unsafe", None, "mojibake:windows-1252")
    (backed,) = look("My fiancé and I met in the cafÃ© there.\n", "mojibake:windows-1252", "something:else")
    assert backed.fix
    assert backed.fix.safety == "safe"


def test_a_lone_place_is_repaired_but_proves_nothing_for_other_files() -> None:
    (only,) = look("We met in the cafÃ© there.\n")
    assert only.fix
    assert (only.fix.safety, only.proves) == ("safe", None)


def test_a_guess_never_waits_for_other_files() -> None:
    found = look("â€œyesâ€\ufffd and isnâ€™t rÃ©sumÃ©\n")
    assert [each.safe_if for each in found] == [None, None]
    assert [each.fix.safety for each in found if each.fix] == ["safe", "unsafe"]


def test_only_the_codecs_that_are_configured_are_tried() -> None:
    text = "Ð¿Ñ€Ð¸Ð²ÐµÑ‚ Ð¼Ð¸Ñ€\n"
    assert look(text)
    assert look(text, codecs=("koi8-r",)) == []
    with pytest.raises(LookupError):
        look(text, codecs=("klingon",))


def test_layers_are_limited_by_the_option() -> None:
    text = "isnÃ¢â‚¬â„¢t rÃƒÂ©sumÃƒÂ©\n"
    (once,) = look(text, layers=1)
    (twice,) = look(text)
    assert once.fix
    assert twice.fix
    assert "".join(each.content for each in once.fix.edits) == "â€™Ã©Ã©"
    assert "".join(each.content for each in twice.fix.edits) == "’éé"
    assert "windows-1252, 2 times over" in twice.message


def test_stray_bytes_are_not_touched() -> None:
    document = Document("isnâ€™t rÃ©sumÃ© ".encode() + b"\xe9\x80 \xc3\n")
    for each in mojibake(document):
        assert each.fix
        assert all(
            char < "\udc80" or char > "\udcff"
            for edit in each.fix.edits
            for char in document.text[edit.start : edit.end]
        )


def test_a_link_destination_is_safe_if_no_file_has_that_name() -> None:
    found = look("The rÃ©sumÃ© is [here](rÃ©sumÃ©.pdf).\n")
    assert [each.fix.safety for each in found if each.fix] == ["safe", "unsafe"]
    assert found[1].message.endswith("; a file may have this very name")
    assert found[1].safe_if == target("rÃ©sumÃ©.pdf", "résumé.pdf")


def test_what_ftfy_finds_worse_is_left_to_people(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ftfy.badness.badness", lambda text: "rÃ©" not in text)
    (found,) = look("The rÃ©sumÃ© isnâ€™t here.\n")
    assert found.fix
    assert found.fix.safety == "unsafe"
    assert found.message.endswith("; ftfy finds the result no better")
