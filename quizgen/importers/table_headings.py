"""What teachers call the columns of a table of questions, in eight languages: en, ru, kk, az, es, fr, de, pt."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quizgen.reading.facts.headings import plain, words_for_column

QUESTION = (
    "question, questions, question text, stem, prompt, item",
    "вопрос, вопросы, текст вопроса, задание",
    "сұрақ, сауал, сұрақтар",
    "sual, sualın mətni, suallar",
    "pregunta, preguntas, enunciado",
    "énoncé",
    "frage, fragen, fragetext, fragestellung",
    "pergunta, perguntas, questão",
)
# Which of them may be a column of numbers, if another has the question.
ITEMS = ("item", "questão")
RIGHT = (
    "answer, answers, key, answer key, solution, correct, right, correct answer, correct answers, right answer"
    ", right answers, correct option, correct options, right option, correct choice, correct choices, right choice",
    "ответ, ответы, правильный ответ, верный ответ, правильные ответы, ключ, правильно"
    ", правильный вариант, верный вариант, правильные варианты",
    "жауап, жауабы, дұрыс жауап, дұрыс жауабы, дұрыс нұсқа",
    "cavab, düzgün cavab, doğru cavab, açar, düzgün variant, doğru variant",
    "respuesta, respuestas, respuesta correcta, correcta, solución, clave, opción correcta, opciones correctas"
    ", alternativa correcta",
    "réponse, réponses, bonne réponse, réponse correcte, bonnes réponses, bonne proposition, proposition correcte",
    "antwort, antworten, richtige antwort, richtige antworten, richtig, lösung, lösungen, richtige option"
    ", richtige optionen, richtige antwortmöglichkeit",
    "resposta, respostas, resposta correta, resposta certa, correta, gabarito, opção correta, opção certa"
    ", opções corretas, alternativa correta, alternativa certa",
)
OPTIONS = (
    "options, choices, answer options, answer choices, alternatives",
    "варианты, варианты ответа, варианты ответов",
    "нұсқалар, жауап нұсқалары",
    "variantlar, cavab variantları",
    "opciones, alternativas, opciones de respuesta",
    "choix, propositions, choix de réponse",
    "optionen, antwortmöglichkeiten, auswahl, auswahlmöglichkeiten",
    "opções, opções de resposta",
)
# With or without a number or letter behind them: option, option 2, option B.
OPTION = (
    "option, choice, alternative, answer option, answer choice, opt",
    "вариант, вариант ответа",
    "нұсқа, жауап нұсқасы",
    "variant, cavab variantı",
    "opción, alternativa",
    "proposition",
    "antwortmöglichkeit",
    "opção",
)
# With a number or letter, because without one they are the right answer.
NUMBERED = ("answer, ans", "ответ", "жауап", "cavab", "respuesta", "réponse", "antwort", "resposta")
# What NUMBERED and their plurals are without a number, if another column says what is right: the options.
ANSWERS = (
    *("answer, answers", "ответ, ответы", "жауап", "cavab", "respuesta, respuestas", "réponse, réponses"),
    *("antwort, antworten", "resposta, respostas"),
)
WRONG = (
    "distractor, distractors, wrong, incorrect, wrong answer, wrong answers, wrong option, wrong options, wrong choice"
    ", incorrect answer, incorrect answers, incorrect option, incorrect options, incorrect choice, false answer",
    "неверно, неправильно, неверный ответ, неверные ответы, неправильный ответ, неправильные ответы"
    ", неверный вариант, неправильный вариант, дистрактор, дистракторы",
    "қате, қате жауап, қате жауаптар, бұрыс жауап, дұрыс емес жауап, қате нұсқа, дистрактор",
    "səhv, səhv cavab, səhv cavablar, yanlış, yanlış cavab, yanlış cavablar, səhv variant, yanlış variant, distraktor",
    "incorrecta, incorrectas, falsa, respuesta incorrecta, respuestas incorrectas, respuesta falsa, distractor"
    ", opción incorrecta, opciones incorrectas, opción falsa, alternativa incorrecta",
    "faux, fausse, mauvaise réponse, mauvaises réponses, réponse fausse, réponse incorrecte, distracteur, distracteurs"
    ", mauvaise proposition, proposition fausse, proposition incorrecte",
    "falsch, falsche, falsche antwort, falsche antworten, distraktor, distraktoren, falsche option"
    ", falsche optionen, falsche antwortmöglichkeit",
    "errada, erradas, incorreta, resposta errada, respostas erradas, resposta incorreta, distrator, distratores"
    ", opção errada, opções erradas, opção incorreta, opções incorretas, alternativa errada, alternativa incorreta",
)
SECTION = ("category, topic, section, chapter, unit, subject, module", "категория, тема", "санат", "kateqoriya")
FEEDBACK = ("feedback, general feedback, explanation, answer explanation, rationale, comment, comments",)


def pattern(*lists: str, column: str = "", counted: str = "", without: Sequence[str] = ()) -> str:
    """A pattern for the words of the ``lists``, except those of ``without``, and those of sheets for a ``column``.

    ``counted`` is a pattern for what may be behind them.
    """
    words = {plain(word) for line in lists for word in line.split(",")} | set(words_for_column(column))
    words -= {plain(word) for line in without for word in line.split(",")}
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return rf"(?:{'|'.join(map(re.escape, longest_first))}){counted}"
