"""Two tags of one list that differ only in case, spaces or punctuation."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import normalize

from wikilint.rule import TAG_KEYS, UNPLAIN_BLOCK, Document, Finding, Findings, Node, pattern, rule
from wikilint_rules.tags._lists import brief, tag_lists, tags_in
from wikilint_rules.tags._plain import has_sign, tidy, trim

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_BETWEEN_DIGITS = pattern(r"(?<=\d)[\s\-_.,:/–—]++(?=\d)")
_SEPARATORS = pattern(r"[\s\-_.,:;/&'’‘`\"“”()\[\]!?–—·]++")

_DASHED = pattern(r"\n[ \t\xa0\u3000]*-")
_DROPPED = dict.fromkeys(
    map(
        ord,
        " \t\x0b\x0c\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000-_.,:;/&'’‘`\"“”()[]!?–—·",
    )
) | dict.fromkeys(range(0x2000, 0x200B))
"""What `_SEPARATORS` are, but for the line break, which no value has."""


@rule("near-duplicate-tag", severity="info", gate=UNPLAIN_BLOCK)
def near_duplicate_tag(doc: Document, *, keys: tuple[str, ...] = TAG_KEYS) -> Findings:
    """A tag that differs from an earlier one of its list only in case, spaces or punctuation.

    Most often one of the two is a mistake, and pages on one subject are spread over two tags.

    The rule ignores differences that matter: 1-2 is not 12, and `C`, `C++` and `C#` are three tags.

        tags: [machine-learning, Machine Learning]

    keys: the top-level keys whose lists hold tags.

    Fix safety: there is no fix, because both spellings may be intended.
    """
    for _, sequence in tag_lists(doc, keys):
        if _are_far_apart([item.value for item in tags_in(sequence)]):
            continue
        first: dict[str, tuple[str, Node]] = {}
        for item, tag in _tags(list(tags_in(sequence))):
            key = _folded(tag)
            spelled, earlier = first.setdefault(key, (tag, item))
            if spelled != tag and key:
                row = doc.row(earlier.start)
                message = f"“{brief(tag)}” and “{brief(spelled)}” on line {row} are almost the same tag"
                yield Finding(item.start, item.end, message)


def _tags(items: Sequence[Node]) -> Iterator[tuple[Node, str]]:
    """The tags that items stand for: what multiline-tag and tag-residue would make of them, so that their fixes
    bring no news here."""
    if not any("\n" in item.value or has_sign(trim(item.value)) for item in items):
        yield from ((item, tidy(item.value)) for item in items)
        return
    from wikilint_rules.tags._breaks import keeps_capitals
    from wikilint_rules.tags._reading import tags_of

    capitals = keeps_capitals(item.value for item in items)
    for item in items:
        yield from ((item, tag) for tag in tags_of(item.value, capitals=capitals))


def _are_far_apart(values: Sequence[str]) -> bool:
    """Whether no two values are alike even with all that `_folded` keeps between digits taken away: one look at all of
    them, and nearly every list is done with."""
    joined = "\n".join(values)
    if joined.count("\n") >= len(values) or has_sign(joined) or _DASHED.search(joined):
        return False
    bare = normalize("NFC", joined).casefold().translate(_DROPPED).split("\n")
    return len(set(bare)) == len(bare)


def _folded(tag: str) -> str:
    """A tag without its case, blanks and punctuation."""
    return _SEPARATORS.sub("", _BETWEEN_DIGITS.sub("\0", normalize("NFC", tag).casefold()))
