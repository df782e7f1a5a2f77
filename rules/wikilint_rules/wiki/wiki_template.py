"""MediaWiki templates and parser functions: `{{cite web …}}`, `{{Infobox …}}`, `{{#invoke:…}}`."""

from __future__ import annotations

from wikilint.rule import Document, Edit, Finding, Findings, Fix, Safety, pattern, rule
from wikilint_rules._cut import cut_span
from wikilint_rules._fold import folded
from wikilint_rules.wiki._wikitext import holds_only_prose, is_code, is_taught, partners

_OPENING = pattern(r"\{\{(?!\{)[ \t]*+(?:\r\n|\n)?+(?P<name>#?[^\W\d_][^{}|\r\n<>\"()\[\]]{0,80}+)")
# Fields of other templates begin like one, shortcodes (`{{<`) do not.
_GATE = ((b"{{", pattern(rb"\{\{[ \t]*+(?:\r?\n)?+#?[A-Za-z\x80-\xff]")),)
_SHOWN = 40


@rule("wiki-template", severity="warning", gate=_GATE, protected=True, deletes=1_000)
def wiki_template(doc: Document) -> Findings:
    """A MediaWiki template or parser function that is left in the text.

    Outside MediaWiki, nothing expands `{{cite web |url=…}}`, `{{Infobox …}}` or `{{#invoke:…}}`: readers see the
    markup instead of the text it stands for. Templates inside a template are part of its finding.

    The rule looks for names that Wikipedias use (`cite …`, `Infobox …`, `reflist`, `convert`, `lang|…`, `#if:`, …). It
    ignores the `{{ page.title }}` of Jinja, Liquid and Hugo, Hugo's `{{< shortcode >}}` and MDN's
    `{{jsxref("Object")}}`, code, and pages that teach wiki markup.

    The fix removes editors' notes and switches that contain no text (`{{citation needed|date=…}}`, `{{reflist}}`), and
    replaces a template in a sentence by the words that it shows (`{{lang|fr|bonjour}}`, `{{convert|5|km}}`).

        The offensive ended on {{nowrap|5 March}}.{{citation needed|date=May 2017}}

    becomes

        The offensive ended on 5 March.

    Fix safety: always unsafe. A template that contains text or values, such as an infobox or a citation, is never
    removed; its fix is display only. There is no fix if the closing braces are missing or come after code or a
    heading.
    """
    return folded(doc, _templates(doc))


def _templates(doc: Document) -> Findings:
    from wikilint_rules.wiki._templates import is_template, says_nothing, spoken

    closed: dict[int, int] | None = None
    done = doc.body_start
    for match in _OPENING.finditer(doc.text, doc.body_start):
        start = match.start()
        if start < done or is_code(doc, start) or not is_template(match["name"], doc.text, match.end()):
            continue
        if is_taught(doc, start):
            continue
        if closed is None:
            closed = partners(doc.text, "{{", doc.body_start)
        end = closed.get(start)
        if end is None or not holds_only_prose(doc, start, end):
            done = match.end()
            yield Finding(start, done, _message(match["name"], "is left in the page, and nothing closes it"))
            continue
        done = end
        template = doc.text[start:end]
        words = spoken(template)
        edit = Edit(start, end, words) if words else cut_span(doc, start, end)
        safety: Safety = "unsafe" if words or says_nothing(template) else "display"
        fix = Fix("Keep its words" if words else "Remove the template", edit, safety=safety)
        yield Finding(start, end, _message(match["name"], "is left in the page"), fix)


def _message(name: str, what: str) -> str:
    name = " ".join(name.split())
    shown = name if len(name) <= _SHOWN else f"{name[:_SHOWN]}…"
    return f"MediaWiki’s “{{{{{shown}” {what}"
