"""Outcomes as what is remembered of a file, and what makes another run say the same.

Everything that could change an outcome is in the fingerprint: the version and the state of every module of wikilint and
of the rules, plug-ins included; the settings; the rules with their options, schemas by their content.
"""

from __future__ import annotations

import pickle
from dataclasses import replace
from hashlib import sha256

from wikilint.disk import paths
from wikilint.engine import index
from wikilint.engine.plan import Plan
from wikilint.report.outcome import Outcome
from wikilint.version import __version__

CLEAN = b""
"""What is remembered of a file in which nothing was found: most of them."""


def fingerprint(plan: Plan) -> str | None:
    """What tells whether another run would say the same of a file; None where that cannot be known."""
    modules = index.state(each.rule for each in plan.rules)
    if modules is None:
        return None
    rules = [(each.rule.name, each.severity, repr(each.options)) for each in plan.rules]
    state = (__version__, modules, repr(plan.settings), rules)
    return sha256(repr(state).encode("utf-8", "surrogatepass")).hexdigest()


def as_bytes(outcome: Outcome) -> bytes:
    """An outcome without what depends on how the file was named."""
    bare = replace(outcome, path="", relative="", seconds={})
    return CLEAN if bare == Outcome("") else pickle.dumps(bare, pickle.HIGHEST_PROTOCOL)


def from_bytes(said: bytes, path: str, relative: str) -> Outcome | None:
    """The outcome that was remembered, of the file as it is named now; None for what cannot be read."""
    if said == CLEAN:
        return Outcome(paths.printable(path), relative=relative)
    try:
        outcome = pickle.loads(said)  # noqa: S301 - the user's own file, and only with our own fingerprint
    except Exception:  # whatever unpickling may raise: then the file is looked at
        return None
    if not isinstance(outcome, Outcome):
        return None
    return replace(outcome, path=paths.printable(path), relative=relative)
