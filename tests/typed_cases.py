"""What somebody types and whether it is right: one table for the judge in Python and the one in the browser."""

from __future__ import annotations

from typing import NamedTuple

from quizgen.model.body import Number


class Typed(NamedTuple):
    """What is typed for one of the ``ways``, in a language, beside ``others`` that are wrong; and what it is."""

    text: str
    ways: tuple[str, ...]
    verdict: str
    language: str = "en"
    others: tuple[str, ...] = ()


class TypedNumber(NamedTuple):
    """What is typed for a number, and what it is."""

    text: str
    body: Number
    verdict: str
    language: str = "en"


def _all(language: str, verdict: str, *pairs: tuple[str, str]) -> list[Typed]:
    return [Typed(text, (way,), verdict, language) for text, way in pairs]


TYPED_WORDS: list[Typed] = [
    # case, stops, commas, hyphens, quotes, spaces
    *_all(
        "en",
        "right",
        ("Semimajor Axis.", "semimajor axis"),
        ("semi-major axis", "semimajor axis"),
        ("Yes, sir.", "yes, sir"),
        ("yes sir", "yes, sir"),
        ("Washington, D.C", "Washington, D.C."),
        ("washington dc", "Washington, D.C."),
        ("email", "e-mail"),
        ("e mail", "e-mail"),
        ("Mr Darcy", "Mr. Darcy"),
        ("rock’n’roll", "rock 'n' roll"),
        ("Hundred Years War", "Hundred Years' War"),
        ("U.S.", "US"),
        ("CO2", "CO₂"),
        ("1914-18", "1914–18"),
        ("“Hamlet”", "Hamlet"),
        ("km/h", "km/h"),
        ("?", "?"),
    ),
    *_all(
        "en",
        "wrong",
        ("!", "?"),
        ("C", "C++"),
        ("C#", "C++"),
        ("-5", "5"),
        ("5", "-5"),
        ("191418", "1914-18"),
        ("and or", "and/or"),
        ("not toxic", "toxic"),
        ("", "x"),
    ),
    # articles
    *_all("en", "right", ("the semimajor axis", "semimajor axis"), ("A crest", "the crest"), ("go", "to go")),
    *_all("en", "wrong", ("major", "A major"), ("B major", "A major"), ("an", "the")),
    *_all("de", "right", ("die Schweiz", "Schweiz"), ("Hund", "der Hund"), ("ein Hund", "der Hund")),
    *_all("de", "wrong", ("die Hund", "der Hund"), ("das Hund", "ein Hund der")),
    *_all("fr", "right", ("l'eau", "eau"), ("eau", "l’eau"), ("la Loire", "Loire")),
    *_all("es", "right", ("el agua", "agua"), ("un río", "río")),
    *_all("es", "wrong", ("Paz", "La Paz"), ("el casa", "la casa")),
    *_all("pt", "right", ("o sol", "sol"), ("Brasilia", "Brasília")),
    # "and", short forms, numbers in words and Roman digits
    *_all("en", "right", ("R and D", "R&D"), ("r & d", "R and D"), ("St Petersburg", "Saint Petersburg")),
    *_all(
        "en", "right", ("Mount Everest", "Mt. Everest"), ("8", "eight"), ("Eight", "8"), ("World War 2", "World War II")
    ),
    *_all("en", "right", ("Henry 8", "Henry VIII"), ("louis xiv", "Louis XIV")),
    *_all("en", "wrong", ("Henry VII", "Henry VIII"), ("seven", "8"), ("Henry", "Henry VIII")),
    *_all("de", "right", ("Sturm & Drang", "Sturm und Drang"), ("zwölf", "12")),
    *_all("ru", "right", ("Война & мир", "Война и мир"), ("семь", "7")),
    # numbers among words
    *_all(
        "en", "right", ("1.5 million", "1500000"), ("1,500,000", "1500000"), ("1 500 000", "1500000"), ("3.50", "3.5")
    ),
    *_all("en", "wrong", ("1.5", "1500000"), ("15 million", "1500000"), ("1.480", "1480"), ("35", "3.5")),
    *_all("de", "right", ("1,5 Millionen", "1500000"), ("1.500.000", "1500000"), ("1.480", "1480"), ("3,5", "3.5")),
    *_all("de", "wrong", ("1,480", "1480"), ("1,5 Milliarden", "1500000")),
    *_all("kk", "right", ("1,5 млн", "1500000")),
    # letters
    *_all("de", "right", ("Haeuser", "Häuser"), ("Hauser", "Häuser"), ("STRASSE", "Straße")),
    *_all("ru", "right", ("елка", "ёлка"), ("МОСКВА.", "Москва")),
    *_all("ru", "wrong", ("мои", "мой")),
    *_all("tr", "right", ("istanbul", "İstanbul"), ("ISTANBUL", "İstanbul"), ("Diyarbakir", "Diyarbakır")),
    *_all("az", "right", ("bakı", "Bakı"), ("Baki", "Bakı")),
    *_all("da", "right", ("Kobenhavn", "København"), ("Koebenhavn", "København")),
    # one slip in a long word
    *_all(
        "en",
        "almost",
        ("Azerbaijjan", "Azerbaijan"),
        ("Azerbaijn", "Azerbaijan"),
        ("photosynthsis", "photosynthesis"),
        ("wavelenght", "wavelength"),
        ("frequancy", "frequency"),
        ("Supreme Interstate Counncil", "Supreme Interstate Council"),
    ),
    *_all(
        "en",
        "wrong",
        ("Iraq", "Iran"),
        ("Gambia", "Zambia"),
        ("nitrite", "nitrate"),
        ("chlorine", "chloride"),
        ("atypical", "typical"),
        ("absorption", "adsorption"),
        ("mitochondria", "mitochondrion"),
        ("Azerbajjn", "Azerbaijan"),
        ("crests", "crest"),
        ("oscillations", "oscillation"),
    ),
    # beside other answers
    Typed("Apfel", ("Äpfel",), "wrong", "de", ("Apfel",)),
    Typed("Äpfel", ("Äpfel",), "right", "de", ("Apfel",)),
    Typed("CO", ("Co",), "wrong", "en", ("CO",)),
    Typed("co", ("Co",), "right", "en", ("CO",)),
    Typed("complement", ("compliment",), "wrong", "en", ("complement",)),
    Typed("complament", ("compliment",), "wrong", "en", ("complement",)),
    Typed("complament", ("complement",), "almost", "en", ("compost",)),
    Typed("Mauritnia", ("Mauritania",), "almost", "en", ("Mauritius",)),
]

