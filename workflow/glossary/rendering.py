"""Which rendering each mention gets: first or later, name with title, in each target language.

First and later are decided document by document, in reading order, over running text only: what
stands in headlines, decks, captions and the like gets the later form and does not count as first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from workflow.glossary import names
from workflow.glossary.composites import Mention, Part
from workflow.glossary.shorthand import SYLLABLES
from workflow.markup import plain
from workflow.model import BlockKind, Term, TermType, TermUse

#: Kinds of block whose mentions count as first or later ones.
RUNNING = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTE, BlockKind.CELL})
#: Rules (:attr:`workflow.model.TermUse.rule`), beside ``first``, ``later`` and ``headline``.
AMBIGUOUS = "ambiguous"
SURNAME = "surname"
_STYLES = {"ko": "title", "zh": "name"}


@dataclass(frozen=True, slots=True)
class Phrase:
    """The renderings of a composite's parts in one language; absent ones are empty."""

    name: str
    surname: bool
    title: str = ""
    body: str = ""
    host: str = ""


def _korean(phrase: Phrase) -> tuple[str, ...]:
    """``손경식 경총 회장``; also ``경총 손경식 회장``."""
    if phrase.host:
        posted = SYLLABLES["ko"].get(phrase.host, phrase.host)
        return tuple(
            f"{phrase.name} 주{posted} {phrase.body}{gap}{phrase.title}" for gap in ("", " ")
        )
    if not phrase.body:
        return (f"{phrase.name} {phrase.title}",)
    return (
        f"{phrase.name} {phrase.body} {phrase.title}",
        f"{phrase.body} {phrase.name} {phrase.title}",
    )


def _chinese(phrase: Phrase) -> tuple[str, ...]:
    """``韩国经总会长孙京植``, ``邢海明大使``, ``邢大使``; long titles come before the name."""
    office = f"{phrase.body}{phrase.title}"
    if phrase.host:
        office = f"{phrase.body}驻{phrase.host}{phrase.title}"
    before, after = f"{office}{phrase.name}", f"{phrase.name}{phrase.title}"
    if phrase.surname:
        return (f"{phrase.body}{after}",)
    if phrase.body:
        return before, f"{phrase.body}{after}"
    return (after, before) if len(phrase.title) <= 3 else (before, after)


def _english(phrase: Phrase) -> tuple[str, ...]:
    """``KEF Chairman Sohn Kyung-shik``; also ``Sohn Kyung-shik, Chairman of KEF``."""
    if phrase.host:
        return (
            f"{phrase.body}'s {phrase.title} to {phrase.host} {phrase.name}",
            f"{phrase.name}, {phrase.body}'s {phrase.title} to {phrase.host}",
        )
    if not phrase.body:
        whole = () if phrase.surname else (f"{phrase.name}, {phrase.title}",)
        return (f"{phrase.title} {phrase.name}", *whole)
    return (
        f"{phrase.body} {phrase.title} {phrase.name}",
        f"{phrase.name}, {phrase.title} of {phrase.body}",
        f"{phrase.title} {phrase.name} of {phrase.body}",
    )


_PHRASES: Mapping[str, Callable[[Phrase], tuple[str, ...]]] = {
    "ko": _korean,
    "zh": _chinese,
    "en": _english,
}


