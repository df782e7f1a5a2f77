"""One layer of damage: the codec that is elected, its runs, and how sure each of them is."""

from collections.abc import Callable, Sequence, Set
from typing import NamedTuple

from wikilint.rule import frozen, pattern

from .alphabets import coherence
from .certainty import Sure, Words, are_rivalled, are_words_explained, is_coherent, is_covered, is_solid
from .election import Election, Run, elect, runs_of
from .examples import is_example, is_quotation
from .gate import odd_places
from .lossy import lossy_runs
from .pieces import Tier
from .plausible import USUAL, Setting
from .rivals import contest
from .tables import codec, runs

_BOLD = -2
"""How much odder a repair may make the text where other damage speaks for it."""
_MANY = 50
"""Places that agree, after which none of them is taken for an example."""
_FEW = 3
"""Places that may be examples although one codec explains the whole text."""
_QUOTES = pattern("[\"`“'«]")
_TRIED = 4
"""Candidates that are tried until one has a run that may vote."""

Span = tuple[int, int]


class Step(NamedTuple):
    """What one layer found: `votes` of the runs speak for the codec by themselves."""

    name: str
    runs: list[tuple[Run, Tier]]
    votes: int


@frozen
class View:
    """A text on its way to be repaired.

    outside: whether an offset lies outside code.
    proven: codecs that other texts prove.
    mended: where the repairs of the layers before stand.
    undone: the codecs of the layers before.
    """

    text: str
    words: Words
    outside: Callable[[int], bool]
    proven: frozenset[str]
    mended: Set[Span]
    undone: Set[str] = frozenset()


def layer(view: View, names: Sequence[str]) -> Step | None:
    """The next layer of damage; none where no codec has a run that speaks for it."""
    places = [place for place in _suspects(view.text) if view.outside(place)]
    election = elect(view.text, places, names)
    whole = [name for name in election.names[:_TRIED] if undone(view.text, name) is not None]
    for name in sorted(whole, key=lambda each: -coherence(undone(view.text, each) or "")):
        step = _Elected(view, name, election, whole=True).step([])
        if step is not None:
            return step
    for name in [*election.names[:_TRIED], *(each for each in election.names[_TRIED:] if each in USUAL)]:
        step = _Elected(view, name, election).step(places)
        if step is not None:
            return step
    return None


def undone(text: str, name: str) -> str | None:
    """The text before it was read with a codec, if that explains every character of it."""
    try:
        return codec(name).undo(text)
    except UnicodeError:
        return None


