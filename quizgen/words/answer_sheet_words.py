"""The words on answer sheets, overlays and response cards."""

from __future__ import annotations

from quizgen.words.message import message

MESSAGES = (
    # Answer sheets
    # Translators: paper on which students fill in circles or boxes, to be read by a scanner.
    message("answer_sheet", "Answer sheet"),
    # Translators: over a grid of digits.
    message("student_number", "Student number"),
    # Translators: circles or boxes on an answer sheet; never say which.
    message("do_fill", "Fill in what you choose completely, dark and with a pencil."),
    # Translators: on an answer sheet, before an answer that is filled in as it should be.
    message("fill_so", "Like this:"),
    # Translators: on an answer sheet, before answers that are crossed, ticked, dotted or circled.
    message("fill_not_so", "Not like this:"),
    # Translators: on an answer sheet, before an answer that is filled in and struck out with a large cross.
    message("take_back", "To take an answer back, erase it completely, or strike it out beyond its edges:"),
    # Translators: in a quiz, beside a question with several rows: each right one brings a part of the points.
    message("each_row", "each row counts"),
    # Translators: the number of a printed copy of an answer sheet.
    message("copy_number", "copy {number}"),
    # Translators: on an answer sheet, over boxes in which the teacher marks points for answers written elsewhere.
    message("teacher_points", "Written answers: points, filled in by the teacher"),
    # Translators: a sheet with holes over the right answers, to be laid on an answer sheet.
    message("overlay", "Overlay"),
    message(
        "do_overlay",
        "Cut out the circles and the corners, or print on a transparency. Lay it on the answer sheet so that its corner"
        " marks fill the corners. What is filled in a circle is right. Look below it for questions with too much"
        " filled in; where several are right, the number says how many.",
    ),
    # Translators: cards with a pattern, which students hold up before a camera.
    message("response_cards", "Response cards"),
    # Translators: on a card with a letter at each of its four edges.
    message("do_hold_up", "Turn your answer to the top and hold the card still, its pattern to the front."),
)
