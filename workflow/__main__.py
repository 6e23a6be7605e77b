"""Start the ``workflow`` command: also with ``python -m workflow``.

The command takes a moment to load. This module loads nothing, so that Ctrl-C in that moment stops
it in plain words, too.
"""

import sys


def main() -> None:
    """Load the command line and run it; exit with its code."""
    try:
        from workflow.cli import main as run  # slow to import

        run()
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
