"""``python -m plandesk`` does what the ``plandesk`` command does."""

import sys

from plandesk.cli.main import main

sys.exit(main())