class _Elected:
    """The runs of the elected codec, without those that another codec of the text explains better."""

    def __init__(self, view: View, name: str, election: Election, *, whole: bool = False) -> None:
        self._view, self._name = view, name
        self._others = [each for each in election.names if each != name]
        found = list(runs_of(view.text, name))
        self._contest = contest(view.text, view.words, found, election.rivals(name))
        undisputed = [run for run in found if run.start not in self._contest.lost]
        self._found = self._unquoted(undisputed)
        self._whole = whole and len(self._found) == len(found)
        self._setting = Setting(view.text, [run for run in self._found if run.gain > 0], name)

    def _unquoted(self, found: list[Run]) -> list[Run]:
        """The runs without those that are quoted on purpose."""
        quotes = _QUOTES.search(self._view.text)
        if quotes is None or len(found) > _MANY:
            return found
        return [run for run in found if not is_quotation(run, self._view.text, self._name)]

    def step(self, places: Sequence[int]) -> Step | None:
        voting = self._voting()
        if not voting:
            return None
        if self._is_proven(voting, places):
            runs = self._found if self._whole else self._sure(voting)
            return Step(self._name, [(run, self._tier(run)) for run in runs], len(voting))
        return Step(self._name, self._doubtful(voting), len(voting))

    def _voting(self) -> list[Run]:
        """The runs that speak for the codec by themselves."""
        view = self._view
        better = [run for run in self._found if run.gain > 0 and view.outside(run.start)]
        if len(better) < (_FEW if self._whole else _MANY):
            better = [run for run in better if not is_example(run, view.text)]
        if view.mended:
            better = [run for run in better if not view.words.is_lossy(run)]
        better = self._setting.voters(better, self._found)
        return [run for run in better if runs(self._name).fullmatch(run.new) or self._setting.is_at_home(run)]

    def _is_proven(self, voting: Sequence[Run], places: Sequence[int]) -> bool:
        view = self._view
        is_known = self._name in view.undone  # mostly one mistake, made again
        candidates = (self._name,) if is_known else (self._name, *self._others)
        if self._name not in view.proven and not is_solid(
            view.text, view.words, self._found, voting, candidates, view.mended
        ):
            return False
        return self._whole or (
            is_coherent(places, self._explaining(), view.text)
            and are_words_explained(view.text, view.words, self._found, voting, self._name)
        )

    def _explaining(self) -> list[Run]:
        """Every run that explains something, of the codec or of those that share the text with it."""
        better = [run for run in self._found if run.gain > 0]
        return sorted((*better, *self._contest.theirs), key=lambda run: run.start)

    def _sure(self, voting: Sequence[Run]) -> list[Run]:
        """The runs that are damage given that the voting ones are; the first that join may bring in further ones.

        What shares a word with damage, or was damaged in the layer before, is damaged as well, even if what it gives
        is as odd (“Ãš” in “ÃšsÃ¡id”).
        """
        view = self._view
        accepted = list(voting)
        votes = {*voting}
        for _ in range(2):
            sure = Sure(accepted)
            damaged = {view.words.bounds(run.start) for run in accepted}
            accepted = [
                run
                for run in self._found
                if run in votes
                or (run.gain > 0 and not self._setting.is_doubtful(run))
                or sure.includes(run, view.text)
                or (
                    run.gain >= _BOLD
                    and ((run.start, run.end) in view.mended or view.words.bounds(run.start) in damaged)
                )
            ]
        return accepted

    def _tier(self, run: Run) -> Tier:
        if self._whole:
            return "safe"
        is_deeper = runs(self._name).fullmatch(run.new)  # what is damaged still need not fit
        fits = run.start not in self._contest.unclear and (is_deeper or self._setting.fits(run))
        return "safe" if fits else "display"

    def _doubtful(self, voting: Sequence[Run]) -> list[tuple[Run, Tier]]:
        """The runs of the words that vote, where the votes are not enough."""
        view = self._view
        lossy = lossy_runs(view.text, self._name)
        explained = sorted((*self._found, *lossy), key=lambda run: run.start)
        tiers: dict[Span, Tier] = {}
        for run in voting:
            bounds = view.words.bounds(run.start)
            if bounds not in tiers:
                sure = is_covered(view.text, view.words, explained, run, self._name)
                sure = (
                    sure
                    and self._tier(run) == "safe"
                    and not are_rivalled((self._name, *self._others), view.text, [run], 0.25)
                )
                tiers[bounds] = "unsafe" if sure else "display"
        return [
            (run, tiers[bounds])
            for run in self._found
            if run.gain >= 0 and (bounds := view.words.bounds(run.start)) in tiers and view.outside(run.start)
        ]


_STRANGERS = pattern(
    "[\x80-\x9f\u0370-\u04ff─-▟](?:(?<=[\x80-\x9f])"
    "|(?<=[\u0370-\u04ff])(?:(?=[A-Za-z])|(?<=[A-Za-z].))|(?<=[─-▟])(?:(?=[a-z])|(?<=[a-z].)))"
)
"""Where two scripts touch. The gate would pay for them in clean text; without them the election goes wrong for 5 words
of the 44 pages in other codecs."""


def _suspects(text: str) -> list[int]:
    """The odd places of a damaged text: where letters of two scripts touch, they count as well."""
    return sorted({*odd_places(text), *(match.start() for match in _STRANGERS.finditer(text))})
