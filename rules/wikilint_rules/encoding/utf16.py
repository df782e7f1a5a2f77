"""A file in UTF-16 or UTF-32 where UTF-8 is expected."""

from __future__ import annotations

from wikilint.rule import Document, Finding, Findings, Fix, rule

_NAMES = {"utf-16": "UTF-16", "utf-32": "UTF-32", "utf-16-le": "UTF-16LE", "utf-16-be": "UTF-16BE"}


@rule("utf16", severity="error", gate=b"\0", protected=True, reads_utf16=True)
def utf16(doc: Document) -> Findings:
    """A file in UTF-16 or UTF-32: tools that expect UTF-8 see noise.

    Windows tools write such files (“Unicode” in old editors, `>` in PowerShell 5). A byte order mark at the start
    identifies them with certainty; without one, a NUL at every second byte gives them away.

    Example: the bytes `FF FE 23 00 20 00 48 00` become `# H`.

    A file whose bytes do not decode, for example because it is cut off in the middle of a character, is reported
    without a fix.

    Fix safety: safe with a byte order mark: the same text is written as UTF-8. Unsafe without one, because the
    encoding is a guess.
    """
    found = doc.utf16
    if found is None:
        return
    name = _NAMES[found.codec]
    if found.text is None:
        message = f"the file begins with the mark of {name}, but is not: {found.problem}"
        yield Finding(0, len(doc.text), message)
        return
    sure = "has the byte order mark of" if found.marked else "looks like"
    fix = Fix(
        f"Convert it to UTF-8 from {name}",
        safety="safe" if found.marked else "unsafe",
        decode_as=found.codec,
    )
    yield Finding(0, len(doc.text), f"the file {sure} {name}, not UTF-8", fix)
