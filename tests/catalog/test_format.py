"""What the PO files look like, and what other tools make of them."""

from __future__ import annotations

import re
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
from workflow.catalog import Catalog, parser, path_of
from workflow.catalog.message import PoMessage
from workflow.catalog.po_file import Header, PoFile, message_text
from workflow.catalog.stamp import Stamp
from workflow.model import Draft, Project, State

SENTENCES = (
    "The federation hosted a luncheon for the ambassador on Tuesday.",
    'He called it "a door that stays open" \\ in both directions.',
    "Trade rose to 300 billion dollars.\tIt was the highest ever, 5% from a year before.",
)


@pytest.mark.parametrize(("target", "code"), [("ko", "ko"), ("zh-Hans", "zh_CN")])
def test_header_satisfies_msgfmt(project: Project, target: str, code: str) -> None:
    """The header is complete: msgfmt's checks find nothing, and language and plural are right."""
    catalog = translated(project, *SENTENCES, target=target)
    text = catalog.path.read_text()
    assert catalog.path == project.locales / code / "talks.po"
    assert f'"Language: {code}\\n"' in text
    assert '"Plural-Forms: nplurals=1; plural=0;\\n"' in text
    assert verdict(catalog.path) == ("0 translated messages, 3 fuzzy translations.\n")


@pytest.mark.parametrize(
    ("target", "found", "left"),
    [
        ("fr", "nplurals=3; plural=(n == 0 || n == 1) ? 0 : n % 1000000 == 0 ? 1 : 2;", None),
        ("pl", "nplurals=4; plural=n==1 ? 0 : n%10>1 && n%10<5 ? 1 : 2", None),
        ("fr", "nplurals=INTEGER; plural=EXPRESSION;", "nplurals=2; plural=(n > 1);"),
        ("fr", "plural=n > 1", "nplurals=2; plural=(n > 1);"),
        ("ko", "nplurals=2; plural=(n != 1);", "nplurals=1; plural=0;"),
    ],
)
def test_a_plural_rule_of_another_tool_stays(
    project: Project, target: str, found: str, left: str | None
) -> None:
    """Weblate and Poedit have their own; only what is no rule, or gives Korean two, is mended."""
    path = translated(project, *SENTENCES, target=target).path
    old = re.search('"Plural-Forms: .*"', path.read_text())
    assert old
    path.write_text(path.read_text().replace(old[0], f'"Plural-Forms: {found}\\n"'))
    merged(project, *SENTENCES, "One more.", target=target).save()
    assert f'"Plural-Forms: {left or found}\\n"' in path.read_text()


def test_msgcat_changes_nothing(project: Project) -> None:
    """Our way of writing is msgcat's: its output is the same, byte for byte."""
    catalog = approve_all(project, {text: f"번역: {text}" for text in SENTENCES[:2]})
    catalog = merged(project, SENTENCES[0], "A sentence\nof two lines.\n", SENTENCES[2])
    draft_all(catalog)
    catalog.save()
    assert tool("msgcat", "--no-wrap", catalog.path) == catalog.path.read_text()
    assert tool("msgattrib", "--no-wrap", catalog.path) == catalog.path.read_text()


def test_translate_toolkit_reads_our_files(project: Project, tmp_path: Path) -> None:
    """The programs pofilter and po2tmx read the file, and po2tmx finds the reviewed pair."""
    catalog = approve_all(project, {SENTENCES[0]: "연맹이 화요일 대사를 오찬에 초대했다."})
    tools = Path(sys.executable).parent
    tmx, errors = tmp_path / "out.tmx", tmp_path / "errors.po"
    tool(tools / "po2tmx", "--progress=none", "-l", "ko", catalog.path, tmx)
    tool(tools / "pofilter", "--progress=none", "-t", "untranslated", catalog.path, errors)
    assert "오찬에 초대했다" in tmx.read_text()


