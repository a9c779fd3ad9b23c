"""Every kind of problem that is not a rule of `checks`: what is asked of files, recipes and outputs.

A problem takes its kind from here, so that no name is printed that ``quizgen explain`` cannot explain.
"""

from __future__ import annotations

from collections.abc import Mapping

from quizgen.errors import ProblemKind

# Files

UNREADABLE_FILE = ProblemKind(
    "unreadable-file",
    "error",
    "A file can be opened, is whole and of a reasonable size, and its text is in UTF-8 or in the encoding given.",
    remedy="check the file and its permissions, and save or export it again",
)
YAML = ProblemKind(
    "yaml",
    "error",
    "A YAML file is valid YAML, without anchors, aliases, tags, repeated keys and second documents.",
    remedy="put quotes around a text with : # { or [ in it, and indent with spaces",
)
SHEET = ProblemKind(
    "sheet",
    "error",
    "A spreadsheet of facts has a row of headings, and says everything once.",
    remedy="correct the cell; if the file cannot be read, save it again as .xlsx or .csv",
)
UNREAD = ProblemKind(
    "unread",
    "warning",
    "Every row and column of a spreadsheet of facts is read, except notes, which begin with #.",
    remedy="correct the heading, or write # before it",
)
MADE_ID = ProblemKind(
    "made-id",
    "warning",
    "Each fact of a spreadsheet has an id in its row: learners' progress depends on it, even if the words change.",
    remedy="run  quizgen check --write, or write a short name into the column id",
)
DRAFTS = ProblemKind(
    "drafts",
    "info",
    "Facts are used once somebody has read them; drafts are left out.",
    remedy="use them once with --drafts, or run  quizgen approve FILE",
)
ONLY_DRAFTS = ProblemKind(
    "only-drafts",
    "error",
    "A recipe has facts that are not drafts.",
    remedy="read the facts, and run  quizgen approve FILE; or use them once with --drafts",
)
NOT_A_COLLECTION = ProblemKind(
    "not-a-collection",
    "error",
    "A file of facts begins with the keys of a collection.",
    remedy="begin with  schema: quizgen-facts/1  and the keys source, entities and facts",
)
NOT_A_RECIPE = ProblemKind(
    "not-a-recipe",
    "error",
    "A recipe begins with the keys of a recipe.",
    remedy="begin with  schema: quizgen-deck/1",
)
NOT_SETTINGS = ProblemKind(
    "not-settings",
    "error",
    "The settings of a project begin with their format.",
    remedy="begin with  schema: quizgen-project/1",
)
NOT_DECISIONS = ProblemKind(
    "not-decisions",
    "error",
    "A file of decisions about scanned pages begins with its format, and changes the key of questions that exist.",
    remedy="begin with  schema: quizgen-decisions/1  and the key decisions; answers.csv has the ids of questions",
)
BAD_NAME = ProblemKind(
    "bad-name",
    "error",
    "A recipe's file name, without its ending, can be the name of a folder.",
    remedy="rename it: letters, digits, spaces, - and _, beginning with a letter or digit",
)
SAME_NAME = ProblemKind(
    "same-name",
    "error",
    "No two files differ in their endings alone, such as waves.yaml and waves.yml.",
    remedy="rename or delete one of the two",
)
NO_RECIPE = ProblemKind(
    "no-recipe", "error", "A project has at least one recipe.", remedy="write one, or run  quizgen new NAME"
)
ARTICLE = ProblemKind(
    "article",
    "error",
    "An article is a file with text in it: .txt, .md, .html, .docx or .pdf.",
    remedy="save its text as a .txt file",
)
NO_ARTICLE = ProblemKind(
    "no-article",
    "warning",
    "The file that is named as the article's is there; without it no quote is verified.",
    remedy="correct its name, or save the article beside the facts",
)
UNREAD_FILE = ProblemKind(
    "unread-file",
    "warning",
    "Every file in facts/ and decks/ that looks like a collection or a recipe, and every font in fonts/, can be read.",
    remedy="rename it, or save it as .yaml or .xlsx; a font as .ttf or .otf",
)
UNPORTABLE_NAME = ProblemKind(
    "unportable-name",
    "warning",
    "Every recipe, collection, picture and recording has a name that a file can have on every system.",
    remedy='rename it: no con, nul or com1, none of < > : " | ? * \\, and no full stop or space at the end',
)
LOCK = ProblemKind(
    "lock",
    "error",
    "The lock of a project's Anki cards is as quizgen wrote it, and up to date where it must not be changed.",
    remedy="restore it from a backup, or run  quizgen release --recover FILE  with the newest deck.apkg",
)
LAYOUT = ProblemKind(
    "layout",
    "error",
    "A collection can be laid out again without a change to what it says.",
    remedy="read the file itself: it is YAML already",
)
ROSTER = ProblemKind(
    "roster",
    "error",
    "A roster is a table in the project, with the columns name and id and at least one student who can be printed.",
    remedy="save it as CSV with these columns, and a row for each student",
)
ROSTER_ROW = ProblemKind(
    "roster-row",
    "error",
    "A student's row has a name and an id of its own that can name a file, and can be printed.",
    remedy="correct the row; all other students get their papers",
)

