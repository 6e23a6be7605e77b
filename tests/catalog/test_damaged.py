"""PO files that cannot be read without risk: a clear error, and the file as it was."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.support.catalogs import approve_all, merged, rewrite, translated
from workflow.catalog import Catalog, path_of
from workflow.catalog.parser import read
from workflow.errors import CatalogError
from workflow.model import Project

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
ONE = 'msgid "One."\nmsgstr "하나."\n'
TWO = '\nmsgid "Two."\nmsgstr "둘."\n'

DAMAGED = {
    "conflict": (
        HEADER + "<<<<<<< HEAD\n" + ONE + "=======\n" + TWO + ">>>>>>> theirs\n",
        5,
        "merge conflict",
    ),
    "duplicate": (HEADER + ONE + "\n" + ONE, 8, "repeats the message of line 5"),
    "open string": (HEADER + ONE + '\nmsgid "Two."\nmsgstr "둘', 9, "closing quotation mark"),
    "open string in a comment": (HEADER + '#| msgid "On\n' + ONE, 5, "closing quotation mark"),
    "no msgstr at the end": (HEADER + ONE + '\nmsgid "Two."\n', 8, "without its msgstr"),
    "no msgstr inside": (HEADER + 'msgid "Two."\n\n' + ONE, 5, "without its msgstr"),
    "cut in a keyword": (HEADER + ONE + "\nmsg", 8, "not a PO file"),
    "prose": ("The federation met the ambassador.\n", 1, "not a PO file"),
    "characters as numbers": (
        HEADER + ONE + '\nmsgid "Two."\nmsgstr "\\353\\221\\230"\n',
        9,
        "as numbers",
    ),
    "stray quotation mark": (HEADER + 'msgid "a "b" c"\nmsgstr ""\n', 5, "not a PO file"),
    "two headers": (HEADER + ONE + "\n" + HEADER, 8, "without source"),
    "header in the middle": (ONE + "\n" + HEADER + TWO, None, "one header"),
    "empty": ("", None, "is empty"),
}


def written(project: Project, data: bytes) -> Path:
    path = path_of(project, "talks", "ko")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def test_marks_of_comments_need_no_space(project: Project) -> None:
    """As people type them and gettext reads them."""
    typed = '#A note\n#.told\n#:seeds/talks.txt:1\n#,fuzzy,no-wrap\n#|msgid "Once."\n'
    gone = '#,fuzzy\n#~msgid "Two."\n#~msgstr "둘."\n'
    path = written(project, (HEADER + typed + ONE + "\n" + gone).encode())
    assert subprocess.run(["msgfmt", "-c", "-o", os.devnull, path], check=False).returncode == 0
    one, two = read(path, "talks.po")[1].messages
    assert (one.fuzzy, one.previous, one.comments, one.msgstr) == (
        True, "Once.", ("A note",), "하나."
    )  # fmt: skip
    assert (two.obsolete, two.msgstr) == (True, "둘.")


@pytest.mark.parametrize(
    "flag", ["fuzy", "fuzzyy", "Fuzzy", "FUZZY", "fuzzi", "fuzzy.", "fuzzy no-wrap"]
)
def test_a_misspelt_flag_is_no_approval(project: Project, flag: str) -> None:
    """The file is refused where it stands, until somebody has said what it means."""
    written(project, f"{HEADER}\n#: seeds/talks.txt:1\n#, {flag}\n{ONE}".encode())
    with pytest.raises(CatalogError) as caught:
        Catalog.load(project, "talks", "ko")
    path, line = caught.value.where.split(":")
    assert (project.root / path).read_text().split("\n")[int(line) - 1] == f"#, {flag}"
    assert flag in caught.value.what
    assert caught.value.hint


@pytest.mark.parametrize("case", DAMAGED)
def test_damage_is_reported_where_it_is(project: Project, case: str) -> None:
    """A damaged file is refused with its path, the line, what is wrong and how to mend it."""
    text, line, what = DAMAGED[case]
    path = written(project, text.encode())
    with pytest.raises(CatalogError) as caught:
        Catalog.load(project, "talks", "ko")
    place = "locales/ko/talks.po" + (f":{line}" if line else "")
    assert caught.value.where == place
    assert what in caught.value.what
    assert caught.value.hint
    assert path.read_text() == text


@pytest.mark.parametrize(
    ("charset", "encoding", "what", "mend"),
    [
        ("EUC-KR", "euc-kr", "is not UTF-8 but EUC-KR?", "msgconv -t UTF-8 -o"),
        ("UTF-8", "euc-kr", "is not UTF-8 but CP949?", "iconv -f CP949 -t UTF-8"),
        ("CHARSET", "euc-kr", "is not UTF-8 but CP949?", "iconv -f CP949 -t UTF-8"),
        ("UTF-8", "utf-16", "is not UTF-8 but UTF-16", "iconv -f UTF-16 -t UTF-8"),
    ],
)
def test_other_encodings_are_refused(
    project: Project, charset: str, encoding: str, what: str, mend: str
) -> None:
    """A file that is not UTF-8 is refused with a command that can convert it."""
    written(project, (HEADER.replace("UTF-8", charset) + ONE).encode(encoding))
    with pytest.raises(CatalogError) as caught:
        Catalog.load(project, "talks", "ko")
    assert caught.value.what == what
    assert mend in caught.value.hint


def test_commands_that_mend_can_be_pasted(project: Project) -> None:
    """A path with a space is quoted in the command that a hint gives."""
    path = path_of(project, "the talks", "ko")
    path.parent.mkdir(parents=True)
    path.write_bytes((HEADER + ONE).encode("utf-16"))
    with pytest.raises(CatalogError) as caught:
        Catalog.load(project, "the talks", "ko")
    assert "iconv -f UTF-16 -t UTF-8 'locales/ko/the talks.po' >" in caught.value.hint


def test_of_a_repeated_message_a_person_keeps_the_right_one(project: Project) -> None:
    """Gettext's msguniq would put both texts, and its marks, into one translation."""
    path = path_of(project, "talks", "ko")
    path.parent.mkdir(parents=True)
    path.write_text(HEADER + ONE + "\n" + ONE)
    with pytest.raises(CatalogError, match="repeats the message of line 5") as caught:
        Catalog.load(project, "talks", "ko")
    assert caught.value.hint == "Keep the right one and delete the other."


