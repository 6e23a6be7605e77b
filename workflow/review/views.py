"""Render the review's pages and parts of them, in the language that a browser asks for."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict
from functools import cache, cached_property
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

from babel import negotiate_locale
from jinja2 import Environment, PackageLoader, StrictUndefined

from workflow.catalog import Event
from workflow.errors import ConfigError, WorkflowError
from workflow.interface_words import TERM_KINDS, Words, label, messages, translations
from workflow.languages import language, normalize
from workflow.languages.characters import shown
from workflow.languages.orthography.folding import ENDING
from workflow.review import descriptions
from workflow.review.article_view import ArticleRow, ArticleView, Listing
from workflow.review.backend import Replaced
from workflow.review.localization import LocalizedText, localized, of_the_script
from workflow.review.query import FoundSentence, Query, QueuePage

#: How often an open page asks whether the article has changed, in milliseconds.
_POLL = 2000
#: How many languages of a browser are considered.
_RANGES = 20
#: Keys as the help lists them: the key, and what it does.
READING = (
    ("J K  ↓ ↑", label("next, previous sentence")),
    ("N P", label("next, previous open sentence")),
    ("A  Ctrl+Enter", label("approve, go to the next open one")),
    (
        "Shift+A",
        label("approve all of the paragraph without errors that you have had time to read"),
    ),
    ("E  Enter", label("edit")),
    ("X", label("needs work")),
    ("Z", label("undo")),
    ("I", label("ignore the first finding, with a reason")),
    ("F", label("edit with the first certain fix put in")),
    ("1 2 … 9", label("put in what the memory or the glossary holds, as numbered")),
    ("/", label("search and filter; Esc shows all")),
    ("C", label("approve all that has no finding, after one look")),
    ("W", label("translate this sentence anew, with the terms as they are now")),
    ("G", label("names that the glossary lacks; a digit proposes one")),
    ("R", label("replace in all articles: the selection, the last correction or the fix")),
    ("M", label("comment")),
    ("H", label("history: who wrote and approved what, and when")),
    ("T", label("propose a term: what is selected, or what you write")),
    ("S", label("split the sentence in two")),
    ("U", label("unite the sentence with the next one")),
    ("V", label("read the translation alone")),
    ("B", label("the published page beside it")),
    ("O", label("go by risk or in the article's order")),
    ("?", label("this help")),
)
EDITING = (
    ("Ctrl+Enter  ⌘+Enter", label("save, approve, go to the next open one")),
    ("Ctrl+Shift+Enter", label("save, needs work")),
    ("Ctrl+1 2 … 9", label("insert what the memory or the glossary holds")),
    ("Alt+↓ ↑", label("keep the draft, go on")),
    ("Esc", label("keep the draft, stop editing")),
)


@cache
def _environment() -> Environment:
    """Return the templates, compiled once since nothing in them belongs to one project."""
    templates = Environment(
        loader=PackageLoader("workflow.review"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    templates.filters["clean"] = shown
    templates.globals.update(
        language=language,
        words=descriptions,
        kinds=TERM_KINDS,
        localized=localized,
        of_the_script=of_the_script,
        ENDING=ENDING,
        READING=READING,
        EDITING=EDITING,
    )
    return templates


class Views:
    """Renders the pages of the server.

    Args:
        colors: name → (light, dark), the project's palette.

    Every page is given ``t``, the words in the reader's language.
    """

    def __init__(self, colors: Mapping[str, tuple[str, str]]) -> None:
        self._colors = colors
        self._templates = _environment()

    def door(self, t: Words, *, proxied: bool) -> str:
        """Render the page for a browser without a session.

        Args:
            t: the words.
            proxied: a proxy says who comes, and no invitation.
        """
        return self._render("door.html", session="", proxied=proxied, t=t)

    def queue(
        self, query: Query, articles: Sequence[Listing], problems: Sequence[WorkflowError],
        **shared: Any,
    ) -> str:  # fmt: skip
        """Render the list of articles and their progress."""
        page = QueuePage.of(query, articles)
        return self._render(
            "queue.html",
            page=page,
            problems=problems,
            uncounted=sum(not each.counted for each in articles),
            **_choices(articles),
            **shared,
        )

    def hits(
        self,
        query: Query,
        found: tuple[Sequence[FoundSentence], bool],
        articles: Sequence[Listing],
        **shared: Any,
    ) -> str:
        """Render the sentences that were found."""
        hits, more = found
        return self._render(
            "hits.html", query=query, hits=hits, more=more, **_choices(articles), **shared
        )

    def replace(
        self, words: tuple[str, str, str], plan: Sequence[Replaced], articles: Sequence[Listing],
        **shared: Any,
    ) -> str:  # fmt: skip
        """Render the sentences in one language in which words would be replaced."""
        old, new, target = words
        choices = _choices(articles)
        target = target or next(iter(choices["targets"]), "und")
        return self._render(
            "replace.html", old=old, new=new, target=target, plan=plan, **choices, **shared
        )

    def article(self, article: ArticleView, **shared: Any) -> str:
        """Render one article in one language for review."""
        typed = json.dumps({key: asdict(each) for key, each in article.typed.items()})
        return self._render("article.html", article=article, typed=typed, poll=_POLL, **shared)

    def problem(self, where: str, what: LocalizedText, hint: LocalizedText, **shared: Any) -> str:
        """Render a page that says why the requested one is not there."""
        return self._render("problem.html", where=where, what=what, hint=hint, **shared)

    def history(self, events: Sequence[Event], target: str, t: Words) -> str:
        """Render the history of a sentence, the newest event first."""
        return self._render("history.html", events=events[::-1], target=language(target), t=t)

    def view(self, row: ArticleRow, t: Words) -> dict[str, Any]:
        """Describe a row for the script that puts it into a page."""
        return {
            "key": row.segment.key,
            "etag": row.etag,
            "state": row.state,
            "open": row.open,
            "risk": row.risk,
            "faulty": row.faulty,
            "status": descriptions.status(row, t),
            "text": row.entry.text,
            "checks": " ".join(each.check for each in row.findings),
            "by": descriptions.people(row.entry),
            "fix": next((each.fix for each in row.findings if each.fix), None),
            "view": self._render("row.html", row=row, t=t),
        }

    @cached_property
    def style(self) -> bytes:
        """The stylesheet, preceded by the project's colours."""
        light, dark = (
            "".join(f"--{name}:{pair[scheme]};" for name, pair in self._colors.items())
            for scheme in (0, 1)
        )
        palette = f":root{{{light}}}@media (prefers-color-scheme:dark){{:root{{{dark}}}}}\n"
        return palette.encode() + _asset("review.css")

    @cached_property
    def scripts(self) -> Mapping[str, bytes]:
        """The script's parts, ES modules, by the names under which they import each other."""
        assets = resources.files("workflow.review").joinpath("assets")
        return {
            each.name: each.read_bytes() for each in assets.iterdir() if each.name.endswith(".js")
        }

    def _render(self, template: str, **values: Any) -> str:
        return self._templates.get_template(template).render(values)