RESPONSES = ProblemKind(
    "responses",
    "error",
    "A table of responses has the columns session, form, item, fact, slot, kind, respondent, choice and correct.",
    remedy="export it again, or correct the row",
)

UNMATCHED_ANSWERS = ProblemKind(
    "unmatched-answers",
    "warning",
    "Every column of a learning platform's table of answers is a question of the recipe, and every answer an option.",
    remedy="in Moodle, also tick the question text when you download the report; or name the recipe of that quiz",
)

# Fields

UNKNOWN_KEY = ProblemKind(
    "unknown-key",
    "error",
    "Every key and every column is one that belongs where it is.",
    remedy="correct its spelling, or delete it",
)
MISSING_KEY = ProblemKind("missing-key", "error", "Every key that is needed is there.", remedy="add the line")
MISPLACED_KEY = ProblemKind(
    "misplaced-key",
    "error",
    "A key is with what it says something about: the answer's own keys are with the answer.",
    remedy="move it there, or delete it",
)
WRONG_TYPE = ProblemKind(
    "wrong-type",
    "error",
    "A field has a text, a list or keys of its own, as it needs, and an answer has its entity's type.",
    remedy="begin each line of a list with -, write keys as  key: value,  or delete the type of the answer",
)
WRONG_VALUE = ProblemKind(
    "wrong-value",
    "error",
    "A value is one that its field can have, and goes with the fields beside it.",
    remedy="write one that the message names",
)
TEXT = ProblemKind(
    "text",
    "error",
    "Where a text is needed there is one text, not a list or keys.",
    remedy="put quotes around a text that has : or # in it or begins with { or [",
)
EMPTY = ProblemKind("empty", "error", "A field that is there has a value.", remedy="write one, or delete the line")
CONTROL = ProblemKind("control", "error", "A text has only characters that can be shown.", remedy="delete the others")
CUT_SHORT = ProblemKind(
    "cut-short",
    "error",
    "No text without quotes is followed by a #: YAML drops the rest of the line as a comment.",
    remedy="put quotes around the whole text, or move the comment to a line of its own",
)
BOX = ProblemKind(
    "box",
    "error",
    "A label's box is four numbers, in percent of the picture, and does not go beyond its edges.",
    remedy="write  [x, y, width, height]",
)
DATE = ProblemKind("date", "error", "A date is a day from 2000 to 2099.", remedy="write it as 2026-09-01")
SHARE = ProblemKind("share", "error", "A share is a percentage from 1% to 100%, or 0.", remedy="write it as 30%")
SHARES = ProblemKind(
    "shares",
    "error",
    "Shares of one whole add up to 100%, or to less where the rest is left open.",
    remedy="correct them",
)
SIZES = ProblemKind(
    "sizes",
    "error",
    "A quiz's size is given once: as questions in all, as questions of each kind, as minutes or as points.",
    remedy="keep one of them",
)
STYLES = ProblemKind(
    "styles",
    "error",
    "A quiz with a roster is printed in one style for each student.",
    remedy="keep one style, and name a student's own among the accommodations of the roster",
)
DISTANCE = ProblemKind("distance", "error", "A distance is in millimetres.", remedy="write it as 1mm or -0.5mm")
NO_BACKS = ProblemKind(
    "no-backs",
    "error",
    "Cards to fold have no backs to turn or move, because they are printed on one side.",
    remedy="delete flip and offset, or write  layout: duplex",
)

