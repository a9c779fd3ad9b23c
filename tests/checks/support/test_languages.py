"""The same rules in the other languages, on true facts and on false ones."""

from __future__ import annotations

import pytest
from comparing import findings

from quizgen.checks.support.analysed_text import analysed_text
from quizgen.languages.quantities import Quantity
from quizgen.languages.word_lists import LANGUAGES, language_of

ARTICLES = {
    "ru": (
        "Весной 1907 года инженер Ада Холм начала строить дорогу; у неё было не менее 240 рабочих. Работы длились "
        "восемнадцать месяцев и стоили 3 миллиона рублей. С 1911 года торговля выросла с 200 до 900 тонн. "
        "Сотни повозок шли через перевал. "
        "Мэр Отто Берг не разрешил проезд грузовиков зимой.\n\nОб этом писал Иван Лунд."
    ),
    "kk": (
        "1907 жылдың көктемінде инженер Ада Холм жол сала бастады, онда 240-тан астам жұмысшы болды. Жұмыс он сегіз "
        "айға созылып, 3 миллион теңгеге түсті. 1911 жылдан бастап сауда өсті. Жүздеген арба асудан өтті. "
        "Қыста жүк көлігі жүрмейді.\n\nОл туралы Иван Лунд жазды."
    ),
    "az": (
        "1907-ci ilin yazında mühəndis Ada Holm yol çəkməyə başladı, onun 240-dan çox fəhləsi var idi. İş on səkkiz ay "
        "çəkdi və 3 milyon manata başa gəldi. 1911-ci ildən bəri ticarət artdı. Yüzlərlə araba aşırımdan keçdi.\n\n"
        "Bu barədə İvan Lund yazdı."
    ),
    "es": (
        "En la primavera de 1907 la ingeniera Ada Holm empezó a construir el camino; tenía al menos 240 obreros. "
        "La obra duró dieciocho meses y costó 3 millones de euros. Desde 1911 el comercio ha subido de 200 a 900 "
        "toneladas. Cientos de carros pasaron el puerto. "
        "El alcalde no permite camiones en invierno.\n\nLo escribió Lund.\n\nEl parque mide 5 km2 y tres puertas."
    ),
    "fr": (
        "Au printemps 1907, l'ingénieure Ada Holm commença à construire la route ; elle avait au moins 240 ouvriers. "
        "Les travaux durèrent dix-huit mois et coûtèrent 3 millions d'euros. Depuis 1911, le commerce a augmenté. "
        "Des centaines de chars passèrent le col. Le maire n'autorise pas les camions.\n\nIvan Lund l'a écrit."
    ),
    "de": (
        "Im Frühling 1907 begann die Ingenieurin Ada Holm, die Straße zu bauen; sie hatte mindestens 240 Arbeiter. "
        "Der Bau dauerte achtzehn Monate und kostete 3 Millionen Euro. Seit 1911 ist der Handel gestiegen. "
        "Hunderte Wagen fuhren über den Pass. Lastwagen sind dort nicht erlaubt.\n\nDas schrieb Iwan Lund.\n\n"
        "Im ersten Sommer war der Handel größer als heute, mit 8 Mio. EUR im Monat. Bei Arl war er sehr unbeliebt."
    ),
    "pt": (
        "Na primavera de 1907, a engenheira Ada Holm começou a construir a estrada; tinha pelo menos 240 operários. "
        "A obra durou dezoito meses e custou 3 milhões de euros. Desde 1911 o comércio subiu de 200 para 900 "
        "toneladas. Centenas de carroças passaram o passo. O prefeito não permite caminhões no inverno.\n\n"
        "Lund escreveu isso."
    ),
}


