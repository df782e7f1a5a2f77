"""Which settings hold for which file: those of the configuration that is closest above it."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping

from wikilint.settings import config
from wikilint.settings.config import ConfigError, Settings
from wikilint.value import field, frozen, mutable, replace


@frozen
class Layout:
    """The settings of a run, as they travel to its processes.

    nested: for each folder that has a configuration of its own, its settings.
    default: for files that are below none of these folders.
    """

    default: Settings
    nested: Mapping[str, Settings] = field(default_factory=dict)

    def of(self, path: str) -> Settings:
        """The settings that hold for a file."""
        if not self.nested:
            return self.default
        folder = os.path.dirname(os.path.abspath(path))
        while folder not in self.nested:
            above = os.path.dirname(folder)
            if above == folder:
                return self.default
            folder = above
        return self.nested[folder]

    def all(self) -> tuple[Settings, ...]:
        """Every settings that may hold for a file, each once; the default is the first."""
        return (self.default, *self.nested.values())


def _as_they_are(settings: Settings) -> Settings:
    return settings


def _trusted(settings: Settings, folder: str) -> Settings:
    """The settings of a folder, unless they run code of a folder that nobody chose to work in. Raises ConfigError."""
    here = os.getcwd()
    if settings.local_rules and here != folder and not here.startswith(os.path.join(folder, "")):
        raise ConfigError(
            f"{settings.where('local-rules')}: `local-rules` runs code, which only the configuration of the current "
            "folder or one above it may do: go there, or name the file with --config"
        )
    return settings


@mutable
class Scopes:
    """Finds the configuration of each folder, reads each file once.

    fixed: the settings of every folder, where one file was named or none is wanted.
    overlay: puts the command line on top of the settings of a file.
    """

    fixed: Settings | None = None
    overlay: Callable[[Settings], Settings] = _as_they_are
    _known: dict[str, Settings] = field(default_factory=dict)
    _default: Settings | None = None

    @property
    def default(self) -> Settings:
        """What holds where there is no configuration."""
        if self._default is None:
            base = self.fixed or replace(Settings(), root=os.getcwd())
            self._default = self.overlay(base)
        return self._default

    def at(self, folder: str) -> Settings:
        """The settings that hold in a folder, given by its absolute path. Raises ConfigError."""
        if self.fixed is not None:
            return self.default
        passed = []
        while folder not in self._known:
            passed.append(folder)
            found = config.own(folder)
            above = os.path.dirname(folder)
            if found is not None:
                self._known[folder] = self.overlay(_trusted(config.load(found), folder))
            elif above == folder:
                self._known[folder] = self.default
            else:
                folder = above
        for each in passed:
            self._known[each] = self._known[folder]
        return self._known[folder]

    def put(self, settings: Settings) -> None:
        """Let settings hold in their folder, as if they were written there."""
        self._known[os.path.abspath(settings.root)] = settings

    def above(self, settings: Settings) -> Settings | None:
        """The settings that hold in the folder above the one that settings are for; None at the top."""
        if self.fixed is not None or settings.source is None:
            return None
        above = os.path.dirname(settings.root)
        found = self.at(above) if above != settings.root else None
        return found if found is not None and found.source is not None else None

    def layout(self, base: Settings | None = None) -> Layout:
        """All settings that were found so far."""
        nested = {each.root: each for each in self._known.values() if each.source is not None}
        return Layout(base or self.default, nested)