# Facts

BRACES = ProblemKind(
    "braces",
    "error",
    "Braces in a statement are around the name of a slot, or around the answer itself, and are closed.",
    remedy="close them, or double a brace that is meant as such: {{ }}",
)
UNDECLARED_SLOT = ProblemKind(
    "undeclared-slot",
    "error",
    "A slot that a statement or a relation names is declared under slots.",
    remedy="declare it, or correct its name",
)
UNUSED_SLOT = ProblemKind(
    "unused-slot", "error", "A slot that is declared is in the statement.", remedy="write its name in braces there"
)
NO_VALUE = ProblemKind(
    "no-value",
    "error",
    "A slot has a value, an entity, a set or a sequence, and a label has a text or an entity: exactly one of them.",
    remedy="keep or write one",
)
NO_ANSWER = ProblemKind(
    "no-answer",
    "error",
    "A fact that says something about its answer has one.",
    remedy="put the answer in {braces} in the statement",
)
NO_SPEAKER = ProblemKind(
    "no-speaker",
    "error",
    "What somebody says (stance attributed, opinion or disputed) has the person who says it.",
    remedy="write  by: author  or  by: {entity: …}",
)
NO_STANCE = ProblemKind(
    "no-stance",
    "error",
    "A fact with a speaker has a stance that says so: attributed, opinion or disputed.",
    remedy="write  stance: attributed",
)
DUPLICATE_ID = ProblemKind(
    "duplicate-id",
    "error",
    "Every collection, fact and question has an id of its own, which no other one has or had.",
    remedy="give one of the two another id",
)
DUPLICATE_MEMBER = ProblemKind(
    "duplicate-member", "error", "A set or a sequence lists each thing once.", remedy="keep one"
)
UNKNOWN_ENTITY = ProblemKind(
    "unknown-entity",
    "error",
    "An entity that is named is declared under entities.",
    remedy="declare it, or correct its name",
)
UNKNOWN_FACT = ProblemKind(
    "unknown-fact",
    "error",
    "A fact that is named, as an enemy or to be asked or left out, is there.",
    remedy="correct its id",
)
NO_PICTURE = ProblemKind(
    "no-picture",
    "error",
    "A picture that is named is there, is an SVG, PNG or JPEG that can be shown, and holds nothing that acts.",
    remedy="correct its name, or save it again as .svg, .png or .jpg",
)
NO_RECORDING = ProblemKind(
    "no-recording",
    "error",
    "A recording that is named is there, and is what its ending says.",
    remedy="correct its name, or save it again as .mp3",
)
OUTSIDE = ProblemKind(
    "outside",
    "error",
    "Pictures and recordings are in the folder of the facts or below it, a school's logo in that of the project.",
    remedy="put the file beside the facts, or the logo beside quizgen.yaml, and name it from there",
)
TOO_FEW_LABELS = ProblemKind(
    "too-few-labels",
    "error",
    "A picture with labels has two or more: of a single one the number says nothing.",
    remedy="add another",
)
DUPLICATE_LABEL = ProblemKind(
    "duplicate-label",
    "error",
    "What is right for one label of a picture is right for no other.",
    remedy="give each label a name of its own",
)
OVERLAPPING_BOXES = ProblemKind(
    "overlapping-boxes",
    "error",
    "The boxes that cover a picture's labels do not overlap.",
    remedy="make one of the two smaller, or move it",
)

# Recipes and what is made from them

