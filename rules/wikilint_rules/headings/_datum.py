"""Headings that say all there is to say: a section under one of them may be empty."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wikilint.rule import pattern
from wikilint_rules.headings._names import has_words, is_code

if TYPE_CHECKING:
    from wikilint.rule import Document
    from wikilint_rules.headings._entry import Entry

_ATTRIBUTES = pattern(r"[ \t]*+\{[#.:][^{}]*+\}\Z|<a[ \t][^<>]*+></a>", re.IGNORECASE)
# The heading is the content: a link, a picture, a shortcode.
_CONTENT = pattern(r"\]\(|\]\[|\[\[|</a>|!\[|\{\{|\{%|<(?:img|figure|picture)\b", re.IGNORECASE)
# A release without notes, with or without a link and its date; and what is still to come.
_RELEASE = pattern(
    r"(?:\[?(?:v|version[ \t])?\d+(?:\.\d+)+[\w.+-]*\]?(?:\([^()\s]*\))?(?:[ \t][/–—-])?"
    r"(?:[ \t][(\[]?\d{4}[-/.]\d\d?[-/.]\d\d?[)\]]?)?|\[?unreleased\]?|latest changes|upcoming)\Z",
    re.IGNORECASE,
)
# An answer, where a format asks for a heading.
_ANSWER = pattern(
    r"(?:none|null|nothing|n/a|void|not applicable|keine?|aucune?|ninguno|нет|the end|eof|end of file|fin|ende|fim"
    r"|конец)\.?\Z",
    re.IGNORECASE,
)
# A paragraph of a law, in force or not.
_LAW = pattern(
    r"§|\(?(?:XXXX\)[ ])?(?:art|artikel|article|artículo|artigo|articolo)\b\.?[ \t]*+\d", re.IGNORECASE
)
_REPEALED = pattern(
    r"\((?:weggefallen|aufgehoben|gegenstandslos|repealed|reserved|deleted|omitted|revoked|withdrawn|removed"
    r"|abrogée?|supprimée?|derogad[oa]|suprimid[oa]|abrogat[oa]|revogad[oa])\)",
    re.IGNORECASE,
)
# Types, functions, constants, keys: `System.String[]`, `size()`, `spell_id`, `std::map`.
_CODE = pattern(r"`|\[\]|::|\w\.[A-Z]\w|\w\\?_\w|[\w.$:<>]+\([^()]*\)\Z")
_SENTENCE_ENDS = (".", "!", "?", ":", "。", "！", "？")
# An underline that was meant as a rule makes a heading of the text above it: of a paragraph, of `key: value`.
_TEXT = pattern(r"[\r\n]|: |[.!?:;,。！？：；，]\Z")
_INNER_END = pattern(r"\w{3}[.!?][ \t]")
# A longer title that ends like a sentence is a sentence.
_SHORT = 40
_LONG = 120
# Folders and files that hold forms to be filled in.
_FORM = pattern(
    r"(?:\A|[\\/])(?:\.github|archetypes|_?templates?|[a-z_]*_template)[\\/][^\\/]*\Z"
    r"|(?:\A|[\\/_. -])(?:template|sandbox)[^\\/]{0,20}\Z",
    re.IGNORECASE,
)


def is_datum(entry: Entry) -> bool:
    """Whether a heading is itself what it announces."""
    if len(entry.title) > _LONG:
        return True
    title = _ATTRIBUTES.sub("", entry.title)
    if not has_words(title):
        return True
    if entry.underlined and _TEXT.search(title):
        return True
    if _is_sentence(title) or _CONTENT.search(title) or _RELEASE.match(title):
        return True
    return _is_name(title.strip("*_ \t"))


def _is_sentence(title: str) -> bool:
    if title.endswith(("!", "！")):
        return True
    return title.endswith(_SENTENCE_ENDS) and (len(title) > _SHORT or _INNER_END.search(title) is not None)


def _is_name(title: str) -> bool:
    """Whether a title is an answer, a paragraph of a law, or what code calls something."""
    if _ANSWER.match(title) or _LAW.match(title) or _REPEALED.search(title) or _CODE.search(title):
        return True
    one_word = not any(map(str.isspace, title))
    named = title[:1].islower() or is_code(title) or any(map(str.isdigit, title))
    return one_word and named and not title.isdigit()


def is_form(doc: Document, keys: frozenset[str]) -> bool:
    """Whether a page has headings because its format wants them: a template, or the help of a command.

    keys: what the page's titles say, see `_names.key`.
    """
    return bool(_FORM.search(doc.path)) or {"synopsis", "description"} <= keys