@pytest.mark.parametrize("options", [(), ("--width=79",), ("--no-wrap", "--sort-by-file")])
def test_editor_save_is_left_alone(project: Project, options: tuple[str, ...]) -> None:
    """A file that an editor's program has rewritten is not written again without reason."""
    path = translated(project, *SENTENCES).path
    rewrite(path, "msgcat", *options)
    before = path.read_bytes(), path.stat().st_ino
    assert not merged(project, *SENTENCES).save()
    assert (path.read_bytes(), path.stat().st_ino) == before


def _as_written(path: Path) -> tuple[int, ...]:
    """What changes when a file is written, and not when it is read."""
    held = path.stat()
    return held.st_ino, held.st_mtime_ns, held.st_size


def test_repeated_run_writes_nothing(project: Project) -> None:
    """Merging the same document and filling the same drafts leaves the file untouched."""
    before = _as_written(translated(project, *SENTENCES).path)
    again = merged(project, *SENTENCES)
    for source in SENTENCES:
        assert again.fill(source, Draft(f"초안: {source}", "argos/en_ko-1.1"), "3fa2", redo=True)
    assert not again.save()
    assert _as_written(again.path) == before


def test_approval_changes_one_message(project: Project) -> None:
    """An approval changes its own message and the header; the others keep their line breaks."""
    path = translated(project, *SENTENCES).path
    rewrite(path, "msgcat", "--width=50")
    before = path.read_text().split("\n\n")
    catalog = Catalog.load(project, "talks", "ko")
    catalog.approve(SENTENCES[1], "열린 문", EDITOR, "2026-11-25")
    assert catalog.save()
    after = path.read_text().split("\n\n")
    assert [
        at for at, pair in enumerate(zip(before, after, strict=True)) if len(set(pair)) > 1
    ] == [
        0,
        2,
    ]
    assert "fuzzy" not in after[2]
    assert f'"Last-Translator: {EDITOR}\\n"' in after[0]


def test_windows_line_ends_are_kept(project: Project) -> None:
    """A file with CRLF line ends is read and keeps them."""
    path = translated(project, *SENTENCES).path
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    catalog = merged(project, *SENTENCES)
    assert not catalog.save()
    catalog.approve(SENTENCES[0], "번역", EDITOR, "2026-11-25")
    assert catalog.save()
    assert path.read_bytes().count(b"\r\n") == path.read_bytes().count(b"\n")
    assert Catalog.load(project, "talks", "ko").entries[SENTENCES[0]].text == "번역"


def test_windows_line_ends_survive_msgcat(project: Project) -> None:
    """It leaves half of one between references that stood on two lines, where no line ends."""
    twice = (SENTENCES[0], SENTENCES[1], SENTENCES[0])
    path = translated(project, *twice).path
    before = Catalog.load(project, "talks", "ko").entries
    rewrite(path, "msgcat", "--width=20")
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    rewrite(path, "msgcat", "--no-wrap")
    assert b"\r seeds/" in path.read_bytes()
    assert Catalog.load(project, "talks", "ko").entries.keys() == before.keys()
    merged(project, *twice).save()
    after = Catalog.load(project, "talks", "ko").entries
    assert {each.text for each in after.values()} == {each.text for each in before.values()}
    assert after[SENTENCES[0]].references == before[SENTENCES[0]].references


def test_what_others_wrote_is_kept(project: Project) -> None:
    """Comments and headers of people and other tools stay, even after the last message."""
    path = translated(project, *SENTENCES[:2]).path
    text = path.read_text()
    text = text.replace('msgid ""\n', '# Translators: the desk\nmsgid ""\n', 1)
    text = text.replace('"X-Source', '"X-Generator: Poedit 3.9\\n"\n"X-Source')
    text = text.replace("#. block 2", "# Ask the embassy.\n#. block 2")
    path.write_text(text + "\n# The end.\n")
    catalog = merged(project, *SENTENCES[:2])
    catalog.approve(SENTENCES[1], "열린 문", EDITOR, "2026-11-25")
    assert catalog.save()
    after = path.read_text()
    assert after.startswith("# Translators: the desk\n")
    assert "X-Generator: Poedit 3.9" in after
    assert "# Ask the embassy.\n# workflow: origin=argos" in after
    assert after.endswith("\n\n# The end.\n")


