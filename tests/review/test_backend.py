"""What the review writes: one hunk a decision, nothing of anybody else's lost, all undoable."""

from __future__ import annotations

import difflib
from dataclasses import replace
from pathlib import Path

import pytest

from tests.review.conftest import (
    COMPANIES,
    FEE,
    FORUM,
    HEADLINE,
    HOSTILE,
    KOREAN,
    NAME,
    REVIEWER,
    TRADE,
    Desk,
)
from tests.support.catalogs import verdict
from workflow import catalog, glossary
from workflow.catalog import Catalog
from workflow.catalog.po_file import PoFile
from workflow.catalog.writer import CatalogFile
from workflow.errors import CatalogError
from workflow.model import Problem, State
from workflow.qa import engine_problems
from workflow.review import ArticleRow, Conflict, Gone, SegmentAddress
from workflow.review.descriptions import origin
from workflow.review.views import Views, words_in


def rows(desk: Desk, target: str = "ko") -> dict[str, ArticleRow]:
    """The rows of the article by sentence."""
    return {row.segment.text: row for row in desk.server.backend.article(NAME, target).rows}


def save(desk: Desk, row: ArticleRow, text: str, *, approve: bool = True) -> list[ArticleRow]:
    """Saves a text for a row that was seen before."""
    key, backend = row.segment.key, desk.server.backend
    return list(
        backend.save(SegmentAddress(NAME, row.target, key), row.etag, text, approve=approve).rows
    )


def hunks(before: str, after: str) -> list[list[str]]:
    """The changed lines of each hunk of a diff, as git would show it."""
    found: list[list[str]] = []
    for line in difflib.unified_diff(before.splitlines(), after.splitlines()):
        if line.startswith("@@"):
            found.append([])
        elif found and line[0] in "+-":
            found[-1].append(line)
    return found


def test_an_approval_changes_one_hunk(desk: Desk) -> None:
    """Approving a draft takes its flag and names the reviewer; no other line changes."""
    before = desk.po.read_text()
    after = save(desk, rows(desk)[FORUM], KOREAN[FORUM])
    changed = hunks(before, desk.po.read_text())
    assert len(changed) == 1
    assert "-#, fuzzy" in changed[0]
    assert any(line.startswith("+# workflow:") and "Kim Min-su" in line for line in changed[0])
    assert [row.state for row in after] == ["approved"]
    assert desk.entries[FORUM].unchanged
    assert desk.entries[FORUM].date == "2026-11-25"
    assert "5 fuzzy" in verdict(desk.po)


def test_an_approval_is_bound_to_its_terms(desk: Desk) -> None:
    """It records the renderings of the day, so that a changed glossary opens it again."""
    save(desk, rows(desk)[FORUM], KOREAN[FORUM])
    uses = [use for use, _ in rows(desk)[FORUM].terms]
    assert uses
    assert desk.entries[FORUM].terms_hash == glossary.signature(uses)


def test_a_correction_is_the_persons(desk: Desk) -> None:
    """A corrected sentence is approved with the new text and says that a person edited it."""
    save(desk, rows(desk)[TRADE], "교역은 30년 동안 38배로 늘었다.")
    entry = desk.entries[TRADE]
    assert (entry.state, entry.text) == (State.REVIEWED, "교역은 30년 동안 38배로 늘었다.")
    assert (entry.origin, entry.reviewer, entry.unchanged) == ("person", REVIEWER, False)


def test_a_text_changed_elsewhere_can_be_approved(desk: Desk) -> None:
    """It says since whose approval it was changed; whoever approves it as it is, signs it."""
    save(desk, rows(desk)[FORUM], KOREAN[FORUM])
    desk.save(FORUM, "경총은 포럼을 연다.", "경총이 포럼을 개최한다.")
    row = rows(desk)[FORUM]
    assert (row.state, row.entry.reviewer, row.entry.changed_since) == ("approved", "", REVIEWER)
    assert origin(row.entry, words_in("en")).startswith("Changed since approval by Kim Min-su")
    save(desk, row, "경총이 포럼을 개최한다.")
    entry = desk.entries[FORUM]
    assert (entry.reviewer, entry.changed_since) == (REVIEWER, "")


def test_what_needs_work_is_kept_and_not_drafted_again(desk: Desk) -> None:
    """It stays fuzzy, says who left it, and is no machine draft any more."""
    (row,) = save(desk, rows(desk)[FEE], KOREAN[FEE], approve=False)
    assert row.state == "needs-work"
    assert desk.entries[FEE].held == REVIEWER
    assert FEE not in Catalog.load(desk.project, NAME, "ko").pending(redo=True)


