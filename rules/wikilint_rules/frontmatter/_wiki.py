"""Raw wiki templates where a value should be."""

from __future__ import annotations

import re

from wikilint.rule import pattern

TEMPLATE = pattern(
    r"\{\{\s*(?:infobox|campaignbox|taxobox|automatic taxobox|speciesbox|navbox|sidebar|short description|cite \w"
    r"|citation|use (?:dmy|mdy|british|american)|coord|multiple image|about\||redirect\||hatnote|main\||see also"
    r"|pp-|good article|featured article|refimprove|unreferenced|flag(?:icon|country)?\||lang[-|]|#(?:if|invoke|tag))",
    re.IGNORECASE,
)
"""The beginning of a template that stands at or near the top of Wikipedia's pages."""
