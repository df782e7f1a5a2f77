"""Marks of Markdown that do not do what they were put there for."""
