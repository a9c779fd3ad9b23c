"""Facts that carry every kind of question, with a labelled picture and a recording, and a recipe for a quiz.

The quiz has every kind that fits: rivers that are matched cannot be ordered too, nor those with an odd one out grouped.
"""

import yaml

ENTITIES = """\
entities:
  un: {name: United Nations, type: organisation, acronym: UN}
  who: {name: World Health Organization, type: organisation}
  ann: {name: Ann Smith, type: person}
"""
PICTURE = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100" width="200" height="100">
<rect width="200" height="100" fill="#ddeeff"/><g font-size="10">
<text x="20" y="20">cloud</text><text x="120" y="22">vapour</text><text x="80" y="92">lake</text></g></svg>
"""
FACTS = """\
- id: cycle
  statement: "Water goes from lake to cloud and back."
  stance: attributed
  by: {entity: ann}
  image:
    file: cycle.svg
    alt: Three words in a drawing of a valley.
    credit: A Person
    licence: CC0
    labels:
    - {text: lake, box: [38, 80, 16, 16]}
    - {text: cloud, box: [8, 10, 18, 15], accept: [clouds, a cloud]}
    - {text: vapour, box: [58, 12, 20, 15], accept: vapor}
- id: oceans
  statement: "About {share} of the water on Earth is in the oceans."
  slots:
    share:
      value: 97
      type: percent
      tolerance: 1
      show: 97 percent
      ask: What share of the water on Earth is in the oceans?
      hint: Nearly all.
  audio: {file: sea.mp3, transcript: Waves break., credit: A Person, licence: CC0}
- id: salt
  statement: "Sea water is {share} salt."
  slots: {share: {value: 3.5, type: percent, show: 3.5 percent, ask: How much of sea water is salt?}}
- id: aims
  statement: "The {what} has 193 members."
  slots: {what: {entity: un}}
- id: ways
  statement: "Water falls as {forms}."
  slots:
    forms: {set: [rain, snow, hail], ask: "In which forms does water fall?", distractors: [steam, fog, dew]}
- id: drops
  statement: "A cloud holds {things}."
  slots: {things: {set: {items: [drops, dust, ice], complete: false, ask_for: 2}, ask: Name two things in a cloud.}}
- id: steps
  statement: "In the cycle come {steps}."
  slots:
    steps: {sequence: [evaporation, condensation, rain, runoff], ask: In which order do these come in the cycle?}
- id: member
  statement: "The {who} is part of the {what}."
  relation: {name: part-of, subject: who, object: what, cardinality: many-to-one}
  slots:
    who: {entity: who, ask: Which body for health is part of the United Nations?}
    what: {entity: un}
- id: neglect
  statement: "Ground water is {neglected}."
  stance: opinion
  by: {entity: ann}
- id: council
  statement: "The {what} cares for lakes."
  slots: {what: {entity: un}}
- id: hand
  tags: by hand
  statement: "Clouds are made of {droplets}."
  questions:
  - id: h1
    kind: multiple-choice
    stem: What are clouds made of?
    stimulus: Look at the sky on a grey day.
    options:
    - smoke
    - {text: droplets, correct: true, feedback: Well seen.}
    - {text: wool, feedback: Only in dreams.}
- id: judged
  statement: "Dew comes at {night}."
  questions: {id: h2, kind: true-false, stem: Dew comes at noon., answer: false}
- id: nile
  statement: "The {river} is {length} long."
  relation: {name: length, subject: river, object: length, order: Number them by length.}
  slots: {river: {value: Nile, type: term}, length: {value: 6650, unit: km, type: measure}}
- id: nile-where
  statement: "The {river} flows through {continent}."
  relation: {name: flows, subject: river, object: continent, cardinality: many-to-one}
  slots: {river: {value: Nile, type: term}, continent: {value: Africa, type: place}}
- id: amazon
  statement: "The {river} is {length} long."
  relation: {name: length, subject: river, object: length, order: Number them by length.}
  slots: {river: {value: Amazon, type: term}, length: {value: 6400, unit: km, type: measure}}
