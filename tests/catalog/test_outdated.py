"""A machine's draft whose source has changed is a proposal until the next one comes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.support.catalogs import (
    EDITOR,
    ENGINE,
    approve_all,
    draft_all,
    merged,
    rewrite,
    tool,
    translated,
    verdict,
)
from workflow.catalog import Catalog, pairs
from workflow.catalog.inheritance import Ancestry, propose
from workflow.catalog.message import PoMessage
from workflow.catalog.po_file import Header, PoFile
from workflow.catalog.regrouping import regroup
from workflow.catalog.stamp import Stamp, digest
from workflow.catalog.three_way import merge_versions
from workflow.model import Draft, Pair, Project, Regrouped, State
from workflow.qa import remembered

TUESDAY = "The federation hosted a luncheon for the ambassador on Tuesday."
DOOR = "He said the door to cooperation would stay open for companies."
TRADE = "Trade between the two countries rose by 38 percent last year."
NEW = TRADE.replace("38", "83")
FORMER = f"초안: {TRADE}"


@pytest.fixture
def stale(project: Project) -> Path:
    """A PO file with a draft whose sentence has changed since."""
    translated(project, TUESDAY, TRADE)
    catalog = merged(project, TUESDAY, NEW)
    catalog.save()
    return catalog.path


def loaded(project: Project) -> Catalog:
    return Catalog.load(project, "talks", "ko")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (TRADE, NEW),
        (DOOR, DOOR.replace("would stay", "would not stay")),
        (TUESDAY, TUESDAY.replace("federation", "chamber")),
        (TUESDAY, TUESDAY.replace(".", "!")),
    ],
)
def test_a_draft_of_a_changed_sentence_is_stale(project: Project, old: str, new: str) -> None:
    """A changed number, negation, name or sign: the draft is shown, told, and made anew."""
    translated(project, TUESDAY, DOOR, TRADE)
    catalog = merged(project, *(new if each == old else each for each in (TUESDAY, DOOR, TRADE)))
    entry = catalog.entries[new]
    assert (entry.state, entry.previous, entry.text) == (State.STALE, old, f"초안: {old}")
    assert (entry.origin, entry.outdated, entry.reviewer) == (ENGINE, True, "")
    assert catalog.pending() == (new,)
    catalog.save()
    assert f'#, fuzzy\n#| msgid "{old}"\nmsgid "{new}"\n' in catalog.path.read_text()
    assert verdict(catalog.path) == "0 translated messages, 3 fuzzy translations.\n"
    assert not merged(project, *catalog.entries).save()


@pytest.mark.parametrize("redo", [False, True])
def test_the_next_draft_takes_its_place(project: Project, stale: Path, redo: bool) -> None:
    """Nothing of the former one is left, not even that it was."""
    catalog = loaded(project)
    assert catalog.fill(NEW, Draft("새 초안", "llm/m"), "3fa2", "2026-11-26", redo=redo)
    entry = catalog.entries[NEW]
    assert (entry.state, entry.text, entry.origin) == (State.DRAFT, "새 초안", "llm/m")
    assert (entry.previous, entry.outdated, catalog.pending()) == ("", False, ())
    catalog.save()
    assert "outdated" not in stale.read_text()
    assert FORMER not in stale.read_text()


def test_an_approval_from_the_memory_takes_its_place(project: Project, stale: Path) -> None:
    """As it does where nothing stands."""
    catalog = loaded(project)
    pair = Pair(NEW, "교역은 83% 늘었다.", "en", "ko", State.REVIEWED, reviewer=EDITOR)
    assert catalog.recall(NEW, pair)
    assert catalog.entries[NEW].state is State.REVIEWED
    assert catalog.entries[NEW].previous == ""


def test_an_engine_that_gives_nothing_leaves_it_and_says_why(project: Project, stale: Path) -> None:
    """The former draft stays what it was; the sentence still awaits one."""
    catalog = loaded(project)
    assert catalog.fill(NEW, Draft("", "llm/m", (remembered("refused: no answer"),)))
    entry = catalog.entries[NEW]
    assert (entry.text, entry.state, catalog.pending()) == (FORMER, State.STALE, (NEW,))
    assert [str(each) for each in entry.problems] == ["refused: no answer"]


def test_through_several_changes_it_is_the_draft_of_the_first(project: Project) -> None:
    """And once the change is taken back, the draft is as it was, to the byte."""
    before = translated(project, TUESDAY, TRADE).path.read_text()
    for text in (NEW, TRADE.replace("38", "90")):
        catalog = merged(project, TUESDAY, text)
        catalog.save()
        assert catalog.entries[text].previous == TRADE
    back = merged(project, TUESDAY, TRADE)
    assert back.pending() == ()
    back.save()
    assert back.path.read_text() == before


def test_when_its_sentence_goes_the_draft_of_the_former_one_stays(
    project: Project, stale: Path
) -> None:
    """Never as that of a sentence it does not translate."""
    gone = merged(project, TUESDAY)
    assert [(each.source, each.text) for each in gone.obsolete] == [(TRADE, FORMER)]
    gone.save()
    assert merged(project, TUESDAY, NEW).pending() == (NEW,)
    assert merged(project, TUESDAY, TRADE).entries[TRADE].state is State.DRAFT


def test_split_and_joined_sentences_are_offered_their_drafts(project: Project) -> None:
    """Each piece its own, both for both; none of them is taken for the draft of the whole."""
    whole = f"{TUESDAY} {DOOR}"
    translated(project, whole)
    halves = merged(project, TUESDAY, DOOR)
    assert [each.text for each in halves.entries.values()] == [f"초안: {TUESDAY}", DOOR]
    assert {each.state for each in halves.entries.values()} == {State.STALE}
    assert {each.origin for each in halves.entries.values()} == {ENGINE}
    assert halves.pending() == (TUESDAY, DOOR)
    halves.save()
    joined = merged(project, f"{TUESDAY} And {DOOR}")
    (entry,) = joined.entries.values()
    assert (entry.text, entry.state) == (f"초안: {TUESDAY} {DOOR}", State.STALE)
    assert merged(project, whole).entries[whole].state is not State.DRAFT
    assert merged(project, "Something else was said.").obsolete == ()


def test_comments_beside_it_stay(project: Project, stale: Path) -> None:
    """Through its next draft, and when its sentence goes."""
    catalog = loaded(project)
    catalog.comment(NEW, "Ask the desk.")
    catalog.save()
    catalog.fill(NEW, Draft("새 초안", ENGINE))
    assert catalog.entries[NEW].comments == ("Ask the desk.",)
    assert merged(project, TUESDAY).obsolete[0].comments == ("Ask the desk.",)


@pytest.mark.parametrize("how", ["hold", "flag", "text", "approve"])
def test_what_a_person_makes_of_it_is_no_longer_a_machines(
    project: Project, stale: Path, how: str
) -> None:
    """Left for more work, cleared or corrected in an editor, approved: no draft replaces it."""
    catalog = loaded(project)
    if how == "hold":
        catalog.hold(NEW, FORMER, EDITOR)
    elif how == "approve":
        catalog.approve(NEW, FORMER, EDITOR)
    catalog.save()
    text = stale.read_text()
    if how == "flag":
        text = text.replace(f'#, fuzzy\n#| msgid "{TRADE}"\n', "")
    elif how == "text":
        text = text.replace(f'msgstr "{FORMER}"', 'msgstr "교역은 83% 늘었다."')
    stale.write_text(text)
    catalog = merged(project, TUESDAY, NEW)
    assert catalog.pending(redo=True) == (TUESDAY,)
    assert not catalog.fill(NEW, Draft("새 초안", ENGINE), redo=True)
    reviewed = catalog.entries[NEW].state is State.REVIEWED
    assert reviewed is (how in ("flag", "approve"))
    gone = merged(project, TUESDAY).obsolete
    assert [each.source for each in gone] == [NEW]


def test_a_draft_that_was_approved_elsewhere_is_no_machines(project: Project) -> None:
    """Somebody has cleared the flag, and msgmerge has given the text to the changed sentence."""
    path = translated(project, TRADE).path
    path.write_text(path.read_text().replace("#, fuzzy\n", ""))
    template = path.with_suffix(".pot")
    template.write_text(path.read_text().replace(TRADE, NEW).replace(f"초안: {NEW}", ""))
    path.write_text(tool("msgmerge", "--previous", "-q", path, template))
    catalog = merged(project, NEW)
    assert (catalog.entries[NEW].previous, catalog.entries[NEW].outdated) == (TRADE, False)
    assert catalog.pending(redo=True) == ()


@pytest.mark.parametrize(
    "command", [["msgcat"], ["msgcat", "--width=40"], ["msgattrib", "--clear-previous"]]
)
def test_it_stays_stale_whatever_tool_saves_it(
    project: Project, stale: Path, command: list[str]
) -> None:
    """Even one that drops the former source: the text is still not this sentence's."""
    rewrite(stale, *command)
    catalog = merged(project, TUESDAY, NEW)
    assert catalog.entries[NEW].state is State.STALE
    assert catalog.pending() == (NEW,)
    held = {pair.text: pair.source for pair in pairs(project, stale)}
    assert held.get(FORMER, TRADE) == TRADE


