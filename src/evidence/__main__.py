"""`python -m evidence` is `evidence`."""

import sys

from evidence.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
