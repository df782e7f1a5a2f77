"""The disk: which files there are, their bytes, and back again."""