def test_the_memory_knows_it_as_a_translation_of_the_former_source(
    project: Project, stale: Path
) -> None:
    """And as a machine's."""
    (pair,) = (each for each in pairs(project, stale) if each.text == FORMER)
    assert (pair.source, pair.machine, pair.state) == (TRADE, True, State.DRAFT)


def test_another_language_of_the_document_takes_it_away(project: Project, stale: Path) -> None:
    """It was made from what is known to be another language now."""
    stale.write_text(stale.read_text().replace("X-Source-Language: en", "X-Source-Language: de"))
    catalog = merged(project, TUESDAY, NEW)
    assert catalog.entries[NEW].state is State.EMPTY
    assert catalog.entries[NEW].previous == ""


def outdated() -> PoMessage:
    """The message of a changed sentence with the draft of the former one."""
    stamp = Stamp("argos", digest(FORMER), date="2026-11-24", source=digest(TRADE))
    old = PoMessage(TRADE, FORMER, fuzzy=True, stamp=stamp)
    return propose(NEW, Ancestry((0,)), [old], "ko")


def test_a_draft_of_another_branch_comes_before_it() -> None:
    """Whichever side it is on."""
    fresh = PoMessage(NEW, "새 초안", fuzzy=True, stamp=Stamp("argos", digest("새 초안")))
    one, other = (PoFile(Header(), (each,)) for each in (outdated(), fresh))
    for sides in ((one, other), (other, one)):
        assert merge_versions(PoFile(Header(), ()), *sides).file.messages[0].msgstr == "새 초안"


