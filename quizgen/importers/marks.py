"""Noncharacters that replace something in a text while it is read: no text of a bank that can be shown has them."""

from __future__ import annotations

PICTURE = "\ufdd0"  # around the number of a picture
FIXED_SPACE = "\ufdd1"  # a fixed space that stays one
SPACE = "\ufdd2"  # a space in preformatted text, which is kept as it is
APART = "\ufdd3"  # an element between two characters that would begin a formula
GAP = "\ufdd4"  # a gap, or what is around the name of one
NUMBER_SIGN = "\ufdd5"  # an escaped #
KEPT = "\ufdd6"  # around the number of an escaped character
ESCAPED = "\ufdd8\ufdd9\ufdda\ufddb\ufddc\ufddd\ufdde\ufddf"  # characters that are escaped in GIFT
ALL = "\ufdd0-\ufddf"  # as a pattern's range
NONE = dict.fromkeys(range(0xFDD0, 0xFDE0))  # translates a text to one without them
