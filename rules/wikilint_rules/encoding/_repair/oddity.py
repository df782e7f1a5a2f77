"""How unlikely a stretch of characters is in text that somebody wrote."""

import unicodedata
from functools import lru_cache

from wikilint.rule import pattern

from .pairs import LETTERS

_LEVELS = tuple(map(frozenset, LETTERS))
_JUNK = frozenset("¤¦¨¬¯¸ƒˆ˜ˇ˘˙˛˝΅΄ﬁﬂ\uf8ff\ufffd⌐⌠⌡◊√∆∂≈╒╓╕╖╙╘╛╜╞╟╡╢╤╥╧╨╪╫")
_SIGNS = frozenset("ªºµ§¶†‡•‰@#%&*+<=>\\^_|~©®°™№")
_OPENING = frozenset("¿¡‚„«‹“‘([{")
_CLOSING = frozenset("»›”)]}")
_APOSTROPHES = frozenset("’'ʼ")
_EAST_ASIAN = frozenset(
    {"CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO", "KATAKANA-HIRAGANA", "FULLWIDTH"}
)

# Kinds of characters; LOWER, UPPER, LETTER and MARK carry a script.
(
    SPACE,
    DIGIT,
    LOWER,
    UPPER,
    LETTER,
    MARK,
    OPEN,
    CLOSE,
    APOSTROPHE,
    POINT,
    CURRENCY,
    SIGN,
    JUNK,
    BOX,
    CONTROL,
) = range(15)
_LETTERS = frozenset({LOWER, UPPER, LETTER})
_OF_SCRIPTS = _LETTERS | {MARK}
_FROM_CATEGORY = {
    "Ll": LOWER, "Lu": UPPER, "Lt": UPPER, "Lo": LETTER, "Lm": LETTER, "Mn": MARK, "Mc": MARK, "Me": MARK,
    "Nd": DIGIT, "Zs": SPACE, "Sc": CURRENCY, "Sm": SIGN, "So": SIGN, "Sk": SIGN, "No": SIGN, "Nl": SIGN,
}  # fmt: skip


@lru_cache(maxsize=65536)
def kind(character: str) -> tuple[int, str]:
    """The kind of a character, and the script of a letter or mark ("" for marks of every script)."""
    if "\x80" <= character <= "\x9f":
        return CONTROL, ""
    for members, name in (
        (_JUNK, JUNK), (_OPENING, OPEN), (_CLOSING, CLOSE), (_APOSTROPHES, APOSTROPHE), (_SIGNS, SIGN),
    ):  # fmt: skip
        if character in members:
            return name, ""
    if "─" <= character <= "▟":
        return BOX, ""
    category = unicodedata.category(character)
    name = _FROM_CATEGORY.get(category, SPACE if character < " " else POINT)
    if name not in _OF_SCRIPTS:
        return name, ""
    script = unicodedata.name(character, "?").partition(" ")[0]
    if script in _EAST_ASIAN:
        return LETTER, "east asian"
    return name, "" if script in ("COMBINING", "VARIATION") else script


def is_letter(character: str) -> bool:
    """Whether a character is a letter of a word; “ª” and “µ” are signs."""
    return kind(character)[0] in _LETTERS


def _between_letters(before: str, after: str) -> float:
    kind_before, script_before = kind(before)
    kind_after, script_after = kind(after)
    if script_before != script_after and script_before and script_after:
        mixed = {script_before, script_after}
        # East Asian text sets Latin words and digits without a space.
        if "east asian" in mixed:
            return 0 if before < "\x80" or after < "\x80" else 2
        return 1.5 if mixed == {"LATIN", "GREEK"} else 3
    return 2 if kind_before == LOWER and kind_after == UPPER and not (before + after).isascii() else 0


_PAIRS: dict[tuple[int, int], float] = {
    (LOWER, CURRENCY): 1,
    (SIGN, LOWER): 1, (SIGN, UPPER): 1, (CURRENCY, LOWER): 1, (CURRENCY, UPPER): 0.5,
    (DIGIT, LOWER): 1, (DIGIT, UPPER): 1,
    (SIGN, SIGN): 1, (SIGN, CURRENCY): 1, (CURRENCY, SIGN): 2, (CURRENCY, OPEN): 1,
    (CURRENCY, APOSTROPHE): 1, (POINT, CURRENCY): 1,
    (SPACE, MARK): 2, (DIGIT, MARK): 2, (OPEN, MARK): 2, (POINT, MARK): 2, (SIGN, MARK): 1,
    (MARK, SIGN): 1, (MARK, CURRENCY): 1,
}  # fmt: skip
_INSIDE_WORDS: dict[int, float] = {OPEN: 2, CLOSE: 2, SIGN: 1.5, CURRENCY: 1.5, POINT: 1}
_MAY_JOIN = frozenset("·‧…–—‐‑־׳״–\u200c\u200d")
"""Punctuation that stands between letters in some language."""
_BEFORE_SHARP_S = frozenset("aeiouyäöüAEIOUYÄÖÜ\u0308")
"""“fßr” is no German word: it is “für” of iso-8859-2."""


