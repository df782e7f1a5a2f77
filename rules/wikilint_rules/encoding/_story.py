"""What happened to a damaged text, told as steps with bytes: for `wikilint explain --text` and `wikilint why`."""

from __future__ import annotations

from collections.abc import Iterator

from ._repair.engine import repair
from ._repair.tables import codec
from ._repair.verdict import Repair

_TIERS = {
    "safe": "certain",
    "unsafe": "a good guess: other text could look like this",
    "display": "not certain enough to be applied",
}


def story(text: str, start: int, end: int) -> Iterator[str]:
    """Lines about each repair of a text that touches `text[start:end]`."""
    for each in repair(text):
        if each.start < end and start < each.end:
            yield f"“{each.old}” is “{each.new}” ({_TIERS[each.tier]})"
            yield from _steps(each)


def _steps(found: Repair) -> Iterator[str]:
    now = found.old
    for name in found.chain:
        try:
            raw = codec(name).bytes_of(now)
            after = raw.decode("utf-8")
        except (LookupError, UnicodeError):
            yield f"  “{now}” was UTF-8 and was read as {name}; bytes of it are lost, so there are no exact steps"
            return
        yield f"  “{now}” written as {name} is {raw.hex(' ').upper()}"
        yield f"  {raw.hex(' ').upper()} read as UTF-8 is “{after}”"
        now = after