@pytest.mark.parametrize(
    ("language", "quote", "true", "false", "rule"),
    [
        (
            "ru",
            "Весной 1907 года",
            "Дорогу начали весной {1907} года.",
            "Дорогу начали осенью {1907} года.",
            "set-other",
        ),
        ("ru", "не менее 240 рабочих", "Было {240} рабочих или больше.", "Было не более {240} рабочих.", "bound-other"),
        ("ru", "восемнадцать месяцев", "Строили {18} месяцев.", "Строили {девятнадцать} месяцев.", "number-other"),
        ("ru", "восемнадцать месяцев", "Строили {полтора} года.", "Строили {восемнадцать} лет.", "number-unit"),
        (
            "ru",
            "стоили 3 миллиона рублей",
            "Цена была {3 млн} рублей.",
            "Цена была {3 миллиарда} рублей.",
            "number-unit",
        ),
        ("ru", "торговля выросла", "Торговля {увеличилась}.", "Торговля {упала}.", "opposite"),
        ("ru", "С 1911 года торговля", "Она растёт с {1911} года.", "Она росла до {1911} года.", "time-turned"),
        ("ru", "Сотни повозок", "Шли {сотни} повозок.", "Шли {тысячи} повозок.", "magnitude-other"),
        ("ru", "не разрешил проезд", "Проезд зимой не {разрешён}.", "Проезд зимой {разрешён}.", "negation-lost"),
        ("ru", "инженер Ада Холм", "Дорогу строила {Ада} Холм.", "Дорогу строил {Иван Лунд}.", "name-other"),
        (
            "ru",
            "с 200 до 900 тонн",
            "Рост был с {200} до 900 тонн.",
            "Рост был с {900} до 200 тонн.",
            "numbers-swapped",
        ),
        ("kk", "1907 жылдың көктемінде", "Жол {1907} жылы басталды.", "Жол {1909} жылы басталды.", "number-other"),
        (
            "kk",
            "240-тан астам жұмысшы",
            "Онда {240}-тан көп жұмысшы болды.",
            "Онда дәл {240} жұмысшы болды.",
            "bound-other",
        ),
        ("kk", "он сегіз айға", "Жұмыс {18} ай жүрді.", "Жұмыс {он тоғыз} ай жүрді.", "number-other"),
        ("kk", "он сегіз", "Жұмыс {он сегіз} ай жүрді.", "Жұмыс {он сегіз} жыл жүрді.", "number-unit"),
        ("kk", "сауда өсті", "Сауда {артты}.", "Сауда {азайды}.", "opposite"),
        ("kk", "Жүздеген арба", "{Жүздеген} арба өтті.", "{Мыңдаған} арба өтті.", "magnitude-other"),
        ("kk", "инженер Ада Холм", "Жолды {Ада Холм} салды.", "Жолды {Иван Лунд} салды.", "name-other"),
        ("az", "on səkkiz ay", "İş {18} ay çəkdi.", "İş {on doqquz} ay çəkdi.", "number-other"),
        (
            "az",
            "3 milyon manata",
            "Yol {3 milyon} manata başa gəldi.",
            "Yol {3 milyard} manata başa gəldi.",
            "number-unit",
        ),
        ("az", "ticarət artdı", "Ticarət {çoxaldı}.", "Ticarət {azaldı}.", "opposite"),
        ("az", "Yüzlərlə araba", "{Yüzlərlə} araba keçdi.", "{Minlərlə} araba keçdi.", "magnitude-other"),
        ("az", "mühəndis Ada Holm", "Yolu {Ada Holm} çəkdi.", "Yolu {Lund} çəkdi.", "name-other"),
        ("es", "En la primavera de 1907", "Empezó en {primavera}.", "Empezó en {otoño}.", "set-other"),
        ("es", "al menos 240 obreros", "Eran {240} obreros o más.", "Eran como máximo {240} obreros.", "bound-other"),
        ("es", "dieciocho meses", "Duró {18} meses.", "Duró {diecinueve} meses.", "number-other"),
        ("es", "costó 3 millones de euros", "Costó {3 millones} de euros.", "Costó {3 mil} euros.", "number-unit"),
        ("es", "el comercio ha subido", "El comercio {aumentó}.", "El comercio {bajó}.", "opposite"),
        ("es", "Desde 1911 el comercio", "Hay más desde {1911}.", "Hubo más hasta {1911}.", "time-turned"),
        ("es", "Cientos de carros", "Pasaron {cientos} de carros.", "Pasaron {miles} de carros.", "magnitude-other"),
        ("es", "no permite camiones", "No se {permiten} camiones.", "Se {permiten} camiones.", "negation-lost"),
        ("es", "la ingeniera Ada Holm", "Lo hizo {Ada Holm}.", "Lo hizo {Lund}.", "name-other"),
        ("fr", "dix-huit mois", "Cela dura {18} mois.", "Cela dura {dix-neuf} mois.", "number-other"),
        (
            "fr",
            "coûtèrent 3 millions",
            "Le prix fut de {3 millions} d'euros.",
            "Le prix fut de {3 milliards}.",
            "number-unit",
        ),
        ("fr", "au moins 240 ouvriers", "Il y en avait {240} ou plus.", "Il y en avait au plus {240}.", "bound-other"),
        ("fr", "le commerce a augmenté", "Le commerce a {grandi}.", "Le commerce a {diminué}.", "opposite"),
        ("fr", "Depuis 1911", "C'est ainsi depuis {1911}.", "C'était ainsi avant {1911}.", "time-turned"),
        ("fr", "l'ingénieure Ada Holm", "La route est de {Ada Holm}.", "La route est de {Lund}.", "name-other"),
        ("de", "Im Frühling 1907", "Es begann im {Frühling}.", "Es begann im {Herbst}.", "set-other"),
        (
            "de",
            "mindestens 240 Arbeiter",
            "Es waren {240} Arbeiter oder mehr.",
            "Es waren höchstens {240}.",
            "bound-other",
        ),
        ("de", "achtzehn Monate", "Es dauerte {18} Monate.", "Es dauerte {neunzehn} Monate.", "number-other"),
        ("de", "achtzehn Monate", "Es dauerte {achtzehn} Monate.", "Es dauerte {achtzehn} Jahre.", "number-unit"),
        ("de", "der Handel gestiegen", "Der Handel ist {gewachsen}.", "Der Handel ist {gesunken}.", "opposite"),
        ("de", "Seit 1911", "Das ist seit {1911} so.", "Das war vor {1911} so.", "time-turned"),
        ("de", "nicht erlaubt", "Lastwagen sind {verboten}.", "Lastwagen sind {gestattet}.", "opposite-denied"),
        ("de", "der Handel größer als", "Er ist {größer} als heute.", "Er ist {kleiner} als heute.", "opposite-near"),
        (
            "de",
            "der Handel größer als",
            "Das war im {ersten} Sommer so.",
            "Das war im {zweiten} Sommer so.",
            "number-other",
        ),
        ("de", "sehr unbeliebt", "Er war {unbeliebt}.", "Er war {beliebt}.", "opposite-near"),
        ("de", "8 Mio. EUR", "Er brachte {8 Mio. EUR}.", "Er brachte {8 Mio. USD}.", "number-unit"),
        ("es", "5 km2 y tres", "Tiene {3} puertas.", "Tiene {2} puertas.", "number-other"),
        ("es", "5 km2 y tres", "Mide {5 km²}.", "Mide {5 m2}.", "number-unit"),
        ("pt", "Na primavera de 1907", "Começou na {primavera}.", "Começou no {outono}.", "set-other"),
        ("pt", "pelo menos 240", "Eram {240} operários ou mais.", "Eram no máximo {240} operários.", "bound-other"),
        ("pt", "dezoito meses", "Durou {18} meses.", "Durou {dezenove} meses.", "number-other"),
        (
            "pt",
            "custou 3 milhões de euros",
            "Custou {3 milhões} de euros.",
            "Custou {3 bilhões} de euros.",
            "number-unit",
        ),
        ("pt", "o comércio subiu", "O comércio {aumentou}.", "O comércio {caiu}.", "opposite"),
        ("pt", "Desde 1911", "É assim desde {1911}.", "Foi assim até {1911}.", "time-turned"),
        ("pt", "a engenheira Ada Holm", "A estrada é de {Ada Holm}.", "A estrada é de {Lund}.", "name-other"),
    ],
)
def test_a_false_fact_is_reported_and_a_true_one_is_not(
    language: str, quote: str, true: str, false: str, rule: str
) -> None:
    def rules(statement: str) -> list[str]:
        text = statement.replace("{", "").replace("}", "")
        return [finding.rule for finding in findings(ARTICLES[language], quote, text, language)]

    assert rules(true) == []
    assert rule in rules(false)