def test_joined_or_split_by_people_it_stays_stale() -> None:
    """It is no draft of what it is joined with."""
    beside = PoMessage(DOOR, "문. 열림.", fuzzy=True, stamp=Stamp("argos", digest("문. 열림.")))
    whole = f"{NEW} {DOOR}"
    (joined,) = (
        each
        for each in regroup([outdated(), beside], [Regrouped((NEW, DOOR), (whole,))], "ko")
        if each.msgid == whole
    )
    assert (joined.state, joined.outdated, joined.human) == (State.STALE, True, False)
    assert joined.previous == f"{TRADE}\n{DOOR}"
    parts = regroup([joined], [Regrouped((whole,), (NEW, DOOR), (FORMER, "문. 열림."))], "ko")
    news = [each for each in parts if each.msgid != whole]
    assert [each.outdated for each in news] == [True, True]


def test_editors_of_it_get_similar_translations(project: Project, stale: Path) -> None:
    """As they do where nothing stands, until there is a proposal of a person's."""
    catalog = loaded(project)
    assert catalog.show_similar(NEW, ["90 % … → …"])
    assert catalog.entries[NEW].similar == ("90 % … → …",)


def test_a_person_comes_before_it(project: Project) -> None:
    """Of two sentences that were joined, what a person wrote is offered."""
    approve_all(project, {TUESDAY: "연맹이 오찬을 열었다."})
    catalog = merged(project, TUESDAY, DOOR)
    draft_all(catalog)
    catalog.save()
    entry = merged(project, f"{TUESDAY} {DOOR}").entries[f"{TUESDAY} {DOOR}"]
    assert (entry.text, entry.outdated) == ("연맹이 오찬을 열었다.", False)
    assert not re.search("outdated", merged(project, TUESDAY, DOOR).path.read_text())
