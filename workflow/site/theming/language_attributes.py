"""Write the attributes that say which language a piece of a page is in, and what languages call
themselves.
"""

from __future__ import annotations

from functools import cache

from markupsafe import Markup as Html

from workflow.languages import any_language


@cache
def lang(tag: str) -> Html:
    """Return the ``lang`` attribute, with ``dir`` where the script runs from right to left."""
    rtl = any_language(tag).direction == "rtl"
    form = Html(' lang="{}" dir="rtl"') if rtl else Html(' lang="{}"')
    return form.format(tag or "und")


@cache
def xml_lang(tag: str) -> Html:
    """Return ``xml:lang`` and ``lang`` for XHTML, with ``dir`` as :func:`lang` has it."""
    return Html(' xml:lang="{}"').format(tag or "und") + lang(tag)


def autonym(tag: str) -> str:
    """Return what a language calls itself."""
    return any_language(tag).autonym
