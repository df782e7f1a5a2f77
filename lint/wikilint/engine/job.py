"""What a run is asked to do, and what comes of it for each file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Literal

from wikilint.report.outcome import Outcome
from wikilint.settings.config import Settings
from wikilint.settings.scopes import Layout
from wikilint.value import field, frozen

if TYPE_CHECKING:
    from wikilint.disk.splices import Splice
    from wikilint.disk.store import Change, StoreError
    from wikilint.engine.plan import Plans

Mode = Literal["check", "fix", "diff"]


@frozen
class Job:
    """What is done to every file of a run.

    settings: for the run as a whole, and for files that no configuration is closer to.
    nested: the settings of folders that have a configuration of their own, by the folder.
    unsafe: apply unsafe fixes too.
    snippets: whether findings carry the text around them. fold: of each rule in a file only so many, 0 for all.
    timing: whether outcomes carry the seconds that each rule took.
    record: whether a `check` or a `diff`, too, gives what would be written.
    """

    mode: Mode
    settings: Settings
    unsafe: bool = False
    snippets: bool = True
    fold: int = 0
    timing: bool = False
    nested: Mapping[str, Settings] = field(default_factory=dict)
    record: bool = False

    def plans(self) -> Plans:
        """What is done to each file. Raises UsageError for rules and options that do not exist."""
        from wikilint.engine import plan

        return plan.plans(self.layout, unsafe=self.unsafe)

    @property
    def layout(self) -> Layout:
        """Which settings hold for which file."""
        return Layout(self.settings, self.nested)


Task = tuple[str, frozenset[str] | None]
"""A path, and what the run proves: None while that is not settled."""


Proposal = tuple["Change", tuple["Splice", ...]]
"""What is to be written, and the edits that made it of what is there."""


@frozen
class Sink:
    """Where what is to be written goes, `batch` files at a time. write: gives what stopped each of them."""

    write: Callable[[Sequence[Proposal]], Sequence[StoreError | None]]
    batch: int = 1


Result = tuple[Outcome, Proposal | None]
"""The outcome of a file, and what is to be written for it."""
