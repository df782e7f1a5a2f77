"""A file ends in exactly one line break."""

from __future__ import annotations

from wikilint.rule import Document, Edit, Finding, Findings, Fix, common_form, form, pattern, rule

# Nearly every file ends like this, and then its text need not even be decoded.
_TIDY = pattern(rb"[^ \t\r\n](?:\r\n|\n|\r)\Z")


def _is_form(how: str, number: int, total: int) -> str:
    return f"{number} of {total} files end {how}: they are left as they are (`run-evidence = false` reports each)"


@rule(
    "final-newline",
    severity="info",
    protected=True,
    evidence=common_form(_is_form, share=0.5, fewest=20),
)
def final_newline(doc: Document) -> Findings:
    r"""A file that does not end in exactly one line break.

    Without a final line break, `cat a b` glues two pages together, the shell's `read` loses the last line, and a diff
    shows two changed lines when someone appends one. Empty lines at the end often mean that something was cut off.

    The rule ignores empty files, and files with NUL bytes, because part of their text is UTF-16. If more than half of
    a folder's files (and at least twenty) end in the same way, the program that writes them does it: that is reported
    once for the folder, as info.

    The fix leaves exactly one line break, of the kind that the file uses (`\n` or `\r\n`). The rest of the last line,
    including trailing whitespace, does not change.

        …the end.⏎
        ⏎

    becomes

        …the end.⏎

    Fix safety: safe, because neither text nor markup changes.
    """
    if _TIDY.search(doc.raw[-3:]):
        return
    text = doc.text
    last = len(text.rstrip(" \t\r\n"))
    if not text:
        return
    if not last:
        yield Finding(0, len(text), "nothing but empty lines", Fix("Empty the file", Edit(0, len(text))))
        return
    end = doc.line_end(last - 1)
    if "\0" in text:
        return  # a part of it is in UTF-16, where a line break is more than one byte
    if text[end - 1] not in "\r\n":
        fix = Fix("End the last line", Edit(end, end, doc.newline))
        yield Finding(
            last, end, "no line break at the end of the file", fix, moot_if=form(doc, "without a line break")
        )
    elif end < len(text):
        count = doc.row(len(text)) - doc.row(end) + (text[-1] not in "\r\n")
        message = f"{count} empty line{'s' * (count > 1)} at the end of the file"
        fix = Fix("Remove the empty lines", Edit(end, len(text)))
        yield Finding(end, len(text), message, fix, count=count, moot_if=form(doc, "in empty lines"))
