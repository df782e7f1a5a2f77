"""The keys that hold tags, for whoever looks at tags."""

from __future__ import annotations

TAG_KEYS = (
    "tags",
    "tag",
    "categories",
    "category",
    "keywords",
    "keyword",
    "topics",
    "topic",
    "subjects",
    "labels",
    "date",
    "dates",
    "place",
    "places",
)
"""The top-level keys whose lists hold words. Not `aliases`: those are addresses, and look alike on purpose."""
