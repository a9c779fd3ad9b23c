"""How many of the given words a crossword holds, how dense it is and how long it takes, in several scripts.

    python tests/benchmarks/crossword.py [SEEDS]

For 15, 20 and 25 words, drawn again by each seed (default 20) from the lists below: the mean and the least share of the
words that are placed, the mean share of those that hang together by common letters (no grid can hold more), the cells
with a letter as a share of the grid's, the longer side of the grid, and the mean and the longest CPU seconds.
Devanagari's letters come with marks, so many words there have no cell in common with any other.
"""

from __future__ import annotations

import sys
import time
from random import Random
from statistics import mean

from quizgen.assembly.worksheets.crossword_grid import LOOKS, lay_out
from quizgen.model.cells import capitals, cells

LISTS = {
    "Latin, long": (
        "weavers, shared heritage, language, thousands, online, hundreds, agriculture, inaugural speech, eastern,"
        " western, transport, investment, wheat, underwater, energy resources, pivotal, cargo clearance, delays,"
        " rail link, fivefold, eighteen months, oil and gas, logistics, renewable, humanitarian, amplitude, frequency,"
        " transverse, longitudinal, ultrasound"
    ),
    "Latin, short": (
        "echo, crest, trough, wave, sound, light, heat, energy, string, octave, tone, bat, siren, steel, air, water,"
        " vacuum, force, mass, power, work, speed, field, charge, atom, current, source, radio, prism, lens"
    ),
    "Cyrillic": (
        "волна, частота, период, амплитуда, энергия, звук, эхо, вакуум, длина, скорость, сталь, воздух, гребень,"
        " впадина, музыка, октава, струна, сирена, ультразвук, инфразвук, колебание, источник, приёмник, свет, радио,"
        " антенна, магнит, поле, заряд, молекула"
    ),
    "Arabic": (
        "موجة, تردد, طاقة, صوت, صدى, فراغ, سرعة, هواء, فولاذ, موسيقى, وتر, خفاش, اهتزاز, ضوء, مجال, تيار, شحنة, ذرة,"
        " جزيء, حرارة, قدرة, قوة, كتلة, تسارع, قصور, مغناطيس, هوائي, مصدر, مستقبل, طول"
    ),
    "Devanagari": (
        "तरंग, आवृत्ति, ऊर्जा, ध्वनि, प्रतिध्वनि, निर्वात, वेग, वायु, इस्पात, संगीत, तार, चमगादड़, कंपन, प्रकाश, क्षेत्र, धारा, आवेश,"
        " परमाणु, अणु, ताप, शक्ति, बल, द्रव्यमान, त्वरण, जड़त्व, चुंबक, एंटीना, स्रोत, ग्राही, लंबाई"
    ),
}


def most_joined(words: list[tuple[str, ...]]) -> int:
    """How many words hang together by common letters: no grid can have more."""
    left, best = [set(word) for word in words], 0
    while left:
        group, size = left.pop(), 1
        while near := next((word for word in left if word & group), None):
            left.remove(near)
            group |= near
            size += 1
        best = max(best, size)
    return best


def main(seeds: int = 20, *, looks: int = LOOKS) -> None:
    """Prints the table; with fewer ``looks``, grids are worse and quicker."""
    print("words script         placed  least joined density  side seconds  most")
    for count in (15, 20, 25):
        for script, text in LISTS.items():
            placed, joined, density, side, seconds = [], [], [], [], []
            for seed in range(seeds):
                random = Random(seed)
                words = [cells(capitals(word, "")) for word in random.sample(text.split(", "), count)]
                start = time.process_time()
                laid = lay_out(words, count, random, looks)
                seconds.append(time.process_time() - start)
                filled = {
                    (each.row + index * each.down, each.column + index * (not each.down))
                    for each in laid
                    for index in range(len(words[each.word]))
                }
                rows, columns = (max(place[axis] for place in filled) + 1 for axis in (0, 1))
                placed.append(len(laid) / count)
                joined.append(most_joined(words) / count)
                density.append(len(filled) / (rows * columns))
                side.append(max(rows, columns))
            print(
                f"{count:5} {script:<13} {mean(placed):7.1%} {min(placed):6.0%} {mean(joined):6.0%}"
                f" {mean(density):7.1%}"
                f" {mean(side):5.1f} {mean(seconds):7.2f} {max(seconds):5.2f}"
            )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
