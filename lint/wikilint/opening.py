"""How files are opened for reading: never waiting, never following a link, never translating newlines."""

from __future__ import annotations

import os


def flags(*names: str) -> int:
    """The `os.O_*` flags that this platform has, joined."""
    joined = 0
    for name in names:
        joined |= getattr(os, name, 0)
    return joined


# O_NONBLOCK: a FIFO must not make us wait for a writer.  O_BINARY: Windows would translate newlines.
READ = flags("O_RDONLY", "O_NOFOLLOW", "O_NONBLOCK", "O_NOCTTY", "O_CLOEXEC", "O_BINARY")


def read_start(path: str, size: int) -> bytes:
    """The first bytes of a file, at most `size`; none if it cannot be read or is a link."""
    try:
        fd = os.open(path, READ)
        try:
            return os.read(fd, size)
        finally:
            os.close(fd)
    except OSError:
        return b""
