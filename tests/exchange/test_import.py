"""Files come back through the merge: what they change, what is refused; nothing is lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.command import workflow
from workflow import exchange
from workflow.app import running
from workflow.app.exchange_export import Exported, Handout, export_locale
from workflow.app.exchange_import import Imported, import_files
from workflow.app.glossary_upkeep import impact
from workflow.app.state import seed_files
from workflow.app.state.project_state import Work
from workflow.catalog import Catalog, path_of
from workflow.exchange import FORMATS, ReturnedSentence
from workflow.model import Draft, Entry, Project, Settings, State

ONE, TWO, THREE = "One is here.", "Two are here.", "Three are here."
EDITOR = "Kim Min-su <kim@example.org>"
OTHER = "Lee Ji-eun <lee@example.org>"


@pytest.fixture
def talks(project: Project) -> Project:
    """Three sentences: the first approved, the second a machine's draft, the third empty."""
    (project.seeds / "talks.txt").write_text(f"{ONE}\n\n{TWO}\n\n{THREE}\n\nSee *it*.\n")
    sync(project)
    catalog = loaded(project)
    catalog.approve(ONE, "하나가 여기.", OTHER, "2026-11-01")
    catalog.fill(TWO, Draft("둘이 여기.", "argos/en_ko-1.1"))
    catalog.save()
    return project


def sync(project: Project) -> None:
    def quiet(done: int, total: int, label: str) -> None: ...

    running.sync(Work(project, seed_files.select(project, ()), ["ko"]), quiet)


def loaded(project: Project) -> Catalog:
    return Catalog.load(project, "talks", "ko")


def exported(project: Project, form: str = "csv") -> Path:
    """The Korean version, handed out."""
    folder = project.root / "review"
    handout = Handout("ko", form, folder)
    (path,) = export_locale(Work(project, seed_files.select(project, ())), handout).files
    return path


def edit(path: Path, change: Callable[[str], str]) -> Path:
    path.write_text(change(path.read_text("utf-8-sig")), encoding="utf-8-sig")
    return path


def replaced(old: str, new: str) -> Callable[[str], str]:
    def change(text: str) -> str:
        assert old in text
        return text.replace(old, new)

    return change


def taken(project: Project, path: Path) -> Imported:
    result = import_files(project, [path], EDITOR)
    assert not result.errors
    return result


def po(project: Project) -> str:
    return path_of(project, "talks", "ko").read_text()


@pytest.mark.parametrize("form", FORMATS)
def test_a_file_nobody_has_touched_changes_nothing(talks: Project, form: str) -> None:
    """Straight back: no byte of the PO file changes, whatever the format."""
    before = po(talks)
    result = taken(talks, exported(talks, form))
    assert po(talks) == before
    assert not result.refused
    (change,) = result.changes
    assert (change.same, change.written, change.po) == (4, False, "locales/ko/talks.po")


@pytest.mark.parametrize("form", ["csv", "html", "xliff"])
def test_a_sheet_tells_what_the_checks_find(talks: Project, form: str) -> None:
    """Also about a text that a person has approved; no sheet for machines says it twice."""
    catalog = loaded(talks)
    catalog.approve(ONE, "하나가  여기.", OTHER, "2026-11-01")
    catalog.save()
    text = exported(talks, form).read_text("utf-8-sig")
    told = text.count("spaces: ")
    assert told if form == "html" else told == 1


def test_approvals_and_edits_arrive(talks: Project) -> None:
    """A changed status approves, a changed text without one is a person's draft."""
    path = exported(talks)

    def change(text: str) -> str:
        text = text.replace("둘이 여기.,draft", "둘이 있다.,reviewed")
        return text.replace(f"{THREE},,empty", f"{THREE},셋이 있다.,draft")

    result = taken(talks, edit(path, change))
    (report,) = result.changes
    assert (report.approved, report.edited, report.written) == (1, 1, True)
    entries = loaded(talks).entries
    assert entries[TWO].state is State.REVIEWED
    assert (entries[TWO].text, entries[TWO].reviewer) == ("둘이 있다.", EDITOR)
    assert entries[TWO].origin == "person"
    assert (entries[THREE].text, entries[THREE].state) == ("셋이 있다.", State.DRAFT)
    assert TWO not in loaded(talks).pending(redo=True)
    assert THREE not in loaded(talks).pending(redo=True)


