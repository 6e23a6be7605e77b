"""Keep things on disk: whole files, digests, results, journals, locks, git, and interrupts."""
