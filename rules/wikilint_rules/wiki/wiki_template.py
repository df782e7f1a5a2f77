"""MediaWiki templates and parser functions: `{{cite web …}}`, `{{Infobox …}}`, `{{#invoke:…}}`."""

from __future__ import annotations

import re

from wikilint.rule import Document, Edit, Finding, Findings, Fix, rule
from wikilint_rules._cut import cut_span
from wikilint_rules.wiki._wikitext import holds_only_prose, is_code, partners

_OPENING = re.compile(r"\{\{(?!\{)[ \t]*+(?:\r\n|\n)?+(?P<name>#?[^\W\d_][^{}|\r\n<>\"()\[\]]{0,80}+)")
_SHOWN = 40


@rule("wiki-template", severity="warning", gate=b"{{", protected=True)
def wiki_template(doc: Document) -> Findings:
    """A template or parser function of MediaWiki that nothing will expand here.

    Outside MediaWiki `{{cite web |url=…}}`, `{{Infobox …}}` or `{{#invoke:…}}` is noise in the text. The rule goes
    by names that Wikipedias use (`cite …`, `Infobox …`, `reflist`, `convert`, `lang|…`, `#if:`, …), so the
    `{{ page.title }}` of Jinja, Liquid and Hugo, the `{{< shortcode >}}` of Hugo and the `{{jsxref("Object")}}` of
    MDN are left alone, as is everything in code. Templates inside a template belong to its finding.

    With `--unsafe-fixes` the template goes, up to the braces that close it, and leaves the words that it shows in a
    sentence (`{{lang|fr|bonjour}}`, `{{convert|5|km}}`). Where the braces are missing, or code or a heading stands
    before them, nothing is done.

        The offensive ended on 5 March.{{cite news |title=Offensive ends |date=6 March}}

    becomes

        The offensive ended on 5 March.
    """
    from wikilint_rules.wiki._templates import is_template, spoken

    closed: dict[int, int] | None = None
    done = doc.body_start
    for match in _OPENING.finditer(doc.text, doc.body_start):
        start = match.start()
        if start < done or is_code(doc, start) or not is_template(match["name"], doc.text, match.end()):
            continue
        if closed is None:
            closed = partners(doc.text, "{{", doc.body_start)
        end = closed.get(start)
        if end is None or not holds_only_prose(doc, start, end):
            done = match.end()
            yield Finding(start, done, _message(match["name"], "is left in the page, and nothing closes it"))
            continue
        done = end
        words = spoken(doc.text[start:end])
        edit = Edit(start, end, words) if words else cut_span(doc, start, end)
        fix = Fix("Leave its words" if words else "Remove the template", edit, safety="unsafe")
        yield Finding(start, end, _message(match["name"], "is left in the page"), fix)


def _message(name: str, what: str) -> str:
    name = " ".join(name.split())
    shown = name if len(name) <= _SHOWN else f"{name[:_SHOWN]}…"
    return f"MediaWiki’s “{{{{{shown}” {what}"