@pytest.mark.parametrize(
    ("language", "article", "statement"),
    [
        ("de", "Die meisten Wärter waren Fischer.", "Wenige Wärter waren Fischer."),
        ("fr", "La plupart des gardiens étaient pêcheurs.", "Peu de gardiens étaient pêcheurs."),
        ("es", "La mayoría de los guardas eran pescadores.", "Pocos guardas eran pescadores."),
        ("pt", "A maioria dos guardas eram pescadores.", "Poucos guardas eram pescadores."),
        ("ru", "Большинство смотрителей были рыбаками.", "Немногие из смотрителей были рыбаками."),
        ("kk", "Күзетшілердің көпшілігі балықшы болды.", "Күзетшілердің азшылығы балықшы болды."),
        ("az", "Gözətçilərin əksəriyyəti balıqçı idi.", "Gözətçilərin azlığı balıqçı idi."),
    ],
)
def test_few_are_not_many(language: str, article: str, statement: str) -> None:
    for original, claim in ((article, statement), (statement, article)):
        assert [finding.rule for finding in findings(original, original[:-1], claim, language)] == ["few-for-many"]
        assert findings(original, original[:-1], original, language) == []


@pytest.mark.parametrize(
    ("language", "level"),
    [
        ("es", "error"),
        ("ru", "error"),
        ("de", "error"),
        ("pt", "error"),
        ("kk", "warning"),
        ("fr", "info"),
        ("az", "info"),
    ],
)
def test_a_level_is_as_high_as_was_measured_in_the_language(language: str, level: str) -> None:
    text = ARTICLES[language]
    (first,) = [number for number in analysed_text(text, language_of(language)).quantities if number.year][:1]
    all_findings = findings(text, text[: first.end], f"{int(first.raw) + 5}.", language)
    assert {finding.level for finding in all_findings if finding.rule != "numeral"} <= {level}


