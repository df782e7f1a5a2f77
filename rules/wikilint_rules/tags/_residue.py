"""What an information box leaves in a tag of one line: bullets, picture names, labels, "undefined"."""

from __future__ import annotations

from wikilint.rule import frozen, pattern
from wikilint_rules.tags import _marks as marks
from wikilint_rules.tags._pieces import pieces
from wikilint_rules.tags._plain import has_sign, tidy, trim
from wikilint_rules.tags._soundness import is_sound

_NAME = pattern(rf"[^\W\d_a-zß-öø-ÿ]|{marks.FLAG}")
_SIGN_NAME = pattern(
    r"(?:operators?|signs?|symbols?|characters?|asterisks?|stars?|minus|hyphens?|dash(?:es)?|bullets?|keys?|wildcards?"
    r"|pointers?|tokens?|multiplication|exponentiation|subtraction|unary|binary)\b|\([a-z]"
)
"""What follows a sign that is the subject of a tag: `* operator`, `** (power)`."""
_UNDEFINED = pattern(r"undefined(?: +[^\W\d_a-z].*)?\Z|[^:]+:[ \t]*undefined\Z")
_FLAGS = pattern(rf"(?<=[^\s\U0001f1e6-\U0001f1ff])[ \t]*{marks.FLAG}[ \t]*\w")


@frozen
class Residue:
    """What is left in a tag that does not belong there.

    what: as a message names it.
    tags: what the item should be; nothing where it holds nothing else.
    safe: whether only a bullet goes.
    sound: whether no name goes with it, see `is_sound`; else a fix is only to be shown.
    """

    what: str
    tags: tuple[str, ...]
    safe: bool
    sound: bool


def residue(value: str) -> Residue | None:
    """What does not belong in a tag, None for a proper one. The value has no line break inside."""
    text = trim(value)
    what = _what(text) if has_sign(text) else None
    if what is None:
        return None
    tags = tuple(pieces(text, labels=False))
    bullet = marks.STRICT_BULLET.match(text)
    safe = bullet is not None and tags == (tidy(text[bullet.end() :]),)
    return None if tags == (tidy(text),) else Residue(what, tags, safe, is_sound(text, tags))


def _what(text: str) -> str | None:
    """What the first sign of residue is. Words of other worlds (`*nix`, `undefined behavior`, `logo.png`) have none."""
    bullet = marks.STRICT_BULLET.match(text)
    if bullet and _SIGN_NAME.match(text, bullet.end()):
        return None
    if bullet and "*" not in text[bullet.end() :]:
        return f"the bullet “{bullet[0].strip()}”"
    if _UNDEFINED.match(text):
        return "a script's “undefined”"
    picture = marks.PICTURE_END.search(text)
    if picture and (marks.PICTURE_START.match(text) or _NAME.match(text[picture.end() :].lstrip())):
        return "the name of an image"
    if group := marks.GROUP_LABEL.search(text):
        return f"the label “{group[0].strip()}”"
    if marks.LABEL_ALONE.match(text):
        return "a label without a name"
    break_tag = marks.LINE_TAG.search(text)
    if break_tag and text[: break_tag.start()].strip() and text[break_tag.end() :].strip():
        return "an HTML line break"
    return "a flag, and so a second name," if _FLAGS.search(text) else None
