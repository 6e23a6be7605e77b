"""The words of the pages: translated in full, in PO files that a project can add to."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from workflow.errors import PublishError
from workflow.interface_words import TERM_KINDS
from workflow.site.theming.labels import EDITION, Vocabulary

#: What speaks to readers and editors: the folder of each with its catalogs.
SITE, REVIEW = (Path(str(resources.files(f"workflow.{part}"))) for part in ("site", "review"))
#: The languages in which both are told in full.
LANGUAGES = ("ar", "ja", "ko", "zh_CN")
CATALOGS = [
    folder / "locales" / name
    for folder in (SITE, REVIEW)
    for name in (f"{folder.name}.pot", *(f"{each}.po" for each in LANGUAGES))
]
TRANSLATED = [path for path in CATALOGS if path.suffix == ".po"]


def named(path: Path) -> str:
    """A file's name in the names of tests: ``site/ko.po``."""
    return "/".join((path.relative_to(SITE.parent).parts[0], path.name))


def asked_for(folder: Path) -> set[str | tuple[str, ...]]:
    """Every label that a template, a module or a script asks for, and those that both share."""
    found = extract_from_dir(
        folder,
        [("templates/**.html", "jinja2"), ("**.py", "python"), ("assets/**.js", "javascript")],
        keywords={
            "label": None, "own": None, "counted": (1, 2), "t": {None: (1,), 3: (1, 2), 4: (1, 2)},
        },
    )  # fmt: skip
    names = {message if isinstance(message, str) else tuple(message) for *_, message, _, _ in found}
    return {*names, *TERM_KINDS.values()} - {each[0] for each in names if isinstance(each, tuple)}


def catalog(path: Path) -> dict[str | tuple[str, ...], str]:
    """The labels in a PO file, by name or both names, and their translations."""
    with path.open("rb") as file:
        return {
            each.id if isinstance(each.id, str) else tuple(each.id): "".join(each.string)
            for each in read_po(file)
            if each.id
        }


@pytest.mark.parametrize("path", CATALOGS, ids=named)
def test_every_label_is_in_every_catalog(path: Path) -> None:
    """No label is missing and none is left over; if one is, ``make labels`` mends it."""
    assert set(catalog(path)) == asked_for(path.parents[1])


@pytest.mark.parametrize("path", TRANSLATED, ids=named)
def test_every_label_is_translated(path: Path) -> None:
    """Arabic, Japanese, Korean and Chinese pages have no English word; gettext finds no fault."""
    assert all(catalog(path).values())
    assert shutil.which("msgfmt"), "needs gettext"
    checked = subprocess.run(
        ["msgfmt", "-c", "-v", "-o", "/dev/null", path],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (checked.returncode, "warning" in checked.stderr) == (0, False), checked.stderr
    assert "untranslated" not in checked.stderr
    assert "fuzzy" not in checked.stderr


def words(template: str) -> Iterator[str]:
    """The text a template writes itself: between tags and in attributes that are read out."""
    text = re.sub(r"\{#.*?#\}", "", template, flags=re.DOTALL)
    text = re.sub(r"\{% block kind %\}.*?\{% endblock %\}", "", text)
    text = re.sub(r"\{%.*?%\}|\{\{.*?\}\}", "", text, flags=re.DOTALL)
    text = re.sub(r'<code>.*?</code>|<span class="key".*?</span>', "", text)  # typed as it is
    for attribute in re.findall(r' (?:aria-label|title|alt|placeholder)="([^"]*)"', text):
        yield from re.findall(r"[^\W\d_]+", attribute)
    yield from re.findall(r"[^\W\d_]+", re.sub(r"<[^>]*>", " ", text))


@pytest.mark.parametrize(
    "path",
    sorted(path for part in (SITE, REVIEW) for path in (part / "templates").glob("*.html")),
    ids=named,
)
def test_no_template_has_words_of_its_own(path: Path) -> None:
    """All a template says goes through the catalogs."""
    assert list(words(path.read_text("utf-8"))) == []


def test_labels_are_in_the_pages_language() -> None:
    """Pages speak their language, or English where it has no catalog, and say so."""
    labels = Vocabulary()
    assert labels("ko")("Side by side") == "나란히"
    assert labels("zh-Hans")("{n} reviewed", n=3) == "已审校 3"
    assert labels("en")(EDITION) == labels.edition("en") == "English edition"
    assert labels.edition("ja") == "日本語版"
    assert labels("fr").language == "en"
    assert labels.edition("fr") == "français"


def po(folder: Path, name: str, *pairs: tuple[str, str], header: str = "") -> Vocabulary:
    """The vocabulary of a project with one PO file."""
    entries = "".join(f'{header}msgid "{label}"\nmsgstr "{text}"\n\n' for label, text in pairs)
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    (folder / name).write_text(head + entries, "utf-8")
    return Vocabulary(folder)


def test_a_project_can_add_a_language(tmp_path: Path) -> None:
    """A PO file in the theme makes pages speak another language, as far as it goes."""
    labels = po(tmp_path, "fr.po", ("Latest", "À la une"), (EDITION, "Édition française"))("fr")
    assert (labels.language, labels("Latest"), labels("Glossary")) == ("fr", "À la une", "Glossary")


def test_a_project_can_say_it_in_its_own_words(tmp_path: Path) -> None:
    """A project's label stands before the package's; fuzzy and empty ones do not count."""
    labels = po(tmp_path, "ko.po", ("Latest", "오늘의 기사"), ("Status", ""))("ko")
    assert (labels("Latest"), labels("Status")) == ("오늘의 기사", "번역 현황")
    assert po(tmp_path, "en.po", ("Latest", "News"))("en")("Latest") == "News"
    fuzzy = po(tmp_path, "ko.po", ("Latest", "새 소식"), header="#, fuzzy\n")
    assert fuzzy("ko")("Latest") == "최신 기사"


@pytest.mark.parametrize(
    ("label", "text"),
    [
        ("{n} reviewed", "검수"),
        ("Latest", "{n}개"),
        ("Latest", "{"),
        ("{n} draft", "{n.__class__}"),
    ],
)
def test_values_must_be_kept(tmp_path: Path, label: str, text: str) -> None:
    """A translation without the label's values, or with others, is an error with file and line."""
    with pytest.raises(PublishError, match=r"ko\.po:4: .*same values"):
        po(tmp_path, "ko.po", (label, text))("ko")


def test_what_is_no_po_file(tmp_path: Path) -> None:
    """The error names the file."""
    (tmp_path / "ko.po").write_text("hello\n")
    with pytest.raises(PublishError, match=r"ko\.po"):
        Vocabulary(tmp_path)("ko")


SENTENCES = "1 sentence", "{n} sentences"


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "1 sentence, 2 sentences"),
        ("ko", "총 1문장, 총 2문장"),
        ("zh-Hans", "共 1 句, 共 2 句"),
        ("ja", "全1文, 全2文"),
    ],
)
def test_a_number_takes_the_form_of_its_language(language: str, told: str) -> None:
    """One sentence is not ``1 sentences``; Korean, Chinese and Japanese know one form."""
    words = Vocabulary()(language)
    assert ", ".join(words(*SENTENCES, n=n) for n in (1, 2)) == told


