"""Schemas made into validators, without a connection: references lead to what was collected, or nowhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jsonschema_rs import Registry, Validator

DRAFTS = {
    "https://json-schema.org/draft/2020-12/schema": "Draft202012",
    "https://json-schema.org/draft/2019-09/schema": "Draft201909",
    "http://json-schema.org/draft-07/schema": "Draft7",
    "http://json-schema.org/draft-06/schema": "Draft6",
    "http://json-schema.org/draft-04/schema": "Draft4",
}
"""The drafts by the address of their meta-schema, and what jsonschema_rs calls them. It brings the meta-schemas."""

LATEST = next(iter(DRAFTS))


def draft_of(schema: Any, default: str = LATEST) -> str | None:
    """The address of the draft that a schema is written in; None for one that nobody here knows."""
    named = schema.get("$schema") if isinstance(schema, dict) else None
    if not isinstance(named, str):
        return default
    bare = named.rstrip("#").rstrip("/").partition("://")[2]
    return next((address for address in DRAFTS if address.endswith(f"//{bare}")), None)


@cache
def meta_validator(draft: str) -> Validator:
    """What a schema of a draft is held to. (`jsonschema_rs.meta` would fetch a `$schema` that it does not know.)"""
    import jsonschema_rs

    return jsonschema_rs.validator_for({"$schema": draft, "$ref": draft}, offline=True)


def registry(
    resources: Sequence[tuple[str, Any]], draft: str, retriever: Callable[[str], Any] | None = None
) -> Registry:
    """Schemas by their address, for references to find; one that says no draft has that of the first."""
    import jsonschema_rs

    return jsonschema_rs.Registry(
        resources, draft=getattr(jsonschema_rs, DRAFTS[draft]), retriever=retriever or _nothing
    )


def _nothing(address: str) -> Any:
    raise ValueError(f"nothing is fetched: {address}")


def compiled(
    content: Any,
    address: str,
    others: Sequence[tuple[str, Any]],
    formats: Mapping[str, Callable[[object], bool]] | None = None,
) -> Validator:
    """The validator of a schema.

    Raises jsonschema_rs.ValidationError or ValueError where a reference leads nowhere or a pattern is broken.
    """
    import jsonschema_rs

    found = registry([(address, content), *others], draft_of(content) or LATEST) if address else None
    return jsonschema_rs.validator_for(
        content,
        registry=found,
        base_uri=address or None,
        formats=dict(formats or {}),
        validate_formats=True,
        offline=True,
    )
