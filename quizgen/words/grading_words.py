"""The words on the page where a teacher decides what is doubtful in scans."""

from __future__ import annotations

from quizgen.words.message import message

MESSAGES = (
    # The review of scans
    message("grade_title", "Review of scans"),
    # Translators: read aloud to who cannot see a picture.
    message("grade_picture", "The scanned page, where the question is"),
    # Translators: over the boxes of an answer.
    message("grade_choices", "What is filled in"),
    message("grade_student", "Student’s number"),
    # Translators: on a button.
    message("grade_decide", "Decide"),
    message("grade_nothing", "Nothing is left to look at"),
    # Translators: {keys} are keys of the keyboard.
    message("grade_end", "End the review with {keys} where you started it. The results are then computed."),
    # Translators: on a button: what is shown is decided later.
    message("grade_later", "Later"),
    # Translators: {enter} is a key of the keyboard, and so are the numbers.
    message("grade_help", "{enter} takes what is marked. Choose with 1 to 8, 0 is none."),
    message("grade_script", "This page needs JavaScript."),
    # Translators: the address of a web page, with a secret in it.
    message("grade_address", "Open the address that was printed."),
    message("grade_ended", "The review has ended. What you decided is kept."),
    # Translators: on a button: no box is filled in.
    message("grade_none", "None"),
    # Translators: on a button: the scanned page does not count.
    message("grade_leave_out", "Leave this page out"),
    # Translators: on a button; {values} are letters of boxes.
    message("grade_take", "Take {values}"),
    message("grade_take_none", "Take none"),
    # Translators: how many doubtful things are left.
    message("grade_left", "{count} to look at"),
    # Translators: why a scanned page was not read, as the six after it: "page 3 …".
    message("reason-no-code", "has corner marks but no code that can be read: scan it again, flat and whole"),
    message("reason-foreign", "is not a page of an answer sheet of quizgen"),
    message("reason-other-quiz", "belongs to another quiz"),
    message("reason-outdated", "was printed before the quiz was changed"),
    message("reason-unknown-form", "has a form or page number that the quiz does not have"),
    message(
        "reason-not-found",
        "has too few corner marks, or its boxes are not where they should be: scan it again, flat and whole",
    ),
    message("reason-unreadable", "cannot be read"),
    # Translators: why it is not clear what is filled in.
    message("reason-two", "several boxes are filled in"),
    message("reason-light", "the mark is much lighter than others"),
    message("reason-trace", "there are traces in a box, as of an eraser"),
    message("reason-outside", "there is ink outside of the boxes"),
    message("reason-struck", "a box seems to be struck out"),
    message("reason-covered", "a box is covered or cannot be found"),
    message("reason-faint-page", "the line seems empty on a page with faint marks, or with many empty lines"),
    message("reason-no-points", "the teacher has not filled in points"),
    message("reason-conflict", "two scans of this page say different things"),
    message("reason-no-number", "there is no student's number"),
    message("reason-check-digit", "the student's number has a wrong check digit"),
    message("reason-same-number", "another paper has the same student's number"),
)
