"""``python -m plandesk.cli`` runs the command line."""

import sys

from plandesk.cli.main import main

sys.exit(main())
