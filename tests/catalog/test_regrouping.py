"""Sentences that people join or split: what was translated stays, and comes back as it was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from workflow.catalog.approvals import Approver
from workflow.catalog.changes import approve, hold
from workflow.catalog.merge import merge
from workflow.catalog.message import PoMessage
from workflow.catalog.regrouping import regroup
from workflow.catalog.stamp import Stamp, digest
from workflow.documents import segmenter
from workflow.model import Block, BlockKind, Document, Seam, State

KIM = Approver("Kim <kim@example.org>", "2026-11-20")
FIRST, SECOND, THIRD = (
    "They met at sea, on Monday.",
    "Nobody was hurt.",
    "Ships went home, he said.",
)
WHOLE = f"{FIRST} {SECOND}"
KO = {
    FIRST: "그들은 월요일에 바다에서 만났다.",
    SECOND: "다친 사람은 없다.",
    THIRD: "배들은 돌아갔다.",
}
ZH = {FIRST: "他们周一在海上会面。", SECOND: "无人受伤。"}

Messages = tuple[PoMessage, ...]


def article(*paragraphs: str, seams: Sequence[Seam] = ()) -> Document:
    """A document of paragraphs, with its sentences."""
    blocks = tuple(Block(BlockKind.PARAGRAPH, text, at) for at, text in enumerate(paragraphs, 1))
    return segmenter.segment(Document("seeds/a.txt", "a", blocks, language="en"), seams)


def machine(source: str, text: str) -> PoMessage:
    return PoMessage(
        source, text, fuzzy=True, stamp=Stamp("argos", digest(text), source=digest(source))
    )


def approved(source: str, text: str) -> PoMessage:
    made = approve(PoMessage(source), text, KIM, seen="")
    assert made
    return made


def held(source: str, text: str) -> PoMessage:
    made = hold(PoMessage(source), text, KIM, seen="")
    assert made
    return made


def change(
    document: Document, messages: Messages, seam: Seam, target: str = "ko"
) -> tuple[Document, Messages]:
    """Join or split, as the program does it."""
    news = segmenter.segment(document, segmenter.settled(document, seam))
    done = regroup(messages, segmenter.regrouped(document, news), target)
    return news, merge(done, news, target, {})


def current(messages: Messages) -> list[PoMessage]:
    return [each for each in messages if not each.obsolete]


def seam(left: str, right: str, *, joined: bool = True) -> Seam:
    return Seam(left, right, joined)


def test_approved_translations_are_joined_and_wait() -> None:
    """With what the language needs between them; both approvals stay in the file, out of use."""
    for target, texts, joined in (
        ("ko", KO, f"{KO[FIRST]} {KO[SECOND]}"),
        ("zh-Hans", ZH, ZH[FIRST] + ZH[SECOND]),
    ):
        document = article(WHOLE)
        messages = merge(
            [approved(*each) for each in list(texts.items())[:2]], document, target, {}
        )
        _, done = change(document, messages, seam(FIRST, SECOND), target)
        (whole,) = current(done)
        assert (whole.msgid, whole.msgstr, whole.state) == (WHOLE, joined, State.STALE)
        assert whole.human
        assert {each.msgstr for each in done if each.obsolete} == {texts[FIRST], texts[SECOND]}


def test_drafts_are_joined_to_a_draft() -> None:
    """A machine's own words stay a machine's; half a draft is none."""
    document = article(WHOLE)
    both = merge([machine(each, KO[each]) for each in (FIRST, SECOND)], document, "ko", {})
    (whole,) = current(change(document, both, seam(FIRST, SECOND))[1])
    assert whole.machine
    assert whole.msgstr == f"{KO[FIRST]} {KO[SECOND]}"
    one = merge([machine(FIRST, KO[FIRST])], document, "ko", {})
    (whole,) = current(change(document, one, seam(FIRST, SECOND))[1])
    assert whole.state is State.EMPTY


def test_half_a_translation_says_what_it_was_made_for() -> None:
    document = article(WHOLE)
    messages = merge([approved(FIRST, KO[FIRST])], document, "ko", {})
    (whole,) = current(change(document, messages, seam(FIRST, SECOND))[1])
    assert (whole.msgstr, whole.previous, whole.state) == (KO[FIRST], FIRST, State.STALE)


def test_a_split_translation_is_divided_where_it_has_two_sentences() -> None:
    """Else the first part has all of it, and the second one waits."""
    parts = "They met at sea,", "on Monday."
    for text, shares in (
        ("바다에서 만났다. 월요일이었다.", ["바다에서 만났다.", "월요일이었다."]),
        (KO[FIRST], [KO[FIRST], ""]),
    ):
        document = article(FIRST)
        messages = merge([approved(FIRST, text)], document, "ko", {})
        news, done = change(document, messages, seam(*parts, joined=False))
        assert [each.msgstr for each in current(done)] == shares
        assert not any(each.reviewed for each in current(done))
        assert [each.msgstr for each in done if each.obsolete] == [text]
        assert merge(done, news, "ko", {}) == done


def test_an_edited_text_is_not_replaced_by_an_older_one() -> None:
    """Whoever splits a sentence again that was edited meanwhile gets the edited text."""
    document = article(WHOLE)
    messages = merge([approved(each, KO[each]) for each in (FIRST, SECOND)], document, "ko", {})
    joined, done = change(document, messages, seam(FIRST, SECOND))
    edited = approve(done[0], "월요일 바다 회동, 부상자 없어.", KIM, seen=done[0].msgstr)
    assert edited
    _, back = change(joined, (edited, *done[1:]), seam(FIRST, SECOND, joined=False))
    first, second = current(back)
    assert first.msgstr == "월요일 바다 회동, 부상자 없어."
    assert KO[FIRST] in " ".join(first.comments)
    assert (second.msgstr, KO[SECOND] in " ".join(second.comments)) == ("", True)


def test_comments_go_with_their_sentence() -> None:
    document = article(WHOLE)
    said = approved(FIRST, KO[FIRST]).with_comment("Is it Monday?"), approved(SECOND, KO[SECOND])
    joined, done = change(document, merge(said, document, "ko", {}), seam(FIRST, SECOND))
    assert current(done)[0].comments == ("Is it Monday?",)
    asked = (done[0].with_comment("Sure?"), *done[1:])
    _, back = change(joined, asked, seam(FIRST, SECOND, joined=False))
    assert [each.comments for each in current(back)] == [("Is it Monday?", "Sure?"), ()]


def test_one_pair_of_placeholders_is_around_both() -> None:
    """A paragraph that is bold as a whole has its marks around each sentence."""
    document = article(f"<g1>{WHOLE}</g1>")
    bold = [approved(f"<g1>{each}</g1>", f"<g1>{KO[each]}</g1>") for each in (FIRST, SECOND)]
    messages = merge(bold, document, "ko", {})
    joined, done = change(document, messages, seam(FIRST, SECOND))
    assert current(done)[0].msgstr == f"<g1>{KO[FIRST]} {KO[SECOND]}</g1>"
    _, back = change(joined, done, seam(FIRST, SECOND, joined=False))
    assert current(back) == list(messages)


TEXTS = st.sampled_from(
    [*KO.values(), "둘. 셋.", "한 문장", "몇 개, 그리고 몇 개.", "<g1>굵게.</g1>"]
)
MAKERS = st.sampled_from([machine, approved, held])
PARAGRAPHS = st.lists(st.sampled_from([FIRST, SECOND, THIRD]), min_size=2, max_size=4)


@settings(max_examples=40, report_multiple_bugs=False)
@given(st.data())
def test_nothing_of_an_editor_is_lost(data: st.DataObject) -> None:
    """Whatever is joined and split, in any order, with texts that people give in between."""
    document = article(" ".join(data.draw(PARAGRAPHS)), f"{SECOND} {THIRD}")
    messages: Messages = merge((), document, "ko", {})
    written: set[str] = set()
    for _ in range(data.draw(st.integers(1, 4))):
        messages = tuple(map(data.draw(st.just(lambda each: typed(data, each, written))), messages))
        segment = data.draw(st.sampled_from(document.segments))
        pair = segmenter.beside(document, segment)
        at = data.draw(st.integers(1, len(segment.text)))
        parts = segmenter.parted_at(document, segment, at)
        if not (asked := data.draw(st.sampled_from([(pair, True), (parts, False)])))[0]:
            continue
        before, olds = document, current(messages)
        wanted = Seam(*asked[0], joined=asked[1])
        document, messages = change(document, messages, wanted)
        assert merge(messages, document, "ko", {}) == messages  # sync is a fixed point
        held_now = " ".join(f"{each.msgstr} {' '.join(each.comments)}" for each in messages)
        assert all(bare(text) in bare(held_now) for text in written)
        if any(each.previous for each in olds):  # proposals for an earlier split: no more than that
            continue
        back, again = change(document, messages, Seam(*asked[0], joined=not asked[1]))
        assert [each.text for each in back.segments] == [each.text for each in before.segments]
        assert [each.msgstr for each in current(again)] == [each.msgstr for each in olds]
        assert [each.reviewed for each in current(again)] == [each.reviewed for each in olds]


def typed(data: st.DataObject, message: PoMessage, written: set[str]) -> PoMessage:
    """Perhaps give a sentence a translation, by a person or, where there is none, a machine."""
    if message.obsolete or not data.draw(st.booleans()):
        return message
    maker, text = data.draw(MAKERS), data.draw(TEXTS)
    if maker is machine:
        return message if message.msgstr else machine(message.msgid, text)
    written.discard(message.msgstr)  # a person replaces it
    written.add(text)
    done = (approve if maker is approved else hold)(message, text, KIM, seen=message.msgstr)
    assert done
    return done


def bare(text: str) -> str:
    return "".join(text.split())


@given(st.integers(0, len(KO[FIRST])))
def test_a_translation_parted_anywhere_is_whole_again(place: int) -> None:
    """Each part has its share and waits; joined again, the approval is there to the letter."""
    text, document = KO[FIRST], article(FIRST)
    apart = seam("They met at sea,", "on Monday.", joined=False)
    news = segmenter.segment(document, segmenter.settled(document, apart))
    (case,) = segmenter.regrouped(document, news)
    parts = (text[:place].strip(), text[place:].strip())
    shares = parts if all(parts) else (text, "")
    messages = merge([approved(FIRST, text)], document, "ko", {})
    done = regroup(messages, [replace(case, shares=shares)], "ko")
    messages = merge(done, news, "ko", {})
    assert tuple(each.msgstr for each in current(messages)) == shares
    assert not any(each.state is State.REVIEWED for each in current(messages))
    (back,) = current(change(news, messages, seam(apart.left, apart.right))[1])
    assert (back.msgstr, back.state) == (text, State.REVIEWED)
