"""Make the template environment: autoescaping, and the functions that templates may use."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Mapping
from functools import cache, lru_cache

from jinja2 import (
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PackageLoader,
    PrefixLoader,
    StrictUndefined,
)
from markupsafe import Markup as Html

from workflow.languages import any_language
from workflow.languages.orthography.folding import ENDING
from workflow.model import State, TermForms
from workflow.site import links
from workflow.site.body.block_html import anchor, box_element, box_heading, box_look, picture_html
from workflow.site.body.embeds import MEDIA
from workflow.site.body.readings import reading
from workflow.site.body.typesetting import clean, in_phrases, safe_html, safe_url, typeset
from workflow.site.lists.page_slots import end
from workflow.site.theming.labels import date, lang, machine_date, tallied, xml_lang
from workflow.site.theming.template_code import TemplateEnvironment, compiled_templates
from workflow.site.theming.theme import Theme

_ADDRESS = re.compile(r"https?://[^\s<>\"']+[^\s<>\"'.,;:!?()\]]")

#: Pieces of pages that are kept, at most.
_PIECES = 512


def environment(theme: Theme) -> Environment:
    """Make an environment that compiles a theme's templates when they are first used.

    They are the project's, else the package's.
    """
    own = PackageLoader("workflow.site")
    templates = TemplateEnvironment(
        loader=ChoiceLoader(
            [FileSystemLoader(theme.folder / "templates"), own, PrefixLoader({"workflow": own})]
        ),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=compiled_templates(),
    )
    templates.globals.update(_functions(theme))
    return templates


def _functions(theme: Theme) -> dict[str, object]:
    """Return what templates may use, by its name there."""
    return {
        "ENDING": ENDING,
        "ROOT": links.ROOT,
        "ARTICLE": links.ARTICLE,
        "of_article": _of_article,
        "to": links.to,
        "file": links.file,
        "edition": links.edition,
        "collection": links.collection,
        "pair": links.pair,
        "trio": links.trio,
        "page_of": links.page,
        "picture_html": picture_html,
        "end": end,
        "known": any_language,
        "lang": lang,
        "xml_lang": xml_lang,
        "labels": theme.labels,
        "asset": theme.asset,
        "heading": _heading,
        "tallied": tallied,
        "meter": _meter,
        "share": _share,
        "edition_name": theme.labels.edition,
        "long_date": date,
        "machine_date": machine_date,
        # Titles and terms are in all of its files. HTML is kept apart from an equal text.
        "typeset": lru_cache(maxsize=1024, typed=True)(typeset),
        "term_link": _term_link,
        "kept": _Kept(),
        "display": _display,
        "clean": clean,
        "linked": _linked,
        "anchor": anchor,
        "media": MEDIA,
        "box_heading": box_heading,
        "box_look": box_look,
        "box_element": box_element,
    }


@cache
def _heading(level: int) -> Html:
    return Html(' role="heading" aria-level="{}"').format(level)


@lru_cache(maxsize=256)
def _display(text: str, language: str) -> Html:
    """Set plain text as a headline or deck."""
    return in_phrases(Html.escape(typeset(text, language)), language)


@lru_cache(maxsize=1024)  # an article's pages list the same terms
def _term_link(forms: TermForms, language: str, url: str, number: int) -> Html:
    """Link a term to its place in the glossary, and say how it is read if that is known."""
    said = forms.reading or reading(forms.first, language)
    shown = Html(' data-said="{}"').format(said) if said else ""
    link = Html('<a href="{}" class="term" data-t="{}"{}>{}</a>')
    return link.format(url, number, shown, typeset(forms.first, language))


def _of_article(html: Html, article: str) -> Html:
    """Fill in an article's links in HTML that was written for any article."""
    return safe_html(links.of_article(html, article))


class _Kept:
    """Keeps pieces of pages that are the same on many of them.

    ``{% call kept("name", …) %}…{% endcall %}`` is filled in once for each name and whatever else
    is named: all that the piece depends on.
    """

    def __init__(self) -> None:
        self._pieces: dict[tuple[Hashable, ...], str] = {}

    def __call__(self, *key: Hashable, caller: Callable[[], str]) -> str:
        piece = self._pieces.get(key)
        if piece is None:
            if len(self._pieces) >= _PIECES:
                self._pieces.clear()
            piece = self._pieces[key] = caller()
        return piece


def _share(counts: Mapping[State, int]) -> str:
    """Return how many sentences in a hundred are reviewed; ``100%`` only when all are."""
    total = sum(counts.values())
    return f"{100 * counts.get(State.REVIEWED, 0) // total if total else 0}%"


def _meter(counts: Mapping[State, int]) -> Html:
    """Draw a bar with one length a state; words beside it tell what it shows."""
    total = sum(counts.values()) or 1
    bars: list[Html] = []
    at = 0.0
    for mark, _, _, number in tallied(counts):
        width = 100 * number / total
        bar = Html('<rect class="{}" x="{:.2f}" width="{:.2f}" height="4"/>')
        bars.append(bar.format(mark, at, width))
        at += width
    shape = Html(
        '<svg class="meter" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">'
        "{}</svg>"
    )
    return shape.format(Html().join(bars))


def _linked(text: str) -> Html:
    """Make links of the web addresses in plain text."""
    text = clean(text)
    parts: list[Html] = []
    end = 0
    for match in _ADDRESS.finditer(text):
        url = safe_url(match[0])
        link = Html('<a href="{0}" rel="noopener external">{0}</a>').format(url)
        parts += [Html.escape(text[end : match.start()]), link if url else Html.escape(match[0])]
        end = match.end()
    return Html().join([*parts, Html.escape(text[end:])])
