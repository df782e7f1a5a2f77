"""What a rule is: the one door for rule authors.

A rule module imports from here and from nothing else of wikilint:

    from wikilint.rule import Document, Edit, Finding, Findings, Fix, rule
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib import import_module
from itertools import takewhile
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from wikilint.document import Document, fact
from wikilint.evidence import (
    PROOF,
    AnyEvidence,
    Evidence,
    Judgement,
    Note,
    common_form,
    form,
    target,
    vocabulary,
    word,
)
from wikilint.finding import SEVERITIES, Edit, Finding, Findings, Fix, Safety, Severity
from wikilint.gates import EQUAL_LINES, FENCED, NON_ASCII, UNPLAIN_BLOCK, Gate, compiled, marks
from wikilint.option import Option, OptionError
from wikilint.pattern import pattern
from wikilint.value import frozen, mutable, replace
from wikilint.words import closest, count, shortened

if TYPE_CHECKING:
    from wikilint.frontmatter import TAG_KEYS, Absence, Block, EditRefused, Node, Pair, is_text, readings
    from wikilint.globs import Globs
    from wikilint.markdown import Heading, Region, Section
    from wikilint.settings.schemas import SchemaInUse, Schemas

__all__ = [
    "COPIES",
    "EQUAL_LINES",
    "FENCED",
    "NON_ASCII",
    "PROOF",
    "TAG_KEYS",
    "UNPLAIN_BLOCK",
    "Absence",
    "Block",
    "Document",
    "Edit",
    "EditRefused",
    "Evidence",
    "Finding",
    "Findings",
    "Fix",
    "Globs",
    "Heading",
    "Judgement",
    "Node",
    "Note",
    "Option",
    "OptionError",
    "Pair",
    "Region",
    "Rule",
    "Safety",
    "SchemaInUse",
    "Schemas",
    "Section",
    "Severity",
    "closest",
    "common_form",
    "count",
    "fact",
    "form",
    "frozen",
    "is_text",
    "mutable",
    "pattern",
    "readings",
    "replace",
    "rule",
    "shortened",
    "target",
    "vocabulary",
    "word",
]

_HOMES = {
    "TAG_KEYS": "wikilint.frontmatter",
    "Absence": "wikilint.frontmatter",
    "Block": "wikilint.frontmatter",
    "EditRefused": "wikilint.frontmatter",
    "Globs": "wikilint.globs",
    "Heading": "wikilint.markdown",
    "Node": "wikilint.frontmatter",
    "Pair": "wikilint.frontmatter",
    "Region": "wikilint.markdown",
    "SchemaInUse": "wikilint.settings.schemas",
    "Schemas": "wikilint.settings.schemas",
    "Section": "wikilint.markdown",
    "is_text": "wikilint.frontmatter",
    "readings": "wikilint.frontmatter",
}
"""Names that are imported when a rule asks for them: most rules do not read frontmatter."""


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


COPIES: Literal["copies"] = "copies"
"""What a fix takes away is a copy: each word of it is still somewhere else in the text."""

Kept = Literal["copies"] | Callable[[str, str], bool]
"""Why letters that a fix takes away are not lost: `COPIES`, or a function of the old and the new text of an edit that
says whether the new text is the old one read correctly, by damaging it again or by a second decoder."""


class Place(NamedTuple):
    """Where a rule is defined: a module, and the rule's name in it."""

    module: str
    name: str


Story = Callable[[str, int, int], Iterator[str]]
"""Tells what happened to `text[start:end]`, line by line, for `wikilint explain --text` and `wikilint why`: called
with the whole text and the span; what it has nothing to say about, it is silent about."""


@frozen
class Body:
    """What of a rule is needed only when it runs or is explained: options, manual, the function, evidence, story.

    deletes, kept: what one fix may take away, see `rule`.
    """

    options: tuple[Option, ...]
    manual: str
    check: Callable[..., Findings]
    evidence: AnyEvidence | None = None
    deletes: int = 0
    kept: Kept | None = None
    story: Story | None = None


