"""Undo UTF-8 that was read with a one-byte codec, with a proof for every repair. Standard library only."""

from .engine import looks_damaged, repair
from .pieces import Tier
from .tables import CODECS, codec
from .verdict import Repair, damage

__all__ = ["CODECS", "Repair", "Tier", "codec", "damage", "looks_damaged", "repair"]
