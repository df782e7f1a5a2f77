"""Undo UTF-8 that was read with a one-byte codec, with a proof for every repair. Standard library only.

`gate` says whether there is anything to repair, and that is all a clean text needs; `engine` repairs.
"""
