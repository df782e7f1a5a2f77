"""Clean text stays silent however it is typeset: no-break spaces, quotation marks, dots, dashes, odd capitals."""

import re
from collections.abc import Callable

import pytest
from mojibake_promises import LANGUAGES

from wikilint_rules.encoding._repair.engine import repair


def _after(words: str, replacement: str) -> Callable[[str], str]:
    """Rewrites every word of a kind and the space after it."""
    return lambda text: re.sub(rf"(?<![\w'’])({words}) (?=\w)", replacement, text)


SHORT, LONG = r"\w{1,2}", r"\w{3,}"
HABITS: dict[str, Callable[[str], str]] = {
    "no-break spaces after short words": _after(SHORT, "\\1\xa0"),
    "no-break spaces everywhere": lambda text: text.replace(" ", "\xa0"),
    "French quotation marks": _after(LONG, r"«\1» "),
    "German quotation marks": _after(LONG, r"„\1“ "),
    "Polish quotation marks": _after(LONG, r"„\1” "),
    "English quotation marks": _after(LONG, r"“\1” "),
    "single quotation marks": _after(LONG, r"‘\1’ "),
    "dots": _after(LONG, r"\1… "),
    "dashes": _after(LONG, "\\1\xa0— "),
}
CASES: dict[str, Callable[[str], str]] = {"as written": str, "in capitals": str.upper}


@pytest.mark.parametrize("habit", HABITS)
@pytest.mark.parametrize("case", CASES)
def test_clean_text_is_silent(habit: str, case: str) -> None:
    said = {}
    for language, lines in LANGUAGES.items():
        text = CASES[case](HABITS[habit]("\n".join(re.sub("[«»„“”‘]", "", line) for line in lines)))
        if found := repair(text):
            said[language] = [(piece.old, piece.new, piece.tier) for piece in found]
    assert not said


@pytest.mark.parametrize(
    "line",
    [
        "Он жил в\xa0Москве и\xa0в\xa0Киеве, а\xa0потом с\xa0ней у\xa0моря",
        "З\xa0Італії в\xa0Україну: Київ–Інформ",
        "Bylo to už\xa0dávno, má\xa0to\xa0rád a náš\xa0dům je „čáp“",
        "Él no\xa0está\xa0aquí ni\xa0allá\xa0tampoco",
        "Hann á\xa0heima í\xa0húsi á\xa0hæð",
        "SECŢIUNEA “CULTURĂ” ŞI “FAMILIA MEA LĂ”",
        "OSA «ELÄMÄ» JA «KESÄ» OHI",
        "Dies kann zur Abfrage der »öffentlichen« und »Änderung« dienen",
        "Глава 1. О чём данные ЧаВо? Основная документация",
        "Роман Д’Аннунцио, пьеса О’Нила и Ж’Ермен",
        "Мощность 3 В·А и 4 В·А; СССР–США, Р–Н, С–П",
        "Δ’ και Γ’ τάξη",
        "У Д’Артаньяна був кінь",
        "чува БРЈ редова заједничког префикса",
        "Пише випадкові перестановки [АРҐ] вхідних рядків",
        "Iмакс равен 10 мА или 5 кВ, напряжение мВ и 3 кВт",
        "Целуйте девушек вЗАГСос",
    ],
)
def test_a_clean_line_is_silent(line: str) -> None:
    assert not repair(line)
