"""The words of the studio, the teacher's page over the files of a project."""

from __future__ import annotations

from quizgen.words.message import message

MESSAGES = (
    # Translators: the name of the program's page for teachers.
    message("studio", "Studio"),
    message("studio_wrong_key", "Open the address that quizgen has printed."),
    message("studio_lost", "The studio does not answer. What you type is kept here until it does."),
    message("studio_script", "Switch on JavaScript to use the studio."),
    # The welcome page
    message("studio_welcome", "Write questions that the text proves"),
    message("studio_new", "A new project"),
    message("studio_from_article", "From an article"),
    message("studio_from_bank", "From a bank of questions"),
    message("studio_from_example", "The example: volcanoes"),
    message("studio_paste", "Paste the text here, or drop a file of it"),
    message("studio_bank_file", "A file that another program has exported"),
    # Translators: on a button that opens the choice of a file.
    message("studio_file", "Choose a file"),
    # Translators: what a new project is called.
    message("studio_name", "Name"),
    # Translators: {folder} is a place on the disk.
    message("studio_in_folder", "It is created in {folder}."),
    message("studio_language", "Language"),
    # Translators: in a list of languages; the program finds it out from the text.
    message("studio_language_found", "as the text has it"),
    message("studio_paper", "Paper"),
    # Translators: on a button that creates a project.
    message("studio_create", "Create"),
    message("studio_open", "Open"),
    message("studio_open_project", "Open a project"),
    # Translators: the path of a folder on the disk.
    message("studio_folder", "Folder"),
    message("studio_no_name", "Give the project a name of letters or digits."),
    message("studio_no_project", "This folder has no facts in it. Choose another, or create a project."),
    # Translators: on a button that leads to the page on which projects are opened and created.
    message("studio_projects", "Projects"),
    message("studio_back", "Back"),
    # The article
    # Translators: heads the left part of the page.
    message("studio_article", "Article"),
    # Translators: heads the middle part of the page: one fact that an article states.
    message("studio_fact", "Fact"),
    # Translators: heads the right part of the page: the questions that are made of a fact.
    message("studio_result", "Questions"),
    # Translators: on a button; from words that are selected in an article.
    message("studio_make_fact", "Make a fact"),
    # Translators: of a list of buttons, each of which opens a part of the program.
    message("studio_parts", "Parts"),
    # The quiz
    message("studio_quiz", "Quiz"),
    message("studio_no_recipe", "There is no recipe in the folder decks yet."),
    # Translators: heads the settings of printed pages.
    message("studio_paper_settings", "Paper and print"),
    # Translators: heads a list of files that can be made.
    message("studio_outputs", "What is built"),
    # Translators: heads numbers of questions, one for each kind.
    message("studio_how_many", "How many questions of each kind"),
    message("studio_page", "Page {number}"),
    # Translators: heads the questions of a quiz.
    message("studio_asked", "Asked"),
    # Translators: on a button; puts another question in place of one.
    message("studio_swap", "Another"),
    # Translators: on a button; the question stays in the quiz whatever else changes.
    message("studio_pin", "Keep"),
    # Translators: on a button; the question is never asked.
    message("studio_ban", "Never"),
    # Translators: heads facts that are never asked.
    message("studio_banned", "Never asked"),
    # Translators: on a button; makes the files of a quiz.
    message("studio_build", "Build"),
    message("studio_built", "Built."),
    message("studio_not_built", "Nothing was built, and the files below are those of the last build."),
    message("studio_files", "Files"),
    message("studio_nothing_built", "Nothing is built yet."),
    # Translators: on a link that saves a file.
    message("studio_download", "Download"),
    message("studio_download_all", "Download all"),
    message("studio_lesson", "Lesson"),
    # Translators: on a button; begins a lesson with this quiz.
    message("studio_start", "Start"),
    message("studio_resume", "Continue the last lesson"),
    message("studio_lesson_page", "Open the teacher’s page"),
    # Translators: on a button; names what was built a release, for learners who have the decks.
    message("studio_release", "Release"),
    # Translators: {changes} says how many cards are new and corrected.
    message("studio_unreleased", "Since the last release: {changes}."),
    message("studio_release_name", "Name (by default the date)"),
    # Translators: on a button; shows what could be asked about a paragraph.
    message("studio_suggest", "Suggest"),
    # Translators: heads a list of sentences, each with words that could be asked for.
    message("studio_suggestions", "Suggestions"),
    # Translators: on a button; {text} are the words that will be asked for.
    message("studio_accept_suggestion", "Make a fact of {text}"),
    # Translators: on a button; {text} are words that will not be suggested any more.
    message("studio_reject_suggestion", "Never suggest {text}"),
    message("studio_key_suggest", "Suggest facts about a paragraph"),
    message("studio_key_answer_suggestion", "Accept a suggestion, or reject it"),
    message("studio_no_suggestions", "There is nothing else to suggest about this paragraph."),
    message("studio_no_article", "The text of this article is not here. Its facts are below."),
    # Translators: heads a list of facts.
    message("studio_elsewhere", "Facts with no place in the article"),
    # Translators: beside a paragraph.
    message("studio_bare", "No fact yet"),
    message("studio_choose_fact", "Select words of the article and make a fact, or choose one."),
    message("studio_collection", "Facts"),
    message("studio_saved", "Saved"),
    message("studio_undo", "Undo"),
    message("studio_redo", "Redo"),
    message("studio_statement", "Statement"),
    message("studio_statement_help", "Select words and make them an answer."),
    # Translators: on a button; the words that are selected in a sentence become what is asked for.
    message("studio_add_answer", "Answer"),
    message("studio_question", "Question"),
    message("studio_accept", "Also right"),
    message("studio_distractors", "Wrong options"),
    message("studio_more", "More"),
    message("studio_difficulty", "Difficulty"),
    message("studio_tags", "Tags"),
    message("studio_quote", "Quote"),
    # Translators: on a button that takes something out of a list; {text} is what.
    message("studio_remove", "Remove {text}"),
    # Translators: heads the two sides of a flashcard.
    message("studio_card", "Card"),
    # Translators: how many questions of each kind all facts give.
    message("studio_counts", "Possible: {choice} multiple choice, {truth} true or false, {cards} cards"),
    # Translators: follows the line that says how many questions are possible.
    message("studio_counts_drafts", "Drafts, not counted: {drafts}"),
    message("studio_gone", "This is no longer there."),
    message("studio_sheet", "These facts are in a spreadsheet: change them there. Their questions are shown here."),
    # Translators: on a button below the sentence that these facts are in a spreadsheet.
    message("studio_convert", "Make a file of it that can be changed here"),
    message("studio_convert_help", "The spreadsheet is kept in the folder {folder}."),
    message("studio_layout", "The file of these facts is laid out so that it can only be changed in an editor."),
    message("studio_changed_since", "This cannot be undone: the file has been changed since."),
    # Translators: on a button beside a problem that the program can fix by itself.
    message("studio_fix", "Fix"),
    # Translators: on a button that puts another wrong option in place of one; {text} is that one.
    message("studio_replace", "Put another in place of {text}"),
    # Translators: in an empty field that adds to a list.
    message("studio_add", "Add, then Enter"),
    # Translators: on a button; somebody has read a draft and found it right.
    message("studio_reviewed", "Reviewed"),
    message("studio_copied", "Say it in your own words first: more than six words in a row are the article’s."),
    message("studio_draft", "A draft: it is used nowhere until you have reviewed it."),
    message("studio_drafts_help", "Drafts have a dashed edge in Facts. Open each, read it, and press Reviewed."),
    # Translators: how well a fact was known in lessons and tests; {right} is a percentage.
    message("studio_known", "Answers to it: {answers}, right: {right}."),
    message("studio_known_few", "Answers to it: {answers}, too few to say how well it is known."),
    # Translators: on a button that deletes a fact.
    message("studio_delete", "Delete"),
    # Translators: what kind of thing an answer is: a person, a year.
    message("studio_type", "Type"),
    message("studio_unit", "Unit"),
    # Translators: how far off a number may be and still be right.
    message("studio_tolerance", "Tolerance"),
    # Translators: how the article says something: as so, as somebody's words, as an opinion.
    message("studio_stance", "The article"),
    message("studio_asserted", "states it"),
    message("studio_attributed", "reports what somebody says"),
    message("studio_opinion", "gives an opinion"),
    message("studio_disputed", "says that it is disputed"),
    message("studio_background", "does not have it"),
    # Translators: who says what the article reports.
    message("studio_by", "Speaker"),
    message("studio_picture", "Picture"),
    message("studio_alt", "What it shows, in words"),
    message("studio_labels", "Labels"),
    message(
        "studio_labels_help",
        "Draw a box over each word that can be asked for. Arrow keys move a box, with Shift they resize it.",
    ),
    # Translators: on a button that adds a box over a word in a picture.
    message("studio_add_label", "Add a label"),
    # Translators: asks for the word under a box in a picture.
    message("studio_label", "Word under the box"),
    message("studio_credit", "Author of the picture"),
    message("studio_licence", "Licence"),
    message("studio_section", "Section"),
    # Translators: what a fact demands of learners, by Bloom's levels.
    message("studio_bloom", "Level, by Bloom"),
    # Translators: the date for which a fact is true.
    message("studio_as_of", "True on"),
    message("studio_feedback", "Feedback after the answer"),
    # Translators: where a fact can be looked up that is not in the article.
    message("studio_reference", "Where it can be looked up"),
    message("studio_id", "Name of the fact: {id}. Learners’ progress depends on it; it stays when the words change."),
    # The list of keys
    message("studio_keys", "Keys"),
    message("studio_key_paragraph", "In the article: the next or previous paragraph"),
    message("studio_key_word", "In a paragraph: select the next or previous word"),
    message("studio_key_more", "Select more or fewer words"),
    message("studio_key_fact", "The next or previous fact"),
    message("studio_key_part", "Go to the article, the fact or the questions"),
    message("studio_key_answer", "In the statement: make the selected words an answer, or no longer one"),
    message("studio_key_enter", "In a list: add what is typed"),
    message("studio_key_leave", "Leave a field; it is saved"),
    message("studio_key_undo", "Undo, redo"),
    message("studio_close", "Close"),
    # What goes wrong
    message("studio_changed_outside", "Another program or page has changed this field."),
    message("studio_keep_mine", "Keep mine"),
    message("studio_take_theirs", "Take the other"),
)