def _choices(articles: Sequence[Listing]) -> dict[str, Sequence[str]]:
    """Return the options of the filters: checks that have found something, and languages."""
    counts = [(tag, count) for each in articles for tag, count in each.locales.items()]
    return {
        "checks": sorted({check for _, count in counts for check in count.checks}),
        "targets": list(dict.fromkeys(tag for tag, _ in counts)),
    }


def _asset(name: str) -> bytes:
    return resources.files("workflow.review").joinpath("assets", name).read_bytes()


@cache
def words_in(tag: str) -> Words:
    """Return the labels in a language (BCP 47), or the English ones if there are none."""
    table = translations((_locales(),), tag)
    return Words(tag, {**messages(tag), **table}) if table else Words("en", {})


def words_for(accepted: str) -> Words:
    """Return the labels in the first of a browser's languages that has any.

    >>> words_for("fr;q=0.9, ko-KR, en;q=0.5").language
    'ko'

    Args:
        accepted: the value of ``Accept-Language`` (RFC 9110, 12.5.4).
    """
    tag = negotiate_locale(_wanted(accepted), _spoken(), sep="-")
    return words_in(normalize(tag) if tag else "en")


def _wanted(accepted: str) -> Iterator[str]:
    """Yield the languages that a browser asks for, the preferred one first; unknown ones are left
    out.
    """
    ranges = []
    for part in accepted.split(",")[:_RANGES]:
        code, _, weight = part.replace(" ", "").partition(";q=")
        with suppress(ValueError):
            ranges.append((float(weight or 1), code))
    for quality, code in sorted(ranges, key=lambda each: -each[0]):
        with suppress(ConfigError):
            if quality > 0:
                yield normalize(code)


@cache
def _spoken() -> tuple[str, ...]:
    """Return the languages that have labels, each also without its script."""
    files = (each.name for each in _locales().iterdir() if each.name.endswith(".po"))
    tags = ["en", *(normalize(name.removesuffix(".po")) for name in files)]
    return tuple(dict.fromkeys([*tags, *(tag.partition("-")[0] for tag in tags)]))


def _locales() -> Traversable:
    return resources.files("workflow.review").joinpath("locales")
