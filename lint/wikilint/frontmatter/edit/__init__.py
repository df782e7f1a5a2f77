"""Editing a block: in its own style, and proven."""