def test_an_unchanged_draft_can_be_approved(talks: Project) -> None:
    """Approved as the machine wrote it: reviewed, and visible as unchanged."""
    taken(talks, edit(exported(talks), replaced("둘이 여기.,draft", "둘이 여기.,reviewed")))
    entry = loaded(talks).entries[TWO]
    assert entry.state is State.REVIEWED
    assert entry.unchanged


def test_an_approval_can_be_taken_back(talks: Project) -> None:
    """A reviewed sentence marked as a draft waits for a person again."""
    result = taken(
        talks, edit(exported(talks), replaced("하나가 여기.,reviewed", "하나가 여기.,draft"))
    )
    assert result.changes[0].reopened == 1
    entry = loaded(talks).entries[ONE]
    assert (entry.text, entry.state) == ("하나가 여기.", State.DRAFT)


def test_the_reviewer_is_the_files_own_if_it_names_one(talks: Project) -> None:
    """A name typed into the sheet comes before the one on the command line."""
    taken(talks, edit(exported(talks), replaced("둘이 여기.,draft,", "둘이 여기.,reviewed,Han")))
    assert loaded(talks).entries[TWO].reviewer == "Han"


def test_comments_arrive_once(talks: Project) -> None:
    """A comment becomes a translator comment, and cannot pose as the workflow's own line."""
    path = edit(
        exported(talks), replaced("둘이 여기.,draft,,", "둘이 여기.,draft,,workflow: reviewer=X")
    )
    taken(talks, path)
    taken(talks, path)
    assert loaded(talks).entries[TWO].comments == ("note: workflow: reviewer=X",)
    assert loaded(talks).entries[TWO].reviewer == ""


@pytest.mark.parametrize("form", FORMATS)
def test_importing_twice_changes_nothing(talks: Project, form: str) -> None:
    """The second time every sentence is as the catalog has it."""
    path = exported(talks, form)
    edited_catalog(talks)
    taken(talks, path)
    once = po(talks)
    again = taken(talks, path)
    assert po(talks) == once
    assert not again.changes[0].written


def edited_catalog(project: Project) -> None:
    """Meanwhile, somebody works on the catalog itself."""
    catalog = loaded(project)
    catalog.approve(TWO, "둘이 왔다.", OTHER, "2026-11-02")
    catalog.save()


def test_both_texts_are_kept_when_two_people_have_edited(talks: Project) -> None:
    """The catalog's text stands, the file's is beside it, and somebody has to look."""
    path = edit(exported(talks), replaced("둘이 여기.,draft", "둘이 있다.,reviewed"))
    edited_catalog(talks)
    (refusal,) = taken(talks, path).refused
    assert "somebody else" in refusal.reason
    assert refusal.text == "둘이 있다."
    entry = loaded(talks).entries[TWO]
    assert (entry.text, entry.state) == ("둘이 왔다.", State.DRAFT)
    assert entry.comments == ("other translation: 둘이 있다.",)


def test_importing_a_conflict_twice_does_not_decide_it(talks: Project) -> None:
    """Though the first time has put the sentence into the state in which the file went out."""
    path = edit(exported(talks), replaced("둘이 여기.,draft", "둘이 있다.,reviewed"))
    catalog = loaded(talks)
    catalog.approve(TWO, "둘이 여기.", OTHER, "2026-11-02")
    catalog.save()
    for _ in range(2):
        assert len(taken(talks, path).refused) == 1
        entry = loaded(talks).entries[TWO]
        assert (entry.text, entry.state) == ("둘이 여기.", State.DRAFT)
        assert entry.comments == ("other translation: 둘이 있다.",)


def test_a_conflict_is_decided_in_a_sheet(talks: Project) -> None:
    """One that was exported with both texts may choose either."""
    path = edit(exported(talks), replaced("둘이 여기.,draft", "둘이 있다.,reviewed"))
    edited_catalog(talks)
    taken(talks, path)
    again = edit(exported(talks), replaced("둘이 왔다.,draft", "둘이 있다.,reviewed"))
    assert not taken(talks, again).refused
    assert loaded(talks).entries[TWO].text == "둘이 있다."
    assert loaded(talks).entries[TWO].state is State.REVIEWED


