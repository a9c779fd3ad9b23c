"""Runs the command line as ``python -m quizgen``."""

import os
import sys

if not sys.flags.safe_path:
    # Python looks for modules in the current folder first, which is somebody's project.
    del sys.path[0]
    sys.path.append(os.path.dirname(os.path.dirname(__file__)))  # noqa: PTH120 - pathlib is slow to import

from quizgen.cli import main

main()
