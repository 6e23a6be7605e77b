"""A merge keeps what an editor wrote, whatever happens to the source."""

from __future__ import annotations

import pytest

from tests.support.catalogs import (
    EDITOR,
    approve_all,
    document,
    draft_all,
    merged,
    rewrite,
    tool,
    translated,
    verdict,
)
from workflow.catalog import Catalog
from workflow.catalog.inheritance import ancestry
from workflow.errors import CatalogError
from workflow.model import BlockKind, Draft, Project, State

TUESDAY = "The federation hosted a luncheon for the ambassador on Tuesday."
TUESDAY_KO = "연맹이 화요일 대사를 오찬에 초대했다."
DOOR = "He said the door to cooperation would stay open for companies."
DOOR_KO = "그는 기업들에 협력의 문이 계속 열려 있을 것이라고 말했다."
TRADE = "Trade between the two countries rose by 38 percent last year."
TRADE_KO = "양국 교역은 지난해 38% 늘었다."
ALL = {TUESDAY: TUESDAY_KO, DOOR: DOOR_KO, TRADE: TRADE_KO}


def test_moved_sentences_are_kept(project: Project) -> None:
    """Sentences that stand elsewhere now are as they were, in the new order."""
    approve_all(project, ALL)
    catalog = merged(project, TRADE, TUESDAY, DOOR)
    assert [entry.text for entry in catalog.entries.values()] == [TRADE_KO, TUESDAY_KO, DOOR_KO]
    assert catalog.counts()[State.REVIEWED] == 3


def test_repeated_sentence_is_one_message(project: Project) -> None:
    """A sentence that stands in two places is one message with two references."""
    catalog = merged(project, TUESDAY, DOOR, TUESDAY)
    assert catalog.entries[TUESDAY].references == ("seeds/talks.txt:1", "seeds/talks.txt:3")
    assert len(catalog.entries) == 2


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (TRADE, TRADE.replace("38", "83")),
        (DOOR, DOOR.replace("would stay", "would not stay")),
        (TUESDAY, TUESDAY.replace("federation", "chamber")),
        (TUESDAY, TUESDAY.replace(".", "!")),
    ],
)
def test_edited_sentence_is_stale(project: Project, old: str, new: str) -> None:
    """A changed number, negation, name or sign: the old translation is a proposal, no more."""
    approve_all(project, ALL)
    catalog = merged(project, *(new if source == old else source for source in ALL))
    entry = catalog.entries[new]
    assert (entry.state, entry.previous, entry.text) == (State.STALE, old, ALL[old])
    assert not catalog.fill(new, Draft("기계", "argos"), redo=True)
    catalog.save()
    assert f'#| msgid "{old}"' in catalog.path.read_text()
    assert verdict(catalog.path) == "2 translated messages, 1 fuzzy translation.\n"


def test_change_taken_back_is_reviewed_again(project: Project) -> None:
    """If a source returns to what it was, the translation approved for it is approved again."""
    before = approve_all(project, ALL).path.read_text()
    changed = merged(project, TUESDAY, DOOR, TRADE.replace("38", "83"))
    changed.save()
    merged(project, TUESDAY, DOOR, TRADE.replace("38", "90")).save()
    back = merged(project, *ALL)
    back.save()
    assert back.path.read_text() == before


def test_an_approval_beside_a_draft_of_the_changed_sentence_is_its_proposal(
    project: Project,
) -> None:
    """Git has joined two branches by lines: one approved what the other one changed."""
    new = TRADE.replace("38", "83")
    merged(project, *(new if source == TRADE else source for source in ALL)).save()
    drafted = Catalog.load(project, "talks", "ko")
    drafted.fill(new, Draft("기계 번역", "argos"))
    drafted.comment(new, "Ask the desk.")
    drafted.save()
    entry = drafted.path.read_text().split("\n\n")[-1]
    approve_all(project, ALL)
    drafted.path.write_text(f"{drafted.path.read_text()}\n{entry}")
    catalog = merged(project, *(new if source == TRADE else source for source in ALL))
    offered = catalog.entries[new]
    assert (offered.state, offered.previous) == (State.STALE, TRADE)
    assert (offered.text, offered.comments) == (TRADE_KO, ("Ask the desk.",))
    assert list(catalog.entries) == [TUESDAY, DOOR, new]


