"""Write down what the codecs of the mojibake repair read each byte as, so that no codec has to be loaded for it.

python -m benchmarks.mojibake.charsets     # writes _repair/charsets.py
"""

from __future__ import annotations

from pathlib import Path

from wikilint_rules.encoding._repair.tables import CODECS

TABLE = Path(__file__).parent.parent.parent / "rules/wikilint_rules/encoding/_repair/charsets.py"
_WIDTH = 98
_HEAD = '''"""What each codec reads the bytes 80 to FF as. Written by `python -m benchmarks.mojibake.charsets`."""

CHARSETS: dict[str, str] = {{
{rows}}}
"""By its name in `tables.CODECS`, as Python decodes it; U+FFFD for a byte that the codec leaves undefined."""
'''


def charset(name: str) -> str:
    """The characters of the bytes 80 to FF."""
    return bytes(range(0x80, 0x100)).decode(name.replace("mac-", "mac_"), "replace")


def _shown(char: str) -> str:
    """A character as a string literal has it: what can be seen, and reads from left to right, as it is."""
    return char if char.isalpha() and not "\u0590" <= char < "\u0900" else ascii(char)[1:-1]


def _rows(text: str) -> str:
    rows, row = "", ""
    for char in map(_shown, text):
        if len(row) + len(char) > _WIDTH:
            rows, row = f'{rows}        "{row}"\n', ""
        row += char
    return f'{rows}        "{row}"\n'


def main() -> None:
    rows = "".join(f'    "{name}": (\n{_rows(charset(name))}    ),\n' for name in CODECS)
    TABLE.write_text(_HEAD.format(rows=rows), "utf-8")


if __name__ == "__main__":
    main()
