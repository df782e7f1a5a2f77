"""`import wikilint`: texts and files from Python."""

from __future__ import annotations

import doctest
import pickle
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import frontmatter
import pytest
from hypothesis import given
from hypothesis import strategies as st

import wikilint
from wikilint import api
from wikilint.edits import apply
from wikilint.engine import plan, registry
from wikilint.settings.config import Settings

FIXTURES = Path(__file__).parent.parent / "fixtures"
ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def texts() -> list[str]:
    paths = sorted(FIXTURES.glob("*/*.md"))[::5]
    return [path.read_bytes().decode("utf-8", "surrogateescape") for path in paths]


def test_the_examples_of_the_docstrings_are_true() -> None:
    assert doctest.testmod(api).failed == 0


def test_the_page_of_the_library_is_true() -> None:
    results = doctest.testfile(str(ROOT / "docs" / "library.md"), module_relative=False)
    assert results.attempted
    assert not results.failed


def test_every_public_name_is_there_and_documented() -> None:
    page = (ROOT / "docs" / "library.md").read_text("utf-8")
    for name in wikilint.__all__:
        assert getattr(wikilint, name) is not None
        if not name.startswith("__"):
            assert f"`{name}" in page


def test_the_import_alone_loads_nothing() -> None:
    code = "import sys, wikilint; print(*[name for name in sys.modules if name.startswith('wikilint')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert set(done.stdout.split()) == {"wikilint", "wikilint.version"}


def test_edits_spliced_into_the_text_give_the_result(texts: list[str]) -> None:
    linter = wikilint.Linter({"select": ["all"]}, unsafe=True)
    for text in texts:
        result = linter.fix(text)
        assert apply(text, result.edits) == result.text
        assert result.changed == (result.text != text)


def test_a_linter_pickles_small_and_does_the_same(texts: list[str]) -> None:
    linter = wikilint.Linter({"profile": "wiki", "ignore": ["final-newline"]}, unsafe=True)
    data = pickle.dumps(linter)
    assert len(data) < 1024
    other = pickle.loads(data)
    assert [other.fix(text) for text in texts[:60]] == [linter.fix(text) for text in texts[:60]]


def test_rules_and_plans_pickle_by_name() -> None:
    for rule in registry.installed().values():
        data = pickle.dumps(rule)
        assert len(data) < 1024
        # The index knows a rule by its place: it may be another object than the one its module made.
        made_again = pickle.loads(data)
        assert (made_again.name, made_again.place) == (rule.name, rule.place)
    table = {"custom": {"no-lorem": {"pattern": "lorem", "message": "filler"}}}
    made = plan.make(Settings(rules=table), unsafe=True)
    again = pickle.loads(pickle.dumps(made))
    assert [each.rule.name for each in again.rules] == [each.rule.name for each in made.rules]
    own = next(each.rule for each in made.rules if each.rule.name == "no-lorem")
    with pytest.raises(pickle.PicklingError, match="pickle its plan"):
        pickle.dumps(own)


def test_threads_share_a_linter(texts: list[str]) -> None:
    linter = wikilint.Linter()
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(linter.check, texts)) == [linter.check(text) for text in texts]


@given(st.text(st.characters(categories=["Cs", "L", "Cc"]), max_size=30))
def test_any_string_is_a_text(text: str) -> None:
    linter = _linter()
    result = linter.fix(text)
    assert apply(text, result.edits) == result.text


def _linter(made: list[wikilint.Linter] = []) -> wikilint.Linter:  # noqa: B006
    if not made:
        made.append(wikilint.Linter({"select": ["all"]}, unsafe=True))
    return made[0]


def test_half_a_surrogate_pair_is_a_finding() -> None:
    (finding,) = wikilint.check("one\ncaf\ud800 x\n")
    assert (finding.rule, finding.severity, finding.start) == ("lone-surrogate", "error", (2, 4))
    assert wikilint.fix("caf\ud800 x").text == "caf\ud800 x"


def test_a_byte_order_mark_counts_as_a_character() -> None:
    result = wikilint.fix("\ufeff## A\n## A\n\nText.\n")
    assert apply("\ufeff## A\n## A\n\nText.\n", result.edits) == result.text == "\ufeff## A\n\nText.\n"


def test_paths_are_checked_and_fixed(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("## A\n## A\n\nText.\n")
    (outcome,) = wikilint.check_paths([tmp_path])
    assert [each.rule for each in outcome.diagnoses] == ["duplicate-heading"]
    (outcome,) = wikilint.fix_paths([tmp_path])
    assert (outcome.changed, page.read_text()) == (True, "## A\n\nText.\n")
    with pytest.raises(wikilint.UsageError, match="no such file"):
        wikilint.check_paths([tmp_path / "none"])


def test_a_configuration_is_a_mapping_or_a_file(tmp_path: Path) -> None:
    config = tmp_path / "wikilint.toml"
    config.write_text('ignore = ["final-newline"]\n')
    assert wikilint.check("Text.", config=config) == wikilint.check(
        "Text.", config={"ignore": ["final-newline"]}
    )
    with pytest.raises(wikilint.UsageError, match="ignroe"):
        wikilint.Linter({"ignroe": []})


def test_a_page_is_read(tmp_path: Path) -> None:
    text = "---\ntitle: Tea # hot\n---\n\n# Tea\n\n\n"
    path = tmp_path / "page.md"
    path.write_text(text)
    page = wikilint.load(path)
    assert page == wikilint.load(str(path)) == wikilint.load(text)
    assert (page.metadata, page.body, page.post.content) == (
        {"title": "Tea"},
        "\n# Tea\n\n\n",
        "\n# Tea\n\n\n",
    )
    assert isinstance(page.post, frontmatter.Post)
    with pytest.raises(TypeError):
        page.post["title"] = "Coffee"
    with pytest.raises(wikilint.UsageError, match="cannot be read"):
        wikilint.load(tmp_path / "none.md")
