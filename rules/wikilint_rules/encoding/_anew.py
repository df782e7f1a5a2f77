"""What the fixes of this group keep: they read text anew. The proofs are imported when there is something to prove."""

from __future__ import annotations


def misread(old: str, new: str) -> bool:
    """Whether `old` is the UTF-8 of `new`, read with one-byte codecs."""
    from . import _proofs

    return _proofs.misread(old, new)


def misread_in_pairs(old: str, new: str) -> bool:
    """Whether `old` is the UTF-8 of `new`, read with a code page of East Asia."""
    from . import _proofs

    return _proofs.misread_in_pairs(old, new)


def unescaped(old: str, new: str) -> bool:
    """Whether `new` is what the entities of `old` name."""
    from . import _proofs

    return _proofs.unescaped(old, new)


def spelled(old: str, new: str) -> bool:
    """Whether `new` is what the escapes of `old` spell."""
    from . import _proofs

    return _proofs.spelled(old, new)


def switched(old: str, new: str) -> bool:
    """Whether `new` is `old` read as ISO-2022-JP or UTF-7."""
    from . import _proofs

    return _proofs.switched(old, new)


def surrogates(old: str, new: str) -> bool:
    """Whether `old` is `new` as CESU-8, read as windows-1252."""
    from . import _proofs

    return _proofs.surrogates(old, new)


def compatible(old: str, new: str) -> bool:
    """Whether Unicode takes both for the same text (NFKC)."""
    from unicodedata import normalize

    return normalize("NFKC", old) == normalize("NFKC", new)
