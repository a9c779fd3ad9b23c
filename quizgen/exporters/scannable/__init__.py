"""Paper for cameras and scanners: answer sheets, boxes in the quiz, overlays to mark by hand, cards to hold up."""
