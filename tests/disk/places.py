"""What the tests of the store share: a page, its old bytes and new ones."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

OLD, NEW = b"---\r\ntitle: old\r\n---\r\n\xff\x00", b"\xef\xbb\xbfnew\n"

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX")


def names(folder: Path) -> list[str]:
    return sorted(os.listdir(folder))
