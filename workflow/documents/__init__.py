"""Bytes into documents: readers for each kind of file, detection of languages, sentences."""
