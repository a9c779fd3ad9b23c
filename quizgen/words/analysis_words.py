"""The words in the report on the answers to a quiz, for teachers."""

from __future__ import annotations

from quizgen.words.message import message

MESSAGES = (
    # The report on answers
    # Translators: the title of a report; {title} is the quiz's.
    message("analysis_title", "Item analysis: {title}"),
    message("analysis_look_at", "What to look at"),
    message("analysis_nothing", "No question is wrong too clearly for chance."),
    # Translators: before wrong options.
    message("analysis_unused", "Options that hardly anybody takes:"),
    message("analysis_of", "{count} of {all}"),
    # Translators: {command} is a command that is typed; others are other options.
    message("analysis_others", "{command} proposes others."),
    message(
        "analysis_caution",
        "Nothing is said of a question with fewer than {fewest} answers, and nothing that chance alone would explain. "
        "Where those who do well otherwise do badly in a question, look at the key first, then at the wording.",
    ),
    message("analysis_scores", "Scores"),
    # Translators: a sitting of a quiz, as "8a, 2025".
    message("analysis_session", "Session"),
    # Translators: over how many people took the quiz.
    message("analysis_people", "People"),
    message("analysis_mean", "Mean"),
    # Translators: the standard deviation.
    message("analysis_deviation", "Deviation"),
    # Translators: Cronbach's.
    message("analysis_alpha", "Alpha"),
    message("analysis_error", "Standard error"),
    message(
        "analysis_alpha_is",
        "Alpha is the share of the differences between scores that is not chance: 0.7 is usual for a short quiz. Two "
        "thirds of all scores are within one standard error of what the person knows.",
    ),
    # Translators: two shares: "40% to 60%".
    message("analysis_range", "{low} to {high}"),
    # Translators: of a question with all others; a number follows.
    message("analysis_rest", "correlation with the rest"),
    # Translators: too few answers.
    message("analysis_too_few", "too few to say anything"),
    # Translators: answers left blank.
    message("analysis_blanks", "{count} blank"),
    # Translators: answers of people who said that they were sure.
    message("analysis_sure", "{count} sure, {wrong} of them wrong"),
    # Translators: seconds.
    message("analysis_seconds", "{count} s"),
    # Translators: before wrong answers.
    message("analysis_written", "Written instead:"),
    message("analysis_option", "Option"),
    # Translators: over how often an option was chosen.
    message("analysis_chosen", "Chosen"),
    message("analysis_correlation", "Correlation"),
    message(
        "analysis_facts_order",
        "Over all kinds of question, forms and sessions; the weakest with at least {fewest} answers first.",
    ),
    message("analysis_answers", "Answers"),
    message("analysis_by", "By kind and session"),
    # Translators: below a plot.
    message("analysis_score_axis", "questions right (dashed: the mean)"),
    # Translators: read aloud to who cannot see a plot, as the four after the next.
    message("analysis_score_plot", "How many people had how many of {questions} right: {counts}."),
    # Translators: {count} people had {score} questions right.
    message("analysis_count_with", "{count} with {score}"),
    message("analysis_right_axis", "right answers"),
    message("analysis_question_plot", "Questions by right answers and correlation with the rest. {questions}."),
    message("analysis_plot_question", "question {number}: {share} right, correlation {r}"),
    # Translators: a verdict on a question; its evidence follows.
    message("verdict_wrong_key", "Wrong key?"),
    # Translators: those who know more do worse.
    message("verdict_backwards", "Backwards"),
    # Translators: fewer right answers than if everybody guessed.
    message("verdict_below_guessing", "Below guessing"),
    message("verdict_sure_wrong", "Sure and wrong"),
    message("verdict_often_blank", "Often blank"),
    message("verdict_nearly_all_right", "Nearly all right"),
    # Translators: {rival} and {key} are options, followed by their correlations and shares.
    message(
        "evidence_wrong_key",
        "whoever does well in the other questions chooses {rival} ({of_rival}) rather than the key {key} ({of_key})",
    ),
    message("evidence_backwards", "item-rest correlation {r} over {answers} answers"),
    message("evidence_below_guessing", "{share} right; guessing gives {chance}"),
    message("evidence_sure_wrong", "{count} of {answers} were sure of a wrong answer"),
)
