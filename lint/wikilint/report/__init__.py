"""What a run found, in the form that a person or a machine reads. Reports get values and know nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module

from wikilint.report.form import Format, Manuals, Report
from wikilint.report.style import Style

__all__ = ["FORMATS", "Format", "Manuals", "Report", "Style"]


class _Formats(Mapping[str, Format]):
    """Formats by name; a format's module is imported when it is asked for, and offers it as `FORMAT`."""

    def __init__(self, *names: str) -> None:
        self._names = names

    def __getitem__(self, name: str) -> Format:
        if name not in self._names:
            raise KeyError(name)
        made: Format = import_module(f"{__name__}.{name}").FORMAT
        return made

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


FORMATS = _Formats(
    "full",
    "concise",
    "grouped",
    "json",
    "jsonl",
    "github",
    "gitlab",
    "sarif",
    "junit",
    "checkstyle",
    "rdjson",
)
"""Each format by its name: a new one is a module and a line here."""
