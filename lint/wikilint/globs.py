r"""Patterns for paths, in the language of .gitignore, matched in linear time.

`*.md` matches a name in any folder, `docs/*.md` from the root of the patterns on, `**/` any folders,
`drafts/` folders only; `!` takes back, and the last pattern that matches decides. One difference: `?` and
sets match a character where git matches a byte.

pathspec speaks the same language, but its regexes backtrack: `*a*a*a*a*a*b` takes minutes for one name of
255 letters, and patterns come from the repository that is checked. Here what stands between two stars is
found once, leftmost, and never tried again (an atomic group): for globs, unlike regexes, that is enough.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from wikilint.errors import UsageError
from wikilint.value import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class PatternError(UsageError):
    """A pattern that can never match."""


class _Token(NamedTuple):
    """char: itself.  set: a regex for one character.  star: one or more of them.  slash."""

    kind: Literal["char", "set", "star", "slash"]
    value: str


# The ASCII members of each class, as git has them (wildmatch.c).
_POSIX = {
    "alnum": "a-zA-Z0-9",
    "alpha": "a-zA-Z",
    "blank": r" \t",
    "cntrl": r"\x00-\x1f\x7f",
    "digit": "0-9",
    "graph": r"!-\~",
    "lower": "a-z",
    "print": r" -\~",
    "punct": r"!-/:-@\[-`{-\~",
    "space": r"\t-\r ",
    "upper": "A-Z",
    "xdigit": "0-9A-Fa-f",
}

_SPECIAL = frozenset("*?[\\/")


# Compiled when first needed: most patterns are plain names, and each regex costs a millisecond.
@cache
def _token() -> re.Pattern[str]:
    return re.compile(
        r"""(?P<star>\*+) | (?P<slash>\\?/) | (?P<any>\?) | \\(?P<escaped>.)
          | \[ (?P<negated>[!^]?)
            (?P<members> (?:\[:[^]]{1,10}:\] | \\. | [^\\]) (?:\[:[^]]{1,10}:\] | \\. | [^]\\])*+ ) \]
          | (?P<char>[^\\[])""",
        re.VERBOSE | re.DOTALL,
    )


@cache
def _member() -> re.Pattern[str]:
    return re.compile(
        r"""\[:(?P<posix>[^]]{1,10}):\] | \\?(?P<first>(?<=\\).|[^\\]) (?: -(?!\Z) \\?(?P<last>(?<=\\).|[^\\]) )?""",
        re.VERBOSE | re.DOTALL,
    )


def _set(negated: str, members: str, pattern: str) -> str:
    """A regex for one character out of a set; never a slash."""
    inside = ""
    for member in _member().finditer(members):
        posix, first, last = member.group("posix", "first", "last")
        if posix is not None:
            if posix not in _POSIX:
                raise PatternError(f"the pattern {pattern!r} has no such class as [:{posix}:]")
            inside += _POSIX[posix]
        elif last is None or last < first:
            inside += re.escape(first)
        else:
            inside += f"{re.escape(first)}-{re.escape(last)}"
    if negated:
        return f"[^/{inside}]"
    return f"(?!/)[{inside}]"


def _tokens(pattern: str) -> list[_Token]:
    if _SPECIAL.isdisjoint(pattern):
        return [_Token("char", char) for char in pattern]
    tokens = []
    at = 0
    while at < len(pattern):
        found = _token().match(pattern, at)
        if not found:
            what = "ends in a backslash" if pattern[at] == "\\" else "has a [ that is never closed"
            raise PatternError(
                f"the pattern {pattern!r} {what}; write \\{pattern[at]} for the character itself"
            )
        at = found.end()
        star, slash, any_one, members = found.group("star", "slash", "any", "members")
        if star:
            tokens.append(_Token("star", star))
        elif slash:
            tokens.append(_Token("slash", "/"))
        elif any_one:
            tokens.append(_Token("set", "[^/]"))
        elif members is not None:
            tokens.append(_Token("set", _set(found["negated"], members, pattern)))
        else:
            tokens.append(_Token("char", found["escaped"] or found["char"]))
    return tokens


def _split(tokens: Sequence[_Token], kind: str) -> list[list[_Token]]:
    parts: list[list[_Token]] = [[]]
    for token in tokens:
        if token.kind == kind:
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def _segment(tokens: Sequence[_Token]) -> str:
    """A regex for one name of a path; what follows it has to be a slash or the end."""
    if not tokens:
        return "(?!)"
    pieces = [
        "".join(token.value if token.kind == "set" else re.escape(token.value) for token in piece)
        for piece in _split(tokens, "star")
    ]
    if len(pieces) == 1:
        return pieces[0]
    middle = "".join(f"(?>[^/]*?{piece})" for piece in pieces[1:-1] if piece)
    return f"{pieces[0]}{middle}[^/]*{pieces[-1]}"


def _path(tokens: Sequence[_Token]) -> str:
    """A regex for a whole path."""
    runs: list[list[str]] = [[]]
    for segment in _split(tokens, "slash"):
        if len(segment) == 1 and segment[0].kind == "star" and segment[0].value != "*":
            runs.append([])
        else:
            runs[-1].append(_segment(segment))
    if len(runs) == 1:
        return "/".join(runs[0])
    first, *middle, last = ["".join(f"{segment}/" for segment in run) for run in runs]
    between = "".join(f"(?>(?:[^/]++/)*?{run})" for run in middle if run)
    return f"{first}{between}" + (f"(?:[^/]++/)*?{last[:-1]}" if last else ".+")


@frozen
class _Pattern:
    tokens: list[_Token]
    negated: bool
    folders_only: bool
    anchored: bool


def _parse(line: str) -> _Pattern | None:
    """One line of a .gitignore; None if it holds no pattern. Raises PatternError."""
    text = line.rstrip(" ")
    if text != line and (len(text) - len(text.rstrip("\\"))) % 2:
        text += " "
    if not text or text.startswith("#"):
        return None
    negated = text.startswith("!")
    text = text.removeprefix("!")
    folders_only = text.endswith("/")
    text = text.removesuffix("/")
    if not text:
        return None
    return _Pattern(_tokens(text.removeprefix("/")), negated, folders_only, "/" in text)


class _Test:
    """Whether any pattern of a run of equals matches: most are plain names or endings, and need no regex."""

    __slots__ = ("names", "names_only", "on_name", "on_path", "suffixes")

    def __init__(self, patterns: Iterable[_Pattern]) -> None:
        names, suffixes, on_name, on_path = [], [], [], []
        for pattern in patterns:
            kinds = {token.kind for token in pattern.tokens}
            ending = "".join(token.value for token in pattern.tokens[1:])
            if pattern.anchored:
                on_path.append(_path(pattern.tokens))
            elif kinds == {"char"}:
                names.append("".join(token.value for token in pattern.tokens))
            elif pattern.tokens[0].kind == "star" and {token.kind for token in pattern.tokens[1:]} == {
                "char"
            }:
                suffixes.append(ending)
            else:
                on_name.append(_segment(pattern.tokens))
        self.names = frozenset(names)
        self.suffixes = tuple(suffixes)
        self.on_name = re.compile("|".join(on_name), re.DOTALL) if on_name else None
        self.on_path = re.compile("|".join(on_path), re.DOTALL) if on_path else None
        self.names_only = not (suffixes or on_name or on_path)

    def hit(self, folder: str, name: str) -> bool:
        return bool(
            name in self.names
            or (self.suffixes and name.endswith(self.suffixes))
            or (self.on_name and self.on_name.fullmatch(name))
            or (self.on_path and self.on_path.fullmatch(folder + name))
        )


class Globs:
    """Compiled patterns; paths are relative to their root, with `/`."""

    __slots__ = ("_runs",)

    def __init__(self, lines: Iterable[str], *, lenient: bool = False) -> None:
        """lenient: skip what can never match, as git does, instead of raising PatternError."""
        runs: list[list[_Pattern]] = []
        for line in lines:
            try:
                pattern = _parse(line)
            except PatternError:
                if not lenient:
                    raise
                continue
            if pattern and runs and runs[-1][0].negated == pattern.negated:
                runs[-1].append(pattern)
            elif pattern:
                runs.append([pattern])
        self._runs = [
            (not run[0].negated, _Test(each for each in run if not each.folders_only), _Test(run))
            for run in reversed(runs)
        ]

    def __bool__(self) -> bool:
        return bool(self._runs)

    def may_decide(self, names: Sequence[str]) -> bool:
        """Whether a pattern could match one of these names; asked for all names of a folder before each is."""
        return not all(test.names_only and test.names.isdisjoint(names) for _, _, test in self._runs)

    def decide(self, folder: str, name: str, *, is_folder: bool) -> bool | None:
        """What the last matching pattern says: True includes the path, False excludes it; None if none matches.

        folder: what comes before the name: empty, or with a slash at its end. Its own matches do not count.
        """
        for verdict, files, folders in self._runs:
            if (folders if is_folder else files).hit(folder, name):
                return verdict
        return None

    def covers(self, path: str, *, is_folder: bool = False) -> bool:
        """Whether a path, or a folder that contains it, is included."""
        *folders, name = path.split("/")
        above = ""
        for folder in folders:
            if self.decide(above, folder, is_folder=True):
                return True
            above += folder + "/"
        return bool(self.decide(above, name, is_folder=is_folder))