def test_what_was_approved_is_no_draft_of_a_machine_in_a_conflict(talks: Project) -> None:
    """Approved as it was and then disputed, it is not translated again."""
    path = edit(exported(talks), replaced("둘이 여기.,draft", "둘이 있다.,reviewed"))
    catalog = loaded(talks)
    file = path_of(talks, "talks", "ko")
    file.write_text(po(talks).replace('#, fuzzy\nmsgid "Two', 'msgid "Two'))
    taken(talks, path)
    assert TWO not in loaded(talks).pending(redo=True)
    assert catalog.entries[TWO].text == loaded(talks).entries[TWO].text


def test_a_settled_conflict_stays_settled(talks: Project) -> None:
    """Importing the file again doesn't reopen what an editor has decided since."""
    path = edit(exported(talks), replaced("둘이 여기.,draft", "둘이 있다.,reviewed"))
    edited_catalog(talks)
    taken(talks, path)
    catalog = loaded(talks)
    catalog.approve(TWO, "둘이 왔다.", OTHER, "2026-11-03")
    catalog.save()
    before = po(talks)
    taken(talks, path)
    assert po(talks) == before


def test_a_redone_draft_gives_way(talks: Project) -> None:
    """A machine's newer draft is no conflict: the person's text is taken."""
    path = edit(exported(talks), replaced("둘이 여기.,draft", "둘이 있다.,reviewed"))
    catalog = loaded(talks)
    catalog.fill(TWO, Draft("두 개가 여기.", "argos/en_ko-1.2"), redo=True)
    catalog.save()
    assert not taken(talks, path).refused
    assert loaded(talks).entries[TWO].text == "둘이 있다."


def test_a_sentence_that_is_gone_leaves_its_translation(talks: Project) -> None:
    """Its text becomes an obsolete entry, and stands beside what the sentence has become."""
    path = edit(exported(talks), replaced("하나가 여기.,reviewed", "하나가 있다.,reviewed"))
    seed = talks.seeds / "talks.txt"
    seed.write_text(seed.read_text().replace(ONE, "One is here again."))
    sync(talks)
    (refusal,) = taken(talks, path).refused
    assert "no longer in the document" in refusal.reason
    assert "obsolete entry in locales/ko/talks.po" in refusal.kept
    catalog = loaded(talks)
    assert "하나가 있다." in [entry.text for entry in catalog.obsolete]
    assert "other translation: 하나가 있다." in catalog.entries["One is here again."].comments
    once = po(talks)
    taken(talks, path)
    assert po(talks) == once


def test_a_comment_on_a_sentence_that_is_gone_is_kept(talks: Project) -> None:
    """Though the sentence was never translated: in an obsolete entry."""
    path = edit(exported(talks), replaced(f"{THREE},,empty,,", f"{THREE},,empty,,Who are they?"))
    seed = talks.seeds / "talks.txt"
    seed.write_text(seed.read_text().replace(THREE, "Nobody came in the end, not even we."))
    sync(talks)
    taken(talks, path)
    assert f'# Who are they?\n#~ msgid "{THREE}"' in po(talks)
    once = po(talks)
    taken(talks, path)
    assert po(talks) == once


@pytest.mark.parametrize(
    ("form", "written"),
    [
        ("csv", '"둘이\n있다.",reviewed'),
        ("xliff", "\n      둘이\r\n      있다.\n    </target>"),
        ("html", '"둘이\\n\\n있다.\\n", "status": "reviewed"'),
    ],
)
def test_a_break_that_the_source_lacks_becomes_a_space(
    talks: Project, form: str, written: str
) -> None:
    """A key in a cell, or a tool that wraps what it writes, breaks no sentence in two."""
    old = {
        "csv": "둘이 여기.,draft",
        "xliff": "둘이 여기.</target>",
        "html": '"둘이 여기.", "status": "draft"',
    }
    path = edit(exported(talks, form), replaced(old[form], written))
    if form == "xliff":
        edit(path, lambda text: text.replace("needs-review-translation", "translated"))
    assert not taken(talks, path).refused
    assert loaded(talks).entries[TWO].text == "둘이 있다."
    assert loaded(talks).entries[TWO].state is State.REVIEWED


def test_a_file_that_a_tool_has_only_wrapped_changes_nothing(talks: Project) -> None:
    """Nor does it take back what somebody has approved since it went out."""
    path = edit(exported(talks, "xliff"), lambda text: text.replace(" 여기", "\n    여기"))
    before = po(talks)
    assert not taken(talks, path).refused
    assert po(talks) == before
    catalog = loaded(talks)
    catalog.approve(TWO, "둘이 있다.", OTHER, "2026-11-02")
    catalog.save()
    before = po(talks)
    assert not taken(talks, path).refused
    assert po(talks) == before