def test_previous_source_is_the_one_translated(project: Project) -> None:
    """Through several edits, the previous source stays the one the translation was made for."""
    approve_all(project, {TRADE: TRADE_KO})
    merged(project, TRADE.replace("38", "83")).save()
    entry = merged(project, TRADE.replace("38", "90")).entries[TRADE.replace("38", "90")]
    assert (entry.previous, entry.text) == (TRADE, TRADE_KO)


def test_untouched_draft_of_changed_source_is_translated_anew(project: Project) -> None:
    """A machine's draft is translated anew: no approval, and nothing is kept out of use."""
    translated(project, TRADE)
    changed = TRADE.replace("38", "83")
    catalog = merged(project, changed)
    assert catalog.pending() == (changed,)
    assert catalog.obsolete == ()


def test_another_language_of_the_document_asks_for_other_drafts(project: Project) -> None:
    """Drafts made from the wrong language go, also those out of use; a person's words stay."""
    approve_all(project, {TUESDAY: TUESDAY_KO})
    translated(project, TUESDAY, DOOR, TRADE)
    merged(project, TUESDAY, DOOR).save()
    catalog = Catalog.load(project, "talks", "ko")
    catalog.merge(document(TUESDAY, DOOR, TRADE, language="fr"))
    assert catalog.entries[TUESDAY].state is State.REVIEWED
    assert catalog.pending() == (DOOR, TRADE)
    catalog.save()
    assert "X-Source-Language: fr" in catalog.path.read_text()
    catalog.merge(document(TUESDAY, DOOR, TRADE, language="fr"))
    assert not catalog.save()


def test_edited_draft_of_changed_source_is_kept(project: Project) -> None:
    """A draft that an editor has worked on is a person's words, though not approved yet."""
    path = translated(project, TRADE).path
    path.write_text(path.read_text().replace('msgstr "초안: ', 'msgstr "교정: '))
    changed = TRADE.replace("38", "83")
    entry = merged(project, changed).entries[changed]
    assert (entry.state, entry.previous) == (State.STALE, TRADE)
    assert entry.text.startswith("교정")


def test_draft_approved_as_it_was_is_kept(project: Project) -> None:
    """A draft approved without a change is a person's, even after its source has changed."""
    path = translated(project, TRADE).path
    path.write_text(path.read_text().replace("#, fuzzy\n", ""))
    changed = TRADE.replace("38", "83")
    catalog = merged(project, changed)
    assert catalog.entries[changed].state is State.STALE
    assert catalog.pending(redo=True) == ()


def test_split_sentence_offers_each_half_its_own(project: Project) -> None:
    """Each half of a split sentence is offered its part of the translation; the whole is kept."""
    approve_all(project, {f"{TUESDAY} {DOOR}": f"{TUESDAY_KO} {DOOR_KO}"})
    catalog = merged(project, TUESDAY, DOOR)
    assert [each.text for each in catalog.entries.values()] == [TUESDAY_KO, DOOR_KO]
    assert {each.state for each in catalog.entries.values()} == {State.STALE}
    assert [each.text for each in catalog.obsolete] == [f"{TUESDAY_KO} {DOOR_KO}"]


def test_split_translation_of_another_shape_is_offered_whole(project: Project) -> None:
    """If the translation is one sentence, both halves are offered all of it."""
    whole = "연맹이 화요일 대사를 오찬에 초대했고 그는 협력의 문이 열려 있다고 말했다."
    approve_all(project, {f"{TUESDAY} {DOOR}": whole})
    assert [each.text for each in merged(project, TUESDAY, DOOR).entries.values()] == [whole, whole]


