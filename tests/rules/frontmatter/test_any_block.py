"""All rules of the group on blocks that nobody would write: none fails, and every fix settles and proves itself."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from wikilint.document import Document
from wikilint.engine.check import FIX_REJECTED, RULE_FAILED
from wikilint.engine.fix import fix_document
from wikilint.engine.registry import ActiveRule, rules_in
from wikilint.settings.schemas import Schemas

SCHEMA = {
    "*": {
        "required": ["title"],
        "additionalProperties": False,
        "properties": {
            "title": {"type": "string", "minLength": 3},
            "date": {"format": "date-or-range"},
            "no": {},
        },
    }
}
RULES = tuple(
    ActiveRule(rule, {"schemas": Schemas.load(SCHEMA, ".")} if rule.name == "schema" else {}, rule.severity)
    for rule in rules_in("wikilint_rules.frontmatter")
)
LINES = st.sampled_from(
    """\
title: Battle of Sarrin
title: "Battle of Sarrin "
title: ' x'
titel: |-
title: |2
  the Battle of
    the Euphrates
  * and more
date: 010
date: 14 January – 14 February 2017
no: &a no
no: *a
k: {a: 1, a: 1, no: on, b: " c ", d: }
k: [object Object]
img: "[object Object]"
by: [a](b)
by: "open
x: {{ .Title }}
x: {{Infobox
- item
tags:
  - " a "
  - - b: " c"
# comment
? complex
: value
"\\tq ": "\\t\\x85r "
''
title
---
...
----
 ---
+++
a = 1
<<: *a
!!str x: !!int 010
Umlaut: "Ä "
É: " 🇷🇺\u00a0"
x: "\u2028 "
x: >+

""".split("\n")  # noqa: SIM905
)
BLOCKS = st.lists(LINES, max_size=9)


@settings(max_examples=300)
@given(
    st.sampled_from(["---", "\n---", "----", "+++", "{", "--- title: x"]),
    BLOCKS,
    st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_no_rule_fails_and_every_fix_settles(opening: str, lines: list[str], newline: str) -> None:
    document = Document.from_text(newline.join([opening, *lines, "---", "", "Text.", ""]), "a.md")
    mended = fix_document(document, RULES, lambda _, fix: fix.safety != "display")
    assert not [each.finding.message for each in mended.left if each.rule in (RULE_FAILED, FIX_REJECTED)]
    again = fix_document(mended.after, RULES, lambda _, fix: fix.safety != "display")
    assert again.after.raw == mended.after.raw