@pytest.mark.parametrize("approved", [True, False])
def test_a_break_that_stood_in_the_catalog_stays(talks: Project, approved: bool) -> None:
    """An approval changes no text; ``check`` tells of the break."""
    catalog = loaded(talks)
    catalog.fill(TWO, Draft("둘이\n여기.", "argos/en_ko-1.1"), redo=True)
    catalog.save()
    path = exported(talks)
    if approved:
        edit(path, replaced('여기.",draft', '여기.",reviewed'))
    assert not taken(talks, path).refused
    entry = loaded(talks).entries[TWO]
    assert (entry.text, entry.state is State.REVIEWED) == ("둘이\n여기.", approved)


@pytest.mark.parametrize(
    ("source", "standing", "returned", "text"),
    [
        ("Trade grew.", "", "贸易\n增长。", "贸易增长。"),
        ("<g1>Trade</g1> grew.", "", "<g1>贸易</g1>\n增长。", "<g1>贸易</g1>增长。"),
        ("It uses KEF.", "", "使用\nKEF。", "使用 KEF。"),
        ("It uses KEF.", "使用KEF。", "使用\nKEF。", "使用KEF。"),
        ("One\ntwo.", "", "一\n二。", "一\n二。"),
    ],
)
def test_lines_are_joined_as_the_script_is_written(
    source: str, standing: str, returned: str, text: str
) -> None:
    """No space within Chinese; where the catalog has the same text without the break, that."""
    row = ReturnedSentence(source=source, text=returned, approved=True)
    ((_, incoming),) = exchange.propose([row], {}, {source: Entry(source, standing)})
    assert (incoming.text, incoming.problem) == (text, "")


@pytest.mark.parametrize(
    ("locale", "seed"),
    [("ko", "/etc/talks"), ("ko", "../talks"), ("ko", ""), ("nonsense", "talks")],
)
def test_a_seed_outside_the_project_is_refused(talks: Project, locale: str, seed: str) -> None:
    """Whatever a file calls its seed, nothing outside the project is looked for."""
    path = edit(exported(talks), lambda text: text.replace(",talks,ko", f",{seed},{locale}"))
    result = import_files(talks, [path], EDITOR)
    assert len(result.errors) == 1
    assert len(result.refused) == 4


def test_rows_that_somebody_wrote_between_ours_are_told(talks: Project) -> None:
    """A note or a total is none of our sentences, and no error of the file."""
    path = exported(talks)
    rows = "Please check the names\n,Total,4\n"
    result = taken(talks, edit(path, lambda text: f"{text}{rows}"))
    reasons = [each.reason for each in result.refused]
    assert reasons == ["is none of the sentences that were handed out"] * 2


def test_a_row_that_lost_its_document_is_found_by_its_id(talks: Project) -> None:
    """The others of the file say whose it is."""
    path = edit(exported(talks), replaced("둘이 여기.,draft,", "두 개가 여기.,reviewed,"))
    lines = path.read_text("utf-8-sig").splitlines()
    at = next(number for number, line in enumerate(lines) if "두 개가" in line)
    edit(
        path,
        lambda _: "\n".join([*lines[:at], lines[at].replace(",talks,ko", ",,"), *lines[at + 1 :]]),
    )
    assert not taken(talks, path).refused
    assert loaded(talks).entries[TWO].state is State.REVIEWED


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("<g1>그것</g1>을 보라.", "<g1> is not in the source"),
        ("\x07", "control character"),
    ],
)
def test_a_broken_translation_is_kept_beside(talks: Project, text: str, reason: str) -> None:
    """It does not replace what is there; it is in a comment and in the report."""
    result = taken(talks, edit(exported(talks), replaced("둘이 여기.,draft", f"{text},reviewed")))
    (refusal,) = result.refused
    assert reason in refusal.reason
    assert "other translation" in refusal.kept
    entry = loaded(talks).entries[TWO]
    assert entry.text == "둘이 여기."
    shown = text.replace("\x07", "\ufffd")
    assert entry.comments == (f"other translation: {shown}",)


def test_an_emptied_translation_stays(talks: Project) -> None:
    """Deleting a text in the sheet doesn't delete it in the catalog, and is reported."""
    (refusal,) = taken(
        talks, edit(exported(talks), replaced("하나가 여기.,reviewed", ",empty"))
    ).refused
    assert "is empty" in refusal.reason
    assert loaded(talks).entries[ONE].text == "하나가 여기."