@pytest.mark.parametrize(("target", "glue"), [("ko", " "), ("zh-Hans", "")])
def test_joined_sentences_offer_both(project: Project, target: str, glue: str) -> None:
    """Two sentences made one offer both translations, and both are kept as they were."""
    approve_all(project, {TUESDAY: "가。", DOOR: "나。"}, target)
    whole = f"{TUESDAY} {DOOR}"
    catalog = merged(project, whole, target=target)
    assert catalog.entries[whole].text == f"가。{glue}나。"
    assert catalog.entries[whole].previous == f"{TUESDAY}\n{DOOR}"
    assert [each.text for each in catalog.obsolete] == ["가。", "나。"]


def test_rejoined_paragraph_leaves_no_litter(project: Project) -> None:
    """Split and joined again, a reviewed sentence is as it was, and nothing else is left."""
    whole = f"{TUESDAY} {DOOR}"
    before = approve_all(project, {whole: f"{TUESDAY_KO} {DOOR_KO}"}).path.read_text()
    merged(project, TUESDAY, DOOR).save()
    back = merged(project, whole)
    back.save()
    assert back.path.read_text() == before


def test_split_again_leaves_no_litter(project: Project) -> None:
    """Joined and split again, reviewed sentences are as they were, and nothing else is left."""
    before = approve_all(project, {TUESDAY: TUESDAY_KO, DOOR: DOOR_KO}).path.read_text()
    merged(project, f"{TUESDAY} {DOOR}").save()
    back = merged(project, TUESDAY, DOOR)
    back.save()
    assert back.path.read_text() == before


def test_joined_and_parted_again_and_again_offers_do_not_grow(project: Project) -> None:
    """What the parts of a split sentence are offered alike, the joined one is offered once."""
    parts = [f"The minister praised city number {number}." for number in range(6)]
    approve_all(project, {each: f"{each} 장관은 칭찬했다. 그리고 떠났다." for each in parts})
    sizes = []
    for _ in range(4):
        for sentences in ([" ".join(parts)], parts):
            catalog = merged(project, *sentences)
            catalog.save()
            rewrite(catalog.path, "msgattrib", "--no-obsolete")
        sizes.append(max(len(entry.text) for entry in catalog.entries.values()))
    assert sizes[-1] == sizes[0]


def test_gone_and_back(project: Project) -> None:
    """A sentence that goes becomes obsolete; when it returns, it is as it was."""
    before = approve_all(project, ALL).path.read_text()
    gone = merged(project, TUESDAY, TRADE)
    gone.save()
    assert f'#~ msgid "{DOOR}"\n#~ msgstr "{DOOR_KO}"' in gone.path.read_text()
    assert verdict(gone.path) == "2 translated messages.\n"
    back = merged(project, *ALL)
    back.save()
    assert back.path.read_text() == before


def test_stale_sentence_goes_as_what_was_approved(project: Project) -> None:
    """When a stale sentence goes, what stays is the pair that was approved."""
    approve_all(project, {TRADE: TRADE_KO, TUESDAY: TUESDAY_KO})
    merged(project, TRADE.replace("38", "83"), TUESDAY).save()
    catalog = merged(project, TUESDAY)
    assert [(e.source, e.text, e.state) for e in catalog.obsolete] == [
        (TRADE, TRADE_KO, State.REVIEWED)
    ]


def test_long_gone_sentence_is_offered_when_it_returns_changed(project: Project) -> None:
    """An obsolete translation is offered to a sentence much like its own, and stays obsolete."""
    approve_all(project, ALL)
    merged(project, TUESDAY).save()
    changed = TRADE.replace("38", "83")
    catalog = merged(project, TUESDAY, changed)
    assert catalog.entries[changed].text == TRADE_KO
    assert catalog.entries[changed].state is State.STALE
    assert TRADE_KO in {each.text for each in catalog.obsolete}


def test_unlike_sentences_are_not_offered(project: Project) -> None:
    """A new sentence that only resembles an old one by chance is left to the machine."""
    approve_all(project, {TRADE: TRADE_KO, "Yes.": "예."})
    catalog = merged(project, "The weather in the capital was cold on that day in winter.", "No.")
    assert [each.state for each in catalog.entries.values()] == [State.EMPTY, State.EMPTY]
    assert {each.text for each in catalog.obsolete} == {TRADE_KO, "예."}


