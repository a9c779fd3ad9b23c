"""The words on the screens of the live classroom: those of phones, projector and teacher."""

from __future__ import annotations

from quizgen.words.message import message

MESSAGES = (
    # Coming in
    message("live_join", "Join"),
    # Translators: the class's number, of six digits.
    message("live_pin", "PIN"),
    message("live_name", "Your name in this lesson"),
    message("live_name_help", "Leave it empty and you are given one."),
    # Translators: the name of somebody who gave none.
    message("student_nth", "Student {number}"),
    message("live_wrong_pin", "This PIN is not right. Look again and wait a moment."),
    message("live_locked", "Nobody can join at the moment."),
    message("live_bad_name", "Choose another name."),
    message("live_removed", "You are no longer in this lesson."),
    message("live_busy", "Too many join at once. Wait a moment and try again."),
    message("live_script", "Switch on JavaScript to take part."),
    # On phones
    message("live_wait", "You are in. It will begin soon."),
    # Translators: on a button that sends an answer.
    message("live_send", "Answer"),
    # Translators: on a button that sends an answer.
    message("live_sure", "I am sure"),
    # Translators: on a button that sends an answer.
    message("live_unsure", "I am not sure"),
    message("live_answer_in", "Your answer is in."),
    message("live_closed", "Answers are closed."),
    message("live_no_answer", "You gave no answer."),
    message("live_no_second", "You did not vote again."),
    message("live_sending", "Sending …"),
    message("live_sending_again", "Not sent yet. Trying again …"),
    message("live_lost", "No connection. Trying again …"),
    message("live_unwritten", "Your answer could not be kept. Tell your teacher."),
    message("live_discuss", "Talk about it with your neighbour."),
    message("live_revote", "Vote again"),
    message("live_over", "That was the last question. Thank you!"),
    # On the projector
    # Translators: an address follows.
    message("live_open", "Open in your browser"),
    # Translators: {count} and {all} are numbers of students.
    message("live_answered", "{count} of {all} answered"),
    # Translators: {share} is a percentage.
    message("live_share", "{share} right"),
    message("live_before", "Before"),
    message("live_after", "After"),
    message("live_team", "Team {number}"),
    message("live_standings", "Standings"),
    # Translators: what does not fit the screen is shown page by page.
    message("live_page", "Page {number} of {all}"),
    message("live_no_network", "This computer is in no network. Join the Wi-Fi and start the lesson again."),
    # The teacher
    # Translators: names the teacher's screen.
    message("live_teacher", "Teacher"),
    message("live_ready", "Start when everybody is in."),
    message("live_wrong_key", "This link is not of this lesson. Open the one that quizgen has printed."),
    message("live_start", "Start"),
    message("live_do_discuss", "Discuss in pairs"),
    message("live_do_close", "Close answers"),
    # Translators: on a button; answers were closed.
    message("live_reopen", "Take answers again"),
    message("live_skip", "Skip"),
    message("live_resume", "Go on"),
    message("live_pause", "Pause"),
    message("live_add_time", "+ 30 s"),
    # Translators: on a button that ends the lesson.
    message("live_end", "End"),
    message("live_end_sure", "End the lesson for everybody?"),
    # Translators: on a button of the teacher's page, which the class may see.
    message("live_uncover", "Show votes and answer on this page"),
    message("live_cover", "Hide votes and answer on this page"),
    message("live_advice_teach", "teach it again"),
    message("live_advice_discuss", "let them discuss in pairs and vote again"),
    message("live_advice_explain", "explain and go on"),
    # Translators: heads the wrong answers of students who were sure of them.
    message("live_misconceptions", "Sure, and wrong"),
    # Translators: a question that was missed is asked again; round 2 is the second time.
    message("live_round", "Asked again: round {number}"),
    # Translators: how many questions are left in the lesson.
    message("live_to_come", "{count} to come"),
    # Translators: how many of the questions that are left were missed and are asked again.
    message("live_again_of_them", "asked again: {count}"),
    # Translators: heads a menu of other answers.
    message("live_same_as", "The same as …"),
    # Translators: on a button; an answer was counted with another, or as right.
    message("live_apart", "Count it by itself again"),
    message("live_address", "Address for the class"),
    message("live_projector", "Open the projector's screen"),
    message("live_lock", "Close joining"),
    message("live_unlock", "Open joining"),
    message("live_new_pin", "New PIN"),
    message("live_new_pin_sure", "Give the class a new PIN? Those who are in stay in."),
    # Translators: heads the list of students.
    message("live_class", "Class"),
    message("live_hide_names", "Hide names"),
    message("live_show_names", "Show names"),
    # Translators: on a button that sends a student out of the lesson.
    message("live_kick", "Remove"),
    message("live_kick_sure", "Remove {name} from the lesson?"),
    # Translators: heads a menu of minutes.
    message("live_kick_since", "Remove everybody who joined in the last …"),
    message("live_kick_since_sure", "Remove {count} from the lesson?"),
    message("live_minutes", "{count} min"),
    # Translators: heads the list of students who were removed.
    message("live_removed_list", "Removed"),
    message("live_readmit", "Let in again"),
    # Translators: on a button beside a student's name, or a word that one has written: the class does not see it then.
    message("live_hide", "Hide"),
    message("live_show_one", "Show"),
    # Translators: on a button beside a name or a word that the class sees only then.
    message("live_approve", "Approve"),
    message("live_approve_all", "Approve all"),
    message("live_hide_words", "Hide all words"),
    message("live_show_words", "Show words"),
    message("live_ask_cloud", "Ask for anybody's words"),
    # Translators: on a button; the question is asked after the current one.
    message("live_ask_next", "Ask next"),
    message("live_ask_done", "It comes next."),
    # Response cards
    # Translators: on a button that opens the camera.
    message("live_cards_photograph", "Photograph the cards"),
    # Translators: beside a QR code.
    message("live_cards_phone", "With your phone's camera"),
    message("live_cards_reading", "Reading the picture …"),
    # Translators: {count} is how many cards one photograph showed.
    message("live_cards_seen", "Cards in this picture: {count}."),
    message("live_cards_read", "{count} of {all} cards read"),
    # Translators: numbers of cards follow.
    message("live_cards_missing", "Not read yet"),
    # Translators: followed by the numbers of cards that are tilted, or seen twice.
    message("live_cards_doubtful", "Not clear, hold them straight"),
    # Translators: numbers of cards follow that show a letter which no option has.
    message("live_cards_strange", "Not an option of this question"),
    message("live_cards_not", "Cards cannot answer this question."),
    message("live_no_picture", "This is no picture that can be read. Take another."),
    # Afterwards
    message("live_results", "Results"),
    message("live_report", "Report"),
    message("live_table", "Table of all answers (CSV)"),
    message("live_data", "All data (JSON)"),
    message("live_missed", "Anki deck of what the class missed"),
    message("live_by_question", "By question"),
    message("live_by_fact", "By fact"),
    message("live_by_student", "By student"),
)
