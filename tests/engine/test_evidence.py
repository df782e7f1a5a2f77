"""What rules learn from the run: the order of the files and how they are batched never matter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache, reduce
from pathlib import Path
from random import Random

import pytest
from conftest import Wikilint
from hypothesis import given
from hypothesis import strategies as st

from wikilint.disk.writer import Writer
from wikilint.document import Document
from wikilint.engine import registry, run
from wikilint.engine.check import check
from wikilint.engine.evidence import Tally, gather
from wikilint.engine.job import Job, Sink
from wikilint.evidence import AnyEvidence, Evidence, Words, common_form, form, vocabulary, word
from wikilint.finding import Edit, Finding, Findings, Fix
from wikilint.report.outcome import Outcome
from wikilint.rule import rule
from wikilint.settings.config import Settings

FIXTURES = Path(__file__).parents[2] / "fixtures"


@cache
def summaries() -> list[tuple[AnyEvidence, list[object]]]:
    """Each built-in rule that knows the run, with the summaries of all fixtures."""
    rules = registry.choose(registry.installed(), select=["all"])
    knowing = [each for each in rules if each.rule.evidence is not None]
    documents = [
        Document(path.read_bytes(), f"{path.parent.name}/{path.name}") for path in FIXTURES.glob("*/*.md")
    ]
    found = [gather(document, knowing, check(document, knowing)) for document in documents]
    return [
        (each.rule.evidence, [one[each.rule.name] for one in found if each.rule.name in one])
        for each in knowing
        if each.rule.evidence
    ]


def merged(evidence: AnyEvidence, parts: Sequence[object]) -> object:
    return reduce(evidence.merge, parts)


@given(st.randoms(use_true_random=False), st.integers(1, 7))
def test_merging_is_associative_and_commutative_for_every_rule(random: Random, size: int) -> None:
    for evidence, parts in summaries():
        shuffled = list(parts)
        random.shuffle(shuffled)
        batches = [merged(evidence, shuffled[at : at + size]) for at in range(0, len(shuffled), size)]
        if parts:
            one, other = merged(evidence, parts), merged(evidence, batches)
            assert evidence.judge(one, {}) == evidence.judge(other, {})


@rule(
    "hollow",
    severity="warning",
    group="test",
    evidence=common_form(lambda name, number, total: f"“{name}” is empty in {number} of {total} files"),
    deletes=50,
)
def hollow_rule(doc: Document) -> Findings:
    """Headings that are empty."""
    for section in doc.sections:
        if doc.is_blank(section.heading.end, section.end):
            title = section.heading.title
            fix = Fix("Remove it", Edit(section.heading.start, section.end), safety="unsafe")
            yield Finding(section.heading.start, section.heading.end, title, fix, moot_if=form(doc, title))


@pytest.fixture
def outcomes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[Outcome]]:
    """Runs the rule over ten pages of one folder, of which some have an empty section."""
    installed = registry.installed()
    monkeypatch.setattr(registry, "installed", lambda: {**installed, "hollow": hollow_rule})
    monkeypatch.chdir(tmp_path)
    (tmp_path / "docs").mkdir()

    def outcomes(empty: int, mode: str = "check") -> list[Outcome]:
        for at in range(10):
            end = "## Input\n" if at < empty else "## Other\n\nText.\n"
            (tmp_path / "docs" / f"{at}.md").write_text(f"# A\n\nText.\n\n{end}")
        settings = Settings(root=str(tmp_path), select=("hollow",), jobs=1)
        job = Job(mode, settings, unsafe=True)  # type: ignore[arg-type]
        return list(run.run(job, [f"docs/{at}.md" for at in range(10)], Sink(Writer(None, "none").write)))

    return outcomes


@pytest.mark.parametrize("mode", ["check", "fix"])
def test_what_most_pages_of_a_folder_have_is_its_form(
    outcomes: Callable[..., list[Outcome]], tmp_path: Path, mode: str
) -> None:
    *files, folder = outcomes(6, mode)
    assert not any(outcome.diagnoses or outcome.changed for outcome in files)
    assert (folder.path, folder.is_folder) == ("docs", True)
    assert [each.message for each in folder.diagnoses] == ["“Input” is empty in 6 of 10 files"]
    assert "## Input" in (tmp_path / "docs" / "0.md").read_text()


def test_what_few_pages_have_is_damage_and_fixed_once_that_is_known(
    outcomes: Callable[..., list[Outcome]], tmp_path: Path
) -> None:
    found = outcomes(4)
    assert sum(len(outcome.diagnoses) for outcome in found) == 4
    assert not any(outcome.is_folder for outcome in found)
    found = outcomes(4, "fix")
    assert [outcome.path for outcome in found if outcome.changed] == [f"docs/{at}.md" for at in range(4)]
    assert "## Input" not in (tmp_path / "docs" / "0.md").read_text()


def test_files_that_wait_for_the_run_come_last_in_their_order(outcomes: Callable[..., list[Outcome]]) -> None:
    assert [outcome.path for outcome in outcomes(2)] == [f"docs/{at}.md" for at in (*range(2, 10), 0, 1)]


def test_a_word_is_known_when_any_document_has_it() -> None:
    known: Evidence[Words] = vocabulary(lambda doc: doc.text.split())
    asking = Finding(0, 1, "", safe_if=word("Example"))
    one = known.gather(Document.from_text("exam- ple"), [asking])
    other = known.gather(Document.from_text("an EXAMPLE"), [])
    assert one is not None
    assert other is not None
    assert known.judge(known.merge(one, other), {}).facts == {"word:example"}
    assert known.judge(one, {}).facts == frozenset()


@pytest.mark.parametrize("number", [0, 1, 2, 3, 7, 8, 100])
def test_a_tally_takes_any_number_of_summaries(number: int) -> None:
    tally = Tally(registry.installed)
    for at in range(number):
        tally.add({"mojibake": Counter({f"fact {at}": 1, "common": 1})})
    facts, notes = tally.judge({"": number})
    assert facts == {"common", *(f"fact {at}" for at in range(number))} if number else not facts
    assert not notes


def test_summaries_of_workers_are_those_of_one_process(wikilint: Wikilint, tmp_path: Path) -> None:
    for at in range(450):
        text = "Es war schÃ¶n, grÃ¼n und natÃ¼rlich auch heiÃŸ.\n" if at == 440 else f"Page {at}.\n"
        (tmp_path / f"{at}.md").write_text("They met in the cafÃ©.\n" if at == 3 else text, "utf-8")
    outputs = {
        wikilint("check", "--isolated", "-o", "json", "--jobs", jobs, tmp_path).out for jobs in ("1", "2")
    }
    assert len(outputs) == 1
    assert '"safety": "unsafe"' not in outputs.pop()


def test_check_diff_and_fix_count_the_same_findings(wikilint: Wikilint, tmp_path: Path) -> None:
    """A form of the folder is no damage, whoever counts; what has to be fixed meanwhile makes no difference."""
    for number in range(25):
        (tmp_path / f"page-{number}.md").write_text("# Page\n\n## A\n## A\n\nText without an end")
    for arguments, said in (
        (["check"], "Found 26 findings"),
        (["fix", "--diff"], "(26 found: 25 would be fixed, 1 left)"),
        (["fix"], "26 found: 25 fixed, 1 left."),
    ):
        done = wikilint(*arguments, "--isolated", str(tmp_path))
        assert said in done.out + done.err
