"""Which template names are MediaWiki's own, and nobody else's."""

from __future__ import annotations

from wikilint.rule import pattern

# Families: whatever follows the word. Infoboxes and citations of the Wikipedias with the most articles.
_FAMILIES = pattern(
    r"(?:infobox|taxobox|automatic taxobox|geobox|speciesbox|chembox|drugbox|navbox|sidebar with"
    r"|cite (?:web|book|news|journal|magazine|encyclopedia|conference|thesis|report|press|av media|episode"
    r"|interview|tweet|map|podcast|video|court|act|gvp|iucn|arxiv|q|wikisource|newspaper|mailing list|sign|speech"
    r"|techreport|dvd|dictionary|comic|constitution|patent|wdl|ship|pmid|doi|isbn|quick|social media)"
    r"|ficha de|cita (?:web|libro|noticia|publicación)|citar (?:web|livro|jornal|periódico)|info/"
    r"|lien web|карточка|картка|литература|cytuj (?:stronę|książkę|pismo)|internetquelle"
    r"|بطاقة|جعبه اطلاعات|صندوق معلومات|استشهاد|یادکرد)(?=\s|\Z|(?<=/))"
)

# Names that no template engine's variables have: with or without arguments. Each between bars.
_OWN = (
    "|citation needed|cn|reflist|refbegin|refend|notelist|efn|sfn|sfnp|sfnm|harv|harvnb|harvp|refn|rp|"
    "short description|use dmy dates|use mdy dates|use british english|use american english|good article|"
    "featured article|unreferenced|refimprove|more citations needed|dead link|webarchive|cbignore|"
    "authority control|commons category|commons cat|commonscat|wikiquote|wikisource|wiktionary|"
    "sister project links|portal bar|portalbar|subject bar|main article|see also|further information|"
    "hatnote|distinguish|about-distinguish|redirect-distinguish|disambiguation|disambig|multiple image|"
    "div col|div col end|divcol|col-begin|col-end|col-2|flagicon|flagcountry|flagdeco|flag icon|flagu|cvt|"
    "birth date and age|birth date|death date and age|death date|start date|end date|start date and age|"
    "lang-ar|lang-de|lang-el|lang-es|lang-fa|lang-fr|lang-he|lang-it|lang-ja|lang-ku|lang-la|lang-ru|"
    "lang-tr|lang-uk|lang-zh|transl|transliteration|ipac-en|ipa|respell|coord|coor|officeholder|"
    "nowrap begin|nowrap end|small caps|spaced ndash|snd|clarify|by whom|better source needed|page needed|"
    "failed verification|dubious|как|нет аи|примечания|einzelnachweise|normdaten|referencias|listaref|"
    "referências|przypisy|تصنيف كومنز|مراجع|پانویس|پایان|"
)

# Ordinary words, which are templates only with an argument right after them: `{{main|…}}`, not `{{ main | upper }}`.
_WITH_ARGUMENT = (
    "|citation|main|see|further|about|for|redirect|lang|flag|convert|quote|blockquote|cquote|quotation|"
    "portal|url|nowrap|nobold|small|big|sub|sup|abbr|tooltip|ill|interlanguage link|ship|uss|hms|as of|age|"
    "frac|sfrac|val|math|mvar|legend|color|center|left|right|plainlist|hlist|ubl|unbulleted list|flatlist|"
    "tree list|ref|note|anchor|update|update after|when|expand section|official website|imdb title|"
    "imdb name|youtube|twitter|cite|lien|article|ouvrage|date|formatnum|unité|nombre|siècle|drapeau|sic|"
    "family|geodata|geographic location|location map|campaignbox|military navigation|collapsible list|"
    "columns-list|clear|break|pp|pp-protected|"
)

_FUNCTION = pattern(
    r"#(?:invoke|if|ifeq|ifexpr|ifexist|iferror|switch|tag|expr|time|timel|titleparts|language|property|statements"
    r"|section|lst|babel|coordinates|related|rel2abs|len|pos|sub|replace|explode)\s*:|(?:defaultsort|displaytitle"
    r"|formatnum|fullurl|canonicalurl|localurl|lc|lcfirst|uc|ucfirst|urlencode|plural|grammar|safesubst|subst"
    r"|int|msgnw|pagesincategory|padleft|padright|ns)\s*:\S?"
)