@lru_cache(maxsize=65536)
def pair(before: str, after: str) -> float:
    """How odd it is that `after` follows `before`: 0 for what text does all the time, up to 4."""
    if before < "\x80" and after < "\x80":
        return 0
    if "\u0332" <= after <= "\u0338":
        return 0  # lines through or under a character, whatever it is
    first, second = kind(before)[0], kind(after)[0]
    if first in _OF_SCRIPTS and second in _OF_SCRIPTS:
        return 5 if after == "ß" and before not in _BEFORE_SHARP_S else _between_letters(before, after)
    if (first == BOX) != (second == BOX) and SPACE not in (first, second):
        return 2
    if (before in "–—" and second == SIGN) or (first == LOWER and after in "„‚¿¡"):
        return 1
    if before in "°№" and second == UPPER:
        return 0
    return _PAIRS.get((first, second), 0)


_ODD_ALONE: dict[int, float] = {CONTROL: 4, JUNK: 2}
"""What characters cost that hardly any text has, wherever they stand."""


def oddity(text: str, before: str = " ", after: str = " ") -> float:
    """How odd `text` is between its two neighbours: 0 for natural text, 2 for a thing nobody writes."""
    total = 0.0
    last, last_kind = before, kind(before)[0]
    intruder = 0.0  # what the last character costs if a letter follows
    capitals = int(last_kind == UPPER)
    for character in text + after:
        name = kind(character)[0]
        total += pair(last, character)
        if name in _LETTERS:
            total += intruder
            if name == LOWER and capitals > 1 and not (last + character).isascii():
                total += 1
        inside = last_kind in _LETTERS and character > "\x7f" and character not in _MAY_JOIN
        intruder = _INSIDE_WORDS.get(name, 0) if inside else 0
        capitals = capitals + 1 if name == UPPER else 0
        total += _ODD_ALONE.get(name, 0)
        last, last_kind = character, name
    return total - _ODD_ALONE.get(last_kind, 0)


_PARTNER = dict(zip("“”„«»‹›‘‚", "””“»«›‹’‘", strict=True))


def with_partners(characters: frozenset[str]) -> frozenset[str]:
    """The characters, and the other quotation mark of each pair."""
    return characters | {_PARTNER[each] for each in characters & _PARTNER.keys()}


def is_quote(character: str) -> bool:
    return character in _PARTNER or character == "’"


@lru_cache(maxsize=4096)
def scripts_of(text: str) -> frozenset[str]:
    """The scripts of the letters of a text."""
    return frozenset(script for _, script in map(kind, text) if script)


_BLOCKS = (
    (0xA0, 0x17F), (0x1A0, 0x1A1), (0x1AF, 0x1B0), (0x218, 0x21B), (0x332, 0x338), (0x384, 0x3CE), (0x400, 0x45F),
    (0x490, 0x4F9), (0x531, 0x58A), (0x5B0, 0x5F4), (0x60C, 0x6FF), (0x900, 0x139F), (0x1780, 0x18AF), (0x1E00, 0x1FFF),
    (0x200B, 0x205F), (0x20A0, 0x27BF), (0x2B00, 0x2B55), (0x3000, 0x33FF), (0x4E00, 0x9FFF), (0xAC00, 0xD7A3),
    (0xFB00, 0xFB06), (0xFE0F, 0xFE0F), (0xFF00, 0xFFEF), (0x1F000, 0x1FAFF),
)  # fmt: skip
"""The blocks that running text and its symbols come from."""
STRANGE = 2.0
"""What a letter of another block costs that clean text has."""
NEVER = 8.0
"""What a character of another block costs that clean text has less than ten times."""
_DECADE = 0.25
"""What each power of ten costs by which a letter is rarer than those that occur most: it decides between equals."""


@lru_cache(maxsize=65536)
def rarity(character: str) -> float:
    """How much a character costs for being rare: 0 for “é”, 4 for what hardly any text has."""
    point = ord(character)
    if point < 0xA0:
        return 0
    strange = 0 if any(low <= point <= high for low, high in _BLOCKS) else STRANGE
    if not character.isalpha() or point >= 0x2000:
        return NEVER if strange else 0
    level = next((level for level, usual in enumerate(_LEVELS) if character in usual), None)
    return (NEVER if strange else 4 * _DECADE) if level is None else strange + level * _DECADE


@lru_cache(maxsize=65536)
def is_possible(character: str) -> bool:
    """Whether undoing a layer may give this character; C1 controls and U+F8FF only on the way to a further one."""
    if character in "\u2028\u2029\ufeff":
        return False
    return character == "\uf8ff" or unicodedata.category(character) not in ("Cn", "Co", "Cs")


def is_final(text: str) -> bool:
    """Whether a repaired text has nothing left that only stands between layers."""
    return not any("\x80" <= character <= "\x9f" or character == "\uf8ff" for character in text)


_BIDI = pattern("[\u202a-\u202e\u2066-\u2069]")


@lru_cache(maxsize=65536)
def may_be_written(character: str) -> bool:
    """Whether a fix may bring a character in; overrides, embeddings and isolates are shown but left to people."""
    return is_possible(character) and is_final(character) and not _BIDI.match(character)
