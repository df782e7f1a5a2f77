"""Words in capitals with a mark behind them: as likely written as damaged, so nobody may change them."""

import random
import re

from benchmarks.mojibake.documents import languages

_LANGUAGES = ("cs", "da", "de", "es", "fr", "hu", "it", "pl", "pt-BR", "ro", "sk", "sv", "tr", "vi")
_MARKS = "™®°²³€§»”…½¹©ª\xa0"
_MORE = "CAFÉ AMANHÃ DÉJÀ VOILÀ OLÉ PERÚ BOGOTÁ MAÇÃ IRMÃ MENÜ ŁÓDŹ BLÅ SMØ"


def capitals(count: int = 4000) -> list[str]:
    """Strings such as “CAFÉ²”: words that end in a letter beyond ASCII, each with one mark. Always the same."""
    text = " ".join(sentence for language in _LANGUAGES for sentence in languages()[language])
    words = {word.upper() for word in re.findall(r"[^\W\d_]+", text)} | set(re.findall(r"\w+", _MORE))
    ending = sorted(word for word in words if not word[-1].isascii() and word[-1].isupper())
    every = [word + mark for word in ending for mark in _MARKS]
    return random.Random(0).sample(every, min(count, len(every)))
