"""MediaWiki's own markup: `'''bold'''`, `== heading ==`, `{|`, `__TOC__`, parameters of an infobox."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wikilint.rule import Document, Edit, Finding, Findings, Fix, pattern, rule
from wikilint_rules._cut import cut_lines, cut_span
from wikilint_rules._fold import folded
from wikilint_rules.wiki._wikitext import is_taught

if TYPE_CHECKING:
    from collections.abc import Iterator

_SHOWN = 40

# After a Latin or Greek letter three marks are the third derivative; Chinese has no space before bold words.
_BOLD = pattern(
    r"(?<![A-Za-z0-9_'\u0370-\u03ff])(?P<marks>'''(?:'')?+)(?=[^\s'])(?P<text>[^'\r\n]++(?:'[^'\r\n]++)*+)"
    r"(?P<close>(?<=\S)(?P=marks)(?!'))?"
)
_NEXT = pattern(r"[\s>|*_]++(?P<said>[^\r\n|*_]*+)")
_HEADING = pattern(
    r"(?:^|(?<=\r))(?P<marks>={2,6})(?!=)(?P<blank>[ \t]*+)(?P<title>[^=\s][^=\r\n]*+(?:=[^=\r\n]++)*+)(?P=marks)"
    r"[ \t]*+(?=[\r\n]|\Z)",
    re.MULTILINE,
)
_OTHER = pattern(r"'''|\[\[|\{\{|<ref|__[A-Z]{3}")
_TABLE = pattern(r"(?:^|(?<=\r))(?:\{\|(?!\|)[^\r\n|}]*+|\|\})[ \t]*+(?=[\r\n]|\Z)", re.MULTILINE)
# Alone on its line: elsewhere `__INDEX__` is a word in bold type.
_SWITCH = pattern(
    r"(?:^|(?<=\r))[ \t]*+__(?:(?:NO|FORCE)?TOC|NO(?:EDITSECTION|GALLERY|INDEX|TITLECONVERT|CONTENTCONVERT)"
    r"|NEWSECTIONLINK|HIDDENCAT|INDEX|STATICREDIRECT|DISAMBIG|EXPECTUNUSEDCATEGORY)__[ \t]*+(?=[\r\n]|\Z)",
    re.MULTILINE,
)
_REDIRECT = pattern(r"(?:^|(?<=\r))#REDIRECT[ \t]*+:?[ \t]*+\[\[[^\]\r\n]++\]\]", re.MULTILINE)
# A parameter of an infobox; a converter makes a bullet of its bar.
_PARAMETER = pattern(
    r"(?:^|(?<=\r))[ \t]{0,3}[*|][ \t]?(?P<name>[a-z][a-z0-9_-]*+)[ \t]*+=(?!=)[^\r\n]*+",
    re.MULTILINE,
)
# One parameter counts for nothing, so one is on a later line; this is found at the speed of a plain search.
_PARAMETER_BELOW = pattern(r"\n[ \t]{0,3}[*|][ \t]?[a-z][a-z0-9_-]*+[ \t]*+=")
_GATE = (
    *(b"'''", b"{|", b"#REDIRECT"),
    (b"__", pattern(rb"__[A-Z]{3}")),
    (b"==", pattern(rb"==(?<![^\r\n\xbf]==)=*+[ \t]*+[^=\s]")),
    (b" =", pattern(rb"\n[ \t]{0,3}[*|][ \t]?[a-z][a-z0-9_-]*+[ \t]*+=")),
    (b"\r", b" =", pattern(rb"\r[ \t]{0,3}[*|][ \t]?[a-z][a-z0-9_-]*+[ \t]*+=")),
)
# What the infoboxes for battles, people, places and organisations call their parameters, between bars.
_NAMES = (
    "|alt|area_total|birth_date|birth_name|birth_place|campaignbox|caption|casualties1|casualties2|combatant1|"
    "|combatant2|combatant3|commander1|commander2|conflict|coordinates|country|date|death_date|death_place|"
    "|dissolution|formation|founded|founder|genre|headquarters|image|image_caption|image_size|leader|location|logo|"
    "|map_caption|map_type|nationality|native_name|notes|occupation|partof|place|population_total|pushpin_map|"
    "|result|settlement_type|spouse|status|strength1|strength2|subdivision_name|territory|units1|units2|website|"
    "|years_active|"
)


@rule("wiki-markup", severity="warning", gate=_GATE, deletes=100)
def wiki_markup(doc: Document) -> Findings:
    """MediaWiki markup that has no meaning in Markdown.

    Left over from a conversion, it is shown as text, and the structure that it stood for is lost: `'''bold'''`,
    `== Heading ==`, the frame of a table (`{|` … `|}`), switches such as `__TOC__`, the parameters of an infobox
    (` * conflict    = …`, two or more names that infoboxes have in a row), `#REDIRECT [[…]]`.

    The rule ignores a heading underlined with `===`, a marked `==text==` where no other heading is MediaWiki's,
    pages that teach wiki markup, and all code.

        == Background ==
        '''Mosul''' fell in June.

    becomes

        ## Background
        **Mosul** fell in June.

    Fix safety: unsafe, because the marks may be meant as they are. Bold text and headings are written in Markdown,
    and switches are removed. Tables and redirects have no fix, and the parameters of an infobox are never removed,
    because they hold values.
    """
    return folded(doc, (finding for finding in _markup(doc) if not is_taught(doc, finding.start)))


def _markup(doc: Document) -> Findings:
    text = doc.text
    if "'''" in text:
        yield from (_bold(match) for match in doc.search(_BOLD) if not _is_rendered(doc, match))
    if "==" in text:
        yield from map(_heading, _headings(doc))
    if "{|" in text:
        for match in doc.search(_TABLE):
            yield Finding(*match.span(), f"MediaWiki table “{_short(match[0])}” is left in the page")
    if "__" in text:
        for match in doc.search(_SWITCH):
            fix = Fix("Remove the switch", cut_span(doc, *match.span()), safety="unsafe")
            yield Finding(*match.span(), f"MediaWiki switch “{match[0].strip()}” is left in the page", fix)
    if "#REDIRECT" in text:
        for match in doc.search(_REDIRECT):
            yield Finding(*match.span(), f"MediaWiki redirect “{_short(match[0])}” is left in the page")
    if " =" in text and (doc.newline == "\r" or _PARAMETER_BELOW.search(text)):
        yield from _parameters(doc)


def _is_rendered(doc: Document, bold: re.Match[str]) -> bool:
    """Whether the line below, or the cell beside, shows what the markup looks like."""
    below = _NEXT.match(doc.text, bold.end())
    return below is not None and below["said"].strip() == bold["text"].strip()


def _headings(doc: Document) -> Iterator[re.Match[str]]:
    """Headings; `==text==` is also how Obsidian marks text, and counts only beside one that is nothing else.

    Plain text has such lines, too: one alone counts only in a page with other markup of wikis.
    """
    found = [match for match in doc.search(_HEADING) if not match["title"][0].islower()]
    if not any(match["blank"] or len(match["marks"]) > 2 for match in found):
        return
    if len(found) > 1 or _OTHER.search(doc.text, doc.body_start):
        yield from found


def _short(markup: str) -> str:
    return markup if len(markup) <= _SHOWN else f"{markup[:_SHOWN]}…"


def _bold(match: re.Match[str]) -> Finding:
    if not match["close"]:
        end = match.end("marks")
        return Finding(match.start(), end, f"MediaWiki bold marker “{match['marks']}” is left in the page")
    marks = "**" if len(match["marks"]) == 3 else "***"
    fix = Fix("Write it in Markdown", Edit(*match.span(), f"{marks}{match['text']}{marks}"), safety="unsafe")
    return Finding(*match.span(), f"MediaWiki bold text “{_short(match[0])}” is left in the page", fix)


def _heading(match: re.Match[str]) -> Finding:
    heading = f"{'#' * len(match['marks'])} {match['title'].rstrip()}"
    fix = Fix("Write it in Markdown", Edit(*match.span(), heading), safety="unsafe")
    return Finding(*match.span(), f"MediaWiki heading “{_short(match[0].rstrip())}” is left in the page", fix)


def _parameters(doc: Document) -> Findings:
    run: list[re.Match[str]] = []
    for match in doc.search(_PARAMETER):
        if run and doc.line_end(run[-1].end()) != match.start():
            yield from _infobox(doc, run)
            run = []
        run.append(match)
    yield from _infobox(doc, run)


def _infobox(doc: Document, run: list[re.Match[str]]) -> Findings:
    """The finding for parameters in a row; two of them have to have names that infoboxes give them."""
    if len({match["name"] for match in run if f"|{match['name']}|" in _NAMES}) < 2:
        return
    start, end = run[0].start(), run[-1].end()
    message = f"{len(run)} parameters of an infobox (“{_short(run[0][0].strip())}”, …) are left in the page"
    fix = Fix("Remove the parameters", cut_lines(doc, start, doc.line_end(end)), safety="display")
    yield Finding(start, end, message, fix, count=len(run))