@pytest.mark.parametrize(
    ("old", "new", "text", "expected"),
    [
        ("A  wide\u00a0space here.", "A wide space here.", "넓은 칸", "넓은 칸"),
        ("Cafe\u0301 talks.", "Café talks.", "카페", "카페"),
        (
            "See <g1>this</g1> <x2/>.",
            "See <g3>this</g3> <x4/>.",
            "<x2/> <g1>이</g1>",
            "<x4/> <g3>이</g3>",
        ),
    ],
)
def test_spelling_details_cost_no_review(
    project: Project, old: str, new: str, text: str, expected: str
) -> None:
    """White space, Unicode form and placeholder numbers may change without a new review."""
    approve_all(project, {old: text})
    entry = merged(project, new).entries[new]
    assert (entry.state, entry.text) == (State.REVIEWED, expected)


def test_notices_are_carried_over(project: Project) -> None:
    """A copyright notice is its own translation, needs no one, and follows its source."""
    catalog = Catalog.load(project, "talks", "ko")
    catalog.merge(document("© 2021 Example", kind=BlockKind.NOTICE))
    entry = catalog.entries["© 2021 Example"]
    assert (entry.text, entry.origin, entry.state) == (entry.source, "source", State.REVIEWED)
    assert not entry.unchanged
    catalog.merge(document("© 2022 Example", kind=BlockKind.NOTICE))
    assert catalog.entries["© 2022 Example"].text == "© 2022 Example"
    catalog.merge(document("© 2022 Example"))
    assert catalog.pending() == ("© 2022 Example",)
    assert catalog.obsolete == ()


def test_editors_notice_is_kept(project: Project) -> None:
    """A notice that an editor has translated stays translated."""
    catalog = Catalog.load(project, "talks", "ko")
    catalog.merge(document("All rights reserved.", kind=BlockKind.NOTICE))
    catalog.approve("All rights reserved.", "모든 권리 보유.", EDITOR, "2026-11-25")
    catalog.merge(document("All rights reserved.", kind=BlockKind.NOTICE))
    assert catalog.entries["All rights reserved."].text == "모든 권리 보유."


def test_text_in_the_target_language_is_carried_over(project: Project) -> None:
    """A Korean sentence in an English article is not translated into Korean."""
    catalog = Catalog.load(project, "talks", "ko")
    catalog.merge(document("함께 가자.", language="ko"))
    assert catalog.entries["함께 가자."].origin == "source"


@pytest.mark.parametrize(
    "text", ["2024", "6.5%", "—", "1,250", "<g1>33</g1>", "<x1/>", "9:30–10:15"]
)
def test_what_has_no_words_is_carried_over(project: Project, text: str) -> None:
    """Figures of a table and a picture alone need neither a machine nor a person."""
    catalog = merged(project, text)
    assert catalog.pending() == ()
    assert (catalog.entries[text].text, catalog.entries[text].origin) == (text, "source")


@pytest.mark.parametrize(
    ("text", "target"), [("4.2 GW", "ko"), ("$987", "ko"), ("¥300", "zh-Hans"), ("1,250", "de")]
)
def test_figures_that_are_written_in_another_way_are_translated(
    project: Project, text: str, target: str
) -> None:
    """Units and currencies have names; German has 1.250 where English has 1,250."""
    assert merged(project, text, target=target).pending() == (text,)


def test_comments_for_editors_are_rebuilt(project: Project) -> None:
    """Terms are listed anew at each merge; what the machine got wrong stays with its draft."""
    catalog = Catalog.load(project, "talks", "ko")
    catalog.merge(document(TUESDAY), {TUESDAY: ["term: ambassador → 대사 (approved)"]})
    catalog.fill(TUESDAY, Draft("초안", "argos", ("term-missing: ambassador → 대사",)))
    catalog.save()
    again = Catalog.load(project, "talks", "ko")
    again.merge(document(DOOR, TUESDAY), {TUESDAY: ["term: ambassador → 대사"]})
    again.save()
    assert (
        "#. block 2, sentence 1: paragraph\n"
        "#. term: ambassador → 대사\n"
        "#. qa: term-missing: ambassador → 대사\n"
    ) in again.path.read_text()
    again.approve(TUESDAY, "초안", EDITOR, "2026-11-25")
    assert again.entries[TUESDAY].problems == ()
    again.save()
    assert "qa:" not in again.path.read_text()