def test_arabic_has_six_forms() -> None:
    """None, one and two in words; few, many, and hundreds with the number (CLDR)."""
    words = Vocabulary()("ar")
    assert [words(*SENTENCES, n=n) for n in (0, 1, 2, 3, 11, 100)] == [
        "لا جمل", "جملة واحدة", "جملتان", "3 جمل", "11 جملة", "100 جملة"
    ]  # fmt: skip


def test_a_project_brings_as_many_forms_as_its_language_has(tmp_path: Path) -> None:
    """Which number takes which form is told by the PO file, or known of the language."""
    forms = "{n} предложение", "{n} предложения", "{n} предложений"
    entry = "".join(f'msgstr[{at}] "{form}"\n' for at, form in enumerate(forms))
    text = 'msgid "1 sentence"\nmsgid_plural "{n} sentences"\n' + entry
    (tmp_path / "ru.po").write_text(text, "utf-8")
    words = Vocabulary(tmp_path)("ru")
    assert [words(*SENTENCES, n=n).split()[1] for n in (21, 3, 11)] == [
        form.split()[1] for form in forms
    ]


def test_a_project_may_have_a_plural_as_two_labels(tmp_path: Path) -> None:
    """As PO files had it before labels had plurals."""
    words = po(tmp_path, "ko.po", ("{n} sentences", "문장 {n}개"))("ko")
    assert (words(*SENTENCES, n=2), words(*SENTENCES, n=1)) == ("문장 2개", "총 1문장")


def test_every_form_holds_the_values(tmp_path: Path) -> None:
    """But for that of one, which may be said in words."""
    head = 'msgid "1 sentence"\nmsgid_plural "{n} sentences"\n'
    (tmp_path / "de.po").write_text(head + 'msgstr[0] "ein Satz"\nmsgstr[1] "{n} Sätze"\n', "utf-8")
    words = Vocabulary(tmp_path)("de")
    assert [words(*SENTENCES, n=n) for n in (1, 2)] == ["ein Satz", "2 Sätze"]
    for language, forms in (
        ("ko", 'msgstr[0] "문장"\n'),
        ("de", 'msgstr[0] "ein"\nmsgstr[1] "x"\n'),
    ):
        (tmp_path / f"{language}.po").write_text(head + forms, "utf-8")
        with pytest.raises(PublishError, match="same values"):
            Vocabulary(tmp_path)(language)
