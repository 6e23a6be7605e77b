"""Hold the facts about languages: codes, scripts, and a pack of facts for each language.

Nothing outside this package knows a language by its name. Code that needs a fact asks for it, and
works for every language that has it::

    pack("ko").writing.spaced      whether spaces part the words
    pack("zh-Hant").writing.full_width

:func:`pack` looks a language up in the entry-point group ``workflow.languages``, where the
languages of this package are registered in ``pyproject.toml`` exactly as another package would
register its own; a language that nobody registered has the neutral :class:`Pack`, whose parts have
defaults that do no harm. To add a language is to write a subclass of :class:`Pack` that overrides
the parts in which the language is special, and one line in that group.

To add a part, say the particles:

1. ``languages/orthography/particles.py`` has its type, a frozen dataclass whose defaults are right
   for a language of which nothing is known;
2. :class:`Pack` gets the cached property ``particles``, which returns those defaults;
3. ``languages/ko/particles.py`` has the facts, and the class ``Korean`` overrides the property. The
   import stands inside it, so that a part is loaded when it is first asked for.

Facts that are patterns or words stand in tables beside the module (``ko/hanja.tsv``), read by
:mod:`workflow.languages.tables`. Each row has a right and a wrong example; one test runs them all.
"""

from workflow.languages.codes import (
    Language,
    any_language,
    language,
    name_in,
    normalize,
)
from workflow.languages.packs import Pack, is_registered, pack, registered
from workflow.languages.service_codes import deepl_code, google_code, qwen_mt_code

__all__ = [
    "Language",
    "Pack",
    "any_language",
    "deepl_code",
    "google_code",
    "is_registered",
    "language",
    "name_in",
    "normalize",
    "pack",
    "qwen_mt_code",
    "registered",
    "space_between",
]


def space_between(tag: str) -> str:
    """Return the separator between two sentences of a language, given by its tag.

    >>> space_between("ko"), space_between("zh-Hans")
    (' ', '')
    """
    return pack(tag).writing.gap
