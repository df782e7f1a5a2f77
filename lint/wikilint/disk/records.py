"""A file of records that is only ever appended to, each with a checksum; a torn end costs the end alone.

    magic  (length, crc32, kind) payload  (length, crc32, kind) payload  …

Lengths and checksums are four bytes each, the kind is one, little endian; the checksum is that of kind and payload.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import BinaryIO
from zlib import crc32

MAGIC = b"wikilint journal 1\n"

_HEAD = struct.Struct("<IIB")


def _checksum(kind: int, payload: bytes) -> int:
    """Of kind and payload; that of a run of zero bytes, which a power cut may leave, is not zero."""
    return crc32(payload, crc32(bytes((kind,))))


def pack(kind: int, payload: bytes) -> bytes:
    """A record as it is in the file."""
    return _HEAD.pack(len(payload), _checksum(kind, payload), kind) + payload


def read(file: BinaryIO, size: int) -> Iterator[tuple[int, bytes, int]]:
    """The kind and payload of each record, and where it ends; up to the first that is torn or damaged.

    size: how long the file is: a damaged length must not ask for more memory than that.
    """
    if file.read(len(MAGIC)) != MAGIC:
        return
    end = len(MAGIC)
    while len(head := file.read(_HEAD.size)) == _HEAD.size:
        length, checksum, kind = _HEAD.unpack(head)
        if length > size - end - _HEAD.size:
            return
        payload = file.read(length)
        if len(payload) != length or _checksum(kind, payload) != checksum:
            return
        end += _HEAD.size + length
        yield kind, payload, end
