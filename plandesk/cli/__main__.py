"""``python -m plandesk.cli`` runs the command line."""

import sys

from plandesk.excel.started import serve_if_asked

serve_if_asked(sys.argv[1:])  # a frozen program starts itself again to read files from outside

from plandesk.cli.main import main  # noqa: E402 - the worker needs none of it

sys.exit(main())