def test_escape_sequences_of_an_old_encoding_are_refused(project: Project) -> None:
    """ISO-2022-KR looks like ASCII; its declared charset gives it away."""
    data = (HEADER.replace("UTF-8", "ISO-2022-KR") + ONE).encode("iso2022_kr")
    written(project, data)
    with pytest.raises(CatalogError, match="ISO-2022-KR"):
        Catalog.load(project, "talks", "ko")


@pytest.mark.parametrize("cut", range(1, 40))
def test_no_cut_loses_a_translation_in_silence(project: Project, cut: int) -> None:
    """Cut off inside a message, a file is refused; between messages it reads as shorter."""
    data = (HEADER + ONE + TWO).encode()
    written(project, data[:-cut])
    try:
        entries = Catalog.load(project, "talks", "ko").entries
    except CatalogError:
        return
    assert entries["One."].text == "하나."
    assert "Two." not in entries or entries["Two."].text == "둘."


def cut(path: Path, messages: int) -> None:
    """Cuts a file off after so many messages, between them."""
    blocks = path.read_text().split("\n\n")
    path.write_text("\n\n".join(blocks[: messages + 1]) + "\n")


def test_a_file_cut_off_between_messages_is_noticed(project: Project) -> None:
    """It is refused, not merged as if nobody had ever translated the rest."""
    path = approve_all(project, {"One.": "하나.", "Two.": "둘.", "Three.": "셋."}).path
    whole = path.read_bytes()
    cut(path, 1)
    with pytest.raises(CatalogError, match="lost 2 of its translations") as caught:
        merged(project, "One.", "Two.", "Three.")
    assert "delete" in caught.value.hint
    path.write_bytes(whole)
    assert not merged(project, "One.", "Two.", "Three.").save()


def test_a_cut_is_noticed_after_an_editors_save(project: Project) -> None:
    """Also where the editor has changed what is left of it."""
    path = approve_all(project, {"One.": "하나.", "Two.": "둘."}).path
    rewrite(path, "msgcat", "--width=30")
    cut(path, 1)
    path.write_text(path.read_text().replace("하나", "일"))
    with pytest.raises(CatalogError, match="lost 1 of its translations, all at its end"):
        merged(project, "One.", "Two.")


def test_shorter_files_are_fine_for_good_reasons(project: Project) -> None:
    """Drafts can be had again; a document put back with its file misses nothing."""
    path = translated(project, "One.", "Two.").path
    cut(path, 1)
    assert merged(project, "One.", "Two.").save()
    approve_all(project, {"One.": "하나.", "Two.": "둘."})
    cut(path, 1)
    assert not merged(project, "One.").save()
    (project.cache / "written" / "locales" / "ko" / "talks.po").unlink()
    assert merged(project, "One.", "Two.").save()


@pytest.mark.parametrize("ending", ["#\n", "# bye\n", "#. bye\n"])
def test_comments_at_the_end_cost_nothing(project: Project, ending: str) -> None:
    """Comments after the last message neither hide it nor get lost."""
    path = written(project, (HEADER + ONE + ending).encode())
    catalog = merged(project, "One.", "Two.")
    assert catalog.entries["One."].text == "하나."
    catalog.save()
    assert path.read_text().endswith(ending)


