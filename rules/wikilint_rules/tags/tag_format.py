"""Tags that are written as in the text of a note."""

from __future__ import annotations

from typing import Literal

from wikilint.rule import TAG_KEYS, Block, Document, EditRefused, Finding, Findings, Fix, Node, pattern, rule
from wikilint_rules.tags._lists import affordable, brief, tag_lists, tags_in

_HASH = pattern(r"#+(?=[^\s#])")
_BLANKS = pattern(r"\s+")
_KEYS = tuple(key for key in TAG_KEYS if not key.startswith(("date", "place")))


@rule("tag-format", severity="warning", gate=b"---", default=False)
def tag_format(
    doc: Document, *, keys: tuple[str, ...] = _KEYS, spaces: Literal["keep", "-", "_", "/"] = "keep"
) -> Findings:
    """A frontmatter tag that begins with `#`, as only tags in the text of a note should.

    In frontmatter the mark is part of the name: the page has the tag `#history`, not `history`. With `spaces` set,
    tags that contain a space are reported too, because Obsidian does not accept them. Off by default; on in the
    `obsidian` profile.

    The rule ignores a tag that is a number after the mark, and unquoted `- #history`, which is a comment to YAML
    (see `truncated-comment-value`).

        tags: ["#history"]

    becomes

        tags: ["history"]

    keys: the top-level keys whose lists hold tags.
    spaces: what replaces the spaces in a tag; `keep` ignores them.

    Fix safety: safe for removing the mark. Unsafe where a space becomes another character.
    """
    for block, sequence in tag_lists(doc, keys):
        found = [
            (item, tag) for item in tags_in(sequence) if (tag := _formatted(item.value, spaces)) != item.value
        ]
        fixes = affordable(block, len(found))
        for number, (item, tag) in enumerate(found):
            what = "begins with “#”" if _HASH.match(item.value) else "has a space in it"
            fix = _fix(block, item, tag) if number < fixes else None
            yield Finding(item.start, item.end, f"the tag “{brief(item.value)}” {what}", fix)


def _formatted(value: str, spaces: str) -> str:
    hash_mark = _HASH.match(value)
    bare = value[hash_mark.end() :] if hash_mark and not value[hash_mark.end() :].isdigit() else value
    return bare if spaces == "keep" or "\n" in bare else _BLANKS.sub(spaces, bare.strip())


def _fix(block: Block, item: Node, tag: str) -> Fix | None:
    only_mark = _HASH.sub("", item.value, count=1) == tag
    try:
        return Fix(
            f"Make it “{brief(tag)}”", *block.join(item, tag), safety="safe" if only_mark else "unsafe"
        )
    except EditRefused:
        return None