def test_undo_gives_back_every_byte(desk: Desk) -> None:
    """Undoing an approval, a comment and a batch leaves the file as it was before."""
    backend, before = desk.server.backend, desk.po.read_bytes()
    row = rows(desk)[FORUM]
    done = [
        backend.save(
            SegmentAddress(NAME, "ko", row.segment.key), row.etag, "경총 포럼.", approve=True
        )
    ]
    row = rows(desk)[FEE]
    done.append(
        backend.note(SegmentAddress(NAME, "ko", row.segment.key), row.etag, "Ask the desk.")
    )
    some = [rows(desk)[HEADLINE], rows(desk)[COMPANIES]]
    done.append(backend.approve_all(NAME, "ko", {row.segment.key: row.etag for row in some}))
    assert desk.po.read_bytes() != before
    for each in reversed(done):
        backend.undo(each.operation)
    assert desk.po.read_bytes() == before
    with pytest.raises(Gone):
        backend.undo(done[0].operation)


def test_undo_takes_nothing_from_others(desk: Desk) -> None:
    """If somebody has changed the sentence since, undo leaves it alone."""
    backend, row = desk.server.backend, rows(desk)[FORUM]
    done = backend.save(
        SegmentAddress(NAME, "ko", row.segment.key), row.etag, KOREAN[FORUM], approve=True
    )
    desk.save(FORUM, "경총은 포럼을 연다.", "경총이 포럼을 개최한다.")
    with pytest.raises(Conflict):
        backend.undo(done.operation)
    assert desk.text(FORUM) == "경총이 포럼을 개최한다."


def test_two_editors_on_one_sentence(desk: Desk) -> None:
    """The second to save learns what the first wrote, and nothing is written over it."""
    first, second = rows(desk)[FEE], rows(desk)[FEE]
    save(desk, first, "요금은 없다.")
    with pytest.raises(Conflict) as conflict:
        save(desk, second, "무료다.")
    (now,) = conflict.value.rows
    assert now.entry.text == desk.text(FEE) == "요금은 없다."
    save(desk, now, "무료다.")
    assert desk.text(FEE) == "무료다."


def test_two_editors_of_one_mind(desk: Desk) -> None:
    """Who saves what is there already has no conflict."""
    first, second = rows(desk)[FEE], rows(desk)[FEE]
    save(desk, first, "요금은 없다.")
    before = desk.po.read_bytes()
    assert save(desk, second, "요금은 없다.")[0].state == "approved"
    assert desk.po.read_bytes() == before


def test_two_editors_on_two_sentences(desk: Desk) -> None:
    """Both decisions stand, and so does what another program saved in between."""
    before = rows(desk)
    save(desk, before[FORUM], "포럼을 연다, 경총은.")
    desk.save(COMPANIES, "12개 기업이 참석한다.", "12개사가 참석한다.")
    save(desk, before[FEE], "무료다.")
    assert [desk.text(each) for each in (FORUM, COMPANIES, FEE)] == [
        "포럼을 연다, 경총은.",
        "12개사가 참석한다.",
        "무료다.",
    ]


@pytest.mark.parametrize("approve", [True, False])
def test_a_save_in_the_same_instant(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, *, approve: bool
) -> None:
    """Another program saves between our reading and our writing: both texts are in the file."""
    row, write = rows(desk)[FEE], CatalogFile.write
    raced: list[str] = []

    def late(self: CatalogFile, file: PoFile) -> PoFile:
        if not raced:
            raced.append("once")
            desk.save(FEE, "참가비는 받지 않는다.", "요금은 없다.")
        return write(self, file)

    monkeypatch.setattr(CatalogFile, "write", late)
    with pytest.raises(Conflict):
        save(desk, row, "무료다.", approve=approve)
    entry = desk.entries[FEE]
    assert entry.text == "요금은 없다."
    assert entry.comments == ("other translation: 무료다.",)
    assert entry.state is State.DRAFT


def test_a_batch_is_all_or_nothing(desk: Desk) -> None:
    """One sentence that was changed elsewhere keeps the whole paragraph from being approved."""
    some = [rows(desk)[each] for each in (FORUM, FEE)]
    desk.save(FEE, "참가비는 받지 않는다.", "요금은 없다.")
    before = desk.po.read_bytes()
    with pytest.raises(Conflict):
        desk.server.backend.approve_all(NAME, "ko", {row.segment.key: row.etag for row in some})
    assert desk.po.read_bytes() == before