@pytest.mark.parametrize("ending", ["#.\n", "#:\n", "#,\n", '#~| msgid "Zero."\n'])
def test_unfinished_comment_at_the_end_is_refused(project: Project, ending: str) -> None:
    """An empty comment line at the end, which makes polib forget a message, is an error."""
    written(project, (HEADER + ONE + ending).encode())
    with pytest.raises(CatalogError, match="unfinished comment") as caught:
        Catalog.load(project, "talks", "ko")
    assert caught.value.where == "locales/ko/talks.po:7"


def test_byte_order_mark_is_accepted(project: Project) -> None:
    """A byte order mark is read over, and gone after the next change."""
    path = written(project, b"\xef\xbb\xbf" + (HEADER + ONE).encode())
    assert merged(project, "One.", "Two.").save()
    assert path.read_bytes().startswith(b"msgid")


def test_links_out_of_the_project_are_refused(project: Project, tmp_path_factory: Path) -> None:
    """A PO file or a folder that leads out of the project is neither read nor written."""
    outside = project.root.parent / "outside"
    outside.mkdir()
    (outside / "talks.po").write_text(HEADER + ONE)
    (project.locales / "ko").symlink_to(outside)
    with pytest.raises(CatalogError, match="symbolic link"):
        Catalog.load(project, "talks", "ko")
    for name in ("../../talks", str(outside / "talks"), ""):
        with pytest.raises(CatalogError, match="outside"):
            Catalog.load(project, name, "ko")


def test_links_inside_the_project_are_followed(project: Project) -> None:
    """A PO file may be a link to another place in the project; the link stays."""
    path = translated(project, "One.").path
    real = project.root / "shared.po"
    path.rename(real)
    path.symlink_to(os.path.relpath(real, path.parent))
    assert merged(project, "One.", "Two.").save()
    assert path.is_symlink()
    assert "Two." in real.read_text()


def test_folder_in_the_way_is_an_error(project: Project) -> None:
    """A folder of the file's name is an error, not a crash."""
    path_of(project, "talks", "ko").mkdir(parents=True)
    with pytest.raises(CatalogError, match="is not a file"):
        Catalog.load(project, "talks", "ko")


def test_foreign_duplicates_among_obsolete_messages_are_joined(project: Project) -> None:
    """Obsolete twins, which gettext refuses, become one message that keeps both texts."""
    path = written(
        project,
        (
            HEADER
            + ONE
            + '\n#~ msgid "Two."\n#~ msgstr "둘."\n\n#~ msgid "Two."\n#~ msgstr "이."\n'
        ).encode(),
    )
    assert merged(project, "One.").save()
    text = path.read_text()
    assert text.count('#~ msgid "Two."') == 1
    assert "둘." in text
    assert "# other translation: 이." in text


@pytest.mark.slow
def test_a_hundred_thousand_messages(project: Project) -> None:
    """A file of 100,000 messages is read, merged and written whole."""
    texts = [f"Sentence {number} of the great report on trade." for number in range(100_000)]
    body = "\n".join(f'msgid "{text}"\nmsgstr "번역 {at}"\n' for at, text in enumerate(texts))
    written(project, (HEADER + body).encode())
    catalog = merged(project, *texts[1:], "A new one.")
    assert catalog.save()
    assert len(catalog.entries) == 100_000
    assert [entry.text for entry in catalog.obsolete] == ["번역 0"]


def test_an_escaped_backslash_is_no_number(project: Project) -> None:
    """Nor is one in a comment."""
    written(project, (HEADER + '# C:\\1\nmsgid "One."\nmsgstr "C:\\\\1 \\n2"\n').encode())
    assert Catalog.load(project, "talks", "ko").entries["One."].text == "C:\\1 \n2"


def test_characters_as_numbers_are_mended_as_the_hint_says(project: Project) -> None:
    """The command it names writes them out."""
    path = approve_all(project, {"One.": "하나."}).path
    rewrite(path, "msgcat", "--escape")
    with pytest.raises(CatalogError) as caught:
        Catalog.load(project, "talks", "ko")
    command = caught.value.hint.partition(": ")[2]
    subprocess.run(command, shell=True, cwd=project.root, check=True)  # noqa: S602
    assert Catalog.load(project, "talks", "ko").entries["One."].text == "하나."


def test_a_byte_order_mark_goes(project: Project) -> None:
    """Notepad writes one; gettext's tools refuse the file."""
    path = approve_all(project, {"One.": "하나."}).path
    before = path.read_bytes()
    path.write_bytes(b"\xef\xbb\xbf" + before)
    assert merged(project, "One.").save()
    assert path.read_bytes() == before
