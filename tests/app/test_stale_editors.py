"""Editors with old files, reviewers, sheets and commands at once: no approval is lost unsaid."""

from __future__ import annotations

import re
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import polib
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from tests.app.test_approvals import KIM, LEE, approve, po
from tests.support.command import workflow
from workflow.app.reviewing.deciding import ProjectReview
from workflow.app.state import seed_files
from workflow.config import find_project
from workflow.review import SegmentAddress

SENTENCES = [
    f"{who} talked about trade." for who in ("Kim", "The mayor", "Nobody", "A guest", "She")
]
PLACE = st.integers(0, len(SENTENCES) - 1)


@dataclass(frozen=True)
class Text:
    """What stood in a sentence at some time: a text, and whether it was approved.

    ``signed`` tells that its entry says who has decided; that stays when another tool changes the
    text.
    """

    text: str
    approved: bool
    signed: bool = field(default=False, compare=False)

    @property
    def decided(self) -> bool:
        """Whether a person has decided on it, as its entry tells."""
        return self.approved or self.signed


class StaleEditors(RuleBasedStateMachine):
    """A PO file in many hands.

    ``past`` holds for each sentence all that ever stood there, in order; ``now`` is the place of
    what stands there, and ``decided`` of what somebody decided last, as far as the workflow knows;
    None where nothing is to stay. ``known`` holds what the workflow has had before it: what it has
    not, comes from nobody knows when, and counts as newer whenever it is found; but not where the
    last decision is an approval and the entry names none (``bound``).
    """

    @initialize()
    def begin(self) -> None:
        """An article, drafted."""
        self.folder = tempfile.TemporaryDirectory()
        self.desk = Path(self.folder.name)
        (self.desk / "workflow.toml").write_text('targets = ["ko"]\n')
        (self.desk / "seeds").mkdir()
        (self.desk / "seeds" / "n.txt").write_text("\n\n".join(SENTENCES) + "\n")
        workflow("translate", "--engine", "pseudo", project=self.desk)
        held = {entry.msgid: entry.msgstr for entry in polib.pofile(str(po(self.desk)))}
        self.past = {source: [Text(held[source], approved=False)] for source in SENTENCES}
        self.now = dict.fromkeys(SENTENCES, 0)
        self.decided: dict[str, int | None] = dict.fromkeys(SENTENCES)
        self.known = {source: {texts[0]} for source, texts in self.past.items()}
        self.bound: set[str] = set()
        self.editors: list[tuple[polib.POFile, dict[str, int], set[str]]] = []
        self.operations: list[tuple[str, str, int]] = []
        self.backend = self.another()
        self.number = 0

    def teardown(self) -> None:
        """The project goes."""
        if hasattr(self, "folder"):
            self.folder.cleanup()

    def another(self) -> ProjectReview:
        """A review server."""
        project = find_project(self.desk)
        return ProjectReview(project, seed_files.select(project, ()), KIM)

    def fresh(self) -> str:
        """A text that nobody has written yet."""
        self.number += 1
        return f"번역 {self.number}번."

    def stands(self, source: str, text: Text) -> int:
        """Something new stands in a sentence."""
        self.past[source].append(text)
        self.now[source] = len(self.past[source]) - 1
        return self.now[source]

    def standing(self, source: str) -> Text:
        """What stands in a sentence."""
        return self.past[source][self.now[source]]

    def decide_on(self, source: str, text: Text) -> None:
        """Somebody decides before the workflow's eyes, which sees what stood there as well."""
        self.known[source] |= {self.standing(source), text}
        (self.bound.add if text.approved else self.bound.discard)(source)
        self.decided[source] = self.stands(source, text)

    def seen(self, but: str = "") -> None:
        """The workflow looks at the file and saves it: what was decided elsewhere is known."""
        for source in SENTENCES:
            text = self.standing(source)
            if self.unaware(source):
                continue
            if source != but and text.approved and source not in self.lost():
                self.bound.add(source)
            if source != but and text.decided and text not in self.known[source]:
                self.known[source].add(text)
                last = self.decided[source]
                older = last is not None and self.now[source] < last
                self.decided[source] = self.stands(source, text) if older else self.now[source]

    @rule()
    def open(self) -> None:
        """Somebody opens the file."""
        file = polib.pofile(str(po(self.desk)), wrapwidth=0)
        self.editors.append((file, dict(self.now), set(self.bound)))

    @rule(which=st.integers(0, 3), place=PLACE, clear=st.booleans(), close=st.booleans())
    def save(self, which: int, place: int, clear: bool, close: bool) -> None:
        """Somebody changes a sentence in a file that was opened long ago, and saves all of it."""
        if not self.editors:
            return
        file, then, bound = self.editors[which % len(self.editors)]
        source, text = SENTENCES[place], self.fresh()
        entry = file.find(source)
        entry.msgstr = text
        approved = clear or not entry.fuzzy
        if clear and entry.fuzzy:
            entry.flags.remove("fuzzy")
        file.save(str(po(self.desk)))
        self.now, self.bound = dict(then), set(bound)
        signed = self.standing(source).signed
        then[source] = self.stands(source, Text(text, approved, signed))
        if close:
            self.editors.pop(which % len(self.editors))

    @rule(place=PLACE, keep=st.booleans(), good=st.booleans(), restarted=st.booleans())
    def decide(self, place: int, keep: bool, good: bool, restarted: bool) -> None:
        """Somebody decides in the browser."""
        if restarted:
            self.backend = self.another()
        source = SENTENCES[place]
        rows = self.backend.article("n", "ko").rows
        row = next(row for row in rows if row.segment.text == source)
        text = row.entry.text if keep else self.fresh()
        before = self.now[source]
        done = self.backend.save(
            SegmentAddress("n", "ko", row.segment.key), row.etag, text, approve=good
        )
        if done.operation:
            self.decide_on(source, Text(text, approved=good, signed=True))
            self.operations.append((done.operation, source, before))
            self.seen(but=source)

    @rule(place=PLACE)
    def take_back_a_sheet(self, place: int) -> None:
        """A sheet comes back in which somebody has approved a draft."""
        source, text = SENTENCES[place], self.fresh()
        held = {entry.msgid: entry for entry in polib.pofile(str(po(self.desk)))}[source]
        if held.fuzzy and "⟦" in held.msgstr:
            approve(self.desk, source, text, LEE)
            self.decide_on(source, Text(text, approved=True, signed=True))
            self.seen(but=source)

    @rule()
    def sync(self) -> None:
        """The seeds are merged; what is missing is said, and the exit code says so."""
        done = workflow("sync", project=self.desk)
        self.seen()
        assert done.code == int(bool(self.lost()))
        assert len(re.findall("lost-", done.out)) == len(self.lost())

    @rule()
    def bring_back(self) -> None:
        """All that is missing comes back; the file is saved then, with what others have decided."""
        workflow("restore", project=self.desk)
        if missing := self.lost():
            self.seen()
        for source in missing:
            self.now[source] = self.decided[source] or 0
            approved = self.standing(source).approved
            (self.bound.add if approved else self.bound.discard)(source)
        held = {entry.msgid: entry for entry in polib.pofile(str(po(self.desk)))}
        for source in SENTENCES:
            text = self.past[source][self.now[source]]
            assert (held[source].msgstr, not held[source].fuzzy) == (text.text, text.approved)

    def lost(self) -> set[str]:
        """The sentences in which something known to be older than the last decision stands."""
        return {
            source
            for source, last in self.decided.items()
            if self.unaware(source)
            or (
                last is not None
                and self.now[source] < last
                and self.standing(source) in self.known[source] - {self.past[source][last]}
            )
        }

    def unaware(self, source: str) -> bool:
        """Whether something new stands where the last decision is an approval never seen there."""
        last = self.decided[source]
        if last is None or not self.past[source][last].approved or source in self.bound:
            return False
        return self.standing(source) not in self.known[source]

    @invariant()
    def nothing_is_lost_unsaid(self) -> None:
        """What is missing is offered, with its text; and nothing else is."""
        if not hasattr(self, "folder"):
            return
        done = workflow("restore", "--dry-run", "--json", project=self.desk)
        offered = sorted(each["fix"] for each in done.json["missing"])
        assert offered == sorted(
            self.past[source][self.decided[source] or 0].text for source in self.lost()
        )


