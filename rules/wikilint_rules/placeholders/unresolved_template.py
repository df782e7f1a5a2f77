"""Fields of a template that nothing filled in: `{{ title }}`, `${user.name}`, `%s`, `<%= x %>`."""

from __future__ import annotations

import re

from wikilint.rule import Document, Finding, Findings, pattern, rule
from wikilint_rules._fold import folded

_SHOWN = 40
# How much of a line around a field is read.
_AROUND = 200
_NAME = r"(?!(?:and|or|to|with)\b)[.$]?[A-Za-z_][\w-]*+(?:\.[\w-]++|\[[\w\"'-]{0,40}+\])*+"
_ARGUMENTS = r"(?:[ \t]*+(?::[^{}|\r\n]{0,80}|\([^{}\r\n]{0,80}\)))?"
_FILTERS = rf"(?:[ \t]*+\|[ \t]*+[a-z_]++{_ARGUMENTS})*+"
# Each begins with its own letters, which is what makes the search for them fast.
_FIELDS = (
    pattern(rf"\{{\{{[ \t]*+{_NAME}{_FILTERS}[ \t]*+\}}\}}"),
    pattern(r"<%=[^%<>\r\n]{1,200}+%>"),
    pattern(rf"\$\{{{_NAME}\}}"),
    pattern(r"%(?:\d{1,2}\$)?[sd](?![\w%])"),
)
# What only the source of pages holds: control flow, includes, variables of Go, of Jekyll and of other builders.
_SOURCE = pattern(
    r"\{%[-+]?[ \t]*+[a-z_]++(?:[ \t][^{}%\r\n]{0,200})?[-+]?%\}(?!\})"
    r"|\{\{[ \t]*+(?:[$/>^&.]|#(?:if|each|with|unless|foreach)\b(?!:)"
    r"|(?:end|else|if|range|with|define|block|template|partial|include|content|i18n|T)\b"
    r"|(?:site|page|layout|theme|jekyll|post|paginator|config|env|vars?|self|this|props|slots?)\.)[^{}\r\n]{0,200}\}\}"
    r"|\{\{[-~][^{}\r\n]{0,200}\}\}|<%(?!=)[^%<>\r\n]{1,200}+%>"
)
_BEFORE = pattern(r"[%\w)\\$]")
# Of code, or of words about code, around `%s` and `${name}`.
_CODE = pattern(
    r"[=;\\|&@#~\[\]]|::|->|\$\(|[\"'`«“‘]|(?:\w[/.:]|/)[\w$%{]|\b\w+\(|%[^sd\s\d]|\b(?:format|replac\w+|substitut\w+"
    r"|placeholders?|variables?|strings?|arguments?|printf|parameters?|expan(?:d|s)\w*|means|denotes?|set)\b",
    re.IGNORECASE,
)
# Of a script, `${user.name}` or `${userName}`; any shell has `${name}`.
_SCRIPT = pattern(r"[a-z][A-Z]|\w\.\w")
# “an %s” is the thing itself.
_ARTICLE = pattern(r"\b(?:an?|the|this|each|every|no|any|one|einen?|das|le|un|el)[ \t]\Z", re.IGNORECASE)
_ARTICLE_REACH = 8
_SPACED = pattern(r"[\s.,;:!?)…-]")


@rule(
    "unresolved-template",
    severity="warning",
    gate=(b"{{", b"{%", b"<%", b"${", b"%s", b"%d", b"$s"),
    default=False,
)
def unresolved_template(doc: Document) -> Findings:
    r"""A template field that was never filled in: `{{ title }}`, `${user.name}`, `%s`, `<%= x %>`.

    On a finished page it means that a value was missing or that the page was never rendered. In the sources of
    Hugo, Jekyll or MDN it is how pages are written, so the rule is off by default; it is on in the `plain` and
    `wiki` profiles. A page that is a template itself, with control flow, includes or variables of its generator
    (`{% if … %}`, `{{ end }}`, `{{ $x }}`, `{{ site.url }}`), is one info.

    The rule ignores Hugo's shortcodes (`{{< x >}}`, `{{% x %}}`), macros with arguments (`{{jsxref("Object")}}`),
    LaTeX (`${\left\langle x}`), code, `%s` and `${name}` in a sentence about code, and shell variables (`${name}`).

        Dear {{ customer.name }}, your order %s has left us.

    Fix safety: there is no fix, because only the author knows the value.
    """
    source = list(doc.search(_SOURCE))
    if source:
        shown = source[0][0] if len(source[0][0]) <= _SHOWN else f"{source[0][0][:_SHOWN]}…"
        places = "" if len(source) == 1 else f" and {len(source) - 1} more"
        message = f"the page is a template: “{shown}”{places}"
        yield Finding(*source[0].span(), message, severity="info", count=len(source))
        return
    for field in _FIELDS:
        yield from folded(doc, (_finding(match) for match in doc.search(field) if _is_field(doc, match)))


def _finding(match: re.Match[str]) -> Finding:
    return Finding(*match.span(), f"“{match[0]}” was never filled in")


def _is_field(doc: Document, match: re.Match[str]) -> bool:
    """Whether a field is one indeed; `%s` and `${name}` have many other uses."""
    start, end = match.span()
    if match[0][0] not in "$%":
        return True
    if match[0][0] == "$" and not _SCRIPT.search(match[0]):
        return False
    before, after = doc.text[start - 1 : start], doc.text[end : end + 1]
    if _BEFORE.match(before) or (before and not before.isspace()) or (after and not _SPACED.match(after)):
        return False
    if _ARTICLE.search(doc.text, max(start - _ARTICLE_REACH, 0), start):
        return False
    if after == "\t" and doc.is_blank(doc.line_start(start), start):
        return False
    line = doc.text[max(doc.line_start(start), start - _AROUND) : start]
    rest = doc.text[end : min(doc.line_end(end), end + _AROUND)]
    return not _CODE.search(line) and not _CODE.search(rest) and any(map(str.isalpha, line + rest))
