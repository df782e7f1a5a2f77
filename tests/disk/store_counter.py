"""Adds one to the number in a file, again and again, and prints how often that was allowed: FILE TIMES."""

from __future__ import annotations

import sys

from wikilint.disk import store


def main(path: str, times: str) -> None:
    added = 0
    for _ in range(int(times)):
        try:
            snapshot = store.read(path)
            store.replace(snapshot, b"%d" % (int(snapshot.data) + 1), sync=False)
            added += 1
        except store.StoreError:
            continue
    sys.stdout.write(str(added))


if __name__ == "__main__":
    main(*sys.argv[1:])
