"""The marks that a wiki page's information box leaves in a tag, as patterns: bullets, flags, labels, pictures.

Every pattern is tried on one line at a time and takes time in proportion to it.
"""

from __future__ import annotations

import re

from wikilint.rule import pattern

FLAG = (
    "(?:[\U0001f1e6-\U0001f1ff]{2}"
    "|[\U0001f3f3\U0001f3f4][\ufe0f\u200d\u2620\u26a7\U0001f308\U000e0020-\U000e007f]*+)"
)
"""A national flag is a pair of regional indicators, that of a region a black flag with tag letters (UTS #51)."""

FLAGS = pattern(FLAG)


_GAP = r"[ \t\xa0\u3000]"

_WHEN = (
    r"(?:\d{1,4}\b|(?:present|ongoing|now|today)\b|(?:Jan|Febr?)(?:uary)?\b|(?:Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)"
    r"(?:ch|il|ust|ember|ober)?\b)"
)

RANGE = pattern(rf"[–—-] ?{_WHEN}")
"""A range of dates that goes on: its dash is no bullet, but that of `- 16th Brigade` is."""

_DOTS = "*•·▪‣◦●"

BULLET = pattern(rf"[{_DOTS}]++{_GAP}*+(?=[^\s{_DOTS}])|-{_GAP}++(?=[^\s-])(?!{_WHEN})")
"""`*`, `**`, `•`, and `-` with a blank behind it; before a date a hyphen may stand for "to"."""

STRICT_BULLET = pattern(rf"[*•▪‣◦●]++{_GAP}++(?=[^\s*•▪‣◦●])|-{_GAP}++(?=[^\s-])(?!{_WHEN})")
"""A bullet where no other line confirms it: it needs its blank, for `*PFN_NAME` and `*nix` are words."""

WIKI_MARK = pattern(rf"(?:[{_DOTS}#;:]++{_GAP}*+|-{_GAP}++)++")
"""What a proposal strips: also the marks of MediaWiki's numbered and definition lists."""

LINE_TAG = pattern(r"<br[ \t]*/?[ \t]*>|<br[ \t]*/[ \t]*$", re.IGNORECASE)

PICTURE_END = pattern(r"\.(?:svg|png|jpe?g|gif|webp|tiff?)(?=\s|$)", re.IGNORECASE)

PICTURE_START = pattern(
    r"(?:File|Image):"
    r"|(?:Flag|Emblem|Seal|Logo|Coat[ _]of[ _]arms|Roundel|Banner|Insignia)[ _](?:of|for)(?![^\W_])|Infobox"
)

UNDEFINED = pattern(r"(?<![^\s:;,(])(?:undefined|\[object Object\])(?![^\s:;,)])(?![ \t]+[a-zß-öø-ÿ])")
"""What a script wrote for a missing value, also right after a label's colon; `undefined behavior` is a subject."""

BRACKETED = pattern(r"[(\[][^()\[\]]*+[)\]][.,;]?")

ONLY_BRACKETS = pattern(rf"(?:{BRACKETED.pattern}[ \t]*+)++")
"""`(from 1915) (from 1916)`: no tag, but a part of the one before it."""

_GROUP = (
    r"(?:(?:Air|Aid|Naval|Humanitarian|Logistical|Diplomatic|Limited|With) )?"
    r"(?:Supported by|Support(?: from)?|Backed by|Allied with|In support of)"
)

GROUP_LABEL = pattern(rf"(?:(?<=\s)|^){_GROUP}:")
"""A label that is known for standing in the middle of a line too: `Free Syrian Army Supported by: CJTF-OIR`."""

GROUP_LINE = pattern(rf"{_GROUP}:?", re.IGNORECASE)

LABEL_ALONE = pattern(r"[^\W\d_].{2,}[^\W_] ?:\Z|[^\W\d_].{2,}\):\Z")
"""A whole tag that ends as a label does; `C:` is a drive."""

LABEL = pattern(r"[^\W\d_][^:]{0,79}:(?=\s|$|[^\W\d_a-zß-öø-ÿ]|[\U0001f1e6-\U0001f1ff])")
"""A label at the start of a line; `12:30`, `lang:en` and `https://` are none."""

SEVERAL = pattern(
    r"(?<=\S)[ \t]{2,}(?=[^\s()\[\],;:.–—-])"
    r"|(?<=\))[ \t]+(?=[^\W\d_a-zß-öø-ÿ])"
    rf"|(?<=[^\s\U0001f1e6-\U0001f1ff])[ \t]*(?={FLAG}[ \t]*\w)"
)
"""Where a line goes on with another name: after a gap that a picture left, after a bracket, before a flag."""