def test_what_was_approved_in_an_old_file_does_not_pass_for_the_latest() -> None:
    """It was never signed, and replaced in the browser; then the old file is saved again."""
    hands = StaleEditors()
    hands.begin()
    hands.decide(place=0, keep=False, good=False, restarted=False)
    hands.open()
    hands.save(which=0, place=0, clear=True, close=False)
    hands.decide(place=0, keep=False, good=True, restarted=True)
    hands.save(which=0, place=3, clear=False, close=False)
    assert hands.lost() == {SENTENCES[0]}
    hands.sync()
    hands.bring_back()
    hands.sync()
    hands.teardown()


def test_what_an_old_file_has_brought_back_and_a_reviewer_approves_is_decided() -> None:
    """Though it stands there as approved already, so that nothing changes in the file."""
    hands = StaleEditors()
    hands.begin()
    hands.decide(place=0, keep=False, good=True, restarted=True)
    hands.open()
    hands.save(which=0, place=0, clear=True, close=False)
    hands.sync()
    hands.open()
    hands.decide(place=0, keep=True, good=False, restarted=True)
    hands.save(which=1, place=3, clear=False, close=False)
    assert hands.lost() == {SENTENCES[0]}
    hands.decide(place=0, keep=True, good=True, restarted=True)
    hands.nothing_is_lost_unsaid()
    hands.sync()
    hands.teardown()


class TestStaleEditors(StaleEditors.TestCase):  # type: ignore[misc, name-defined]
    """Some histories."""

    settings = settings(max_examples=12, stateful_step_count=20)


@pytest.mark.slow
class TestManyStaleEditors(StaleEditors.TestCase):  # type: ignore[misc, name-defined]
    """More and longer ones, others at each run."""

    settings = settings(max_examples=60, stateful_step_count=40, derandomize=False)
