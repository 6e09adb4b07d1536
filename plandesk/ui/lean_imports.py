"""Spares the start what Qt for Python does at every import for a feature that is not used here.

Once it is loaded, it reads the source of each module that anybody imports, to see whether that
module might ask for ``snake_case`` or ``true_property``. Nothing here ever does; of the database
library alone it would read 200 files, which takes a fifth of that import and 20 MB of memory.
"""

from __future__ import annotations

import sys


def spare_imports() -> None:
    """Let modules be imported unread; without that hook (another Qt for Python) do nothing."""
    feature = sys.modules.get("shibokensupport.feature")
    if hasattr(feature, "_mod_uses_pyside"):
        setattr(feature, "_mod_uses_pyside", lambda _: False)  # noqa: B010 - it is not ours