@frozen
class Rule:
    """A rule, as `@rule` makes it from a function. Stateless; the same for every file and process.

    name: kebab-case; identifies the rule in output, settings, suppressions and fixtures.
    group: the folder of the rule's module.
    severity: of findings that do not set their own.
    enabled: whether the rule runs by default.
    protected: whether its findings and fixes may lie inside protected regions of the body.
    reads_utf16: whether it also runs on files in UTF-16 or UTF-32, whose text is noise to every other rule.
    gate: bytes that have to be in a file before the rule is worth running: a needle, a compiled pattern, a tuple of
        these (any of them; of a tuple within it, all), `NON_ASCII`, `EQUAL_LINES`, `FENCED`, `UNPLAIN_BLOCK`, or None
        to run always. The cheaper, the better. Where it is shut, the rule has nothing to say: a test holds it to that.
    source: its body, or the place of a rule whose module is imported when the body is asked for.
    knows_run: whether it learns from the whole run, see `Evidence`. hears_all: also from files where it found nothing.
    """

    name: str
    group: str
    severity: Severity
    enabled: bool
    protected: bool
    reads_utf16: bool
    gate: Gate
    source: Body | Place
    knows_run: bool = False
    hears_all: bool = False

    def __reduce__(self) -> tuple[Any, ...]:
        """A rule pickles as the place where it is defined. Raises PicklingError for one that is no module's own."""
        if not self.place.name.isidentifier():
            from pickle import PicklingError

            raise PicklingError(f"the rule {self.name} is made by a configuration: pickle its plan instead")
        return _at, tuple(self.place)

    @property
    def place(self) -> Place:
        """Where the rule is defined."""
        if isinstance(self.source, Place):
            return self.source
        return Place(self.source.check.__module__, self.source.check.__qualname__)

    @property
    def body(self) -> Body:
        """Options, manual, function and evidence. Raises whatever the rule's module raises."""
        source = self.source
        return source if isinstance(source, Body) else _body(source)

    @property
    def options(self) -> tuple[Option, ...]:
        return self.body.options

    @property
    def manual(self) -> str:
        return self.body.manual

    @property
    def evidence(self) -> AnyEvidence | None:
        return self.body.evidence if self.knows_run else None

    @property
    def summary(self) -> str:
        """The first sentence of the manual, on one line."""
        return " ".join(self.manual.split("\n\n", 1)[0].split())

    def may_speak(self, raw: bytes) -> bool:
        """Whether the bytes of a file hold anything that the rule could speak of."""
        return compiled(self.gate)(raw, marks(raw))

    def settings(self, given: dict[str, object], root: str = ".") -> dict[str, Any]:
        """The keyword arguments for `check`, from what the user configured in the folder `root`.

        Raises OptionError, with the options that there are.
        """
        known = {option.name: option for option in self.options}
        accepted = {}
        for name, value in given.items():
            key = name.replace("-", "_")
            if key not in known:
                has = (
                    f"it has: {', '.join(name.replace('_', '-') for name in known)}"
                    if known
                    else "it has none"
                )
                raise OptionError(f"{self.name} has no option {name!r}; {has}")
            try:
                accepted[key] = known[key].accept(value, root)
            except OptionError as error:
                raise OptionError(f"{self.name}: {error}") from None
        return accepted

    def __call__(self, document: Document, **options: object) -> Iterator[Finding]:
        """Look at a document, whatever its bytes hold."""
        return self.body.check(document, **options)


@cache
def _body(place: Place) -> Body:
    return _at(*place).body


def _at(module: str, name: str) -> Rule:
    made: Rule = getattr(import_module(module), name)
    return made