def test_second_rendering_with_context_is_kept(project: Project) -> None:
    """A message with a context of its own follows its sentence, and goes when it goes."""
    path = approve_all(project, {TUESDAY: TUESDAY_KO, DOOR: DOOR_KO}).path
    second = f'msgctxt "headline"\nmsgid "{TUESDAY}"\nmsgstr "연맹, 대사 초청 오찬"\n'
    path.write_text(f"{path.read_text()}\n{second}")
    catalog = merged(project, TUESDAY, DOOR)
    catalog.save()
    assert catalog.entries[TUESDAY].text == TUESDAY_KO
    assert path.read_text().index("msgctxt") < path.read_text().index(DOOR)
    assert tool("msgcat", "--no-wrap", path) == path.read_text()
    gone = merged(project, DOOR)
    assert "연맹, 대사 초청 오찬" in {each.text for each in gone.obsolete}


def test_machine_never_replaces_a_person(project: Project) -> None:
    """Filling is refused where a person's words are, and where nothing came back."""
    catalog = approve_all(project, {TUESDAY: TUESDAY_KO})
    assert not catalog.fill(TUESDAY, Draft("x", "y"), redo=True)
    assert not catalog.fill("unknown", Draft("x", "y"))
    catalog = merged(project, TUESDAY, DOOR)
    assert not catalog.fill(DOOR, Draft(" \n", "y"))
    assert catalog.fill(DOOR, Draft("초안", "y"))
    assert not catalog.fill(DOOR, Draft("다른 초안", "y"))
    assert catalog.fill(DOOR, Draft("다른 초안", "y"), redo=True)
    assert catalog.entries[DOOR].text == "다른 초안"


def test_line_breaks_at_the_ends_follow_the_source(project: Project) -> None:
    """A translation begins and ends with line breaks exactly where its source does."""
    catalog = merged(project, "make run\n", DOOR)
    catalog.fill("make run\n", Draft("실행", "y"))
    catalog.fill(DOOR, Draft("\n문\n", "y"))
    assert [each.text for each in catalog.entries.values()] == ["실행\n", "문"]
    catalog.save()
    assert verdict(catalog.path)


def test_half_a_character_stops_nothing(project: Project) -> None:
    """Half a surrogate pair from an engine is replaced; from a person it is refused at once."""
    catalog = merged(project, TUESDAY)
    assert catalog.fill(TUESDAY, Draft("대사\ud83d 오찬", "llm"))
    assert catalog.save()
    assert catalog.entries[TUESDAY].text == "대사\ufffd 오찬"
    with pytest.raises(CatalogError, match="half a character"):
        catalog.approve(TUESDAY, "\ud83d", EDITOR)


def test_a_book_of_edited_sentences_finds_its_translations() -> None:
    """Four thousand edited sentences are all matched; comparing each with each would not end."""
    old = [f"On day {n} the delegation of {n * 7919} met {n * 104729}." for n in range(4_000)]
    assert len(ancestry([text.replace("met", "greeted") for text in old], old)) == len(old)


def test_drafts_go_and_return(project: Project) -> None:
    """An unreviewed draft whose sentence goes is kept for its return as well."""
    translated(project, TUESDAY, DOOR)
    gone = merged(project, TUESDAY)
    gone.save()
    back = merged(project, TUESDAY, DOOR)
    draft_all(back)
    assert back.entries[DOOR].text == f"초안: {DOOR}"
    assert back.entries[DOOR].state is State.DRAFT


