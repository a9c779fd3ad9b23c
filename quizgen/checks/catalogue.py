"""Every rule by its id."""

from __future__ import annotations

from collections.abc import Mapping

from quizgen.checks import (
    copying,
    distractor_sentences,
    evidence,
    facts,
    handwritten,
    hidden_characters,
    html_tags,
    item_writing,
    lone_fronts,
    measured_answers,
    questions,
    quizzes,
    relation_conflicts,
    several_parts,
    support,
    units_asked,
)
from quizgen.checks.rule import Rule

# The two that are about this catalogue; the code that reads the comments applies them.
UNKNOWN_RULE = Rule("unknown-rule", "warning", "A rule that is silenced exists.", remedy="correct its name")
IGNORE_REASON = Rule(
    "ignore-reason",
    "warning",
    "A silenced rule has a reason.",
    remedy="write the reason after the comment's bracket",
)

# Functions that look for more than one rule, or for a rule of another module, are skipped here.
_DECLARED = (
    *facts.CHECKS,
    facts.DISTRACTOR_IS_RIGHT,
    *relation_conflicts.CHECKS,
    *handwritten.CHECKS,
    *several_parts.CHECKS,
    *hidden_characters.CHECKS,
    html_tags.markup,
    *distractor_sentences.CHECKS,
    *copying.CHECKS,
    *units_asked.CHECKS,
    UNKNOWN_RULE,
    IGNORE_REASON,
    evidence.QUOTE_NOT_FOUND,
    evidence.QUOTE_MOVED,
    evidence.QUOTE_DIFFERS,
    evidence.QUOTE_AMBIGUOUS,
    *evidence.ARTICLE_CHECKS,
    *evidence.CHECKS,
    *support.RULES,
    *questions.CHECKS,
    lone_fronts.no_context,
    *item_writing.CHECKS,
    *quizzes.CHECKS,
    *measured_answers.CHECKS,
)

RULES: Mapping[str, Rule] = {rule.id: rule for rule in _DECLARED if isinstance(rule, Rule)}
