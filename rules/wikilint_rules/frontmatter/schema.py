"""Frontmatter that does not fit its JSON Schema."""

from __future__ import annotations

from wikilint.rule import Document, Findings, Schemas, rule

_NONE = Schemas()


@rule("schema", severity="error", deletes=50)
def schema(doc: Document, *, schemas: Schemas = _NONE) -> Findings:
    """Frontmatter that does not match the JSON Schema of its folder.

    Which schema holds for which pages is set in the configuration, as globs that read like those of `.gitignore`:

        [schema]
        "content/events/**" = "schemas/event.yaml"

    The files are JSON Schema (2020-12 unless they say otherwise), in YAML or JSON. Where several globs match, each
    schema has to fit. Dates count as text, so `format: date` and `format: date-time` work, and one more format is
    known: `date-or-range` for `14 January – 14 February 2017`. TOML and JSON blocks are held to the schema too.

    A schema may refer to others in files of the project (`$ref: common.yaml#/$defs/day`). Nothing is read from the
    network and nothing outside the project, which is the working copy around the configuration: for
    `$ref: https://example.org/day.json` save a copy as `day.json` beside the schema. A schema that refers to itself
    through YAML aliases, that grows without measure or that is not a regular file is refused.

    Each error is reported where its cause is: at the value that is wrong, at the key that is unknown, at the opening
    fence (or the key above) where one is missing. A key or a word that is nearly right is named: “did you mean”.

    A fix renames a misspelt key, writes the value that `const` asks for or the one of an `enum` that is nearly there,
    adds a missing key that has a `const` or a `default`, or quotes a number that should be text.

        titel: Battle of Sarrin      # “titel” should probably be “title”, which is missing

    becomes

        title: Battle of Sarrin

    schemas: for each glob the path of a schema, or the schema itself; `[schema]` is short for it.

    Fix safety: unsafe, for a schema cannot know what you meant. No fix is offered that would not leave fewer
    errors.
    """
    if schemas:
        # What follows is half of the group's code, and most runs have no schema.
        from wikilint_rules.frontmatter._compare import findings

        yield from findings(doc, schemas)