def rule(
    name: str,
    *,
    severity: Severity,
    gate: Gate = None,
    default: bool = True,
    protected: bool = False,
    reads_utf16: bool = False,
    group: str | None = None,
    evidence: AnyEvidence | None = None,
    deletes: int = 0,
    kept: Kept | None = None,
    story: Story | None = None,
) -> Callable[[Callable[..., Findings]], Rule]:
    """Turn a function `(document, *, option=default, …) -> Findings` into a rule.

    The docstring is the manual; lines `option: text` at its end document the options.
    With `default=False` the rule runs only when it is selected. For the other parameters see `Rule`.

    deletes: how many letters and digits one fix may delete (for each occurrence, if a finding counts several). They
        are counted regardless of order and case, so text that a fix moves is not deleted. A fix that deletes more
        is left out, and the run reports it.
    kept: why letters and digits that a fix removes are not lost, see `Kept`; they do not count towards `deletes`.
    story: explains how the damage came about, see `Story`.

    Raises ValueError for a name that is not kebab-case, a missing manual, an unknown severity, and an option without
    a default, an annotation or a line in the manual.
    """

    def make(function: Callable[..., Findings]) -> Rule:
        manual = _cleaned(function.__doc__ or "")
        if not is_kebab(name):
            raise ValueError(f"the rule name {name!r} has to be kebab-case")
        if severity not in SEVERITIES:
            raise ValueError(
                f"the rule {name!r} has a severity {severity!r}: it is one of {', '.join(SEVERITIES)}"
            )
        if not manual:
            raise ValueError(f"the rule {name!r} needs a docstring: it is the rule's manual")
        parents = function.__module__.split(".")
        return Rule(
            name=name,
            group=group or (parents[-2] if len(parents) > 1 else parents[0]),
            severity=severity,
            enabled=default,
            protected=protected,
            reads_utf16=reads_utf16,
            gate=gate,
            source=Body(
                tuple(_options(name, function, manual)), manual, function, evidence, deletes, kept, story
            ),
            knows_run=evidence is not None,
            hears_all=evidence is not None and evidence.always,
        )

    return make


def is_kebab(name: str) -> bool:
    """Whether a name is written as `kebab-case`, in ASCII."""
    words = name.split("-")
    return name.isascii() and name == name.lower() and name[:1].isalpha() and all(map(str.isalnum, words))


def _cleaned(doc: str) -> str:
    """A docstring as `inspect.cleandoc` gives it, which takes as long to import as a dozen rules."""
    first, *others = doc.expandtabs().split("\n")
    margin = min((len(line) - len(line.lstrip()) for line in others if line.strip()), default=0)
    return "\n".join([first.lstrip(), *(line[margin:] for line in others)]).strip("\n")


def _parameters(function: Callable[..., Findings]) -> Iterator[tuple[str, Any, Any]]:
    """The parameters after the first, each with its annotation and its default; `...` where there is none."""
    plain: Any = function
    while hasattr(plain, "__wrapped__"):
        plain = plain.__wrapped__
    code, notes = plain.__code__, plain.__annotations__
    positional = code.co_varnames[: code.co_argcount]
    given = plain.__defaults__ or ()
    defaults = {**dict(zip(positional[-len(given) :], given, strict=False)), **(plain.__kwdefaults__ or {})}
    for key in code.co_varnames[1 : code.co_argcount + code.co_kwonlyargcount]:
        note = notes.get(key, ...)
        kind = eval(note, plain.__globals__) if isinstance(note, str) else note  # noqa: S307 - the rule's own
        yield key, kind, defaults.get(key, ...)


def _options(name: str, function: Callable[..., Findings], manual: str) -> Iterable[Option]:
    for key, kind, default in _parameters(function):
        if default is ... or kind is ...:
            raise ValueError(f"the option {key!r} of the rule {name!r} needs an annotation and a default")
        told = _told(key, manual)
        if not told:
            raise ValueError(f"the manual of the rule {name!r} needs a line “{key}: …”")
        yield Option(key, kind, default, told)


def _told(key: str, manual: str) -> str:
    """What a manual says of an option: the rest of its line, and the indented lines that follow."""
    _, _, rest = f"\n{manual}".partition(f"\n{key}: ")
    first, *others = rest.split("\n")
    more = takewhile(lambda line: line.startswith((" ", "\t")) and not line.isspace(), others)
    return " ".join(" ".join([first, *more]).split())
