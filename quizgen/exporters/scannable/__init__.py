"""Paper that a camera reads: answer sheets, boxes in the quiz, overlays to mark by hand, cards to hold up."""