_AID = Number("$109 million", "109", "million", accept=("$0.109 billion",))
_OPEN = Number("$109 million", "109", "million", unnamed=("$", "million"))
_PLAIN = Number("$109 million", "109", "million", unnamed=("million",))
_KM = Number("20,000 km", "20000", "km", unnamed=("km",))
_LONG = Number("20,000 km", "20000", "km")
_WARM = Number("37 °C", "37", "°C", tolerance="0.5", unnamed=("°C",))
_WEIT = Number("1.480 m", "1480", "m")
_COUNT = Number("8", "8")
_HALF = Number("2½ h", "2½", "h")
_MANY = Number("1500000", "1500000")

TYPED_NUMBERS: list[TypedNumber] = [
    *(TypedNumber(text, _AID, "right") for text in ("$109 million", "109", "109 million", "$109,000,000", "109 mn")),
    *(TypedNumber(text, _AID, "right") for text in ("0.109 billion dollars", "109 Million Dollars.")),
    *(TypedNumber(text, _AID, "wrong") for text in ("108 million", "109 billion", "1090", "-109 million")),
    *(TypedNumber(text, _OPEN, "unit") for text in ("109 million", "109,000,000")),
    *(TypedNumber(text, _OPEN, "wrong") for text in ("109", "$109")),
    *(TypedNumber(text, _OPEN, "right") for text in ("$109 million", "109 million dollars", "$ 109,000,000")),
    *(TypedNumber(text, _PLAIN, "right") for text in ("109 million", "$109 million", "109,000,000")),
    TypedNumber("109", _PLAIN, "wrong"),
    *(TypedNumber(text, _KM, "right") for text in ("20,000 km", "20000 kilometres", "20 thousand km", "20 000 Km.")),
    *(TypedNumber(text, _KM, "unit") for text in ("20000", "20,000 miles", "20 thousand")),
    *(TypedNumber(text, _KM, "wrong") for text in ("20 km", "2,000 km", "20.000 km")),
    *(TypedNumber(text, _HALF, "right") for text in ("2½ h", "2.5 h", "2.5")),
    *(TypedNumber(text, _HALF, "wrong") for text in ("2 h", "2", "3 h")),
    TypedNumber("20000", _LONG, "right"),
    TypedNumber("20.000 km", _LONG, "right", "de"),
    TypedNumber("20,000 km", _LONG, "right", "de"),
    *(TypedNumber(text, _WARM, "right") for text in ("37 °C", "36.8°C", "37 degrees", "37,2 °C")),
    *(TypedNumber(text, _WARM, "unit") for text in ("37", "37 km")),
    TypedNumber("38 °C", _WARM, "wrong"),
    *(TypedNumber(text, _WEIT, "right", "de") for text in ("1480", "1.480 m", "1480 Meter")),
    TypedNumber("1,48", _WEIT, "wrong", "de"),
    *(TypedNumber(text, _COUNT, "right") for text in ("8", "eight", "8.0")),
    *(TypedNumber(text, _COUNT, "wrong") for text in ("seven", "none", "80")),
    *(TypedNumber(text, _MANY, "right") for text in ("1.5 million", "1,500,000", "1 500 000")),
    TypedNumber("1,5 Mio.", _MANY, "right", "de"),
    TypedNumber("1,5 миллиона", _MANY, "right", "ru"),
    TypedNumber("1.5", _MANY, "wrong"),
]
