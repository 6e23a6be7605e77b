"""What an editor should read first, and why."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import polib
from hypothesis import given
from hypothesis import strategies as st

from tests.support.command import workflow
from workflow.app.checking.risk import Risk, assess, by_other_drafts, in_reading_order
from workflow.model import (
    BlockKind,
    Entry,
    Finding,
    Project,
    Segment,
    Severity,
    State,
    TermType,
    TermUse,
)

SOURCE = "Trade grew 38-fold."


def segment(kind: BlockKind = BlockKind.PARAGRAPH, text: str = SOURCE) -> Segment:
    return Segment("k", text, " ", "seeds/trade.txt", 3, 0, 0, kind, "en")


def entry(state: State, text: str = "교역이 38배로 늘었다.", **more: str) -> Entry:
    return Entry(SOURCE, text, state, path="locales/ko/trade.po", line=12, **more)  # type: ignore[arg-type]


def finding(check: str, severity: Severity = Severity.ERROR) -> Finding:
    return Finding(check, severity, "locales/ko/trade.po", 12, f"{check} is wrong")


def risk(of: Entry, *findings: Finding, kind: BlockKind = BlockKind.PARAGRAPH) -> Risk:
    found = assess(segment(kind), of, "ko", (), findings)
    assert found is not None
    return found


def test_an_approved_sentence_without_findings_has_no_risk() -> None:
    """There is no reason to read it again."""
    assert assess(segment(), entry(State.REVIEWED), "ko", (), ()) is None


def test_an_approved_sentence_with_a_finding_is_read() -> None:
    """Approval does not hide what a check finds."""
    assert risk(entry(State.REVIEWED), finding("term-missing")).reasons == (
        "term-missing: term-missing is wrong",
    )


def test_names_and_numbers_come_before_style() -> None:
    """What readers notice first weighs more than any other finding."""
    draft = entry(State.DRAFT, origin="argos/en_ko-1.1")
    grave = [risk(draft, finding(name)).score for name in ("term-missing", "number", "negation")]
    others = [
        risk(draft, finding("punctuation")).score,
        risk(draft, finding("number", Severity.WARNING)).score,
    ]
    assert min(grave) > max(others)


def test_a_draft_of_the_headline_comes_before_one_of_a_paragraph() -> None:
    """Of two that are as likely to be wrong, what everybody reads is looked at first."""
    draft = entry(State.DRAFT)
    prominent = (BlockKind.HEADLINE, BlockKind.DECK, BlockKind.CAPTION)
    assert {risk(draft, kind=kind).score for kind in prominent} == {risk(draft).score + 1}


def test_a_long_sentence_comes_before_a_short_one() -> None:
    """It has more places to go wrong; so much of it that Korean and Chinese are treated alike."""
    scores, grew = [], "Trade grew again. "
    for text in (grew, grew * 8, grew * 60, "무역이 " * 30):
        found = assess(segment(text=text), Entry(text, "가", State.DRAFT), "ko", (), ())
        assert found is not None
        scores.append(found.score)
    assert scores == [scores[0], scores[0] + 1, scores[0] + 2, scores[0] + 1]


def test_a_changed_number_makes_a_stale_sentence_worse() -> None:
    """The old translation now says something false."""
    changed = risk(entry(State.STALE, previous="Trade grew 37-fold."))
    reworded = risk(entry(State.STALE, previous="Trade has grown 38-fold."))
    assert changed.score > reworded.score
    assert "a number in the source has changed" in changed.reasons
    assert "the source has changed" in reworded.reasons


def test_a_changed_glossary_is_no_changed_source() -> None:
    """Marked by ``glossary impact --apply``, a sentence's source and its numbers are as they were.

    So it has no previous source.
    """
    reasons = risk(entry(State.STALE)).reasons
    assert "the glossary has changed" in reasons
    assert not [reason for reason in reasons if "the source" in reason]


def test_a_name_without_a_rendering_is_asked_about() -> None:
    """A surname that two people share can only be decided by a person."""
    use = TermUse("p1+p2", TermType.PERSON, "Kim", 0, 3, "", rule="ambiguous")
    found = assess(segment(), entry(State.DRAFT), "ko", (use,), ())
    assert found is not None
    assert "which rendering? Kim" in found.reasons


@given(st.lists(st.tuples(st.integers(1, 30), st.integers(1, 99)), max_size=20))
def test_the_riskiest_come_first_and_equals_in_the_order_of_the_seed(
    drawn: list[tuple[int, int]],
) -> None:
    """The order depends on nothing else."""
    risks = [
        Risk(score, (), "p.po", 1, "seeds/a.txt", line, "ko", State.DRAFT, "", "")
        for score, line in drawn
    ]
    ordered = in_reading_order(risks)
    assert sorted(map(id, ordered)) == sorted(map(id, risks))
    for one, other in pairwise(ordered):
        assert (-one.score, one.seed_line) <= (-other.score, other.seed_line)


def write_article(project: Project) -> Path:
    (project.seeds / "trade.txt").write_text(
        "Trade sets a record\n\nTrade has grown since 1992. Ministers welcomed it warmly.\n"
    )
    return project.root


def test_status_says_what_to_read_first(project: Project) -> None:
    """Each sentence once, with its place in the PO file and the reasons."""
    root = write_article(project)
    workflow("run", "--engine", "pseudo", "--to", "ko", project=root)
    done = workflow("status", "--to", "ko", "--risk", "2", "--json", project=root)
    assert done.code == 0, done.err
    first, second = done.json["risks"]
    assert done.json["total"] == 3
    assert (first["source"], second["source"]) == (
        "Trade sets a record",
        "Trade has grown since 1992.",
    )
    assert "headline" in first["reasons"]
    po = polib.pofile(str(root / first["path"]))
    assert next(e.linenum for e in po if e.msgid == first["source"]) == first["line"]
    table = workflow("status", "--to", "ko", "--risk", project=root)
    assert f"{first['path']}:{first['line']}" in table.out
    assert "3 of 3 sentences to read" in table.out
    everything = workflow("status", "--to", "ko", "--risk", "0", "--json", project=root)
    assert len(everything.json["risks"]) == 3


def test_an_unread_article_is_listed_although_it_was_never_synced(project: Project) -> None:
    """Sentences that are in no file yet have no line, and wait all the same."""
    done = workflow("status", "--to", "ko", "--risk", "--json", project=write_article(project))
    assert [risk["reasons"][0] for risk in done.json["risks"]] == ["not translated"] * 3
    assert not list(project.locales.glob("*/*.po"))


def test_a_finding_in_a_draft_weighs_more_than_in_an_approved_text() -> None:
    """A person has read the one, nobody the other."""
    warning = finding("length", Severity.WARNING)
    draft, approved = entry(State.DRAFT), entry(State.REVIEWED)
    assert risk(draft, warning).score - risk(draft).score > risk(approved, warning).score


def test_a_silent_headline_comes_after_a_sentence_in_which_something_is_found() -> None:
    """What everybody reads goes before others, but not before what is wrong."""
    draft = entry(State.DRAFT)
    wrong = risk(draft, finding("length", Severity.WARNING))
    assert wrong.score > risk(draft, kind=BlockKind.HEADLINE).score


def drafts(origin: str, faulty: int, of: int) -> list[Risk]:
    """So many drafts of an engine; in some of them something is found."""
    return [
        risk(entry(State.DRAFT, origin=origin), *[finding("length")] * (number < faulty))
        for number in range(of)
    ]


def test_drafts_of_an_engine_in_which_much_is_found_come_first() -> None:
    """Where the checks find much, what they cannot see is wrong as well."""
    weak, strong = drafts("weak/1", 18, 20), drafts("strong/1", 2, 20)
    assert weak[-1].score == strong[-1].score
    ordered = in_reading_order(by_other_drafts([*weak, *strong]))
    assert [each.origin for each in ordered if not each.found] == ["weak/1"] * 2 + ["strong/1"] * 18
    assert "much is found in other drafts from weak/1" in ordered[-19].reasons


def test_one_draft_says_little_about_its_engine() -> None:
    """Nor is a text of a person or of the memory held to others."""
    [alone] = by_other_drafts(drafts("new/1", 1, 1))
    assert alone.score <= drafts("new/1", 1, 1)[0].score + 1
    people = drafts("person", 9, 10)
    assert list(by_other_drafts(people)) == people
