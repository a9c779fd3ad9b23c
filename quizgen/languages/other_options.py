"""Options about the other options: "all of these", "none of the above", "both A and C", in eight languages."""

from __future__ import annotations

import re

# With which such an option begins, in the order en, ru, kk, az, es, fr, de, pt.
_OPENINGS = frozenset(
    """
    all none both neither any each everything nothing every some no все всё ничего ничто никакой ни оба обе ничем
    нет любой барлығы барлық бәрі ешқайсысы ешбірі екеуі жоғарыда жоғарыдағы жоғарыдағылардың аталғандардың дұрыс
    hamısı bütün heç hər yuxarıdakıların sadalananların düzgün doğru todas todos todo ninguna ninguno nada ambas
    ambos cualquiera toutes tous tout aucune aucun rien les l'une ni alle alles keine keiner keines keins nichts
    beide beides jede tudo nenhuma nenhum qualquer
    """.split()  # noqa: SIM905 - it reads as words
)
# What may follow, and says nothing of its own.
_OTHERS = frozenset(
    """
    of the these those them above mentioned listed given previous preceding following options option answers answer
    choices choice alternatives statements responses correct right true false wrong incorrect apply applies is are
    was were it two three four five all both here other others you and ответа варианта из этих этого них
    вышеперечисленного вышеперечисленных вышеперечисленные вышеперечисленное перечисленного перечисленных
    перечисленное перечисленные указанного указанных указанное указанные вышеуказанного вышеуказанных вышеуказанное
    вышеуказанные названного названных варианты вариант вариантов ответы ответ ответов верны верно верный верного
    верных верен правильны правильно правильный правильного правильных неверны один ни одна эти это выше
    айтылғандардың көрсетілгендердің көрсетілген айтылған аталған жауап жауаптар жауаптың жауаптардың жоқ дұрыс емес
    барлығы бәрі ешқайсысы олардың бұлардың нұсқа нұсқалар biri ikisi cavablar cavab variantlar doğrudur doğru
    düzgündür düzgün deyil yoxdur yuxarıdakılardan yuxarıdakıların sadalananlardan sadalananların göstərilənlərin
    göstərilənlərdən bunların bunlardan hamısı variant las los lo de anterior anteriores opciones opción respuestas
    respuesta son es correctas correctos correcta correcto verdaderas falsas ellas ellos estas estos esta esto ella
    alternativas mencionadas mencionados y ces ses des ceux celles réponses réponse propositions proposition sont
    est correctes correcte exactes exacte vraies bonnes justes fausses ci dessus précédentes précédents précédente
    d'entre elles eux tout cela deux n'est der die das den dem von davon genannten genannte oben obigen obige
    aufgeführten angegebenen antworten antwort optionen möglichkeiten aussagen aussage alternativen sind ist richtig
    korrekt wahr falsch zutreffend treffen trifft zu diesen dieser diese ihnen vorherigen hier as os dos opções
    opção respostas resposta acima estão está é são corretas corretos correta correto certas certos verdadeiras
    delas deles destas destes dessas desses citadas citados
    """.split()  # noqa: SIM905 - it reads as words
)
_WORD = re.compile(r"[\w'’]+")
_LETTER = r"\(?[A-EА-Д]\)?"
_BETWEEN = r"\s*(?:,|&|/|\+|\band\b|\bor\b|\bи\b|\bили\b|\bжәне\b|\bvə\b|\by\b|\bet\b|\bund\b|\be\b)\s*"
_BY_LETTER = re.compile(
    rf"\W*(?:(?:(?i:both|only|either|neither|options?|answers?|beide|nur|ambas|tanto|les|оба|только))\s+)*"
    rf"{_LETTER}(?:{_BETWEEN}(?:and\s+|or\s+)?{_LETTER})+(?:\s+(?:only|both|are|is|correct|right|true|above))*\W*"
)


def is_about_others(option: str) -> bool:
    """Whether an option says of the others that all, some or none of them are right."""
    words = [word.replace("’", "'") for word in _WORD.findall(option.casefold())]
    return bool(words) and words[0] in _OPENINGS and all(word in _OTHERS or word in _OPENINGS for word in words)


def names_letters(option: str) -> bool:
    """Whether an option names others by their letters, so that their order says which these are."""
    return bool(_BY_LETTER.fullmatch(option))