@pytest.mark.parametrize("flags", ["fuzzy, no-wrap", "no-wrap, fuzzy", "fuzzy, c-format", "fuzzy,"])
def test_flags_of_other_tools_go_with_the_next_sync(project: Project, flags: str) -> None:
    """Nothing else need have changed, and it is written once; what is approved stays so."""
    path = approve_all(project, {SENTENCES[0]: "양국은 만났다."}).path
    merged(project, *SENTENCES[:2]).save()
    catalog = merged(project, *SENTENCES[:2])
    catalog.fill(SENTENCES[1], Draft("초안", "argos"))
    catalog.save()
    before = path.read_text()
    flagged = before.replace("#, fuzzy\n", f"#, {flags}\n")
    path.write_text(
        flagged.replace(f'msgid "{SENTENCES[0]}"', f'#, no-wrap\nmsgid "{SENTENCES[0]}"')
    )
    catalog = merged(project, *SENTENCES[:2])
    assert catalog.save()
    assert path.read_text() == before
    assert not merged(project, *SENTENCES[:2]).save()


def test_wrong_header_is_mended(project: Project) -> None:
    """A wrong language, plural rule or charset is put right at the next merge."""
    path = translated(project, SENTENCES[0]).path
    text = path.read_text().replace("nplurals=1; plural=0;", "nplurals=2; plural=(n != 1);")
    text = text.replace("Language: ko", "Language: en").replace("charset=UTF-8", "charset=CHARSET")
    path.write_text(
        "#, fuzzy\n" + text.replace("Automatically generated", "FULL NAME <EMAIL@ADDRESS>")
    )
    assert merged(project, SENTENCES[0]).save()
    assert verdict(path) == ("0 translated messages, 1 fuzzy translation.\n")
    assert '"Language: ko\\n"' in path.read_text()


def test_file_without_header_is_read(project: Project) -> None:
    """A file without header keeps its first message's comment and state, and gets a header."""
    path = path_of(project, "talks", "ko")
    path.parent.mkdir(parents=True)
    path.write_text(
        f'# Mind the tone.\n# workflow: origin=person\nmsgid "{SENTENCES[0]}"\nmsgstr "번역"\n'
    )
    catalog = merged(project, SENTENCES[0])
    assert catalog.save()
    text = path.read_text()
    assert "# Mind the tone.\n# workflow: origin=person\n" in text
    assert verdict(path) == "1 translated message.\n"


@pytest.mark.parametrize("space", [" ", "  ", "\u00a0", "\u202f", "\u3000", "\u2028"])
def test_path_with_spaces_is_one_reference(project: Project, space: str) -> None:
    """A seed whose name holds spaces is one reference, for gettext and for us."""
    name = f"the talks/7{space}December"
    catalog = merged(project, SENTENCES[0], name=name)
    catalog.save()
    assert tool("msgcat", "--no-wrap", catalog.path) == catalog.path.read_text()
    again = merged(project, SENTENCES[0], name=name)
    assert not again.save()
    assert verdict(catalog.path) == "0 translated messages, 1 untranslated message.\n"
    assert again.entries[SENTENCES[0]].references == (f"seeds/{name}.txt:1",)


@pytest.mark.parametrize("file", ["seeds/talks.txt", "\u2068seeds/the talks.txt\u2069"])
def test_references_without_lines_stay_as_they_are(project: Project, file: str) -> None:
    """``msgcat --add-location=file`` takes the lines out, for fewer differences in git."""
    catalog = merged(project, *SENTENCES)
    catalog.save()
    entry = f'#: {file}\nmsgid "Ships wait."\nmsgstr "배가 기다린다."\n'
    catalog.path.write_text(f"{catalog.path.read_text()}\n{entry}")
    _, known = parser.read(catalog.path, "talks.po")
    assert f"{message_text(known.messages[-1])}\n" == entry


