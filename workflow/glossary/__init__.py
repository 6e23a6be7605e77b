"""The termbase: finds terms, decides their renderings, verifies and repairs translations."""