def test_columns_sorted_apart_are_noticed(talks: Project) -> None:
    """An id beside another sentence's source: nothing is guessed, the text is kept."""
    path = exported(talks)
    rows = path.read_text("utf-8-sig").splitlines()
    ids = [row.split(",", 1)[0] for row in rows]
    rests = [row.split(",", 1)[1].replace("여기.", "거기.") for row in rows]
    mixed = [ids[0], ids[2], ids[1], *ids[3:]]
    path.write_text("\n".join(f"{one},{rest}" for one, rest in zip(mixed, rests, strict=True)))
    result = taken(talks, path)
    assert {refusal.reason for refusal in result.refused} == {
        "has the id of another sentence: were columns sorted apart?"
    }
    assert loaded(talks).entries[ONE].text == "하나가 여기."
    assert "하나가 거기." in po(talks)
    assert "둘이 거기." in po(talks)


def test_a_row_that_stands_twice(talks: Project) -> None:
    """The first changed text is taken, a different second one is kept and reported."""
    path = exported(talks)
    lines = path.read_text("utf-8-sig").splitlines()
    lines += [lines[2].replace("둘이 여기.,draft", "둘이 있다.,reviewed")]
    lines += [lines[2].replace("둘이 여기.,draft", "두 개다.,reviewed")]
    path.write_text("\n".join(lines))
    (refusal,) = taken(talks, path).refused
    assert "repeats the sentence" in refusal.reason
    assert loaded(talks).entries[TWO].text == "둘이 있다."
    assert "두 개다." in po(talks)


def test_a_row_without_an_id_is_found_by_its_sentence(talks: Project) -> None:
    """A hand-made sheet works; over a person's text it is a conflict."""
    path = talks.root / "own.csv"
    path.write_text(
        "Source;Translation;Status;ID;Seed;Locale\n"
        f"{TWO};둘이 있다.;Approved;;talks;ko-KR\n{ONE};하나다.;approved;;talks;ko\n"
    )
    result = taken(talks, path)
    assert loaded(talks).entries[TWO].text == "둘이 있다."
    assert [refusal.source for refusal in result.refused] == [ONE]
    assert loaded(talks).entries[ONE].text == "하나가 여기."


def test_an_unknown_status_is_no_approval(talks: Project) -> None:
    """The text is taken as a draft, and the report says why it is not approved."""
    (refusal,) = taken(
        talks, edit(exported(talks), replaced("둘이 여기.,draft", "둘이 있다.,done"))
    ).refused
    assert "'done'" in refusal.reason
    assert loaded(talks).entries[TWO].state is State.DRAFT
    assert loaded(talks).entries[TWO].text == "둘이 있다."
    assert refusal.kept.startswith("as a draft")


def test_an_unknown_status_of_what_is_approved_changes_nothing(talks: Project) -> None:
    """The translation stays approved, and the report does not call it a draft."""
    path = edit(exported(talks), replaced("하나가 여기.,reviewed", "하나가 여기.,done"))
    (refusal,) = taken(talks, path).refused
    assert refusal.kept.startswith("as it is")
    assert loaded(talks).entries[ONE].state is State.REVIEWED


def test_an_unknown_status_of_an_unchanged_draft_is_told(talks: Project) -> None:
    """Who writes "ok" there means to approve, and would not learn that nothing came of it."""
    path = edit(exported(talks), replaced("둘이 여기.,draft", "둘이 여기.,ok"))
    (refusal,) = taken(talks, path).refused
    assert "'ok'" in refusal.reason
    assert loaded(talks).entries[TWO].state is State.DRAFT


@pytest.mark.parametrize(
    ("column", "what"), [(",ko", ",xx"), (",ko", ",ja"), (",talks,", ",gone,"), (",ko", ",../ko")]
)
def test_rows_of_an_unknown_locale_or_seed(talks: Project, column: str, what: str) -> None:
    """They are refused with their texts in the report; the other rows are taken."""
    path = exported(talks)
    lines = path.read_text("utf-8-sig").splitlines()
    lines[2] = lines[2].replace("둘이 여기.,draft", "둘이 있다.,reviewed").replace(column, what)
    lines[3] = lines[3].replace(",empty", "셋이 있다.,reviewed").replace(",,셋", ",셋")
    lines[2] = lines[2].replace("reviewed,,", "reviewed,,Why two?")
    path.write_text("\n".join(lines))
    result = import_files(talks, [path], EDITOR)
    assert len(result.errors) == 1
    (refusal,) = result.refused
    assert (refusal.text, refusal.comments) == ("둘이 있다.", ("Why two?",))
    assert not (talks.root / "locales" / "ja").exists()


