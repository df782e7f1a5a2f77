"""Bytes that are not UTF-8."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from wikilint.rule import NON_ASCII, Document, Edit, Finding, Findings, Fix, Safety, pattern, rule

from ._census import is_mostly_utf8
from ._flood import one_for_many
from ._repair.oddity import oddity, scripts_of
from ._text import STRAY, spares_frontmatter

_BINARY = pattern(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_PAIR = pattern(rb"(?:\xed[\xa0-\xaf][\x80-\xbf]\xed[\xb0-\xbf][\x80-\xbf])+\Z")
"""A character beyond U+FFFF as two surrogates of three bytes each: CESU-8 (Unicode Technical Report 26)."""

_CUT = pattern(rb"(?:[\xe0-\xef][\x80-\xbf]|[\xf0-\xf4][\x80-\xbf]{1,2})\Z")
"""The beginning of a UTF-8 sequence that lacks its end."""

_TYPOGRAPHIC = frozenset(b"\x85\x91\x92\x93\x94\x96\x97")
"""… ‘ ’ “ ” – —: the same byte in every code page from windows-1250 to windows-1258."""

_ASCII = bytes(range(0x80))
_SHOWN = 8
Run = tuple[int, int, bytes]


def _runs(text: str) -> Iterator[Run]:
    for match in STRAY.finditer(text):
        yield match.start(), match.end(), match.group().encode("ascii", "surrogateescape")


def _hex(stray: bytes) -> str:
    shown = " ".join(f"{byte:02X}" for byte in stray[:_SHOWN])
    return shown + (" …" if len(stray) > _SHOWN else "")


def _meant(text: str, run: Run, latin: bool) -> tuple[str, Safety] | None:
    """What the bytes of a run stand for, where one reading is far better than any other."""
    start, end, stray = run
    if _PAIR.match(stray):
        pairs = stray.decode("utf-8", "surrogatepass")
        return pairs.encode("utf-16-le", "surrogatepass").decode("utf-16-le"), "safe"
    if _CUT.match(stray) or not (latin or _TYPOGRAPHIC.issuperset(stray)):
        return None
    try:
        read = stray.decode("cp1252")
    except UnicodeDecodeError:
        return None
    before, after = text[start - 1 : start] or " ", text[end : end + 1] or " "
    in_words = read.isalpha() or before.isalpha() or after.isalpha() or _TYPOGRAPHIC.issuperset(stray)
    return (read, "unsafe") if in_words and not oddity(read, before, after) else None


def _fix(doc: Document, runs: list[Run], latin: bool) -> Fix | None:
    edits, safeties, codecs = [], set(), set()
    for run in runs:
        meant = _meant(doc.text, run, latin)
        if meant is None:
            return None
        edits.append(Edit(run[0], run[1], meant[0]))
        safeties.add(meant[1])
        codecs.add("CESU-8" if meant[1] == "safe" else "windows-1252")
    shown = ", ".join(dict.fromkeys(f"“{edit.content}”" for edit in edits[:_SHOWN]))
    safety: Safety = "safe" if safeties == {"safe"} else "unsafe"
    return Fix(
        f"Read as {' and '.join(sorted(codecs))}: {shown}",
        *edits,
        safety=safety,
        proof=" and ".join(sorted(codecs)),
    )


def _by_line(doc: Document, runs: list[Run], few: bool) -> Findings:
    """few: whether the file is UTF-8 but for these places, so that each of them can be repaired by itself."""
    latin = scripts_of("".join(char for char in set(doc.text) if not STRAY.match(char))) <= {"LATIN"}
    offset, last = len(doc.bom), 0
    for _, group in groupby(runs, key=lambda run: doc.row(run[0])):
        line = list(group)
        start, end = line[0][0], line[-1][1]
        offset += len(doc.text[last:start].encode("utf-8", "surrogateescape"))
        last = start
        stray = b"".join(run[2] for run in line)
        what = "a cut-off UTF-8 sequence" if _CUT.match(stray) else "not UTF-8"
        many = f"{len(stray)} bytes" if len(stray) > 1 else "byte"
        message = f"{many} {_hex(stray)} at offset {offset}: {what}"
        fix = _fix(doc, line, latin) if few or all(_PAIR.match(run[2]) for run in line) else None
        yield Finding(start, end, message, fix, count=len(line))


def _whole(doc: Document, runs: list[Run], certainly: bool) -> Finding | None:
    """The finding for a file that is in a legacy encoding from end to end, or None when it is not.

    certainly: there is more in it that is not UTF-8 than is.
    """
    from ._legacy import guess, installed, only_punctuation

    stray = b"".join(run[2] for run in runs)
    first = len(doc.bom) + len(doc.text[: runs[0][0]].encode("utf-8", "surrogateescape"))
    facts = f"the file is not UTF-8: {_hex(stray)} at offset {first}"
    facts += f" and {len(runs) - 1} more places" if len(runs) > 2 else ""
    fix = None
    if only_punctuation(doc.raw) or installed():
        found = guess(doc.raw)
        if not (found.certain or certainly):
            return None
        if found.codec:
            facts += f"; it looks like {found.name}"
        if found.certain:
            fix = Fix(f"Convert it to UTF-8 from {found.name}", safety="unsafe", decode_as=found.codec)
    elif certainly:
        facts += "; to have its encoding guessed, install `wikilint[detect]`"
    else:
        return None
    return Finding(runs[0][0], runs[-1][1], facts, fix, count=len(runs))


@rule("invalid-utf8", severity="error", gate=NON_ASCII, protected=True)
@one_for_many
@spares_frontmatter
def invalid_utf8(doc: Document) -> Findings:
    """Bytes that are not UTF-8: a file in a legacy encoding, or stray bytes in a UTF-8 file.

    Programs reject such a file, or show “�” and lose the bytes for good on the next save. wikilint keeps them byte
    for byte until you decide.

    A file that is entirely in one legacy encoding is one finding; chardet names the encoding (install
    `wikilint[detect]`). A few stray bytes in a file that is otherwise UTF-8 are one finding per line.

    Example: the bytes `63 61 66 E9` become `café`.

    The rule ignores UTF-16 (see `utf16`).

    Fix safety: safe for emoji that were written as two surrogates (CESU-8), which can be read in only one way.
    Unsafe for a whole file, which is converted if no other likely encoding gives a different text, and for stray
    bytes that can only be windows-1252, such as an apostrophe `92` between letters, where at least 99 % of the
    bytes beyond ASCII are UTF-8. A mixture of two encodings has no fix.
    """
    if doc.is_utf8:
        return
    runs = list(_runs(doc.text))
    if len(_BINARY.findall(doc.raw[:8192])) > 8:
        yield Finding(
            0, 0, f"not a text: {len(runs)} stretches of bytes that are not UTF-8, and control bytes"
        )
        return
    strays = sum(len(run[2]) for run in runs)
    valid = len(doc.raw.translate(None, _ASCII)) - strays
    few = is_mostly_utf8(doc)
    pairs = any(_PAIR.match(run[2]) for run in runs)
    whole = None if few or pairs or doc.bom else _whole(doc, runs, valid < strays)
    if whole is not None:
        yield whole
    else:
        yield from _by_line(doc, runs, few)
