"""Runs first in a bundle: what it opens (a PDF viewer, a folder) gets the environment it was given.

The bundle's starter points LD_LIBRARY_PATH at its own libraries, which other programs would then
load in place of theirs. Started again as reader, the program is to find its libraries afresh.
"""

import os
import sys

if sys.platform.startswith("linux"):
    given = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
    os.environ.pop("LD_LIBRARY_PATH", None)
    if given is not None:
        os.environ["LD_LIBRARY_PATH"] = given
    os.environ["PYINSTALLER_RESET_ENVIRONMENT"] = "1"
