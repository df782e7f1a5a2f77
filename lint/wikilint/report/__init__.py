"""What a run found, in the form that a person or a machine reads. Reports get values and know nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from wikilint.report import concise, full, json
from wikilint.report.outcome import Outcome
from wikilint.report.style import Style

__all__ = ["FORMATS", "Format", "Style"]


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write outcomes.

    write: yields the text piece by piece.
    machine: whether a program reads it, so that nothing else may be on the same stream.
    snippets: whether it shows the text around a finding.
    """

    write: Callable[[Iterable[Outcome], Style], Iterator[str]]
    machine: bool = False
    snippets: bool = False


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "full": Format(full.write, snippets=True),
        "concise": Format(concise.write),
        "json": Format(json.write, machine=True),
    }
)
"""Each format by its name: a new one is a module and a line here."""
