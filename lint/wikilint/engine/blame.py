"""Whose code failed: the place in a rule or a plug-in, and the distribution that brought it."""

from __future__ import annotations

import traceback
from collections.abc import Iterator

OURS = "wikilint"
LOCAL = "local"
"""The group of the rules of a project's own, and the package that their modules are in."""

_OWN = (OURS, "wikilint_rules")


def _frames(error: BaseException) -> Iterator[tuple[str, str, int]]:
    """The module, the file and the line of each frame, the innermost first."""
    frames = list(traceback.walk_tb(error.__traceback__))
    for frame, line in reversed(frames):
        yield str(frame.f_globals.get("__name__", "")), frame.f_code.co_filename, line or 0


def place(error: BaseException) -> str:
    """`file:line` where an exception came from."""
    if isinstance(error, SyntaxError) and error.filename:
        return f"{error.filename}:{error.lineno}"
    for _, file, line in _frames(error):
        if not file.startswith("<"):
            return f"{file}:{line}"
    return "unknown"


def distribution(error: BaseException) -> str:
    """The name of the distribution of the innermost frame of a plug-in, with its address where it gives one."""
    from importlib.metadata import packages_distributions

    owners = packages_distributions()
    plug_ins = _plug_ins()
    for name, _, _ in _frames(error):
        top = name.partition(".")[0]
        if top in plug_ins:
            return _with_address(owners.get(top, [top])[0])
    return _with_address(OURS)


def remedy(module: str) -> str:
    """What to do about a rule that failed, by the module that it comes from."""
    from importlib.metadata import packages_distributions

    top, _, below = module.partition(".")
    if below.startswith(f"{LOCAL}."):
        return "correct it there"
    owner = OURS if top in _OWN else packages_distributions().get(top, [top])[0]
    return f"please report it to the authors of {_with_address(owner)}"


def _plug_ins() -> frozenset[str]:
    from importlib.metadata import entry_points

    return frozenset(point.value.partition(".")[0] for point in entry_points(group="wikilint.rules"))


def _with_address(name: str) -> str:
    from importlib.metadata import PackageNotFoundError, metadata

    try:
        about = metadata(name)
    except PackageNotFoundError:
        return name
    for value in about.get_all("Project-URL") or ():
        label, _, address = value.partition(", ")
        if label.lower() in ("issues", "bug tracker", "tracker", "repository", "source", "homepage"):
            return f"{name} ({address})"
    author = (about.get_all("Author-email") or about.get_all("Home-page") or [""])[0]
    return f"{name} ({author})" if author else name
