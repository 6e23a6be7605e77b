"""Reads reStructuredText (``.rst``) with docutils, and the directives and roles of Sphinx."""

from __future__ import annotations

from workflow.documents.readers.restructured.rst_reader import RstReader

__all__ = ["RstReader"]
