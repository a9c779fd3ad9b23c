"""The small words and common verbs of English, which tell the parts of a sentence apart."""

from __future__ import annotations

from collections.abc import Mapping

_PREPOSITIONS = """of in on at by for with from to into about between among through against over under within without
upon during after before since until as than like via per around near along across behind beyond including despite
throughout toward towards unlike above below"""
_DETERMINERS = "a an the this these those its their his her our your any each no some every another"
_BEING = "is are was were be been being am"
_AUXILIARIES = "has have had do does did will would can could may might should must cannot having"
_CONJUNCTIONS = "and or but nor"
_CLAUSES = "that which who whom whose when where while how what if because although though whether"
_PRONOUNS = "it they them he him she we you i there himself herself itself themselves"
_OTHERS = """into so also very such other more most both then up out not however thus therefore only even often usually
sometimes still just several many few all own same later further once again too always never yet due instead rather well
much less least either neither"""
_VERBS = """allow allows appear appears apply became become becomes began begin begins begun believe believes bought
bring brings brought build builds built called calls came carries carry caught cause causes chose chosen come comes
consist consists contain contains continue continues cost covers creates cut deal deals defines depend depends
describe describes did differs done draw draws drawn drew drove eaten end ends establish exist exists explain extend
extends fall falls feel fell felt find finds flew follow follows forms fought found gain gave get gets give given
gives go goes gone got grew grow grown grows happens hear heard held help helps hold holds improve include includes
increase increases involves join joins justify keep keeps kept knew know known knows laid lay lead leads learn leave
leaves led left lie lies live lives look lose lost made maintain make makes mean means meant meet met move moves
need needs occur occurs offer offers paid pay prevent produce produces protect provide provides put ran reach read
receive reduce refer refers relate remain remains represent require requires return returns rise rises rose run runs
said sang sat saw say says see seek seem seems seen sell send sent serve serves set shows shown sold solve sought
speak speaks spend spent split spoke spoken spread stand stands start starts stay stood stop struck suggests support
supports swept take taken takes taught teach tell tells tends think thinks thought threw throw told took travel
travels tries try turn turns understand understood use used uses visit want went win wins won wore worn write writes
written wrote"""

# Each word with the letter of its kind: see tokens.py.
SMALL_WORDS: Mapping[str, str] = {
    word: kind
    for kind, words in (
        ("F", _OTHERS),
        ("O", _PRONOUNS),
        ("Q", _CLAUSES),
        ("J", _CONJUNCTIONS),
        ("X", _AUXILIARIES),
        ("B", _BEING),
        ("D", _DETERMINERS),
        ("R", _PREPOSITIONS),
    )
    for word in words.split()
}
VERBS = frozenset(_VERBS.split())
