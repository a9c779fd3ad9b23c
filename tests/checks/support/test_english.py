"""Each rule that compares a fact with its article, on a true fact and on a false one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from comparing import findings, rules_and_messages

from quizgen.model.body import Member
from quizgen.model.fact import Entity, Listing, Slot

ROAD = (
    "In the spring of 1907 the engineer Ada Holm began to build the road over the pass with 240 men. Her brother Nils "
    "kept the books. It took them about eighteen months and cost $3 million, almost twice as much as the town had set "
    "aside. At least thirty of the men died.\n\n"
    "Since 1911 trade has risen from 200 to 900 tonnes a year. Hundreds of carts crossed the pass before the railway "
    "came. The mayor, Otto Berg, said that the road had made the town rich. Most of the shops open on Mondays. "
    "The eastern and western ends belong to Arl and Brek, respectively. No lorry may use it in January.\n\n"
    "The pass lies in Norland. A blogger from Pellin wrote all this down; she never saw the road herself."
)


@pytest.mark.parametrize(
    ("quote", "true", "false", "rule", "message"),
    [
        (
            "about eighteen months",
            "The road was finished after {a year and a half}.",
            "The road was finished after {nineteen months}.",
            "number-other",
            "the article says eighteen months; the fact says nineteen months",
        ),
        (
            "about eighteen months",
            "The work took {18 months}.",
            "The work took {eighteen years}.",
            "number-unit",
            "the article says eighteen months; the fact says eighteen years",
        ),
        (
            "cost $3 million",
            "The road cost {3 million dollars}.",
            "The road cost {$3 billion}.",
            "number-unit",
            "the article says $3 million; the fact says $3 billion",
        ),
        (
            "with 240 men",
            "Ada Holm had {240} men.",
            "Ada Holm had {270} men.",
            "number-other",
            "the article says 240; the fact says 270",
        ),
        (
            "In the spring of 1907",
            "The work began in {1907}.",
            "The work began in {1970}.",
            "number-other",
            "the article says 1907; the fact says 1970",
        ),
        (
            "In the spring of 1907",
            "The work began in {spring}.",
            "The work began in {autumn}.",
            "set-other",
            "the article says spring; the fact says autumn",
        ),
        (
            "At least thirty of the men died",
            "{Thirty} men or more lost their lives.",
            "At most {thirty} men lost their lives.",
            "bound-other",
            "the article says At least thirty; the fact says At most thirty",
        ),
        (
            "risen from 200 to 900 tonnes",
            "Trade grew from {200} to 900 tonnes.",
            "Trade grew from {900} to 200 tonnes.",
            "numbers-swapped",
            "900 and 200 tonnes are swapped: the article has them the other way round",
        ),
        (
            "trade has risen",
            "There has been more {trade}: it increased.",
            "There has been less trade: it {fell}.",
            "opposite",
            "the article says ‘risen’; the fact says ‘fell’",
        ),
        (
            "Since 1911 trade has risen",
            "There was more trade since {1911}.",
            "There was more trade until {1911}.",
            "time-turned",
            "the article says Since 1911; the fact says until 1911",
        ),
        (
            "before the railway came",
            "Carts went over the pass {before} there was a railway.",
            "Carts went over the pass {after} the railway was there.",
            "time-turned",
            "the article says ‘before’; the fact says ‘after’",
        ),
        (
            "Hundreds of carts",
            "{Hundreds} of carts went over the pass.",
            "{Thousands} of carts went over the pass.",
            "magnitude-other",
            "the article says Hundreds; the fact says Thousands",
        ),
        (
            "Most of the shops",
            "The greater part of the {shops} opens on Mondays.",
            "All {shops} open on Mondays.",
            "all-for-some",
            "the article says ‘Most’; the fact says ‘All’",
        ),
        (
            "No lorry may use it",
            "In January the road is closed to every {lorry}, without exception.",
            "In January a {lorry} may use the road.",
            "negation-lost",
            "the article says ‘No’ of ‘lorry’; the fact does not",
        ),
        (
            "cost $3 million",
            "The road {cost} $3 million.",
            "The road did not {cost} $3 million.",
            "negation-added",
            "the fact says ‘not’ of ‘cost’; the article does not",
        ),
        (
            "the engineer Ada Holm",
            "The road was built by {Ada Holm}.",
            "The road was built by {Otto Berg}.",
            "name-other",
            "the article says Ada Holm here; the fact says Otto Berg",
        ),
        (
            "with 240 men",
            "It was {Ada Holm} who had 240 men.",
            "It was {Otto} who had 240 men.",
            "name-elsewhere",
            "Otto is in the article, but not in this paragraph",
        ),
        (
            "with 240 men",
            "The 240 men worked for {Nils} and Ada.",
            "The 240 men worked for {Waldemar} and Ada.",
            "name-nowhere",
            "Waldemar is nowhere in the article",
        ),
        (
            "said that the road had made the town rich",
            "According to {Otto Berg}, the town became rich.",
            "According to {Ada Holm}, the town became rich.",
            "speaker-other",
            "in the article it is Otto Berg who says this; the fact says Ada Holm",
        ),
        (
            "Hundreds of carts crossed the pass",
            "According to {Otto Berg}, carts crossed the pass.",
            "According to {Ada Holm}, carts crossed the pass.",
            "speaker-absent",
            "Ada Holm is not named in paragraph 2; who says this there?",
        ),
    ],
)
def test_a_false_fact_is_reported_and_a_true_one_is_not(
    quote: str, true: str, false: str, rule: str, message: str
) -> None:
    statement = true.replace("{", "").replace("}", "")
    assert rules_and_messages(ROAD, quote, statement) == []
    assert (rule, message) in rules_and_messages(ROAD, quote, false.replace("{", "").replace("}", ""))


@pytest.mark.parametrize(
    ("quote", "true", "false", "rule", "message"),
    [
        (
            "The pass lies in Norland",
            "The pass lies in {Norland}.",
            "The pass lies only in {Norland}.",
            "only-added",
            "the fact says ‘only’; the article does not",
        ),
        (
            "with 240 men",
            "She had {240} men.",
            "She had exactly {240} men.",
            "bound-added",
            "the article says 240; the fact says exactly 240",
        ),
        (
            "The eastern and western ends belong",
            "Brek owns the {western} end.",
            "Brek owns the {eastern} end.",
            "respectively",
            "in the article eastern goes with ‘Arl’, not ‘Brek’",
        ),
    ],
)
def test_rules_that_were_seldom_right_or_seldom_tried_are_information(
    quote: str, true: str, false: str, rule: str, message: str
) -> None:
    assert findings(ROAD, quote, true.replace("{", "").replace("}", "")) == []
    (finding,) = findings(ROAD, quote, false.replace("{", "").replace("}", ""))
    assert (finding.rule, finding.level, finding.message) == (rule, "info", message)


@pytest.mark.parametrize(
    ("quote", "statement"),
    [
        ("about eighteen months", "It took roughly 18 months, so it was not finished in the same year."),
        ("At least thirty of the men died", "Thirty men or more lost their lives."),
        ("There is no lorry", "In January there are no lorries."),
        ("risen from 200 to 900 tonnes", "Trade went up to 900 tonnes."),
        ("risen from 200 to 900 tonnes", "There was not less trade than before, but more."),
        ("the 1930s", "The road was widened in 1934."),
        ("one lorry in five", "20 % of the lorries were too heavy."),
        ("a quarter of an hour", "It takes 15 minutes."),
        ("second-largest", "Only one town is larger."),
        ("the largest", "No other town is larger."),
        ("ice-free", "The harbour never freezes."),
    ],
)
def test_the_same_in_other_words_is_no_contradiction(quote: str, statement: str) -> None:
    article = (
        "It took about eighteen months. At least thirty of the men died. There is no lorry in January. Trade has "
        "risen from 200 to 900 tonnes. On Mondays a third of the shops are open. It was widened in the 1930s. "
        "Of all, one lorry in five was too heavy. The way takes a quarter of an hour. The town is the second-largest "
        "of the country, and Arl is the largest. Its harbour is ice-free."
    )
    assert rules_and_messages(article, quote, statement) == []


def test_a_bound_belongs_to_the_number_behind_it() -> None:
    article = "Close to 40 treaties were signed in the past eighteen months."
    assert rules_and_messages(article, "Close to 40", "In eighteen months, close to 40 treaties were signed.") == []
    assert rules_and_messages(article, "Close to 40", "In nineteen months, close to 40 treaties were signed.") == [
        ("number-other", "the article says eighteen months; the fact says nineteen months")
    ]


def test_the_number_that_is_named_is_the_one_that_is_quoted() -> None:
    article = "From 1806 it burned oil; before 1850 it burned fat, and since 1962 it has been electric."
    assert rules_and_messages(article, "since 1962 it has been electric", "It has been electric since 1926.") == [
        ("number-other", "the article says 1962; the fact says 1926")
    ]
    assert rules_and_messages(article, "before 1850 it burned fat, and since 1962", "Oil came before 1857.") == [
        ("number-other", "the article says 1850; the fact says 1857")
    ]


def test_few_are_not_many() -> None:
    article = (
        "Most of the keepers came from fishing families, and few of them stayed for ten years. Many shops were open. "
        "Almost all lamps burned oil. A few ships sank, and few sailors could swim."
    )

    def reported(quote: str, statement: str) -> list[tuple[str, str]]:
        return rules_and_messages(article, quote, statement)

    assert reported("Most of the keepers", "Few keepers came from fishing families.") == [
        ("few-for-many", "the article says ‘Most’; the fact says ‘Few’")
    ]
    assert reported("few sailors could swim", "Most sailors could swim.") == [
        ("few-for-many", "the article says ‘few’; the fact says ‘Most’")
    ]
    assert reported("Almost all lamps", "All lamps burned oil.") == [
        ("all-for-some", "the article says ‘Almost all’; the fact says ‘All’")
    ]
    for quote, statement in (
        ("Most of the keepers", "Most keepers had fishermen in the family."),
        ("Most of the keepers came from fishing families, and few of them stayed", "Few keepers stayed long."),
        ("Most of the keepers", "Few keepers came from elsewhere."),
        ("Many shops were open", "Few shops had no visitors."),
        ("A few ships sank", "Some ships sank."),
    ):
        assert reported(quote, statement) == [], statement


def test_another_name_of_the_same_person_or_thing_is_not_another_name() -> None:
    article = "The UN met in Bern. Holm spoke for the Dutch government.\n\nNorland is far away."
    holm = Entity("holm", "Ada Holm", "person", ("Holm",), former_names=("Ada Berg",))
    assert findings(article, "Holm spoke", "Ada Berg spoke there for the Netherlands.", entities={"holm": holm}) == []
    assert findings(article, "The UN met", "The United Nations met in Bern.") == []
    (finding,) = findings(article, "The UN met", "The UN met in Norland.")
    assert finding.rule == "name-elsewhere"


def test_a_speaker_is_compared_under_every_name() -> None:
    article = "Holm said: “The road is steep.”\n\nBerg is mayor."
    holm = {"holm": Entity("holm", "Ada Holm", "person", ("Holm",))}
    assert findings(article, "The road is steep", "The road is steep.", entities=holm, speaker="Ada Holm") == []
    (finding,) = findings(article, "The road is steep", "The road is steep.", entities=holm, speaker="Otto Berg")
    assert (finding.rule, finding.level) == ("speaker-other", "error")


def test_the_articles_own_title_may_have_a_number() -> None:
    article = "The second lamp was lit in 1909. It is on the hill."
    quote, statement = "It is on the hill", "{} is on the hill."
    assert rules_and_messages(article, quote, statement.format("Lamp 7"), title="Lamp 7") == []
    (rule, _), *_ = rules_and_messages(article, quote, statement.format("Lamp 8"), title="Lamp 7")
    assert rule == "numeral"
    assert rules_and_messages(article, quote, "It is on hill 7.", title="Lamp 7") != []
    assert rules_and_messages(article, quote, "It has 1909 lamps on the hill.", title="1909") == []


SLOT = Slot("number", "240", "240", "count", ask="How many men worked for Ada Holm?")


def test_the_question_the_hint_and_the_feedback_are_compared_too() -> None:
    def of(slot: Slot, feedback: str = "") -> list[tuple[object, ...]]:
        all_findings = findings(ROAD, "with 240 men", "The road was built by 240 men.", slot=slot, feedback=feedback)
        return [(finding.rule, *finding.field) for finding in all_findings]

    assert of(SLOT) == []
    changed = replace(SLOT, ask="How many men worked for Otto Berg?")
    assert of(changed) == [("name-elsewhere", "slots", "number", "ask")]
    assert of(replace(SLOT, hint="It was in autumn.")) == [("set-other", "slots", "number", "hint")]
    assert of(SLOT, "They began in the autumn of 1907.") == [("set-other", "feedback")]
    assert of(SLOT, "They began in the spring of 1907.") == []


def test_a_question_may_say_how_many_things_it_asks_for() -> None:
    article = "There was a fire in 1905, and another in 1911."
    listing = Listing((Member("1905"), Member("1911")), ordered=False, complete=True, ask_for=2)
    years = Slot("years", "1905 and 1911", "1905 and 1911", ask="In which two years was there a fire?", listing=listing)
    assert findings(article, article[:-1], "Fires were in 1905 and 1911.", slot=years) == []
    years = replace(years, ask="In which five years was there a fire?")
    (finding,) = findings(article, article[:-1], "Fires were in 1905 and 1911.", slot=years)
    assert finding.rule == "number-nowhere"


def test_what_statement_and_question_both_say_is_reported_once() -> None:
    slot = Slot("men", "men", "men", ask="Who built the road in autumn 1907?")
    all_findings = findings(ROAD, "In the spring of 1907", "In the autumn of 1907 men built the road.", slot=slot)
    assert [(finding.rule, *finding.field) for finding in all_findings] == [("set-other", "statement")]


def test_where_a_quote_is_not_in_the_article_only_its_own_numerals_are_compared() -> None:
    article, lost = "It fell in 1907.", "in 1907 it collapsed"
    assert [rule for rule, _ in rules_and_messages(article, "It fell", "It rose in 1907.")] == ["opposite"]
    assert rules_and_messages(article, lost, "It rose in 1907.") == []
    assert [rule for rule, _ in rules_and_messages(article, lost, "It rose in 1909.")] == ["numeral"]


@pytest.mark.parametrize(
    ("article", "statement"),
    [
        ("The tower lasted until the storm of 1703.", "The first tower fell in {1703}."),
        ("The bridge lasted for 5 years.", "The temporary bridge stood for {5} years."),
        ("The temple is close to the sea.", "The first temple was by the {sea}."),
        ("The temple is close to the sea.", "By the sea, the {temple} is open."),
        ("It was finally built in 1703.", "The first one was from {1703}."),
        ("The bell rings in the last tower.", "The tower is open and has a {bell}."),
        ("The dam was closed in 1900.", "The dam, far from the sea, was in use until {1900}."),
        ("The bill was sent back in 1900.", "Parliament opposed the bill in {1900}."),
        ("It was found in a cave in 1900.", "The town was destroyed in {1900}."),
        ("The ruins of the fort are on a hill.", "The fort was built on a {hill}."),
        ("Water goes from the roots to the leaves.", "Water enters the plant by its {roots}."),
        ("The firm has a contract for 5 years.", "The firm grew for {5} years."),
        ("The roses bloom in June.", "The petals fall in {June}."),
        ("A book on mounting insects is from 1900.", "The number of insects fell in {1900}."),
        ("The sinks were made in 1900.", "The price of sinks rose in {1900}."),
        ("Its goods are in 300 shops.", "The worst are in {300} shops."),
        ("Lately 300 people came.", "The early church had {300} people."),
        ("It hardly rained in 1900.", "The rain was soft in {1900}."),
        ("The hard winter of 1900 was long.", "The winter of {1900} often brought snow."),
        ("The keys are 3 cm long.", "The minor locks are {3 cm} long."),
        ("It is built like a boat.", "Its builder hated a {boat}."),
        ("At the end of 1698 the tower stood.", "The work began in {1698}."),
        ("The ends of the rope are red.", "Work on the {rope} began."),
    ],
)
def test_a_word_that_only_looks_like_an_opposite_is_none(article: str, statement: str) -> None:
    quote = article.removesuffix(".")
    assert [rule for rule, _ in rules_and_messages(article, quote, statement) if rule.startswith("opposite")] == []


@pytest.mark.parametrize(
    "sentence",
    [
        "In 1983 the network moved to TCP/IP.",
        "He sang with AC/DC and with Simon & Garfunkel.",
        "Some call them Wahhabi/Salafi groups.",
        'In Salerno "Duke Robert" was feared.',
        "The line carries 100 Gbit/s and 8 Kbit/s.",
        "The Main Quad (Hull Court) is by O'Neill-Ford.",
    ],
)
def test_a_name_with_a_sign_is_found_in_the_article(sentence: str) -> None:
    article = f"A short text\n\n{sentence} There is more."
    quote = " ".join(sentence.split()[:3])
    assert rules_and_messages(article, quote, sentence) == []
    ((rule, _),) = rules_and_messages(article, quote, "He worked for Marks & Spencer.")
    assert rule.startswith("name-")


LAKE = (
    "At night the lake cools to −4 °C, in the deep part to 2 degrees below zero. The second of its dams is 90 nm thick "
    "and holds 5 m³ of H2O. Each is 3½ m high. The north shore is colder than the south shore. "
    "A blue wall is unpopular with walkers."
)


@pytest.mark.parametrize(
    ("quote", "true", "false", "rule", "message"),
    [
        (
            "cools to −4 °C",
            "The lake cools to {-4 °C}.",
            "The lake cools to {4 °C}.",
            "number-unit",
            "the article says −4 °C; the fact says 4 °C",
        ),
        (
            "cools to −4 °C",
            "The lake cools to {minus 4 °C}, which is below zero.",
            "The lake is at {4 °C} at night.",
            "number-unit",
            "the article says −4 °C; the fact says 4 °C",
        ),
        (
            "2 degrees below zero",
            "The deep part cools to {−2 °C}.",
            "The deep part cools to {−3 °C}.",
            "number-other",
            "the article says 2 degrees; the fact says −3 °C",
        ),
        (
            "90 nm thick",
            "The dam is {90 nm} thick.",
            "The dam is {90 mm} thick.",
            "number-unit",
            "the article says 90 nm; the fact says 90 mm",
        ),
        (
            "holds 5 m³",
            "The dam holds {5 m³}.",
            "The dam holds {5 km³}.",
            "number-unit",
            "the article says 5 m³; the fact says 5 km³",
        ),
        (
            "Each is 3½ m high",
            "Each dam is {3.5 m} high.",
            "Each dam is {3 m} high.",
            "number-other",
            "the article says 3½ m; the fact says 3 m",
        ),
        (
            "The north shore is colder than the south shore",
            "The north shore is {colder} than the south shore.",
            "The north shore is {warmer} than the south shore.",
            "opposite-near",
            "the article says ‘colder’; the fact says ‘warmer’",
        ),
        (
            "A blue wall is unpopular",
            "A blue wall is not {popular}.",
            "A blue wall is {popular}.",
            "opposite-near",
            "the article says ‘unpopular’; the fact says ‘popular’",
        ),
    ],
)
def test_signs_units_and_prefixes_are_compared(quote: str, true: str, false: str, rule: str, message: str) -> None:
    assert rules_and_messages(LAKE, quote, true.replace("{", "").replace("}", "")) == []
    assert (rule, message) in rules_and_messages(LAKE, quote, false.replace("{", "").replace("}", ""))
