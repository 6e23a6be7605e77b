"""Choose which rendering each mention gets: first or later, name with title.

First and later are decided document by document, in reading order, over running text only: what
stands in headlines, decks, captions and the like gets the later form and does not count as first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from workflow.glossary import term_forms
from workflow.glossary.composites import Mention
from workflow.glossary.parts import MentionPart
from workflow.languages import pack
from workflow.languages.names import office_names
from workflow.languages.names.phrases import Phrase
from workflow.markup import plain
from workflow.model import BlockKind, Term, TermForms, TermType, TermUse

#: Kinds of block whose mentions count as first or later ones.
RUNNING = frozenset(
    {
        BlockKind.PARAGRAPH,
        BlockKind.LIST_ITEM,
        BlockKind.QUOTE,
        BlockKind.CELL,
        BlockKind.DEFINITION,
    }
)
#: Rules (:attr:`workflow.model.TermUse.rule`), beside ``first``, ``later`` and ``headline``.
AMBIGUOUS = "ambiguous"
ADJECTIVE = "adjective"
SURNAME = "surname"
#: The first mention, by a short name: the translation may have one as well.
SHORT = "first, in short"
#: Other renderings of a title that a composite may have.
_ALIASES = 4


@dataclass(slots=True)
class RenderingChooser:
    """The choice of renderings for one document in one language, made in reading order.

    Attributes:
        target: BCP 47 tag.
        styles: house style for a bare surname, by language: ``title`` (싱 대사) or ``name``.
        rivals: by the last word of a name, the full names of persons that end with it.
        shared: later forms that several persons of the document have: none of them gets it.
        namesakes: surnames that several persons of the document have: none goes by it alone.
        bodies: by the abbreviation in the bracket of a row, what the body may be called.
    """

    target: str
    styles: Mapping[str, str] = field(default_factory=dict)
    shared: frozenset[str] = frozenset()
    rivals: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    namesakes: frozenset[str] = frozenset()
    bodies: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    _seen: set[str] = field(default_factory=set)
    _titles: dict[str, tuple[Term, bool]] = field(default_factory=dict)
    _named: set[str] = field(default_factory=set)

    def choose(
        self, text: str, mentions: Iterable[Mention], kind: BlockKind
    ) -> tuple[TermUse, ...]:
        """Return the uses of the next sentence; mentions without a rendering are left out."""
        running = kind in RUNNING
        uses = (self._uses(text, mention, running=running) for mention in mentions)
        return tuple(use for each in uses for use in each)

    def _uses(self, text: str, mention: Mention, *, running: bool) -> Iterable[TermUse]:
        body = mention.body
        if body and body.adjective and not term_forms.of(body.terms[0], self.target).first:
            mention = mention.without_people
        roles = mention.roles
        unclear = {role for role, part in roles.items() if self._is_ambiguous(part)}
        if unclear or mention.doubt:
            return self._unclear(text, mention, unclear, running=running)
        main = mention.main
        person = main.terms[0]
        if running and main.surname and not mention.title and person.id not in self._named:
            return []
        uses = {role: self._part(text, part, running=running) for role, part in roles.items()}
        if main.surname and mention.title is None:
            uses["main"] = self._surname(text, mention, uses["main"])
        whole = self._whole(text, mention, uses)
        found = [whole] if whole else [uses[role] for role, part in roles.items() if _alone(part)]
        if mention.title is not None:
            self._titles[person.id] = mention.title.terms[0], mention.former
        if not main.surname:
            self._named.add(person.id)
        if running:
            self._seen.update(p.terms[0].id for p in roles.values() if not p.adjective)
        return [use for use in found if use.rendering]

    def _unclear(
        self, text: str, mention: Mention, unclear: set[str], *, running: bool
    ) -> Iterable[TermUse]:
        """Render the unambiguous part of an ambiguous mention: *Chairman* of *Chairman Park*."""
        found = []
        for role, part in mention.roles.items():
            if role in unclear or (role == "main" and mention.doubt):
                found.append(self._ambiguous(text, mention, part))
            elif not (part.surname or part.adjective):
                found.append(self._part(text, part, running=running))
            elif part.surname and "title" in unclear and mention.title is not None:
                found.append(self._untitled(text, part, mention.title))
        return sorted(
            (u for u in found if u.rendering or u.rule == AMBIGUOUS), key=lambda u: u.start
        )

    def _untitled(self, text: str, part: MentionPart, title: MentionPart) -> TermUse:
        """Render a surname before a title of two possible rows: by name, or with either title."""
        person = part.terms[0]
        every = (form for term in title.terms for form in term_forms.variants(term, self.target))
        titled = term_forms.titled(person, every, self.target)
        use = self._part(text, part, running=False)
        return replace(
            use,
            rendering=term_forms.later(person, self.target),
            accepted=_union((titled, use.accepted, (use.rendering,))),
        )

    def _is_ambiguous(self, part: MentionPart) -> bool:
        """Tell whether the rows that a name may mean have different renderings."""
        if len(part.terms) == 1 or part.surname:
            return len(part.terms) > 1
        renderings = {term_forms.of(term, self.target) for term in part.terms}
        return len(renderings) > 1 and not term_forms.are_synonyms(part.terms)

    def _ambiguous(self, text: str, mention: Mention, part: MentionPart) -> TermUse:
        start = mention.start if part is mention.main and not mention.title else part.start
        renderings = (term_forms.later(term, self.target) or term.id for term in part.terms)
        doubt = mention.doubt if part is mention.main else ()
        shared = term_forms.shared(part.terms, self.target, unlisted=bool(doubt))
        return TermUse(
            term="|".join(term.id for term in part.terms),
            type=part.type,
            source=plain(text[start : part.end]),
            start=start,
            end=part.end,
            rendering="",
            rule=AMBIGUOUS,
            approved=all(term.approved for term in part.terms),
            candidates=(*renderings, *doubt),
            rivals=self._rivals(shared),
            surnames=shared,
        )

    def _part(self, text: str, part: MentionPart, *, running: bool) -> TermUse:
        """Render one row by itself; a surname goes by the house style."""
        term = part.terms[0]
        own = term_forms.of(term, self.target)
        first = running and term.id not in self._seen and not (part.surname or part.adjective)
        surface = text[part.start : part.end]
        first_rule = SHORT if term_forms.is_brief(term, surface) else "first"
        rule = first_rule if first else "later" if running else "headline"
        target = own.first if first else term_forms.short(term, self.target)
        styled: tuple[str, ...] = ()
        if part.adjective:
            rule = ADJECTIVE
        if part.surname:
            rule = SURNAME
            styled = self._styled(term)
        others = (form for same in part.terms for form in term_forms.variants(same, self.target))
        spelled = self.bodies.get(surface, ()) if term.type is TermType.ABBR else ()
        targets = tuple(filter(None, _union((styled, (target,), others, spelled))))
        if not (part.surname or self.shared.isdisjoint(targets)):
            targets = self._own(targets, own) or targets
        return TermUse(
            term=term.id,
            type=term.type,
            source=plain(surface),
            start=part.start,
            end=part.end,
            rendering=targets[0] if targets else "",
            accepted=targets[1:],
            forbidden=own.forbidden,
            reading=own.reading,
            rule=rule,
            approved=term.approved,
            rivals=self._rivals((*targets, term_forms.surname(term, self.target))),
            surnames=self._surnames(term, part, surface, running=running),
        )

    def _surnames(
        self, person: Term, part: MentionPart, surface: str, *, running: bool
    ) -> tuple[str, ...]:
        """Return what a person who was named before may go by, or anybody in a headline.

        Who goes by the surname alone may do so where it is a word as well (*Trump*), and whom the
        source calls by it, at the first mention, too.
        """
        new = person.id not in self._named or not (part.surname or person.id in self._seen)
        called = not part.surname and term_forms.is_surname(person, surface)
        surname = term_forms.surname(person, self.target)
        if not surname or surname in self.namesakes or (running and new and not called):
            return ()
        bare = part.surname and pack(self.target).names.joints.bare_surname
        return (surname,) if bare else term_forms.alone(person, self.target)

    def _rivals(self, targets: Iterable[str]) -> tuple[str, ...]:
        """Return the full names of other persons that end with one of these forms."""
        own = dict.fromkeys(map(term_forms.bare, targets))
        full = _union(self.rivals.get(form, ()) for form in own)
        return tuple(name for name in full if name not in own)

    def _own(self, targets: tuple[str, ...], own: TermForms) -> tuple[str, ...]:
        """Return those renderings of a person that nobody else in the document has."""
        whole = (term_forms.bare(own.first), *targets) if targets[0] in self.shared else targets
        return _union([[form for form in whole if form not in self.shared]])

    def _surname(self, text: str, mention: Mention, use: TermUse) -> TermUse:
        """Render a surname with its form of address: ``Mr. Xing`` as 싱 대사, not ``Dr. Xing``."""
        use = replace(use, start=mention.start, source=plain(text[mention.start : mention.end]))
        if not mention.address:
            return use
        person = mention.main.terms[0]
        name = term_forms.later(person, self.target)
        if mention.start < mention.main.start or mention.end > mention.main.end:  # Mr., 女士
            return replace(use, accepted=_union((use.accepted, *self._addressed(person))))
        titled = term_forms.titled(
            person, office_names.called(mention.office, self.target), self.target
        )
        every = _union(((name, use.rendering, *use.accepted), titled))
        return replace(use, rendering=name, accepted=every[1:]) if name else use

    def _addressed(self, person: Term) -> Iterable[Iterable[str]]:
        """Return a surname with each form of address, and alone where that is no word."""
        surname = term_forms.surname(person, self.target)
        alone = [form for form in term_forms.alone(person, self.target) if len(form) > 1]
        return (pack(self.target).phrases.polite(surname), alone) if surname else ()

    def _styled(self, person: Term) -> tuple[str, ...]:
        """Render a bare surname: with its title (싱 대사) or by name, as the style asks.

        Nothing without a title, or where the language has no rule for it.
        """
        title, former = self._titles.get(person.id, (None, False))
        if title is None or not term_forms.of(title, self.target).first:
            return ()
        variants = term_forms.variants(title, self.target)
        titled = term_forms.titled(person, variants, self.target, former=former)
        style = self.styles.get(self.target) or pack(self.target).phrases.surname_style
        name = term_forms.later(person, self.target)
        return titled if style == "title" or not titled else (name, *titled)

    def _whole(self, text: str, mention: Mention, uses: Mapping[str, TermUse]) -> TermUse | None:
        """Render a composite as one; None where the language or the glossary cannot."""
        if len(uses) == 1:
            return uses["main"]
        if mention.abbr is not None and mention.title is None:
            return self._with_abbreviation(text, mention, uses["main"], uses["abbr"])
        ways = self._ways(mention, uses, plain(text[mention.main.start : mention.main.end]))
        if not ways:
            return None
        person, title = uses["main"], uses["title"]
        rule = "title+surname" if mention.main.surname else "title+name"
        parts = tuple(uses.values())
        return TermUse(
            term="+".join(part.terms[0].id for part in mention.roles.values() if part.listed),
            type=person.type,
            source=plain(text[mention.start : mention.end]),
            start=mention.start,
            end=mention.end,
            rendering=ways[0],
            accepted=ways[1:],
            forbidden=_union(part.forbidden for part in parts),
            reading=title.reading if ways[0].endswith(title.rendering) else person.reading,
            rule=f"first {rule}" if person.rule == "first" else rule,
            approved=all(part.approved for part in parts),
            parts=parts,
            surnames=person.surnames,
        )

    def _ways(self, mention: Mention, uses: Mapping[str, TermUse], named: str) -> tuple[str, ...]:
        """Return every right way to put a composite together, the required one first.

        Who goes by the family name in the source, also by a row's own, does so here: 코스타 판사.
        """
        if not all(use.rendering for role, use in uses.items() if role != "abbr"):
            return ()
        person = mention.main.terms[0]
        short = term_forms.later(person, self.target)
        by_surname = mention.main.surname or term_forms.is_surname(person, named)
        family = term_forms.surname(person, self.target) if by_surname else ""
        spoken = family or (short if by_surname else uses["main"].rendering)
        if not spoken:
            return ()
        body = uses.get("body")
        host = uses["host"].rendering if "host" in uses else ""
        title = uses["title"]
        known = pack(self.target).phrases
        bodies = (body.rendering, *body.accepted[:2]) if body else ("",)
        if mention.body and mention.body.adjective:  # Koreans may leave it out
            bodies = (*bodies, "")
        if mention.body and mention.abbr:
            bodies = (self._abbreviated(mention.body.terms[0], uses["abbr"]), *bodies)
        return _union(
            known.compose(Phrase(name, surname, office, written, host, mention.former))
            for form in (title.rendering, *title.accepted[:_ALIASES])
            for office in (known.acting(form) if mention.acting else (form,))
            for name, surname in ((spoken, bool(family)), (short, False))
            for written in bodies
        )

    def _with_abbreviation(
        self, text: str, mention: Mention, name: TermUse, abbr: TermUse
    ) -> TermUse | None:
        """Render ``FULL (ABBR)``: the first form, with the abbreviation if it lacks one."""
        target = self._abbreviated(mention.main.terms[0], abbr)
        if not target:
            return None
        return TermUse(
            term=f"{name.term}+{abbr.term}",
            type=name.type,
            source=plain(text[mention.start : mention.end]),
            start=mention.start,
            end=mention.end,
            rendering=target,
            accepted=tuple(
                one for one in _union(((name.rendering,), name.accepted)) if one != target
            ),
            forbidden=_union((name.forbidden, abbr.forbidden)),
            reading=name.reading,
            rule="full+abbr",
            approved=name.approved and abbr.approved,
            parts=(name, abbr),
        )

    def _abbreviated(self, term: Term, abbr: TermUse) -> str:
        """Return the first form of a name, with the abbreviation if it lacks one."""
        target = term_forms.of(term, self.target).first
        if not target or term_forms.bracketed(target) or abbr.rendering in ("", target):
            return target
        return target + pack(self.target).phrases.bracket(abbr.rendering)


def _alone(part: MentionPart) -> bool:
    """Tell whether a part is rendered by itself where its composite cannot be."""
    return not (part.surname or part.adjective) and part.type is not TermType.TITLE


def _union(groups: Iterable[Iterable[str]]) -> tuple[str, ...]:
    """Return all values of all groups in order, each once."""
    return tuple(dict.fromkeys(value for group in groups for value in group))