def test_no_file_is_written_that_would_not_be_taken_back(talks: Project) -> None:
    """A language that is no target is refused, unless it has a PO file."""
    work = Work(talks, seed_files.select(talks, ()))
    refused = export_locale(work, Handout("ja", "csv", talks.root / "review"))
    assert (refused.files, [each.where for each in refused.errors]) == ([], ["locale ja"])
    held = Catalog.load(talks, "talks", "ko").path
    path_of(talks, "talks", "ja").parent.mkdir()
    path_of(talks, "talks", "ja").write_bytes(held.read_bytes().replace(b": ko", b": ja"))
    assert export_locale(work, Handout("ja", "csv", talks.root / "review")).files


def test_a_seed_that_is_gone_still_takes_its_translations(talks: Project) -> None:
    """Without its seed, a PO file is still there for what comes back."""
    path = edit(exported(talks), replaced("둘이 여기.,draft", "둘이 있다.,reviewed"))
    (talks.seeds / "talks.txt").unlink()
    taken(talks, path)
    assert loaded(talks).entries[TWO].text == "둘이 있다."


def test_a_catalog_that_is_damaged_meanwhile_is_left_alone(talks: Project) -> None:
    """The import says so, lists every text, and touches nothing."""
    path = edit(exported(talks), replaced("둘이 여기.,draft", "둘이 있다.,reviewed"))
    file = path_of(talks, "talks", "ko")
    file.write_text(po(talks) + "<<<<<<< HEAD\n")
    result = import_files(talks, [path], EDITOR)
    assert "merge conflict" in result.errors[0].what
    assert "둘이 있다." in [refusal.text for refusal in result.refused]
    assert po(talks).endswith("<<<<<<< HEAD\n")


_TEXT = st.sampled_from(
    ["", "하나가 여기.", "둘이 여기.", "새 번역.", "다른 번역.", "<g1>틀림</g1>"]
)


@given(
    files=st.lists(
        st.dictionaries(st.sampled_from([ONE, TWO, THREE]), st.tuples(_TEXT, st.booleans())),
        min_size=1,
        max_size=3,
    ),
    meanwhile=st.dictionaries(st.sampled_from([ONE, TWO, THREE]), _TEXT, max_size=2),
    gone=st.booleans(),
)
@settings(max_examples=60)
def test_no_history_loses_a_text(
    tmp_path_factory: pytest.TempPathFactory,
    files: list[dict[str, tuple[str, bool]]],
    meanwhile: dict[str, str],
    gone: bool,
) -> None:
    """Several files, edits in between, sentences gone: every text a person wrote is in the PO."""
    root = tmp_path_factory.mktemp("p")
    project = Project(root, Settings(targets=("ko",)))
    project.seeds.mkdir()
    seed = project.seeds / "talks.txt"
    seed.write_text(f"{ONE}\n\n{TWO}\n\n{THREE}\n")
    sync(project)
    handed_out = list(exchange.read(exported(project)))
    written: list[str] = []
    for number, changes in enumerate(files):
        path = root / f"{number}.csv"
        path.write_text(_sheet(handed_out, changes))
        if number == 1:
            catalog = loaded(project)
            chosen = {source: text for source, text in meanwhile.items() if text.strip("<g1>틀림/")}
            for source, text in chosen.items():
                catalog.approve(source, text, OTHER)
            catalog.save()
            # A person may replace what stands there: that is no loss.
            written = [text for text in written if text in po(project)]
            written += chosen.values()
            if gone:
                seed.write_text(f"{ONE}\n\nQuite another sentence.\n")
        result = import_files(project, [path], EDITOR)
        assert not result.errors
        once = po(project)
        import_files(project, [path], EDITOR)
        assert po(project) == once
        written += [text for text, _ in changes.values()]
        assert all(text in once for text in written)


def _sheet(rows: list[ReturnedSentence], changes: dict[str, tuple[str, bool]]) -> str:
    lines = ["id\tsource\ttranslation\tstatus\tseed\tlocale"]
    for row in rows:
        text, approved = changes.get(row.source, (row.text, row.approved))
        status = "reviewed" if approved else "draft"
        lines.append("\t".join((row.id, row.source, text, status, row.seed, row.locale)))
    return "\n".join(lines)


