"""``python -m workflow`` does what the ``workflow`` command does."""

from workflow.cli import main

if __name__ == "__main__":
    main()
