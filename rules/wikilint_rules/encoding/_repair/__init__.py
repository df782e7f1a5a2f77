"""Undo UTF-8 that was read with a one-byte codec, with a proof for every repair. Standard library only."""

from .engine import Repair, damage, looks_damaged, repair
from .pieces import Tier
from .tables import CODECS, codec

__all__ = ["CODECS", "Repair", "Tier", "codec", "damage", "looks_damaged", "repair"]
