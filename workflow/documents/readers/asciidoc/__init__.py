"""Reads AsciiDoc (``.adoc``): pandoc makes Markdown of it, which is read as such."""

from __future__ import annotations

from workflow.documents.readers.asciidoc.asciidoc_reader import AsciidocReader

__all__ = ["AsciidocReader"]
