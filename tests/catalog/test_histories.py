"""Whatever happens to a document and its PO file, no approved translation is ever lost."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from tests.support.catalogs import EDITOR, document, draft_all, rewrite, verdict
from workflow.catalog import Catalog, IncomingResult, path_of
from workflow.model import Entry, Incoming, Project, State

ACTORS = ("The ambassador", "Chairman Sohn", "A spokesman for the ministry", "The federation")
ACTS = ("praised", "did not praise", "visited", "signed an agreement with", "thanked")
OBJECTS = ("12 companies from both countries", "13 companies", "the port of Incheon", "his hosts")
ONE = st.builds(
    lambda actor, act, what: f"{actor} {act} {what} on Tuesday.",
    st.sampled_from(ACTORS),
    st.sampled_from(ACTS),
    st.sampled_from(OBJECTS),
)
SENTENCE = ONE | st.lists(ONE, min_size=2, max_size=3).map(" ".join)
CHANGES = [("12", "21"), ("did not ", ""), ("Tue", "Thurs"), ("his hosts", "their guests")]
PLACE = st.integers(0, 30)


def parts(text: str) -> list[str]:
    """A text's sentences, cut after each full stop."""
    return [f"{part.rstrip('.')}." for part in text.split(". ")]


class Histories(RuleBasedStateMachine):
    """A seed and its PO file in the hands of writers, editors, machines and gettext's tools."""

    @initialize(sentences=st.lists(SENTENCE, min_size=5, max_size=9))
    def begin(self, sentences: list[str]) -> None:
        """A project with one document, none of it translated."""
        self.folder = tempfile.TemporaryDirectory()
        self.project = Project(Path(self.folder.name))
        self.now = list(sentences)
        self.past: list[str] = []
        self.number = 0
        #: What editors approved: pairs that were, and texts that must still be somewhere.
        self.approved: set[tuple[str, str]] = set()
        self.precious: set[str] = set()
        self.sync()
        self.translate()
        for place in range(len(self.now)):
            self.approve(place, keep=place % 3 == 0)

    def teardown(self) -> None:
        """The project's folder goes."""
        if hasattr(self, "folder"):
            self.folder.cleanup()

    @property
    def path(self) -> Path:
        """The PO file."""
        return path_of(self.project, "talks", "ko")

    def catalog(self) -> Catalog:
        """What the file holds now."""
        return Catalog.load(self.project, "talks", "ko")

    def pick(self, place: int) -> int:
        """The index of a sentence of the document."""
        return place % len(self.now)

    # What writers do to the source; the workflow runs after some of it.

    @rule(place=PLACE, sentence=SENTENCE)
    def add(self, place: int, sentence: str) -> None:
        """A sentence comes in."""
        self.now.insert(self.pick(place), sentence)

    @rule(place=PLACE, change=st.sampled_from(CHANGES), run=st.booleans())
    def change(self, place: int, change: tuple[str, str], run: bool) -> None:
        """A number, a negation or a word changes, or a sentence grows."""
        at = self.pick(place)
        self.replace(at, 1, [self.now[at].replace(*change)], run)

    @rule(place=PLACE, to=PLACE)
    def move(self, place: int, to: int) -> None:
        """A sentence moves."""
        sentence = self.now.pop(self.pick(place))
        self.now.insert(to % (len(self.now) + 1), sentence)

    @rule(place=PLACE, count=st.integers(2, 4), run=st.booleans())
    def join(self, place: int, count: int, run: bool) -> None:
        """Neighbours become one sentence."""
        at = self.pick(place)
        self.replace(at, count, [" ".join(self.now[at : at + count])], run)

    @rule(place=PLACE, run=st.booleans())
    def split(self, place: int, run: bool) -> None:
        """A sentence that was joined becomes several."""
        at = self.pick(place)
        self.replace(at, 1, parts(self.now[at]), run)

    @rule()
    def resegment(self) -> None:
        """The whole document is one sentence, or the one becomes many."""
        text = " ".join(self.now)
        self.replace(0, len(self.now), parts(text) if len(self.now) == 1 else [text], run=True)

    @rule(place=PLACE)
    def repeat(self, place: int) -> None:
        """A sentence is said again at the end."""
        self.now.append(self.now[self.pick(place)])

    @rule(place=PLACE, run=st.booleans())
    def remove(self, place: int, run: bool) -> None:
        """A sentence goes."""
        if len(self.now) > 1:
            self.replace(self.pick(place), 1, [], run)

    @rule(place=PLACE, run=st.booleans())
    def restore(self, place: int, run: bool) -> None:
        """A sentence of the past comes back."""
        if self.past:
            self.replace(len(self.now), 0, [self.past[place % len(self.past)]], run)

    def replace(self, at: int, count: int, sentences: list[str], run: bool) -> None:
        """Puts other sentences in the place of some."""
        self.past += self.now[at : at + count]
        self.now[at : at + count] = sentences
        if run:
            self.sync()

    # What the workflow does.

    @rule()
    def sync(self) -> None:
        """The seed is merged; merging it again changes nothing."""
        catalog = self.catalog()
        catalog.merge(document(*self.now))
        catalog.save()
        assert set(catalog.entries) == set(self.now)
        again = self.catalog()
        again.merge(document(*self.now))
        assert not again.save()
        assert verdict(self.path)

    @rule()
    def translate(self) -> None:
        """A machine fills what is empty, beside what the memory has for sentences like it."""
        catalog = self.catalog()
        for source in catalog.pending():
            assert catalog.show_similar(source, [f"80 % [-{source}-] → 비슷한 번역."])
        draft_all(catalog)
        catalog.save()

    # What editors do.

    @rule(place=PLACE, keep=st.booleans())
    def approve(self, place: int, keep: bool) -> None:
        """Somebody approves a sentence, as it is or in new words."""
        catalog = self.catalog()
        entry = list(catalog.entries.values())[place % len(catalog.entries)]
        self.number += 1
        keep = keep and bool(entry.text)
        text = entry.text if keep else f"승인한 번역 {self.number}번."
        catalog.approve(entry.source, text, EDITOR, "2026-11-25")
        self.give_up(entry, catalog)
        catalog.save()
        self.approved.add((entry.source, text))
        self.precious.add(text)

    def give_up(self, entry: Entry, catalog: Catalog) -> None:
        """A person has decided against a text: it need not be kept, unless it stands elsewhere."""
        elsewhere = "\n".join(self.texts(catalog))
        self.precious -= {each for each in self.precious if each in entry.text} - {
            each for each in self.precious if each in elsewhere
        }

    def texts(self, catalog: Catalog) -> list[str]:
        """Every translation that a catalog holds."""
        return [each.text for each in (*catalog.entries.values(), *catalog.obsolete)]

    @rule(place=PLACE)
    def edit_without_approving(self, place: int) -> None:
        """Somebody works on a sentence that needs work, and leaves it so."""
        self.save_in_an_editor(("--no-wrap",))
        fuzzy = [e for e in self.catalog().entries.values() if e.text and e.state != "reviewed"]
        if fuzzy:
            entry = fuzzy[place % len(fuzzy)]
            self.number += 1
            text = self.path.read_text()
            start = text.index(f'\nmsgid "{entry.source}"')
            end = text.index("\n\n", start) if "\n\n" in text[start:] else len(text)
            message = f'\nmsgid "{entry.source}"\nmsgstr "고친 번역 {self.number}번."'
            self.path.write_text(text[:start] + message + (text[end:] or "\n"))
            self.give_up(entry, self.catalog())

    @rule()
    def purge(self) -> None:
        """Somebody clears out the obsolete messages; what is a proposal still counts."""
        rewrite(self.path, "msgattrib", "--no-obsolete")
        known = "\n".join(self.texts(self.catalog())) + self.path.read_text()
        self.precious = {each for each in self.precious if each in known}

    @rule(place=PLACE)
    def approve_in_an_editor(self, place: int) -> None:
        """An editor's program clears the flag of a sentence, and its previous source."""
        drafts = [e for e in self.catalog().entries.values() if e.text and e.state != "reviewed"]
        if drafts:
            entry = drafts[place % len(drafts)]
            chosen = Path(self.folder.name) / "chosen.po"
            escaped = entry.source.replace('"', '\\"')
            chosen.write_text(f'msgid "{escaped}"\nmsgstr "x"\n')
            clear = "--clear-fuzzy", "--clear-previous", f"--only-file={chosen}"
            self.give_up_questions()
            rewrite(self.path, "msgattrib", *clear)
            self.approved.add((entry.source, entry.text))
            self.precious.add(entry.text)

    @rule(place=PLACE)
    def note(self, place: int) -> None:
        """Somebody writes a comment beside a sentence, translated or not."""
        catalog = self.catalog()
        entry = list(catalog.entries.values())[place % len(catalog.entries)]
        self.number += 1
        comment = f"질문 {self.number}번."
        catalog.comment(entry.source, comment)
        catalog.save()
        self.precious.add(comment)

    @rule(place=PLACE, approved=st.booleans(), old=st.booleans())
    def take_back(self, place: int, approved: bool, old: bool) -> None:
        """A sheet comes back, made of the document as it is or was; the second time it is known."""
        choice = self.past if old and self.past else self.now
        source = choice[place % len(choice)]
        self.number += 1
        row = Incoming(source, f"돌아온 번역 {self.number}번.", approved, EDITOR, "2026-11-26")
        catalog = self.catalog()
        (fate,) = catalog.take_in([row])
        if fate in (IncomingResult.APPROVED, IncomingResult.EDITED):
            self.give_up(self.catalog().entries[source], catalog)
        catalog.save()
        saved = self.path.read_bytes()
        again = self.catalog()
        again.take_in([row])
        again.save()
        assert self.path.read_bytes() == saved
        if approved:
            self.approved.add((source, row.text))
        self.precious.add(row.text)

    @rule(ends=st.sampled_from([b"\n", b"\r\n"]), mark=st.sampled_from([b"", b"\xef\xbb\xbf"]))
    def save_on_another_system(self, ends: bytes, mark: bytes) -> None:
        """Windows line ends, or a byte order mark, which gettext's tools refuse."""
        data = self.path.read_bytes().removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")
        self.path.write_bytes(mark + data.replace(b"\n", ends))
        self.sync()

    @rule(options=st.sampled_from([("--no-wrap",), ("--width=60",), ("--sort-output",)]))
    def save_in_an_editor(self, options: tuple[str, ...]) -> None:
        """Poedit's save: the file goes through msgcat."""
        self.give_up_questions()
        rewrite(self.path, "msgcat", *options)

    @rule(previous=st.sampled_from([("--previous",), ()]))
    def merge_with_gettext(self, previous: tuple[str, ...]) -> None:
        """Somebody runs msgmerge with a template made of the document as it is now."""
        template = Path(self.folder.name) / "talks.pot"
        header = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
        messages = [f'msgid "{text}"\nmsgstr ""\n' for text in dict.fromkeys(self.now)]
        template.write_text("\n".join([header, *messages]))
        self.give_up_questions()
        subprocess.run(
            ["msgmerge", "-q", *previous, "--update", "--backup=none", self.path, template],
            check=True,
        )

    def give_up_questions(self) -> None:
        """What is out of use and has no translation: gettext drops it, comments and all."""
        catalog = self.catalog()
        dropped = [each for each in catalog.obsolete if not each.text]
        dropped += [e for e in catalog.entries.values() if not e.text and e.source not in self.now]
        comments = "\n".join(comment for each in dropped for comment in each.comments)
        self.precious -= {each for each in self.precious if each in comments} - {
            each for each in self.precious if each in "\n".join(self.texts(catalog))
        }

    # What must be true whatever they do.

    @invariant()
    def nothing_approved_is_lost(self) -> None:
        """Every approved text is in place, a proposal, obsolete, or kept beside another one."""
        if not hasattr(self, "folder"):
            return
        catalog = self.catalog()
        texts = "\n".join(self.texts(catalog)) + self.path.read_text()
        lost = {text for text in self.precious if text not in texts}
        assert not lost

    @invariant()
    def nothing_unapproved_counts_as_reviewed(self) -> None:
        """A reviewed sentence has a translation that somebody approved for exactly this source.

        What is similar is shown until a person's text is there; a machine's outdated one is none.
        """
        if hasattr(self, "folder"):
            entries = self.catalog().entries.values()
            settled = [e for e in entries if e.state in (State.REVIEWED, State.STALE)]
            assert not any(e.similar for e in settled if not e.outdated)
            reviewed = {(e.source, e.text) for e in entries if e.state is State.REVIEWED}
            assert reviewed <= self.approved


class TestHistories(Histories.TestCase):  # type: ignore[misc, name-defined]
    """A few dozen histories."""

    settings = settings(max_examples=30, stateful_step_count=30)


@pytest.mark.slow
class TestManyHistories(Histories.TestCase):  # type: ignore[misc, name-defined]
    """Some hundred longer histories, other ones at each run."""

    settings = settings(max_examples=300, stateful_step_count=50, derandomize=False)
