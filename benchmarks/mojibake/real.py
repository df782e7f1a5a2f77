"""Compare the repair with ftfy on real damaged pages: how many damaged sequences each leaves.

    python -m benchmarks.mojibake.real FOLDER

A damaged sequence is a first byte of UTF-8 and all that must follow it, as sloppy windows-1252 reads them.
"""

import argparse
import re
import sys
from pathlib import Path

from benchmarks.mojibake.tools import Repairer, by_line
from wikilint import Linter
from wikilint_rules.encoding._repair.tables import codec, one_of

_TABLE = codec("windows-1252").characters
_TAIL = one_of(_TABLE[0x80:0xC0])
_SEQUENCE = re.compile(
    f"{one_of(_TABLE[0xC2:0xE0])}{_TAIL}|{one_of(_TABLE[0xE0:0xF0])}{_TAIL}{{2}}|{one_of(_TABLE[0xF0:0xF5])}{_TAIL}{{3}}"
)


_FTFY = "ftfy.fix_encoding, by line"


def _fixed_by(linter: Linter) -> Repairer:
    """All rules with their fixes, as `wikilint fix` applies them."""
    return lambda text: linter.fix(text).text


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    given = parser.parse_args()
    tools: dict[str, Repairer] = {
        "wikilint": _fixed_by(Linter()),
        "wikilint --unsafe-fixes": _fixed_by(Linter(unsafe=True)),
        _FTFY: by_line,
    }
    total = files = 0
    left = dict.fromkeys(tools, 0)
    worse: list[str] = []
    for path in sorted(given.folder.rglob("*.md")):
        text = path.read_text("utf-8", errors="surrogateescape")
        before = len(_SEQUENCE.findall(text))
        if not before:
            continue
        files, total = files + 1, total + before
        after = {name: len(_SEQUENCE.findall(mend(text))) for name, mend in tools.items()}
        for name, number in after.items():
            left[name] += number
        if after["wikilint"] > after[_FTFY]:
            worse.append(f"{path.name}: {after}")
    sys.stdout.write(f"{total} damaged sequences in {files} files\n")
    sys.stdout.writelines(f"{name}: {number} left ({number / total:.2%})\n" for name, number in left.items())
    sys.stdout.write(f"files in which wikilint leaves more than ftfy: {len(worse)}\n")
    sys.stdout.writelines(f"  {each}\n" for each in worse)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
