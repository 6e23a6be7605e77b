"""Glossary-aware translation and multilingual publishing from plain files.

Seeds (``seeds/``) are read, their language detected, their sentences translated with the
project's glossary (``glossary/``), kept in PO files that people review (``locales/``), and
published as aligned bilingual and trilingual pages (``site/``).
"""

__version__ = "0.1.0"
