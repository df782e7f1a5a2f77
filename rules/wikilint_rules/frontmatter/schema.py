"""Frontmatter that does not fit its JSON Schema."""

from __future__ import annotations

from wikilint.rule import Document, Findings, Schemas, rule

_NONE = Schemas()


@rule("schema", severity="error", deletes=50)
def schema(doc: Document, *, schemas: Schemas = _NONE) -> Findings:
    """Frontmatter that does not match the JSON Schema of its folder.

    Templates and scripts that read the page expect these keys and types: a misspelt key is ignored, and a wrong value
    breaks the site or ends up in a list where it does not belong. The configuration says which schema applies to
    which pages, with globs as in `.gitignore`:

        [schema]
        "content/events/**" = "schemas/event.yaml"

    A schema is a YAML or JSON file (JSON Schema 2020-12 unless it says otherwise). If several globs match a page, the
    page has to match every schema. TOML and JSON blocks are checked, too. Dates count as text, so `format: date` and
    `format: date-time` work; the additional format `date-or-range` accepts `14 January – 14 February 2017`.

    A schema may refer to other files of the project (`$ref: common.yaml#/$defs/day`). The project is the working copy
    that contains the configuration; nothing is read from outside it or from the network. For
    `$ref: https://example.org/day.json`, save a copy as `day.json` next to the schema. A schema that refers to itself
    through YAML aliases, expands without limit or is not a regular file is refused.

    Each error is reported at its cause: at the wrong value, at the unknown key, or, if a key is missing, at the
    opening fence or the parent key. If a key or a word is nearly right, the message suggests the correct one. The rule
    is silent on pages that no glob matches, and on pages without frontmatter unless the schema requires a key.

    The fix renames a misspelt key, writes the value required by `const` or the closest value of an `enum`, adds a
    missing key that has a `const` or a `default`, or quotes a number that should be text.

        titel: Battle of Sarrin      # “titel” should probably be “title”, which is missing

    becomes

        title: Battle of Sarrin

    schemas: the path of a schema, or the schema itself, for each glob; `[schema]` is short for this option.

    Fix safety: unsafe, because a schema cannot know what you meant. A fix is offered only if it leaves fewer errors
    than before.
    """
    if schemas:
        # What follows is half of the group's code, and most runs have no schema.
        from wikilint_rules.frontmatter._compare import findings

        yield from findings(doc, schemas)
