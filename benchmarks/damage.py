"""Damage a folder of pages the way software does: read their UTF-8 with another codec, once or more often.

    python benchmarks/damage.py PAGES OUT --codec sloppy-windows-1252 --layers 2

The codecs are those of Python and of ftfy (`sloppy-…`), so that nothing here shares code with the repair.
"""

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path

import ftfy.bad_codecs

ftfy.bad_codecs.ok()  # registers the sloppy codecs


def damage(text: str, codec: str, layers: int = 1, errors: str = "strict") -> str:
    """`text` after its UTF-8 bytes were read as `codec`, `layers` times over.

    Raises UnicodeDecodeError where a strict codec does not define a byte, unless `errors` is "replace".
    """
    for _ in range(layers):
        text = text.encode("utf-8").decode(codec, errors)
    return text


def damage_folder(pages: Iterable[Path], root: Path, out: Path, codec: str, layers: int) -> int:
    """Write a damaged copy of each page below `out`; returns how many pages differ from the original."""
    changed = 0
    for page in pages:
        raw = page.read_bytes()
        damaged = damage(raw.decode("utf-8"), codec, layers).encode("utf-8")
        target = out / page.relative_to(root)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(damaged)
        changed += damaged != raw
    return changed


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("pages", type=Path, help="a folder of UTF-8 pages")
    parser.add_argument("out", type=Path, help="where the damaged copies go")
    parser.add_argument("--codec", default="sloppy-windows-1252")
    parser.add_argument("--layers", type=int, default=1)
    parser.add_argument("--suffix", default=".md")
    given = parser.parse_args()
    pages = sorted(given.pages.rglob(f"*{given.suffix}"))
    changed = damage_folder(pages, given.pages, given.out, given.codec, given.layers)
    sys.stdout.write(f"{changed} of {len(pages)} pages damaged\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
