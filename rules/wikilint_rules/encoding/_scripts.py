"""Which scripts need which invisible characters. Slow to compile: imported where such a character was found."""

from __future__ import annotations

import unicodedata

from wikilint.rule import pattern

# Scripts whose letters join or cluster: there ZWNJ and ZWJ choose the shape (Unicode 16, sections 9.2, 12.1, 23.2).
_JOINING = (
    "[\u0590-\u08ff\u0900-\u0dff\u0f00-\u109f\u1700-\u18af\u1900-\u1b7f\u1bc0-\u1c4f\ua840-\ua87f"
    "\ua8e0-\ua8ff\ua980-\ua9df\uaa60-\uaa7f\uabc0-\uabff\ufb1d-\ufdff\ufe70-\ufefc"
    "\U00010a00-\U00010aff\U00010d00-\U00010d3f\U00010f30-\U00010f6f\U00011000-\U00011fff\U0001e900-\U0001e95f]"
)
JOINING = pattern(_JOINING)

# Runs of ZWNJ and ZWJ that touch no such letter; of three and more it does not tell.
IDLE_JOINERS = pattern(
    f"[\u200c\u200d]++(?!{_JOINING})(?<!{_JOINING}[\u200c\u200d])(?<!{_JOINING}[\u200c\u200d]{{2}})"
)

# Scripts that are written without blanks between words, so that U+200B says where a line may break.
UNSPACED = pattern(
    "[\u0e00-\u0fff\u1000-\u109f\u1700-\u17ff\u1950-\u1aaf\u1b00-\u1bff\u2e80-\u312f\u31a0-\u9fff"
    "\ua000-\ua4cf\ua980-\ua9ff\uaa00-\uaadf\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff9f"
    "\U00011700-\U0001174f\U0001b000-\U0001b2ff\U00020000-\U0003ffff]"
)

# Letters and marks that run from right to left, for which U+200E, U+200F and U+061C are made.
RIGHT_TO_LEFT = pattern(
    "[\u0590-\u061b\u061d-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


def is_emoji(character: str) -> bool:
    """Whether a character can be a part of an emoji sequence (Unicode Technical Standard 51)."""
    return (
        character in "\u200d\u20e3\ufe0e\ufe0f"
        or "\U0001f3fb" <= character <= "\U0001f3ff"
        or unicodedata.category(character) == "So"
    )
