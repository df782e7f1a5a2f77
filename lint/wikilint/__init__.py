"""wikilint: a linter and in-place cleaner for corpora of wiki-like text."""

__version__ = "0.1.0"
