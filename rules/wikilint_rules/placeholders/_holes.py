"""What a sentence looks like where a value is missing, in the languages that pages are most often written in."""

from __future__ import annotations

import re
from typing import NamedTuple

from wikilint.rule import pattern

# Articles and prepositions after which no clause ends; not those that are more than that (`an`, `die`, `no`).
_ARTICLE = (
    "the|every|between|near|at|am|im|vom|zum|zur|beim|einem|einer|eines|du|des|aux|à|dans|vers|los|las|del|"
    "dello|della|dei|nel|nella|dal|dalla|dos|het|van|в|из|от|до|около|под|для"
)
# After these a clause can end, but not before a name.
_PREPOSITION = "in|on|at|of|from|by|near|to|with"
# After these no sentence ends.
_CONJUNCTION = "and|or|und|oder|et|ou|или"
_BORN = r"born|died|geboren|gestorben|née?|nacid[oa]|nat[oa] (?:a|il)|nascid[oa] em|родился|родилась"
_LANGUAGE = (
    "Arabic|Armenian|Belarusian|Bengali|Bulgarian|Chinese|Czech|Dutch|Finnish|French|Georgian|German|Greek|Hebrew|"
    "Hindi|Hungarian|IPA|Italian|Japanese|Kazakh|Korean|Kurdish|Latin|Mongolian|Persian|Polish|Portuguese|"
    "Romanian|Russian|Sanskrit|Serbian|Spanish|Swedish|Tamil|Thai|Turkish|Ukrainian|Urdu|Vietnamese|arabe|russe|"
    "allemand|anglais|japonais|chinois|arabisch|russisch|englisch|japanisch|chinesisch"
)
_IS = "is|was|are|were|ist|war|sind|est|était|es|fue|era|è|fu|é|foi|är|var|jest|był|była"
_MEASURE = (
    "km²|km2|km|sq mi|m²|ha|ft|miles|metres|meters|mètres|Metern|inhabitants|habitants|Einwohnern?|habitantes"
)
_EXTENT = "area|elevation|population|height|length|altitude"


class Hole(NamedTuple):
    """A kind of hole: `needles` of which one is in every text that has it, and the place as the group `hole`."""

    needles: tuple[str, ...]
    pattern: re.Pattern[str]


def _hole(*needles: str, source: str, flags: int = 0) -> Hole:
    return Hole(needles, pattern(source, flags))


HOLES = (
    # “At , Alabama”, “the )”
    _hole(
        " ,",
        " )",
        " ;",
        source=rf"(?<![\w'’.*“\"`(-])(?<!\( )(?P<hole>(?i:{_ARTICLE}) (?:,|[;)](?!-)))(?=[\s)]|\Z)",
    ),
    # “listed in , Section 1.3”
    _hole(
        " ,",
        source=rf"(?<![\w'’.*“\"`-])(?P<hole>(?:{_PREPOSITION}) ,)(?=[ ][^\W\d_a-z]\w*[a-z])"
        rf"|(?:^|(?<=[.!?] ))(?P<hole2>(?:In|On|At|From|Near|Im|Am|Bei|À|Dans|En|В|На) ,)(?=\s)",
        flags=re.MULTILINE,
    ),
    # “rivers, lakes, and .”
    _hole(
        " .",
        source=rf"(?<![\w'’.*“\"`-])(?P<hole>(?:{_CONJUNCTION}|the) \.)(?=[ ]*(?:[\r\n]|\Z)|[ ]+[^\W\d_a-z])",
    ),
    # “( ; born 1950)”
    _hole(
        "(;",
        "(,",
        "( ;",
        "( ,",
        source=r"(?<=[\w*”»\"] )(?P<hole>\( ?[;,])[ ,;]*(?=(?:[^\W\d_]{2,}[ .,]|\d{4}\b)[^()={}\r\n]{0,150}\))",
    ),
    # “(born )”, “(Arabic: ; …)”
    _hole(" )", " ;", " ,", source=rf"\((?P<hole>(?:{_BORN}) [;,)])"),
    _hole(": )", ": ;", ": ,", source=rf"\((?:[^()\r\n]{{1,80}}[;,] )?(?P<hole>(?:{_LANGUAGE}): [;,)])"),
    # “Ang Mo Kio () is …”
    _hole(
        "() ",
        "( ) ",
        "(,",
        "(;",
        source=rf"^(?:\*\*)?(?=[^\W\d_a-z])(?:[^\s()`_]+ ){{0,6}}"
        rf"(?:[^\Wa-z\d_][^\sA-Z()`_]*) (?P<hole>\([ ,;–]*\)),? (?:{_IS})\b",
        flags=re.MULTILINE,
    ),
    # “London, , England”, “Paris ,,”
    _hole(
        ", ,",
        ",,",
        source=r"(?<=[^\W\d_]{2})(?P<hole>[ ]?,[ ]?,)(?=[ ][^\W\d_]{2,})(?![ ][^\s,]+ ?,[ ]?,)"
        r"|(?<=[^\W\d_]{2})(?P<hole2> ,,)(?=\s|\Z)",
    ),
    # “known as “” in Arabic”
    _hole("“”", "«»", "« »", "„“", source=r"(?<=\w )(?P<hole>“”|« ?»|„“)(?=[ ,.;)])"),
    # “né le à”, “from to 1950”
    _hole(
        " le ",
        source=r"\b(?P<hole>née? le[ \u00a0]+(?:à|en|dans|au))\b",
    ),
    _hole(
        " from to ",
        " on in ",
        " am in ",
        " el en ",
        source=r"\b(?P<hole>geboren am in|born on in|nacid[oa] el en|from to(?= \d))\b(?![:'’\"”`*/-])",
    ),
    # “vers  d’altitude”, “an area of  km²”
    _hole("vers  ", source=r"\b(?P<hole>vers[ ]{2,}(?:d['’]|au\b))"),
    _hole(
        " of  ",
        " of km",
        " of m",
        source=rf"\b(?P<hole>of[ ]{{2,}}(?:{_MEASURE}|m)(?!\w)|(?:{_EXTENT}) of[ ]+(?:{_MEASURE}|m)(?!\w))",
    ),
)