- id: amazon-where
  statement: "The {river} flows through {continent}."
  relation: {name: flows, subject: river, object: continent, cardinality: many-to-one}
  slots: {river: {value: Amazon, type: term}, continent: {value: South America, type: place}}
- id: congo
  statement: "The {river} is {length} long."
  relation: {name: length, subject: river, object: length, order: Number them by length.}
  slots: {river: {value: Congo, type: term}, length: {value: 4700, unit: km, type: measure}}
- id: congo-where
  statement: "The {river} flows through {continent}."
  relation: {name: flows, subject: river, object: continent, cardinality: many-to-one}
  slots: {river: {value: Congo, type: term}, continent: {value: Africa, type: place}}
- id: niger
  statement: "The {river} is {length} long."
  relation: {name: length, subject: river, object: length, order: Number them by length.}
  slots: {river: {value: Niger, type: term}, length: {value: 4180, unit: km, type: measure}}
- id: niger-where
  statement: "The {river} flows through {continent}."
  relation: {name: flows, subject: river, object: continent, cardinality: many-to-one}
  slots: {river: {value: Niger, type: term}, continent: {value: Africa, type: place}}
- id: volga
  statement: "The {river} is {length} long."
  relation: {name: length, subject: river, object: length, order: Number them by length.}
  slots: {river: {value: Volga, type: term}, length: {value: 3530, unit: km, type: measure}}
- id: volga-where
  statement: "The {river} flows through {continent}."
  relation: {name: flows, subject: river, object: continent, cardinality: many-to-one}
  slots: {river: {value: Volga, type: term}, continent: {value: Europe, type: place}}
- id: danube
  statement: "The {river} is {length} long."
  relation: {name: length, subject: river, object: length, order: Number them by length.}
  slots: {river: {value: Danube, type: term}, length: {value: 2850, unit: km, type: measure}}
- id: danube-where
  statement: "The {river} flows through {continent}."
  relation: {name: flows, subject: river, object: continent, cardinality: many-to-one}
  slots: {river: {value: Danube, type: term}, continent: {value: Europe, type: place}}
- id: orinoco
  statement: "The {river} is {length} long."
  relation: {name: length, subject: river, object: length, order: Number them by length.}
  slots: {river: {value: Orinoco, type: term}, length: {value: 2140, unit: km, type: measure}}
- id: orinoco-where
  statement: "The {river} flows through {continent}."
  relation: {name: flows, subject: river, object: continent, cardinality: many-to-one}
  slots: {river: {value: Orinoco, type: term}, continent: {value: South America, type: place}}
- id: made-0
  statement: "In {year} came {what}."
  slots: {year: {value: 1643, type: year}, what: {value: the barometer, type: term}}
- id: made-1
  statement: "In {year} came {what}."
  slots: {year: {value: 1783, type: year}, what: {value: the hair hygrometer, type: term}}
- id: made-2
  statement: "In {year} came {what}."
  slots: {year: {value: 1806, type: year}, what: {value: the wind scale, type: term}}
- id: made-3
  statement: "In {year} came {what}."
  slots: {year: {value: 1960, type: year}, what: {value: the weather satellite, type: term}}
"""
RECIPE = """\
schema: quizgen-deck/1
title: Every kind
facts: t
seed: 116
outputs: [deck, quiz, key, review]
quiz:
  forms: 1
  last_option: "I don't know yet"
  points_each: {multiple-choice: 2, matching: 4}
  questions:
    multiple-choice: 3
    true-false: 3
    multiple-response: 1
    numeric: 1
    list: 1
    sequence: 1
    reversed: 1
    acronym: 1
    attribution: 1
    matching: 1
    odd-one-out: 1
    timeline: 1
    word-bank: 1
    labelling: 1
deck: {kinds: [basic, cloze, reversed, list, sequence, acronym, attribution]}
"""
_QUIZ = yaml.safe_load(RECIPE)["quiz"]
# The number of questions in the recipe's quiz, and of points.
QUESTIONS = sum(_QUIZ["questions"].values())
POINTS = sum(count * _QUIZ["points_each"].get(kind, 1) for kind, count in _QUIZ["questions"].items())