_MAGIC = pattern(
    r"(?:(?:FULL|BASE|SUB|ROOT)?PAGENAMEE?|NAMESPACEE?|SITENAME|SERVER|CURRENT(?:YEAR|MONTH|MONTHNAME|DAY|TIME|TIMESTAMP)"
    r"|LOCAL(?:YEAR|MONTH|DAY)|NUMBEROF(?:ARTICLES|PAGES|FILES|USERS|EDITS)|REVISION(?:ID|DAY|YEAR|TIMESTAMP))\Z"
)

# What Jinja, Liquid, Vue and Angular do with a value: `{{url|safe}}`.
_FILTER = pattern(
    r"\|(?:safe|escape|e|raw|upper|lower|capfirst|capitalize|upcase|downcase|title|default|date|datetime|urlize|length"
    r"|join|truncate\w*|markdown\w*|strip\w*|json\w*|tojson|linebreaks\w*|relative_url|absolute_url|first|last|size"
    r"|trim|replace|t|i18n|translate|async|currency|number|percent|striptags|slugify|format|float|int|round)[}|:( ]"
)


def is_template(name: str, text: str, end: int) -> bool:
    """Whether `name`, as it is between `{{` and `text[end]`, is one of MediaWiki's templates or functions."""
    plain = name.replace("_", " ").casefold()
    stripped = plain.strip()
    following = text[end : end + 1]
    if family := _FAMILIES.match(plain):
        return family[0] != stripped or following in ("|", "\r", "\n")
    if _FUNCTION.match(plain) or _MAGIC.match(name):
        return True
    bars = f"|{stripped}|"
    if bars in _OWN or stripped.endswith("-stub"):
        return following in ("|", "\r", "\n") or text.startswith("}}", end)
    return bars in _WITH_ARGUMENT and plain == stripped and following == "|" and not _FILTER.match(text, end)


# Templates whose words belong to the sentence, and which of their arguments those are.
_SPOKEN = {
    "lang": (2,), "transl": (2,), "transliteration": (2,), "nowrap": (1,), "nobold": (1,), "small": (1,), "big": (1,),
    "flag": (1,), "flagcountry": (1,), "flagu": (1,), "ill": (1,), "interlanguage link": (1,), "abbr": (1,),
    "quote": (1,), "blockquote": (1,), "cquote": (1,), "convert": (1, 2), "cvt": (1, 2), "as of": (1,), "sic": (1,),
    "ship": (1, 2), "uss": (1,), "hms": (1,), "color": (2,), "math": (1,), "mvar": (1,), "var": (1,), "drapeau": (1,),
}  # fmt: skip


def spoken(template: str) -> str:
    """What MediaWiki would show of a whole `{{template|…}}` within a sentence; nothing where that is not plain."""
    name, *arguments = template[2:-2].split("|")
    wanted = _SPOKEN.get(name.replace("_", " ").strip().casefold(), ())
    if len(arguments) < max(wanted, default=1):
        return ""
    words = [arguments[number - 1].strip() for number in wanted]
    return "" if any(mark in word for word in words for mark in "{[=<") else " ".join(words)


# Notes of editors, switches and icons: whatever their arguments are, a reader of the page sees no text of theirs.
_SILENT = (
    "|citation needed|cn|reflist|refbegin|refend|notelist|use dmy dates|use mdy dates|use british english|"
    "use american english|good article|featured article|unreferenced|refimprove|more citations needed|dead link|"
    "cbignore|authority control|commons category|commons cat|commonscat|portal bar|portalbar|subject bar|div col|"
    "div col end|divcol|col-begin|col-end|col-2|flagicon|flagdeco|flag icon|nowrap begin|nowrap end|clarify|by whom|"
    "better source needed|page needed|failed verification|dubious|нет аи|примечания|einzelnachweise|normdaten|"
    "referencias|listaref|referências|przypisy|تصنيف كومنز|مراجع|پانویس|پایان|clear|pp|pp-protected|update after|"
    "wikiquote|wikisource|wiktionary|sister project links|"
)


def says_nothing(template: str) -> bool:
    """Whether a whole `{{template|…}}` shows no text of its own in MediaWiki."""
    if "{{" in template[2:] or "<ref" in template:
        return False
    name = template[2:-2].partition("|")[0].replace("_", " ").strip().casefold()
    return f"|{name}|" in _SILENT or name.startswith("defaultsort:") or name.endswith("-stub")