def test_a_format_may_be_asked_for_in_both_directions(talks: Project) -> None:
    """Files go into the project's review/ if nothing else is said; another format is refused."""
    root = talks.root
    done = workflow("exchange", "export", "--to", "ko", "--format", "csv", "--json", project=root)
    (file,) = done.json["files"]
    assert Path(file).parent == root / "review"
    assert workflow("exchange", "import", "--format", "csv", file, project=root).code == 0
    refused = workflow("exchange", "import", "--format", "xliff2", file, project=root)
    assert refused.code == 2
    assert f"{file}: is CSV, not XLIFF" in refused.err


def test_the_command_says_what_it_did(talks: Project) -> None:
    """A table and the refusals with exit code 1; JSON holds both."""
    root = talks.root
    done = workflow("exchange", "export", "--to", "ko", "--format", "csv", "--output",
                    root / "out", "--json", project=root)  # fmt: skip
    assert done.code == 0
    (file,) = done.json["files"]
    assert done.json["sentences"] == 4
    path = edit(Path(file), replaced("둘이 여기.,draft", "<g1>둘,reviewed"))
    done = workflow("exchange", "import", path, "--reviewer", EDITOR, project=root)
    assert done.code == 1
    assert "<g1> is not in the source" in done.out
    done = workflow("exchange", "import", path, "--json", project=root)
    assert done.code == 1
    assert done.json["changes"][0]["same"] == 3
    assert done.json["refused"][0]["text"] == "<g1>둘"


def test_a_file_that_cannot_be_read_does_not_stop_the_others(talks: Project) -> None:
    """It is reported with exit code 2; what the other file says is done."""
    good = edit(exported(talks), replaced("둘이 여기.,draft", "둘이 있다.,reviewed"))
    bad = talks.root / "bad.xlf"
    bad.write_text("<xliff version='1.2'><file>")
    done = workflow("exchange", "import", bad, good, "-q", project=talks.root)
    assert done.code == 2
    assert "not well-formed" in done.err
    assert loaded(talks).entries[TWO].state is State.REVIEWED


@pytest.mark.parametrize(
    ("name", "what"), [("nosuch.xlsx", "is not there"), ("review", "is not a file")]
)
def test_a_missing_file_does_not_stop_the_others(talks: Project, name: str, what: str) -> None:
    """Nor does a folder, before or behind them."""
    good = edit(exported(talks), replaced("둘이 여기.,draft", "둘이 있다.,reviewed"))
    for files in ((talks.root / name, good), (good, talks.root / name)):
        done = workflow("exchange", "import", *files, "-q", project=talks.root)
        assert done.code == 2
        assert f"{name}: {what}" in done.err
        assert loaded(talks).entries[TWO].state is State.REVIEWED


def test_a_po_file_from_elsewhere_comes_back_too(talks: Project) -> None:
    """An agency's copy of the PO file: what it approved is taken, nothing else changes."""
    path = talks.root / "from-agency.po"
    copy = (
        po(talks).replace('#, fuzzy\nmsgid "Two', 'msgid "Two').replace("둘이 여기.", "둘이 있다.")
    )
    path.write_text(
        copy.replace(f'msgid "{THREE}"\nmsgstr ""', f'msgid "{THREE}"\nmsgstr "{THREE}"')
    )
    result = taken(talks, path)
    assert not result.refused
    assert (result.changes[0].approved, result.changes[0].same) == (1, 3)
    entries = loaded(talks).entries
    assert (entries[TWO].text, entries[TWO].reviewer) == ("둘이 있다.", EDITOR)
    assert entries[THREE].state is State.EMPTY
    before = po(talks)
    taken(talks, path)
    assert po(talks) == before


def test_a_second_rendering_from_elsewhere_is_reported(talks: Project) -> None:
    """Where an agency has changed one, its text is in the report; nothing is said of others."""
    file = path_of(talks, "talks", "ko")
    with file.open("a") as end:
        end.write(f'\nmsgctxt "headline"\nmsgid "{TWO}"\nmsgstr "둘"\n')
    sync(talks)
    before = po(talks)
    path = talks.root / "from-agency.po"
    path.write_text(before)
    assert not taken(talks, path).refused
    path.write_text(before.replace('msgstr "둘"', 'msgstr "두 개"'))
    result = taken(talks, path)
    assert [(each.source, each.text) for each in result.refused] == [(TWO, "두 개")]
    assert "headline" in result.refused[0].reason
    assert po(talks) == before
    assert result.changes[0].same == 4