def test_plural_message_keeps_its_text(project: Project) -> None:
    """A plural message, which we never write, is taken for its first form."""
    path = path_of(project, "talks", "ko")
    path.parent.mkdir(parents=True)
    path.write_text('msgid "a"\nmsgid_plural "b"\nmsgstr[0] "가"\n')
    assert Catalog.load(project, "talks", "ko").entries["a"].text == "가"


def test_every_form_of_a_plural_message_is_kept(project: Project) -> None:
    """Those beyond the first in comments, once the message is written anew."""
    path = path_of(project, "talks", "ko")
    path.parent.mkdir(parents=True)
    path.write_text('msgid "a"\nmsgid_plural "b"\nmsgstr[0] ""\nmsgstr[1] "나"\nmsgstr[2] "다"\n')
    catalog = merged(project, "a")
    assert catalog.entries["a"].text == "나"
    catalog.save()
    assert "# other translation: 다" in path.read_text()
    assert verdict(path) == "1 translated message.\n"
    assert not merged(project, "a").save()


def test_every_character_is_read_back(tmp_path: Path) -> None:
    """Each character of the basic plane that gettext accepts is written and read back unchanged."""
    skipped = {4, 7, 10}
    codes = [c for c in range(1, 0x10000) if c not in skipped and not 0xD800 <= c < 0xE000]
    rows = ["|".join(map(chr, codes[at : at + 32])) for at in range(0, len(codes), 32)]
    messages = tuple(PoMessage(f"{at}{row}.", f"{row}가{row}") for at, row in enumerate(rows))
    header = Header({"Content-Type": "text/plain; charset=UTF-8"})
    path = tmp_path / "all.po"
    path.write_bytes(PoFile(header, messages).render())
    assert parser.read(path, "all.po")[1].messages == messages
    done = subprocess.run(["msgcat", "--no-wrap", path], capture_output=True, check=True)
    assert done.stdout == path.read_bytes()


TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\x04\a"), min_size=1)
LINE = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Zl", "Zp"]), min_size=1)
COMMENT = LINE.map(lambda text: " ".join(text.split())).filter(
    lambda text: text and not text.startswith(("#", "workflow:"))
)


@given(
    st.lists(
        st.builds(
            PoMessage,
            msgid=TEXT,
            msgstr=TEXT.filter(lambda text: not text.isspace()),
            fuzzy=st.booleans(),
            comments=st.lists(COMMENT, max_size=2).map(tuple),
            extracted=st.lists(COMMENT, max_size=2).map(tuple),
            stamp=st.builds(Stamp, origin=COMMENT, reviewer=COMMENT).filter(
                lambda stamp: '"' not in str(stamp.origin + stamp.reviewer)
            ),
        ),
        unique_by=lambda message: message.msgid,
        max_size=4,
    )
)
def test_messages_are_read_back(messages: list[PoMessage]) -> None:
    """Whatever texts, comments and state a message has, it is read back as it was written."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.po"
        file = PoFile(Header({"Language": "ko"}), tuple(messages))
        path.write_bytes(file.render())
        found = parser.read(path, "a.po")[1]
    assert found.messages == file.messages
    assert found.render() == file.render()


def test_wrapped_state_is_still_read() -> None:
    """Our comment line is read when a tool has broken it in two."""
    lines = [
        "Mind the tone.",
        "workflow: origin=argos draft=9c1e44aa",
        "terms=3fa2 date=2026-11-24",
    ]
    stamp, comments = Stamp.read(lines)
    assert stamp == Stamp("argos", "9c1e44aa", "3fa2", "2026-11-24")
    assert comments == ("Mind the tone.",)


@given(
    reviewer=st.sampled_from(["", "Kim", "Kim Min-su <kim@example.org>", "A b c d e f <g@h.org>"]),
    fields=st.dictionaries(
        st.sampled_from(["origin", "draft", "terms_hash", "date", "approved", "source"]),
        st.sampled_from(["argos/en_ko-1.1", "9c1e44aa", "2026-11-24"]),
    ),
    width=st.integers(12, 100),
)
def test_state_wrapped_anywhere_is_still_read(
    reviewer: str, fields: dict[str, str], width: int
) -> None:
    """As by polib, which breaks comments at any space: also within a reviewer's name."""
    stamp = Stamp(reviewer=reviewer, **fields)
    lines = textwrap.wrap(str(stamp), width, break_long_words=False, break_on_hyphens=False)
    others = ["Mind the tone.", *lines, 'Say "of the port".']
    assert Stamp.read(others) == (stamp, ("Mind the tone.", 'Say "of the port".'))


