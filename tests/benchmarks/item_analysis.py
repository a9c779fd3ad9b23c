"""Compare the item analysis with R's package psych on the data set ``iqitems`` of psychTools (1,525 people, 16 items).

It needs R with both packages (Debian: r-cran-psych, r-cran-psychtools)::

    python tests/benchmarks/item_analysis.py

Alpha and the item-rest correlations are those of ``alpha``, shares and means those of ``score.multiple.choice``.
"""

from __future__ import annotations

import json
import subprocess
import sys

from quizgen.analysis.measuring import measurement_of
from quizgen.analysis.reliability import alpha_of
from quizgen.analysis.score_table import score_tables
from quizgen.model.responses import AskedItem, AskedOption, Response

KEY = (4, 4, 4, 6, 6, 3, 4, 4, 5, 2, 2, 4, 3, 2, 6, 7)  # of help(iqitems)
MOST = 1e-6
SCRIPT = f"""
suppressMessages({{library(psych); library(psychTools)}})
key <- c({", ".join(map(str, KEY))})
scored <- score.multiple.choice(key, iqitems, score = FALSE)
a <- suppressWarnings(alpha(scored))
f <- response.frequencies(iqitems)
cells <- function(x) paste0("[", paste(ifelse(is.na(x), "null", format(x, digits = 15)), collapse = ","), "]")
rows <- function(x) paste0("[", paste(apply(x, 1, cells), collapse = ","), "]")
cat("{{", '"version":"', as.character(packageVersion("psych")), '","alpha":', format(a$total$raw_alpha, digits = 15),
  ',"drop":', cells(a$item.stats$r.drop), ',"mean":', cells(a$item.stats$mean), ',"data":', rows(iqitems),
  ',"options":', cells(head(colnames(f), -1)), ',"shares":', rows(f), "}}", sep = "")
"""


def main() -> int:
    printed = subprocess.run(["R", "--no-save", "--slave", "-e", SCRIPT], capture_output=True, text=True, check=True)
    theirs = json.loads(printed.stdout)
    responses, items = [], []
    options = list(map(str, theirs["options"]))
    for number, key in enumerate(KEY):
        seen = tuple(AskedOption(option, option, option == str(key)) for option in options)
        items.append(AskedItem("iq", "A", number, (f"iq/{number}",), "x", "k", "", str(key), seen))
    for person, row in enumerate(theirs["data"]):
        for number, (choice, key) in enumerate(zip(row, KEY, strict=True)):
            if choice is not None:
                correct = float(choice == key)
                responses.append(
                    Response("iq", "A", number, f"iq/{number}", "x", "k", str(person), str(choice), correct)
                )
    ours = measurement_of(responses, items)
    (table,) = score_tables(responses, items)
    alpha = alpha_of(table.scores)
    assert alpha is not None
    differences = {"alpha": abs(alpha - theirs["alpha"])}
    rows = list(ours.questions.values())
    pairs = {"r.drop": [row.discrimination for row in rows], "mean": [row.right for row in rows]}
    for name, values in pairs.items():
        expected = theirs["drop" if name == "r.drop" else name]
        differences[name] = max(abs((one or 0) - other) for one, other in zip(values, expected, strict=True))
    found = [{option.text: option.share for option in row.options} for row in rows]
    differences["shares"] = max(
        abs(found[row][option] - share)
        for row, shares in enumerate(theirs["shares"])
        for option, share in zip(options, shares[:-1], strict=True)  # the last is that of missing answers
    )
    print(f"psych {theirs['version']}, {len(theirs['data'])} people, alpha {alpha:.9f}")
    for name, difference in differences.items():
        print(f"{name:8} differs by at most {difference:.1e}")
    return int(max(differences.values()) > MOST)


if __name__ == "__main__":
    sys.exit(main())