def test_a_po_file_without_references_is_of_the_seed_of_the_others(talks: Project) -> None:
    """One entry that still says where it is from is enough; none: the file's name counts."""
    path = talks.root / "from-agency.po"
    copy = (
        po(talks).replace("둘이 여기.", "둘이 있다.").replace('#, fuzzy\nmsgid "Two', 'msgid "Two')
    )
    path.write_text(copy.replace("#: seeds/talks.txt:3\n", ""))
    assert taken(talks, path).changes[0].approved == 1
    bare = talks.root / "back" / "talks.po"
    bare.parent.mkdir()
    bare.write_text("".join(line for line in po(talks).splitlines(True) if line[:2] != "#:"))
    assert taken(talks, bare).changes[0].same == 4


def test_a_translation_of_a_changed_sentence_replaces_the_old_proposal(talks: Project) -> None:
    """A stale sentence that a translator has dealt with is no conflict."""
    seed = talks.seeds / "talks.txt"
    seed.write_text(seed.read_text().replace(ONE, "One was here."))
    sync(talks)
    path = edit(exported(talks), replaced("하나가 여기.,stale", "하나가 있었다.,reviewed"))
    assert not taken(talks, path).refused
    entry = loaded(talks).entries["One was here."]
    assert (entry.text, entry.state) == ("하나가 있었다.", State.REVIEWED)


def test_what_could_not_be_saved_is_listed(talks: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk: the report has every text that is not in the catalog, and none as kept."""
    path = edit(exported(talks), replaced("둘이 여기.,draft", "둘이 있다.,reviewed"))

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("workflow.store.swap._sync", full)
    result = import_files(talks, [path], EDITOR)
    assert "cannot be written" in result.errors[0].what
    assert [(each.text, each.kept) for each in result.refused] == [("둘이 있다.", "")]
    assert not result.changes


def test_an_export_replaces_no_work(talks: Project) -> None:
    """A sheet in which somebody has worked is not overwritten before it has been imported."""
    exported(talks)
    handout = Handout("ko", "csv", talks.root / "review")

    def export() -> Exported:
        return export_locale(Work(talks, seed_files.select(talks, ())), handout)

    path = edit(exported(talks), replaced("둘이 여기.,draft,,", "둘이 있다.,reviewed,,Good."))
    before = path.read_bytes()
    (error,) = export().errors
    assert "not in the catalog" in error.what
    assert path.read_bytes() == before
    taken(talks, path)
    assert export().files == [path]
    assert path.read_bytes() != before
    path.write_text("something else")
    assert export().errors


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("둘이 여기.,draft", "둘이 여기.,reviewed"),
        ("하나가 여기.,reviewed", "하나가 여기.,draft"),
        ("둘이 여기.,draft", "여기.,draft"),
        ("둘이 여기.,draft,,", "둘이 여기.,draft,,여"),
    ],
    ids=["approved", "reopened", "a part of the text", "commented"],
)
def test_an_export_replaces_no_decision(talks: Project, before: str, after: str) -> None:
    """An approval as it is, one taken back, a single word: each is work until it is imported."""
    path = edit(exported(talks), replaced(before, after))
    handout = Handout("ko", "csv", talks.root / "review")
    seeds = seed_files.select(talks, ())
    assert export_locale(Work(talks, seeds), handout).errors
    assert after in path.read_text()
    taken(talks, path)
    assert export_locale(Work(talks, seeds), handout).files == [path]


def test_approvals_say_which_terms_they_have(talks: Project) -> None:
    """A later change of the glossary finds the sentences it concerns."""
    table = talks.glossary / "terms.csv"
    head = "id,type,en,ko,match,status\n"
    table.write_text(f"{head}two,term,Two,둘,case,approved\n")
    sync(talks)
    edited = edit(exported(talks), replaced("둘이 여기.,draft", "둘이 여기.,reviewed"))
    assert taken(talks, edited).changes[0].approved == 1
    assert loaded(talks).entries[TWO].terms_hash not in ("", "none")
    table.write_text(f"{head}two,term,Two,두 개,case,approved\n")
    work = Work(talks, seed_files.select(talks, ()), ["ko"])
    (affected,) = impact.impact(work).affected
    assert (affected.source, affected.effect) == (TWO, impact.Effect.REVISE)
