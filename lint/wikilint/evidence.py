"""What rules learn from the whole run: a small summary of each document, merged, judged once, and looked up again.

A rule with `evidence=` sees more than one file, and still touches none. The engine asks `gather` for a summary of each
document, merges the summaries of the run, and lets `judge` say which facts hold. Merging has to be associative and
commutative, so that neither the order of the files nor the number of processes or machines matters. A finding names
the fact that would change it: with `safe_if` its fix becomes safe, with `moot_if` it is not reported at all. Only
documents with such a finding are looked at again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import add
from typing import Any, Generic, TypeVar
from zlib import crc32

from wikilint.document import Document
from wikilint.finding import Finding
from wikilint.value import frozen

S = TypeVar("S")


@frozen
class Note:
    """A message about a folder as a whole, instead of a finding in each of its files.

    folder: as in `Document.folder`.
    message: for people, like that of a finding.
    """

    folder: str
    message: str


@frozen
class Judgement:
    """What the merged summaries prove.

    facts: those that are true of the run.
    notes: messages about folders.
    """

    facts: frozenset[str] = frozenset()
    notes: tuple[Note, ...] = ()


@frozen
class Evidence(Generic[S]):
    """How a rule learns from a run.

    gather: returns the summary of a document, from what the rule found in it; None adds nothing. A summary has to be
        small and picklable.
    judge: returns what the merged summaries prove. Its second argument has the number of files in each folder.
    merge: merges two summaries; associative and commutative.
    always: whether `gather` is also called for documents without a finding.
    """

    gather: Callable[[Document, Sequence[Finding]], S | None]
    judge: Callable[[S, Mapping[str, int]], Judgement]
    merge: Callable[[S, S], S] = add
    always: bool = False


def _proven(_: Document, findings: Sequence[Finding]) -> Counter[str] | None:
    return Counter({finding.proves for finding in findings if finding.proves}) or None


def _all_of(counts: Counter[str], _: Mapping[str, int]) -> Judgement:
    return Judgement(frozenset(counts))


PROOF: Evidence[Counter[str]] = Evidence(_proven, _all_of)
"""One document that proves a fact (`Finding.proves`) proves it for the run. Memory: a counter for each fact."""


def form(doc: Document, name: str) -> str:
    """The fact that something is a common form in the folder of a document, for `moot_if`; see `common_form`."""
    return f"form:{doc.folder}\n{name}"


def common_form(
    message: Callable[[str, int, int], str], *, share: float = 0.2, fewest: int = 5
) -> Evidence[Counter[str]]:
    """If more than `share` of the files in a folder have something in common, it is their form and not damage.

    message: makes the message from the name passed to `form`, the number of files that have it and the number of
        files in the folder.
    fewest: the smallest number of files that make a form.
    Memory: a counter for each form and folder that a finding names.
    """

    def gather(_: Document, findings: Sequence[Finding]) -> Counter[str] | None:
        return Counter({finding.moot_if for finding in findings if finding.moot_if}) or None

    def judge(counts: Counter[str], pages: Mapping[str, int]) -> Judgement:
        facts, notes = [], []
        for fact, number in sorted(counts.items()):
            folder, _, name = fact.removeprefix("form:").partition("\n")
            if number >= fewest and number > share * pages.get(folder, 0):
                facts.append(fact)
                notes.append(Note(folder, message(name, number, pages.get(folder, 0))))
        return Judgement(frozenset(facts), tuple(notes))

    return Evidence(gather, judge)


@frozen
class Words:
    """asked: words that some document wants to know of. seen: the CRC-32 of every word of the run, in lower case."""

    asked: frozenset[str]
    seen: frozenset[int]

    def __add__(self, other: Words) -> Words:
        return Words(self.asked | other.asked, self.seen | other.seen)


def word(text: str) -> str:
    """The fact that a word occurs in the run, for `safe_if`; see `vocabulary`."""
    return f"word:{text.lower()}"


def vocabulary(words: Callable[[Document], Iterable[str]]) -> Evidence[Words]:
    """Whether a whole word occurs anywhere in the run.

    words: returns the whole words of a document.
    Memory: about 60 bytes for each different word of the run. Words are compared by 32 bits: in a run with a million
    words, one in four thousand words that do not occur is taken for one that does.
    """

    def gather(doc: Document, findings: Sequence[Finding]) -> Words:
        asked = frozenset(finding.safe_if for finding in findings if finding.safe_if)
        return Words(asked, frozenset(crc32(each.lower().encode("utf-8", "replace")) for each in words(doc)))

    def judge(known: Words, _: Mapping[str, int]) -> Judgement:
        return Judgement(
            frozenset(
                fact
                for fact in known.asked
                if crc32(fact.removeprefix("word:").encode("utf-8", "replace")) in known.seen
            )
        )

    return Evidence(gather, judge, always=True)


TARGET = "target:"
"""What the fact that `target` names begins with."""


def target(now: str, then: str) -> str:
    """The fact that a relative link to `now` can be changed to `then`, for `safe_if`: no file is named `now`, or a file
    is named `then`, relative to the folder of the document. It is never true of a text without a file."""
    return f"{TARGET}{now}\n{then}"


AnyEvidence = Evidence[Any]
"""The evidence of a rule, where it does not matter what its summaries are."""
