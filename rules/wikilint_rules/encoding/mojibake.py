"""UTF-8 that was read with a one-byte codec: “â€“” for “–”."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from wikilint.rule import NON_ASCII, Document, Edit, Finding, Findings, Fix, rule

from ._repair import CODECS, Repair, looks_damaged, repair

_FACT = "mojibake:"


@rule("mojibake", severity="error", needs=NON_ASCII, protected=True)
def mojibake(doc: Document, *, codecs: tuple[str, ...] = CODECS, layers: int = 6) -> Findings:
    """Text whose UTF-8 bytes were once read with another encoding, such as “cafÃ©” for “café”.

    codecs: the encodings that the text may have been read with by mistake.
    layers: how many times over the damage is undone at most.
    """
    if not looks_damaged(doc.text):
        return
    proven = frozenset(fact.removeprefix(_FACT) for fact in doc.evidence if fact.startswith(_FACT))
    code = [(region.start, region.end) for region in doc.regions if region.kind == "code"]
    found = repair(doc.text, proven=proven, code=code, codecs=codecs, layers=layers)
    for (_, tier), line in groupby(found, lambda each: (doc.row(each.start), each.tier)):
        yield _finding(list(line), tier)


def _finding(line: Sequence[Repair], tier: str) -> Finding:
    first, last = line[0], line[-1]
    what = f"UTF-8 read as {first.codec}" + (f" {first.layers} times over" if first.layers > 1 else "")
    votes = f" ({first.votes} places agree)" if first.votes > 1 else ""
    fact = _FACT + first.codec
    return Finding(
        first.start,
        last.end,
        f"“{_shown(first.old)}” is “{_shown(first.new)}”: {what}{votes}",
        Fix("Read the bytes as UTF-8 again", *_edits(line), safety=first.tier),
        count=len(line),
        proves=fact if tier == "safe" else None,
        needs=fact if tier == "unsafe" else None,
    )


def _edits(line: Sequence[Repair]) -> Iterator[Edit]:
    return (Edit(each.start, each.end, each.new) for each in line)


def _shown(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"
