"""Fields of a template that nothing filled in: `{{ title }}`, `{% if %}`, `${name}`, `%s`, `<%= x %>`."""

from __future__ import annotations

import re

from wikilint.rule import Document, Finding, Findings, rule

_NAME = r"[.$]?[A-Za-z_][\w-]*+(?:\.[\w-]++|\[[\w\"'-]{0,40}+\])*+"
_ARGUMENTS = r"(?:[ \t]*+(?::[^{}|\r\n]{0,80}|\([^{}\r\n]{0,80}\)))?"
_FILTERS = rf"(?:[ \t]*+\|[ \t]*+[a-z_]++{_ARGUMENTS})*+"
# Each begins with its own letters, which is what makes the search for them fast.
_FIELDS = (
    re.compile(rf"\{{\{{[-~]?[ \t]*+{_NAME}{_FILTERS}[ \t]*+[-~]?\}}\}}"),
    re.compile(r"\{%[-+]?[ \t]++[a-z_]++(?:[ \t][^{}%\r\n]{0,200})?[-+]?%\}(?!\})"),
    re.compile(r"<%[=-]?[^%<>\r\n]{1,200}+%>"),
    re.compile(rf"\$\{{{_NAME}\}}"),
    re.compile(r"%(?:\d{1,2}\$)?[sd](?![\w%])"),
)
_BEFORE = re.compile(r"[%\w)\\$]")


@rule(
    "unresolved-template",
    severity="warning",
    gate=(b"{{", b"{%", b"<%", b"${", b"%s", b"%d", b"$s"),
    default=False,
)
def unresolved_template(doc: Document) -> Findings:
    """A field of a template that was never filled in: `{{ title }}`, `{% if … %}`, `${name}`, `%s`, `<%= x %>`.

    In a finished page it means that a value was missing or that the page was never rendered. In the sources of Hugo,
    Jekyll or MDN it is how pages are written; so this rule is off by default and on in the profiles `plain` and
    `wiki`. Hugo's shortcodes (`{{< x >}}`, `{{% x %}}`), macros with arguments (`{{jsxref("Object")}}`), LaTeX
    (`${\\left\\langle x}`), a quoted `"%s"` and code are left alone. There is no fix: only the author knows the value.

        Dear {{ customer.name }}, your order %s has left us.
    """
    for field in _FIELDS:
        for match in doc.search(field):
            before, after = (
                doc.text[match.start() - 1 : match.start()],
                doc.text[match.end() : match.end() + 1],
            )
            spoken_of = before != "" and before in "\"'“‘«>" and after != "" and after in "\"'”’»<"
            if match[0][0] not in "$%" or not (spoken_of or _BEFORE.match(before)):
                yield Finding(*match.span(), f"“{match[0]}” was never filled in")