UNKNOWN_COLLECTION = ProblemKind(
    "unknown-collection", "error", "A collection that a recipe names is in facts/.", remedy="correct its name"
)
UNKNOWN_OUTPUT = ProblemKind(
    "unknown-output",
    "error",
    "An output that a recipe names is one that quizgen or a plugin makes.",
    remedy="correct its name",
)
UNKNOWN_TAG = ProblemKind(
    "unknown-tag",
    "warning",
    "A tag that a recipe names is that of a fact.",
    remedy="correct it, or tag facts with it",
)
UNKNOWN_SECTION = ProblemKind(
    "unknown-section",
    "warning",
    "A section of the article that a recipe names is that of a fact.",
    remedy="correct its name",
)
NOTHING_TO_ASK = ProblemKind(
    "nothing-to-ask",
    "error",
    "A quiz has a question, and a deck has a card.",
    remedy="ask for questions or cards of other kinds, or add facts that carry them",
)
TOO_FEW = ProblemKind(
    "too-few",
    "warning",
    "A quiz has as many questions, minutes or points as its recipe wants.",
    remedy="add facts, or ask for less",
)
TOO_FEW_OPTIONS = ProblemKind(
    "too-few-options",
    "warning",
    "A question has as many options as its recipe wants.",
    remedy="add distractors to the facts named, or ask for fewer options",
)
BLUEPRINT = ProblemKind(
    "blueprint",
    "warning",
    "A quiz has the shares of kinds, tags, sections and levels that its recipe wants.",
    remedy="drop one of the requirements that clash, or add facts",
)
WORKSHEET = ProblemKind(
    "worksheet",
    "warning",
    "A worksheet that a recipe names can be made from its facts.",
    remedy="add facts of the kind that the message names, or take the worksheet out of the recipe",
)
RESPONSE_CARDS = ProblemKind(
    "response-cards",
    "warning",
    "No class has more students than there are response cards.",
    remedy="divide the class in the roster's column class",
)
OVERLAY = ProblemKind(
    "overlay",
    "warning",
    "A recipe that makes an overlay also makes the answer sheet that it is laid on.",
    remedy="add answer-sheet to the outputs",
)
MISSING_GLYPH = ProblemKind(
    "missing-glyph",
    "error",
    "Every character that is printed is in one of the fonts.",
    remedy="put a font that has it (a .ttf or .otf file) into the folder fonts/ of your project",
)
CARD_TOO_FULL = ProblemKind(
    "card-too-full",
    "error",
    "What is on a card fits there, in the smallest letters at worst.",
    remedy="shorten the text, or make larger cards",
)
LOST = ProblemKind(
    "lost",
    "warning",
    "An output holds everything that its questions have. Where only tags are left out, this is information.",
    remedy="read losses.txt beside the outputs, which lists what is left out and says why",
)
PAPER_SETTING = ProblemKind(
    "paper-setting",
    "info",
    "An output on paper honours every setting of paper that concerns it.",
    remedy="take that output's default, or another output",
)
PAGES = ProblemKind(
    "pages",
    "info",
    "The last page of a quiz is not nearly empty: options beside each other and smaller distances save it.",
    remedy="leave out a question, let options be arranged as fits (options: auto), or choose another style",
)
LACKS_LIBRARY = ProblemKind(
    "lacks-library",
    "error",
    "An H5P package to be filled has the libraries that the questions need.",
    remedy="add a question of that type where H5P is, and export the package again",
)
OLD_LIBRARY = ProblemKind(
    "old-library",
    "error",
    "The libraries of an H5P package to be filled are of a version that quizgen writes for.",
    remedy="update them where H5P is, and export the package again",
)
REMOVED_CARDS = ProblemKind(
    "removed-cards",
    "warning",
    "Cards that learners have are still about a fact of the collection.",
    remedy="keep a fact that is no longer true, with  status: retired",
)

# Imports

NOT_IMPORTED = ProblemKind(
    "not-imported",
    "warning",
    "A question of another program's file can be made a fact.",
    remedy="change the question as the message says, or add it by hand",
)
NOTHING_TO_IMPORT = ProblemKind(
    "nothing-to-import",
    "error",
    "A file to be imported holds a question.",
    remedy="check that it was exported whole",
)
NOTHING_TO_DRAFT = ProblemKind(
    "nothing-to-draft",
    "error",
    "An article to be drafted from has sentences with a number, a name or a noun to ask for.",
    remedy="write the facts by hand",
)

PROBLEM_KINDS: Mapping[str, ProblemKind] = {
    value.id: value for value in list(vars().values()) if isinstance(value, ProblemKind)
}
