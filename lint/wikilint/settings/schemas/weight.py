"""How many parts of a schema may speak about one value: what a validator would write errors about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from wikilint.settings.schemas.compiling import registry

if TYPE_CHECKING:
    from jsonschema_rs import Resolver

MAX_WEIGHT = 20_000
"""The largest schemas of SchemaStore stay far below; at 65,000 a page with errors takes half a second."""

_MAX_VISITS = 200_000

_TOGETHER = ("allOf", "anyOf", "oneOf")
_ONE = ("not", "if", "then", "else")
_MAPPINGS = ("dependentSchemas",)
_REFERENCES = ("$ref", "$dynamicRef", "$recursiveRef")
_BELOW = ("properties", "patternProperties")
_EACH_BELOW = (
    *("additionalProperties", "items", "additionalItems", "contains", "propertyNames"),
    *("unevaluatedItems", "unevaluatedProperties", "prefixItems"),
)


def weight(content: Any, resources: Sequence[tuple[str, Any]], draft: str) -> int:
    """The most parts of a schema that can apply to a value and to one below each, clamped above MAX_WEIGHT.

    Parts that apply to the same value add up, those of sibling values do not. A part inside itself counts once.
    """
    addressed = [(address or "urn:wikilint:schema", each) for address, each in resources]
    resolver = registry(addressed, draft).resolver(addressed[0][0])
    return _Scale().weigh(content, resolver, addressed[0][0])


class _Scale:
    """Remembers what each part weighs, by identity or, behind a reference, by its address."""

    def __init__(self) -> None:
        self._known: dict[object, int] = {}
        self._kept: list[Any] = []  # so that no identity is given away twice
        self._visits = 0

    def weigh(self, part: Any, resolver: Resolver, key: object) -> int:
        if not isinstance(part, dict) or self._visits > _MAX_VISITS:
            return MAX_WEIGHT + 1 if self._visits > _MAX_VISITS else 1
        if key in self._known:
            return self._known[key]
        self._visits += 1
        self._known[key] = 0  # inside itself
        self._kept.append(part)
        if isinstance(own := part.get("$id"), str):
            resolver = _moved(resolver, own)
        total = 1 + sum(self._here(part, resolver)) + max(self._under(part, resolver), default=0)
        self._known[key] = min(total, MAX_WEIGHT + 1)
        return self._known[key]

    def _inner(self, part: Any, resolver: Resolver) -> int:
        return self.weigh(part, resolver, id(part))

    def _here(self, part: dict[str, Any], resolver: Resolver) -> Iterator[int]:
        for key in _TOGETHER:
            for each in _listed(part.get(key)):
                yield self._inner(each, resolver)
        for key in _ONE:
            if key in part:
                yield self._inner(part[key], resolver)
        for key in _MAPPINGS:
            for each in _mapped(part.get(key)):
                yield self._inner(each, resolver)
        for key in _REFERENCES:
            if isinstance(reference := part.get(key), str):
                yield self._behind(reference, resolver)

    def _under(self, part: dict[str, Any], resolver: Resolver) -> Iterator[int]:
        for key in _BELOW:
            for each in _mapped(part.get(key)):
                yield self._inner(each, resolver)
        for key in _EACH_BELOW:
            for each in part[key] if isinstance(part.get(key), list) else [part.get(key)]:
                yield self._inner(each, resolver)

    def _behind(self, reference: str, resolver: Resolver) -> int:
        address = urljoin(resolver.base_uri, reference) if "#" not in reference else None
        key = address or (resolver.base_uri, reference)
        if key in self._known:
            return self._known[key]
        try:
            found = resolver.lookup(reference)
        except Exception:  # compiling has its own word about it
            return 1
        return self.weigh(found.contents, found.resolver, key)


def _moved(resolver: Resolver, own: str) -> Resolver:
    """The resolver inside a part that has an address of its own."""
    try:
        return resolver.lookup(own).resolver
    except Exception:  # an address that nothing refers to
        return resolver


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _mapped(value: Any) -> list[Any]:
    return list(value.values()) if isinstance(value, dict) else []