@pytest.mark.parametrize(
    ("language", "text", "numbers"),
    [
        ("en", "three hundred and forty-two thousand", [342000]),
        ("en", "a year and a half; half a million; one man in five", [1.5, 500000, 1, 20]),
        ("ru", "двадцать одна тысяча; три с половиной года; двухсот пяти", [21000, 3.5, 205]),
        ("kk", "он төрт; екі жүз елу мың; жиырма бес", [14, 250000, 25]),
        ("az", "on dörd; iki yüz əlli min; iyirmi beş", [14, 250000, 25]),
        ("es", "ciento cuarenta y dos mil; veintiún; dieciséis", [142000, 21, 16]),
        ("fr", "quatre-vingt-dix-sept; soixante-douze; deux cent mille", [97, 72, 200000]),
        ("de", "zweihundertdreißig; einundzwanzig; dreitausendvierhundert", [230, 21, 3400]),
        ("pt", "cento e quarenta e dois mil; vinte e um; dezesseis", [142000, 21, 16]),
    ],
)
def test_number_words_are_read(language: str, text: str, numbers: list[float]) -> None:
    found: list[Quantity] = list(analysed_text(text, language_of(language)).quantities)
    assert [number.amount for number in found] == numbers


def test_a_power_of_ten_is_a_number() -> None:
    assert findings("Light travels 3 × 10⁸ m/s.", "3 × 10⁸", r"Its speed is \(3 \cdot 10^8\) m/s.") == []
    (finding,) = findings("It has 3 × 10⁸ m/s.", "3 × 10⁸", r"Its speed is \(3 \cdot 10^6\) m/s.")
    assert (finding.rule, finding.message) == ("numeral", "6 is nowhere in the evidence")


def test_number_words_of_a_language_without_lists_are_a_warning() -> None:
    (finding,) = findings("Het duurde achttien maanden.", "achttien maanden", "Het duurde 18 maanden.", "nl")
    assert (finding.rule, finding.level) == ("number-words", "warning")
    (finding,) = findings("Het duurde 17 maanden.", "17 maanden", "Het duurde 18 maanden.", "nl")
    assert (finding.rule, finding.level) == ("numeral", "error")


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_word_is_its_own_opposite(code: str) -> None:
    both = [
        word
        for word, poles in language_of(code).opposites.poles.items()
        if len({pole.axis for pole in poles}) < len({(pole.axis, pole.side) for pole in poles})
    ]
    assert both == []


def test_eight_languages_have_lists() -> None:
    assert set(LANGUAGES) == {"en", "ru", "kk", "az", "es", "fr", "de", "pt"}
    assert language_of("pt-BR") is not language_of("en")
    assert language_of("pt-BR").code == "pt"


@pytest.mark.parametrize(
    ("language", "article", "statement"),
    [
        ("es", "A finales de 1698 se levantó la torre.", "El primer faro es de {1698}."),
        ("es", "La torre se levantó finalmente en 1698.", "El primer faro es de {1698}."),
        ("es", "En 1698 se trajo piedra a fin de levantar la torre.", "La obra empezó en {1698}."),
        ("es", "La reina vino por la tarde del 3 de mayo.", "Antes, la {reina} vivía en Roma."),
        ("pt", "No final de 1698 ergueu-se a torre.", "O primeiro farol é de {1698}."),
        ("pt", "A torre ergueu-se finalmente em 1698.", "O primeiro farol é de {1698}."),
        ("pt", "Em 1698 trouxe-se pedra a fim de erguer a torre.", "A obra começou em {1698}."),
        ("pt", "A rainha veio na tarde de 3 de maio.", "Antes, a {rainha} vivia em Roma."),
    ],
)
def test_a_word_that_only_looks_like_an_opposite_is_none(language: str, article: str, statement: str) -> None:
    all_findings = findings(article, article.removesuffix("."), statement, language)
    assert [finding.rule for finding in all_findings if finding.rule.startswith("opposite")] == []