@dataclass(slots=True)
class Renderer:
    """Renders the mentions of one document in one language, in reading order.

    Attributes:
        target: BCP 47 tag.
        styles: house style for a bare surname, by language: ``title`` (싱 대사) or ``name``.
    """

    target: str
    styles: Mapping[str, str] = field(default_factory=dict)
    _seen: set[str] = field(default_factory=set)
    _titles: dict[str, Term] = field(default_factory=dict)
    _named: set[str] = field(default_factory=set)

    def render(
        self, text: str, mentions: Iterable[Mention], kind: BlockKind
    ) -> tuple[TermUse, ...]:
        """The uses of one sentence; mentions the glossary has no rendering for are left out."""
        running = kind in RUNNING
        return tuple(
            use for mention in mentions for use in self._uses(text, mention, running=running)
        )

    def _uses(self, text: str, mention: Mention, *, running: bool) -> Iterable[TermUse]:
        roles = mention.roles
        if any(self._is_ambiguous(part) for part in roles.values()):
            return [self._ambiguous(text, mention)]
        main = mention.main
        person = main.terms[0]
        if main.surname and mention.title is None and person.id not in self._named:
            return []
        uses = {role: self._part(text, part, running=running) for role, part in roles.items()}
        whole = self._whole(text, mention, uses)
        found = [whole] if whole else [uses[role] for role, part in roles.items() if _alone(part)]
        if mention.title is not None:
            self._titles[person.id] = mention.title.terms[0]
        if not main.surname:
            self._named.add(person.id)
        if running:
            self._seen.update(part.terms[0].id for part in roles.values())
        return [use for use in found if use.target]

    def _is_ambiguous(self, part: Part) -> bool:
        """Whether the rows a name may mean would be rendered differently here."""
        if len(part.terms) == 1:
            return False
        if part.surname:
            return True
        return len({names.forms(term, self.target) for term in part.terms}) > 1

    def _ambiguous(self, text: str, mention: Mention) -> TermUse:
        terms = next(part.terms for part in mention.roles.values() if self._is_ambiguous(part))
        return TermUse(
            term="|".join(term.id for term in terms),
            type=mention.main.type,
            source=plain(text[mention.start : mention.end]),
            start=mention.start,
            end=mention.end,
            target="",
            rule=AMBIGUOUS,
            approved=all(term.approved for term in terms),
            candidates=tuple(names.later(term, self.target) or term.id for term in terms),
        )

    def _part(self, text: str, part: Part, *, running: bool) -> TermUse:
        """The use of one row by itself; a surname is rendered by the house style."""
        term = part.terms[0]
        own = names.forms(term, self.target)
        first = running and term.id not in self._seen and not part.surname
        rule = "first" if first else "later" if running else "headline"
        target = own.first if first else names.short(term, self.target)
        styled: tuple[str, ...] = ()
        if part.surname:
            rule = SURNAME
            styled = self._styled(term)
        targets = tuple(dict.fromkeys((*styled, target, *names.variants(term, self.target))))
        targets = tuple(filter(None, targets))
        return TermUse(
            term=term.id,
            type=term.type,
            source=plain(text[part.start : part.end]),
            start=part.start,
            end=part.end,
            target=targets[0] if targets else "",
            accepted=targets[1:],
            forbidden=own.forbidden,
            reading=own.reading,
            rule=rule,
            approved=term.approved,
        )

    def _styled(self, person: Term) -> tuple[str, ...]:
        """``싱 대사`` first, or second where the style asks for names; nothing without a title."""
        language = self.target.partition("-")[0]
        compose = _PHRASES.get(language)
        surname = names.surname(person, self.target)
        title = self._titles.get(person.id)
        written = names.forms(title, self.target).first if title else ""
        if not (compose and surname and written):
            return ()
        with_title = compose(Phrase(surname, surname=True, title=written))
        style = self.styles.get(self.target) or _STYLES.get(language, "name")
        name = names.later(person, self.target)
        return with_title if style == "title" else (name, *with_title)

    def _whole(self, text: str, mention: Mention, uses: Mapping[str, TermUse]) -> TermUse | None:
        """The use of a composite; None where the language has no rule or a part no rendering."""
        if len(uses) == 1:
            return uses["main"]
        if mention.abbr is not None:
            return self._with_abbreviation(text, mention, uses["main"], uses["abbr"])
        phrases = self._phrases(mention, uses)
        if not phrases:
            return None
        person, title = uses["main"], uses["title"]
        rule = "title+surname" if mention.main.surname else "title+name"
        parts = tuple(uses.values())
        return TermUse(
            term="+".join(part.term for part in parts),
            type=person.type,
            source=plain(text[mention.start : mention.end]),
            start=mention.start,
            end=mention.end,
            target=phrases[0],
            accepted=phrases[1:],
            forbidden=_union(part.forbidden for part in parts),
            reading=title.reading if phrases[0].endswith(title.target) else person.reading,
            rule=f"first {rule}" if person.rule == "first" else rule,
            approved=all(part.approved for part in parts),
            parts=parts,
        )

    def _phrases(self, mention: Mention, uses: Mapping[str, TermUse]) -> tuple[str, ...]:
        """Every right way to put the parts together, the required one first."""
        compose = _PHRASES.get(self.target.partition("-")[0])
        if compose is None or not all(use.target for use in uses.values()):
            return ()
        person = mention.main.terms[0]
        short = names.later(person, self.target)
        spoken = uses["main"].target
        if mention.main.surname:
            spoken = names.surname(person, self.target)
        if not spoken:
            return ()
        body = uses.get("body")
        host = uses["host"].target if "host" in uses else ""
        return _union(
            compose(Phrase(name, surname, uses["title"].target, written, host))
            for name, surname in ((spoken, mention.main.surname), (short, False))
            for written in ((body.target, *body.accepted[:2]) if body else ("",))
        )

    def _with_abbreviation(
        self, text: str, mention: Mention, name: TermUse, abbr: TermUse
    ) -> TermUse | None:
        """``FULL (ABBR)``: the full name's first form, with the abbreviation if it has none."""
        own = names.forms(mention.main.terms[0], self.target)
        if not own.first:
            return None
        target = own.first
        if not names.bracketed(target) and abbr.target and abbr.target != target:
            target += _bracket(abbr.target, self.target)
        return TermUse(
            term=f"{name.term}+{abbr.term}",
            type=name.type,
            source=plain(text[mention.start : mention.end]),
            start=mention.start,
            end=mention.end,
            target=target,
            accepted=tuple(
                form for form in _union(((name.target,), name.accepted)) if form != target
            ),
            forbidden=_union((name.forbidden, abbr.forbidden)),
            reading=name.reading,
            rule="full+abbr",
            approved=name.approved and abbr.approved,
            parts=(name, abbr),
        )


def _alone(part: Part) -> bool:
    """Whether a part of a composite that cannot be rendered as one is rendered by itself."""
    return not part.surname and part.type is not TermType.TITLE


def _union(groups: Iterable[Iterable[str]]) -> tuple[str, ...]:
    """All values of all groups in order, each once."""
    return tuple(dict.fromkeys(value for group in groups for value in group))


def _bracket(text: str, tag: str) -> str:
    if tag.startswith("zh"):
        return f"（{text}）"
    return f"({text})" if tag == "ko" else f" ({text})"
