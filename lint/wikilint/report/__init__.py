"""What a run found, in the form that a person or a machine reads. Reports get values and know nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from wikilint.outcome import Outcome
from wikilint.report import concise, full, json
from wikilint.report.style import Style

__all__ = ["FORMATS", "Style"]

FORMATS: dict[str, Callable[[Iterable[Outcome], Style], Iterator[str]]] = {
    "full": full.write,
    "concise": concise.write,
    "json": json.write,
}
"""Each format by its name, as a function that yields the text piece by piece."""
