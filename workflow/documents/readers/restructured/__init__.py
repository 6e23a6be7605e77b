"""reStructuredText (``.rst``), as docutils reads it, with the directives and roles of Sphinx."""

from __future__ import annotations

from workflow.documents.readers.restructured.rst_reader import RstReader

__all__ = ["RstReader"]
