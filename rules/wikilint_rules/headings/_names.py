"""What a title says: compared with others, and whether it heads one of the sections that a page ends with."""

from __future__ import annotations

import re
from functools import lru_cache

from wikilint.rule import pattern
from wikilint_rules._placeholder import SEVERAL

_WORD = pattern(r"[^\W_]")
_PLACEHOLDERS = pattern(SEVERAL)
_CODE = pattern(r"\A-\w|[`(){}\[\]<>=/\\+#@$|&^~]|\w[._:]\w|[a-z][A-Z]")
# What may follow a title without changing it; "?" and "!" may (types, operators), and so may a mark before it (`.env`).
_ENDS = " \t\r\n:;,.…：。、"
_WRAPPED = pattern(r"(?:(?P<mark>[*_]{1,3})(?P<said>.+)(?P=mark)|[‘“\"'](?P<quoted>.+)[’”\"'])\Z", re.DOTALL)

# Titles of the sections that Wikipedia's articles end with, in its largest languages.
_SOURCES = frozenset(
    """
    references|reference|notes|note|footnotes|citations|sources|source|see also|external links|external link
    further reading|bibliography|works cited|literature|notes and references|references and notes
    explanatory notes|general references|related links|links
    einzelnachweise|weblinks|literatur|quellen|siehe auch|anmerkungen|fußnoten
    références|notes et références|voir aussi|liens externes|bibliographie|articles connexes
    referencias|véase también|enlaces externos|bibliografía|notas|notas y referencias|fuentes
    voci correlate|collegamenti esterni|bibliografia|altri progetti
    referências|ver também|ligações externas|notas e referências
    примечания|ссылки|литература|источники|см. также|примітки|посилання|джерела|література|див. також
    referenties|bronnen|externe links|zie ook|noten|przypisy|linki zewnętrzne|zobacz też
    referenser|källor|externa länkar|se även|kilder|referanser|eksterne lenker|lähteet|aiheesta muualla
    kaynakça|dış bağlantılar|ayrıca bakınız|reference a poznámky|externí odkazy|související články
    参考文献|參考文獻|参考资料|參考資料|外部链接|外部連結|参见|參見|注释|註釋|脚注|出典|注釈|関連項目|外部リンク
    각주|외부 링크|같이 보기|참고 문헌|مراجع|المراجع|انظر أيضا|انظر أيضًا|وصلات خارجية|منابع|پانویس|پیوند به بیرون
    הערות שוליים|קישורים חיצוניים|ראו גם|सन्दर्भ|बाहरी कड़ियाँ|tham khảo|liên kết ngoài|xem thêm|chú thích
    """.strip()
    .replace("\n    ", "|")
    .split("|")
)

# What else Wikipedia's articles end with; and those of `_SOURCES` that are ordinary words, or sections that a
# publisher's format demands.
_GALLERIES = frozenset(
    """
    gallery|image gallery|photo gallery|galerie|bildergalerie|galería|galería de imágenes|galleria d'immagini
    galeria|галерея|галерея изображений|galerij|galleri|galleria|galéria|πινακοθήκη|画廊|图集|圖集|圖庫|图库|ギャラリー
    갤러리|معرض صور|نگارخانه|גלריה|गैलरी|thư viện ảnh|hình ảnh
    """.strip()
    .replace("\n    ", "|")
    .split("|")
)
_TOO_COMMON = frozenset(
    ("links", "related links", "note", "source", "reference", "literature", "notas", "noten")
)
_TAIL = (_SOURCES | _GALLERIES) - _TOO_COMMON


def tail_start(title: str) -> int:
    """Where the placeholders that a title ends in begin; -1 without any."""
    if not title.endswith("]"):
        return -1
    # Each run is read once; a search for one at the end would begin again within every run.
    runs = _PLACEHOLDERS.finditer(title)
    return next((run.start() for run in runs if run.end() == len(title)), -1)


def without_placeholders(title: str) -> str:
    """A title without the placeholders that it ends in, and without the spaces before them."""
    start = tail_start(title)
    return title if start < 0 else title[:start].rstrip(" \t")


def is_code(title: str) -> bool:
    """Whether a title names something in which case and punctuation count: code, a link, a formula."""
    return bool(_CODE.search(title))


@lru_cache(maxsize=1024)
def key(title: str) -> str:
    """What two titles have in common that say the same: case, spaces, emphasis and punctuation at the end aside."""
    if is_code(title) or not has_words(title):
        return title
    title = title.lstrip().rstrip(_ENDS)
    while wrapped := _WRAPPED.match(title):
        title = (wrapped["said"] or wrapped["quoted"]).lstrip().rstrip(_ENDS)
    return " ".join(title.casefold().split())


def has_words(title: str) -> bool:
    """Whether a title says anything: a letter or a digit."""
    return _WORD.search(title) is not None


def names_sources(title: str) -> bool:
    """Whether a title is one of those that head references, notes, links."""
    return key(title) in _SOURCES


def names_tail(title: str) -> bool:
    """Whether a title is one of those that an article ends with: references, notes, links, a gallery."""
    return key(title) in _TAIL
