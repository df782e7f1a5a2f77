"""The letters of languages: which of two readings of a text is written in one of them."""

from collections import Counter
from functools import cache

from wikilint.rule import pattern

ALPHABETS = (
    "éèàêçùâîôûëïœ", "áíéěřžýčšůúťďňóľĺŕôä", "āīēšūžņļčģķ", "ėįšąūųžčę", "łęóżąśćźń", "áéíóőöúüű", "ıüşöçğâ",
    "ăîâșțşţ", "čšžćđ", "áéíóúñü", "ãçáéíóêõâàú", "üäöß", "äåöé", "øåæé", "íðáéóþýúæö", "äõüöšž", "àèìòùé",
    "đưàáộạảếớềiệểịủầấờóôợìứọơậữốăồâêựđéừĩẽỗ", "ĉĝĥĵŝŭ",
    "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфёъ", "оанивертсікдлмпуязьбгйчхцжїющєшфґ", "аоиетнрсвлдкпмзугябъчщжцйюшхфь",
    "аоиенрсјтукдвмплзгбшчћцжњљхђфџ",
    "αοιετσνηυρπκμλςόίάέγδθήωύχώφβξζψϊϋΐ", "יוהלאתרבשמםנעדחקפגזןטכסךצףץ", "اليمنوتربةعدسفهكقحجشطصخأذإىئغضزثظءؤآ",
    "ایرندوهتمشسکبلزگفخقجحعپطچصغآضذژثظئ", "ाकरेहीनसि्लमंोयतपदजवगुआबैशटूचअएखइधडथभणउषठऔछऊफघईओँौृझढञ",
    "านรกอเงมยลวด่้ทสต็ะปบคหแจพชขใไโูุถผซธศณญฟษภฉฝฐฎ", "აიესრდნოლთმვბუგშხცკპტქყჯჩძწზღჭფჟჰ",
    "աենրիոկմտւյլսվդհքղությպբգչշզծժխցձռթօֆջ",
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方"
    "多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心本前开但因只从想实日者意无力它与长把机十名第公此已工使情明",
)  # fmt: skip
"""Letters beyond ASCII by falling frequency, a language a string; the last is that of Chinese characters."""


_BEYOND = pattern("[^\0-\x7f]+")


def _letters(text: str) -> Counter[str]:
    """How often a text has each letter beyond ASCII, in small letters."""
    beyond = " ".join(_BEYOND.findall(text)).lower()
    return Counter(char for char in beyond if char > "\x7f" and char.isalpha())


def coherence(text: str) -> float:
    """The share of the letters beyond ASCII that the best alphabet has; 1 where there are none."""
    counts = _letters(text)
    total = sum(counts.values())
    if not total:
        return 1.0
    return max(sum(counts[letter] for letter in alphabet & counts.keys()) for alphabet in _sets()) / total


@cache
def _sets() -> tuple[frozenset[str], ...]:
    return tuple(map(frozenset, ALPHABETS))


_CLEARLY = 0.9
"""The share of the letters of a text that its alphabet has."""


def likely(text: str) -> frozenset[str]:
    """The letters of the languages that a text may be written in; none where its letters are those of no alphabet."""
    counts = _letters(text)
    total = sum(counts.values())
    shares = {alphabet: sum(counts[letter] for letter in alphabet) for alphabet in _sets()}
    best = max(shares.values())
    if not total or best < _CLEARLY * total:
        return frozenset()
    return frozenset[str]().union(*(alphabet for alphabet, share in shares.items() if share == best))
