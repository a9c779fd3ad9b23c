"""The rules of item writing, over one multiple-choice item each.

Sources: Haladyna, Downing & Rodriguez (2002), "A review of multiple-choice item-writing guidelines for
classroom assessment", Applied Measurement in Education 15(3); Paniagua & Swygert (2016), "Constructing
written test questions for the basic and clinical sciences", NBME, 4th ed.; Tarrant et al. (2006), "The
frequency of item writing flaws", Nurse Education in Practice 6(6), whose list of 19 flaws is the published one.
"""

from __future__ import annotations

from quizgen.checks import item_cues, item_options, item_stems
from quizgen.checks.item_options import duplicate_options
from quizgen.checks.rule import Rule, RuleCheck
from quizgen.model.choice import Choice

__all__ = ["CHECKS", "duplicate_options", "flaws"]

CHECKS: tuple[RuleCheck[[Choice], str], ...] = (
    item_options.duplicate_options,
    item_options.alike_options,
    item_options.none_of_the_above,
    item_options.all_of_the_above,
    item_options.combination,
    item_options.options_out_of_order,
    item_stems.blank_inside,
    item_options.overlapping_ranges,
    item_cues.longest_key,
    item_cues.shortest_key,
    item_stems.negative_stem,
    item_cues.grammar,
    item_cues.key_in_stem,
    item_cues.clang,
    item_cues.convergence,
    item_options.absolute_terms,
    item_options.vague_terms,
    item_stems.no_question,
    item_stems.unfocused_stem,
    item_stems.gratuitous,
    item_options.odd_format,
)


def flaws(item: Choice) -> list[tuple[Rule, str]]:
    """Every flaw of ``item``: the rule that it breaks, and what was found."""
    return [(check, message) for check in CHECKS if (message := check(item))]