def test_states(project: Project) -> None:
    """Each sentence's state, origin and reviewer can be read off its entry."""
    catalog = approve_all(project, {SENTENCES[0]: "가", SENTENCES[1]: "나"})
    catalog = merged(
        project, SENTENCES[0], SENTENCES[1].replace("stays", "is"), SENTENCES[2], "New."
    )
    catalog.fill(SENTENCES[2], Draft("다", "llm/x", ("number: 300",)), "77", "2026-11-26")
    reviewed, stale, draft, empty = catalog.entries.values()
    assert [each.state for each in catalog.entries.values()] == [
        State.REVIEWED,
        State.STALE,
        State.DRAFT,
        State.EMPTY,
    ]
    assert (reviewed.reviewer, reviewed.date, reviewed.origin) == (EDITOR, "2026-11-25", "person")
    assert (stale.previous, stale.text) == (SENTENCES[1], "나")
    said = [*map(str, draft.problems)]
    assert (draft.origin, said, draft.terms_hash) == ("llm/x", ["number: 300"], "77")
    assert (empty.text, empty.references) == ("", ("seeds/talks.txt:4",))
    found = (State.REVIEWED, State.STALE, State.DRAFT, State.EMPTY)
    assert dict(catalog.counts()) == dict.fromkeys(found, 1)


def test_silent_approval_is_visible(project: Project) -> None:
    """Clearing the fuzzy flag in an editor is an approval: unchanged, by nobody that it names."""
    path = translated(project, SENTENCES[0]).path
    text = path.read_text().replace("#, fuzzy\n", "")
    path.write_text(text.replace("Automatically generated", EDITOR))
    entry = Catalog.load(project, "talks", "ko").entries[SENTENCES[0]]
    assert (entry.state, entry.unchanged, entry.reviewer) == (State.REVIEWED, True, "")


def test_text_edited_in_place_is_a_persons(project: Project) -> None:
    """A draft whose text was changed in an editor is a person's, and no machine replaces it."""
    path = translated(project, SENTENCES[0]).path
    path.write_text(path.read_text().replace('msgstr "초안', 'msgstr "교정'))
    catalog = merged(project, SENTENCES[0])
    assert catalog.entries[SENTENCES[0]].origin == "person"
    assert not catalog.fill(SENTENCES[0], Draft("x", "y"), redo=True)
    assert catalog.pending(redo=True) == ()


def test_editor_sees_placeholders_explained(project: Project) -> None:
    """What a placeholder stands for is said beside the sentence."""
    from workflow.model import Markup, MarkupKind

    catalog = Catalog.load(project, "talks", "ko")
    markup = (
        Markup("g1", MarkupKind.LINK, url="https://example.org/"),
        Markup("x2", MarkupKind.CODE, "make run"),
        Markup("g3", MarkupKind.STRONG),
    )
    catalog.merge(document("See <g1>this</g1>, then <x2/>.", markup=markup))
    catalog.save()
    text = catalog.path.read_text()
    assert "#. <g1>…</g1> = link https://example.org/\n#. <x2/> = `make run`\n" in text
    assert "g3" not in text