def test_proposals_outlive_purged_originals(project: Project) -> None:
    """If somebody has cleared out the obsolete original, the halves it was offered as are kept."""
    whole = f"{TUESDAY} {DOOR}"
    path = approve_all(project, {whole: f"{TUESDAY_KO} {DOOR_KO}"}).path
    merged(project, TUESDAY, DOOR).save()
    rewrite(path, "msgattrib", "--no-obsolete")
    assert TUESDAY_KO in path.read_text()
    catalog = merged(project, "Something else entirely was said.")
    assert [each.text for each in catalog.obsolete] == [TUESDAY_KO, DOOR_KO]


def test_an_original_and_its_obsolete_twin_are_both_kept(project: Project) -> None:
    """A sentence split in two stays whole, even if a third one is like its obsolete twin."""
    whole = f"{TUESDAY} {DOOR}"
    path = approve_all(project, {whole: f"{TUESDAY_KO} {DOOR_KO}"}).path
    path.write_text(f'{path.read_text()}\n#~ msgid "{whole}"\n#~ msgstr "다른 번역."\n')
    like = whole.replace("Tuesday", "Monday evening").replace("cooperation", "friendship")
    catalog = merged(project, TUESDAY, DOOR, like)
    assert catalog.entries[like].text == "다른 번역."
    (kept,) = catalog.obsolete
    assert {f"{TUESDAY_KO} {DOOR_KO}", "다른 번역."} <= {
        kept.text,
        *(line.removeprefix("other translation: ") for line in kept.comments),
    }


def test_comments_outlive_their_sentence(project: Project) -> None:
    """What a person noted beside a sentence, translated or not, is there when it is back."""
    approve_all(project, {TUESDAY: TUESDAY_KO})
    catalog = merged(project, TUESDAY, DOOR, TRADE)
    catalog.fill(TRADE, Draft("기계", "argos"))
    for source in (TUESDAY, DOOR, TRADE):
        catalog.comment(source, f"Ask about: {source}")
    catalog.save()
    merged(project, "Quite another sentence, of other words.").save()
    back = merged(project, TUESDAY, DOOR, TRADE)
    back.save()
    again = merged(project, TUESDAY, DOOR, TRADE)
    assert not again.save()
    for source in (TUESDAY, DOOR, TRADE):
        assert again.entries[source].comments == (f"Ask about: {source}",)


def test_two_messages_of_a_sentence_keep_the_comments_of_both(project: Project) -> None:
    """Whichever of the translations stays."""
    path = approve_all(project, {TUESDAY: TUESDAY_KO}).path
    with path.open("a") as file:
        file.write(f'\n# other translation: 셋째.\n#~ msgid "{TUESDAY}"\n#~ msgstr "둘째."\n')
    assert merged(project, TUESDAY).entries[TUESDAY].comments == (
        "other translation: 셋째.",
        "other translation: 둘째.",
    )


def test_notes_on_drafts_outlive_a_change_of_language(project: Project) -> None:
    """The machine's draft was made from what is another language now; the note was not."""
    catalog = translated(project, TUESDAY, DOOR)
    catalog.comment(DOOR, "Who said it?")
    catalog.save()
    merged(project, TUESDAY).save()
    catalog = Catalog.load(project, "talks", "ko")
    catalog.merge(document(TUESDAY, language="fr"))
    catalog.save()
    assert "# Who said it?" in catalog.path.read_text()
    assert f"초안: {DOOR}" not in catalog.path.read_text()


def test_a_proposal_in_another_spelling_is_still_one(project: Project) -> None:
    """Renumbered placeholders are nobody's edit: taking the change back approves it again."""
    old, new = "He <g1>met</g1> 12 guests at noon.", "He <g1>met</g1> 13 guests at noon."
    approve_all(project, {old: "그는 정오에 손님 12명을 <g1>만났다</g1>."})
    merged(project, new).save()
    merged(project, new.replace("g1", "g2")).save()
    back = merged(project, old)
    assert back.entries[old].state is State.REVIEWED
    assert back.entries[old].text == "그는 정오에 손님 12명을 <g2>만났다</g2>."
