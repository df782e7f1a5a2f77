"""Words that cannot end, or begin, a tag: what shows that a sentence was broken between two lines.

Closed word classes (conjunctions, prepositions, articles) of English and of the languages with the largest
Wikipedias in Latin and Cyrillic letters, without the words that also end a name or a command ("Vitamin A",
"how to", "delivery van", "10 am"). They are compared as written: OR is a state and an operator.
"""

from __future__ import annotations

_CONJUNCTIONS = """
    and or nor but versus vs und oder sowie et ou och eller lub oraz и или а но та або
"""

_PREPOSITIONS = """
    of from into onto upon against during between among amongst within toward towards via for with despite
    von vom zum zur bei nach gegen aus zwischen für
    de du aux dans sur pour avec contre entre
    del al por para sobre desde hacia
    di dal della dello dei degli delle nel nella nei
    da dos das nas nos pela pelo
    voor met tegen tussen
    dla przez przed między
    från mellan mellem
    в на с из от для против между во
"""

_ARTICLES = "the an der dem des eine einer einem les las los gli uma het een"

_TITLE_CASE = "And Or Of The For With From Against During Between"

CONJUNCTIONS = frozenset(_CONJUNCTIONS.split())

ENDS_OPEN = frozenset(" ".join((_CONJUNCTIONS, _PREPOSITIONS, _ARTICLES, _TITLE_CASE)).split())
"""No tag ends in one of these."""

_ENDS_IN_PHRASE = """
    in on by over through about around under near at to as per until since before after behind beyond without
    along a y e o i w z die das den ein la le il lo um en im am au con mit van bij sous na no do
"""

ENDS_OPEN_IN_PHRASE = frozenset(_ENDS_IN_PHRASE.split())
"""These also end a name or a command ("Log in", "Plan a"): they count at the end of a longer phrase."""

_BEGINS = """
    and or nor but versus vs of in on by at to for from with into onto upon against during between among amongst
    within without through throughout under behind beyond near until since before after toward towards via despite
    und oder sowie von vom gegen im zum zur et ou du dans sur pour avec contre entre y del por para contra
    e di della dello nel nella do da em och lub oraz i w z и или в на с против
"""

BEGINS_INSIDE = frozenset(_BEGINS.split())
"""No tag begins with one of these in lower case when the others of its list begin with capitals."""

ARTICLES = frozenset(("the", "a", "an"))
"""In lower case they begin many a tag of this family ("the Syrian civil war"): no sign that it goes on."""

_OWN = "various several some many other others local allied foreign unknown possibly rebel rebels civilian civilians"

OWN_ITEM = frozenset(_OWN.split())
"""In lower case they begin a party of its own in an information box ("various Shia militias")."""

_KINDS = """
    airstrikes allies allied belligerents combatants commanders factions forces groups leaders locations members
    mercenaries militias operations participants parties phase proxies strikes support supporters theaters theatres
    units volunteers
"""

KINDS = frozenset(_KINDS.split())
"""A label that ends in one of these names a kind of party and no party, however it is capitalized."""
