"""Rules on the block of metadata at the top of a page."""
