"""The version, for whoever must not import the library for it."""

__version__ = "0.1.0"