def test_a_batch_with_a_repeated_sentence(desk: Desk) -> None:
    """A sentence that stands twice is approved once, and the others after it as well."""
    seed = desk.project.seeds / f"{NAME}.txt"
    seed.write_text(seed.read_text().replace(FEE, f"{FORUM} {FEE}"))
    article = desk.server.backend.article(NAME, "ko")
    some = [row for row in article.rows if row.segment.text in (FORUM, FEE)]
    assert len(some) == 3
    done = desk.server.backend.approve_all(NAME, "ko", {row.segment.key: row.etag for row in some})
    assert [row.state for row in done.rows] == ["approved"] * 3
    assert {desk.entries[each].state for each in (FORUM, FEE)} == {State.REVIEWED}


def test_undo_can_be_repeated_when_it_failed(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """An undo that could not be written is not used up."""
    backend, before = desk.server.backend, desk.po.read_bytes()
    row = rows(desk)[FORUM]
    done = backend.save(
        SegmentAddress(NAME, "ko", row.segment.key), row.etag, KOREAN[FORUM], approve=True
    )

    def full(self: CatalogFile, file: PoFile) -> PoFile:
        raise CatalogError(self.where, "cannot be written (disk full)")

    with monkeypatch.context() as patched:
        patched.setattr(CatalogFile, "write", full)
        with pytest.raises(CatalogError):
            backend.undo(done.operation)
    backend.undo(done.operation)
    assert desk.po.read_bytes() == before


def test_what_could_not_be_written_is_forgotten(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A decision that failed neither shows in the article nor comes along with the next one."""
    seen = rows(desk)

    def full(self: CatalogFile, file: PoFile) -> PoFile:
        raise CatalogError(self.where, "cannot be written (disk full)")

    with monkeypatch.context() as patched:
        patched.setattr(CatalogFile, "write", full)
        with pytest.raises(CatalogError):
            save(desk, seen[FORUM], "경총 포럼.")
    assert rows(desk)[FORUM].entry == seen[FORUM].entry
    save(desk, seen[FEE], KOREAN[FEE])
    assert desk.text(FORUM) == KOREAN[FORUM]


def test_an_article_is_read_when_its_file_has_changed(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Decision after decision, only what somebody else has written is read."""
    seen, read = rows(desk), CatalogFile.read
    reads: list[str] = []

    def counted(self: CatalogFile) -> PoFile:
        reads.append(self.where)
        return read(self)

    monkeypatch.setattr(CatalogFile, "read", counted)
    for source in (FORUM, COMPANIES):
        save(desk, seen[source], KOREAN[source])
    assert not reads
    desk.save(FEE, KOREAN[FEE], "요금은 없다.")
    reads.clear()
    with pytest.raises(Conflict):
        save(desk, seen[FEE], "무료다.")
    assert len(reads) == 1


def test_a_sentence_that_is_gone(desk: Desk) -> None:
    """What is written for it is refused; so is an article or a language that is none."""
    row = rows(desk)[FEE]
    seed = desk.project.seeds / f"{NAME}.txt"
    seed.write_text(seed.read_text().replace(FEE, "A fee is charged."))
    before = desk.po.read_bytes()
    with pytest.raises(Gone):
        save(desk, row, "무료다.")
    for name, target in (("../forum", "ko"), ("nothing", "ko"), (NAME, "en"), (NAME, "fr")):
        with pytest.raises(Gone):
            desk.server.backend.article(name, target)
    assert desk.po.read_bytes() == before


def test_a_merge_conflict_is_left_alone(desk: Desk) -> None:
    """A file with conflict markers is not written; the error says what to do."""
    row = rows(desk)[FEE]
    desk.po.write_text(f"<<<<<<< ours\n{desk.po.read_text()}")
    before = desk.po.read_bytes()
    with pytest.raises(CatalogError, match="merge conflict"):
        save(desk, row, "무료다.")
    assert desk.po.read_bytes() == before


def test_rewrapping_is_no_conflict(desk: Desk, tmp_path: Path) -> None:
    """Another tool's line breaks are neither a change of the sentence nor touched elsewhere."""
    from tests.support.catalogs import tool

    row = rows(desk)[FEE]
    tool("msgcat", "--width=40", "-o", desk.po, desk.po)
    before = desk.po.read_text()
    save(desk, row, KOREAN[FEE])
    assert len(hunks(before, desk.po.read_text())) == 1


def test_the_sheet_tells_what_to_look_at(desk: Desk) -> None:
    """Findings, terms and their renderings, risk and the other languages stand with each row."""
    found = rows(desk)
    assert [row.number for row in found.values()] == [1, 2, 3, 4, 5, 6]
    assert found[TRADE].faulty
    assert found[TRADE].findings[0].check == "number"
    assert found[TRADE].risk == max(row.risk for row in found.values())
    ((use, met),) = found[FORUM].terms
    assert (use.rendering, met) == ("경총", True)
    chinese = rows(desk, "zh-Hans")
    assert chinese[FORUM].others == {"ko": KOREAN[FORUM]}
    assert not chinese[FORUM].terms[0][1]
    assert chinese[FORUM].state == "empty"
    assert found[HOSTILE].entry.text == KOREAN[HOSTILE]


def test_what_the_findings_say_is_said_once(desk: Desk) -> None:
    """Beside them stand only the engine's other remarks and other reasons to read it."""
    row = rows(desk)[TRADE]
    (finding, *_), said = row.findings, f"{row.findings[0].check}: {row.findings[0].message}"
    assert said in row.reasons
    known = Problem(finding.check, finding.message)
    entry = replace(row.entry, problems=(known, engine_problems.CUT_OFF()))
    row = replace(row, entry=entry)
    assert row.remarks == ["length: the reply was cut off"]
    assert said not in row.other_reasons
    assert set(row.other_reasons) < set(row.reasons)


def test_what_the_memory_holds_is_shown_with_its_difference(desk: Desk) -> None:
    """The row marks what is gone and new; text stays text."""
    stored = Catalog.load(desk.project, NAME, "zh-Hans")
    stored.show_similar(FEE, ["80 % It will [-<not>-]{+not+} charge. → 不收费。"])
    stored.save()
    row = rows(desk, "zh-Hans")[FEE]
    shown = Views(desk.project.settings.site.colors).view(row, words_in("en"))["view"]
    assert "It will <del>&lt;not&gt;</del><ins>not</ins> charge. → 不收费。" in shown


def test_another_text_is_checked(desk: Desk) -> None:
    """A text that is being typed is checked without being saved."""
    before = desk.po.read_bytes()
    address = SegmentAddress(NAME, "ko", rows(desk)[FORUM].segment.key)
    check = desk.server.backend.check
    assert any("경총" in each.message for each in check(address, "포럼을 연다."))
    assert not check(address, "경총은 포럼을 연다.")
    assert desk.po.read_bytes() == before


def test_the_queue_counts(desk: Desk) -> None:
    """Each article with its languages: sentences by state, findings by severity."""
    row = rows(desk)[FEE]
    address = SegmentAddress(NAME, "ko", row.segment.key)
    desk.server.backend.save(address, row.etag, KOREAN[FEE], approve=True)
    (listing,), problems = desk.server.backend.queue()
    assert not problems
    assert (listing.title, listing.done) == (HEADLINE, False)
    korean = listing.locales["ko"]
    assert (korean.states[State.REVIEWED], korean.states[State.DRAFT]) == (1, 5)
    assert korean.errors >= 1
    assert listing.locales["zh-Hans"].states[State.EMPTY] == 6
    assert catalog.path_of(desk.project, NAME, "ko") == desk.po


def test_a_lost_approval_shows_in_its_row(desk: Desk) -> None:
    """As an error whose fix is the text that was approved; approving anything ends it."""
    stale = desk.po.read_bytes()
    save(desk, rows(desk)[FORUM], "경총이 포럼을 개최한다.")
    desk.po.write_bytes(stale)
    row = rows(desk)[FORUM]
    (lost,) = (each for each in row.findings if each.check == "lost-approval")
    assert (row.faulty, row.open, lost.fix) == (True, True, "경총이 포럼을 개최한다.")
    assert "Kim Min-su approved this on 2026-11-25" in lost.message
    (after,) = save(desk, row, KOREAN[FORUM])
    assert not any(each.check == "lost-approval" for each in after.findings)


def test_a_look_at_what_has_changed_shows_only_that(desk: Desk) -> None:
    """Who has seen an article gets the rows that are others now, and the keys of all."""
    backend = desk.server.backend
    seen = backend.article(NAME, "ko")
    save(desk, rows(desk)[FORUM], "경총은 포럼을 열 것이다.")
    news = backend.article(NAME, "ko", seen.rev)
    assert [row.segment.text for row in news.rows] == [FORUM]
    assert list(news.keys) == [row.segment.key for row in seen.rows]
    desk.save(FEE, "참가비는 받지 않는다.", "요금은 없다.")
    assert FEE in {row.segment.text for row in backend.article(NAME, "ko", news.rev).rows}
    assert len(backend.article(NAME, "ko", "another").rows) == len(seen.rows)


def test_a_document_s_findings_follow_its_texts(desk: Desk) -> None:
    """One sentence takes the text of another: the answer says so, though both were looked at."""
    before = rows(desk)
    (after,) = save(desk, before[COMPANIES], KOREAN[TRADE])
    assert "doubled" in {each.check for each in after.findings}
    (again,) = save(desk, after, KOREAN[COMPANIES])
    assert "doubled" not in {each.check for each in again.findings}
    assert again.findings == rows(desk)[COMPANIES].findings
