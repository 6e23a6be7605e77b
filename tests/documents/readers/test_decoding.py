"""Bytes to text: every encoding is read right or refused, and junk characters are gone."""

from __future__ import annotations

import contextlib
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.documents import readers
from workflow.documents.readers.decoding import clean, decode
from workflow.errors import SourceError

KOREAN = (
    "한국과 중국의 교역은 올해도 늘었다.\n"
    "기업들은 공급망을 안정시키는 일이 무엇보다 중요하다고 말한다.\n"
    "정부는 내년에 새로운 대책을 내놓을 예정이다.\n"
)
SIMPLIFIED = (
    "今年韩中贸易继续增长。企业表示，稳定供应链是最重要的工作。\n"
    "两国政府将在明年推出新的措施，这也是大家的希望。\n"
)
TRADITIONAL = (
    "今年韓中貿易繼續增長。企業表示，穩定供應鏈是最重要的工作。\n"
    "兩國政府將在明年推出新的措施，這也是大家的希望。\n"
)
RUSSIAN = "Торговля между странами снова выросла. Я не знаю, что тебе сказать.\n"
POLISH = "Zażółć gęślą jaźń. Handel między państwami znów wzrósł, mówią urzędnicy.\n"
HUNGARIAN = "Árvíztűrő tükörfúrógép. A két ország közötti kereskedelem idén is nőtt.\n"
SERBIAN = "Трговина је поново порасла. Не знам шта да ти кажем, његова је земља још ту.\n"
FRENCH = "Le cœur de la ville où les élèves ont mangé des crêpes, dès l'été. Ça y est déjà.\n"
SPANISH = "El año que viene la niña verá a los tíos en el país. Según él, la música está allí.\n"
ENGLISH = "Trade between the two countries grew again. Firms want stable supply chains.\n"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (KOREAN, "cp949"),
        (KOREAN, "euc-kr"),
        (SIMPLIFIED, "gb18030"),
        (SIMPLIFIED, "gb2312"),
        (TRADITIONAL, "big5"),
        (RUSSIAN, "cp1251"),
        (SERBIAN, "cp1251"),
        (POLISH, "cp1250"),
        (HUNGARIAN, "cp1250"),
        (HUNGARIAN, "iso8859-16"),
        ("Żonę też proszę. Było mało łez, cóż, chcę łódkę, a wódkę mają.\n", "iso8859-2"),
        *[(FRENCH, name) for name in ("cp1252", "iso8859-15", "mac_roman")],
        *[(SPANISH, name) for name in ("iso8859-1", "mac_roman", "cp850")],
        ("It’s “the” café – by the sea.\n", "cp1252"),
        ("Er sagte: „Der Hafen bleibt groß.“ Das war im März.\n", "cp1250"),
        *[
            (text, encoding)
            for text in (KOREAN, SIMPLIFIED, TRADITIONAL, ENGLISH)
            for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32")
        ],
    ],
)
def test_an_encoding_is_recognised(text: str, encoding: str) -> None:
    """Unicode with and without byte order mark, and the old encodings of Korea and China."""
    assert decode(text.encode(encoding), "seeds/a.txt") == text


@pytest.mark.parametrize("line_end", ["\r\n", "\r", "\n", "\x85", "\u2028"])
def test_lines_end_in_lf(line_end: str) -> None:
    """Any way to end a line is read as one line break."""
    assert decode(f"One.{line_end}Two.".encode(), "a") == "One.\nTwo."


def _refused(data: bytes) -> SourceError:
    with pytest.raises(SourceError) as caught:
        decode(data, "seeds/a.txt")
    assert caught.value.where.startswith("seeds/a.txt")
    assert caught.value.hint
    return caught.value


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "is empty"),
        (b" \n\t\r\n", "holds only white space"),
        ("\ufeff\u3000\u200b\n".encode(), "holds only white space"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "is an image, not text"),
        (b"\xff\xd8\xff\xe0 JFIF", "is an image, not text"),
        (b"PK\x03\x04\x14\x00", "ZIP archive or an office document"),
        (b"%PDF-1.7\n%\xe2\xe3", "is a PDF, not text"),
        (b"{\\rtf1 text}", "RTF"),
        (bytes(range(256)) * 4, "is binary, not text"),
        (b"\x01\x02\x03\x04\x05\x06text", "is binary, not text"),
        ("\2\3\4".join(FRENCH.split(" ")).encode("cp1252"), "is not valid UTF-8"),
        ("참고".encode("iso2022_kr") + b"\x1b$)C", "7-bit"),
        (ENGLISH.encode("utf-16")[:-1], "not valid at byte"),
        (b"\xef\xbb\xbfText \xff", "not valid at byte"),
        (b"caf\xe9 and na\xefve", "is not valid UTF-8"),
        ("경총".encode("cp949"), "is not valid UTF-8"),
        *[
            (text.encode(encoding), "is not valid UTF-8")
            for text, encoding in [
                ("Přijď, ať není pozdě. Řekni mu, jak tě čeká večeře. Nechoď dál.\n", "iso8859-2"),
                ("Tikmēr virs Klusā okeāna veidojas zema spiediena ieplaka.\n", "cp1257"),
                ("Ka raiti ki te ō mātou ākonga, ā, he tino pai tā rātou mahi.\n", "iso8859-4"),
                ("Un país, la costa y el mar.\n", "mac_roman"),
                ("It’s the Δ of the tide.\n", "cp1253"),
                (RUSSIAN, "koi8-r"),
                (RUSSIAN, "mac-cyrillic"),
                (RUSSIAN, "iso8859-5"),
                (SERBIAN, "iso8859-5"),
                ("Żółta łódź była już gotowa, ale ktoś ją ukradł.", "cp1250"),
                ("Ήρθε χθες το βράδυ από την Αθήνα, είπε.", "cp1253"),
                ("הוא הגיע אתמול בערב מתל אביב", "cp1255"),
            ]
        ],
    ],
)
def test_what_is_no_text_is_refused(data: bytes, what: str) -> None:
    """Empty, blank, binary, damaged and uncertain files each have their own message."""
    assert what in _refused(data).what


def test_invalid_utf8_names_the_line() -> None:
    """The place of the first bad byte helps to mend the file."""
    error = _refused(b"Trade grew.\nIt fell \xff\xfe\xfa later.\n")
    assert error.where == "seeds/a.txt:2"


@pytest.mark.parametrize("text", [KOREAN, f"It’s “{ENGLISH}” – said twice… café"])
def test_text_that_was_encoded_twice_is_read_once(text: str) -> None:
    """Which is certain by the controls in it."""
    twice = text.encode().decode("latin-1")
    assert decode(twice.encode(), "a.txt") == text


@pytest.mark.parametrize(
    "text",
    ["It shows Ã© for é.", "Ã© Ã¨ Ã¼ Ã¤", "â\x80\x99 " * 3 + f"{ENGLISH}→", "Caf\x80 Ã© Ã¨ Ã¼"],
)
def test_text_that_is_merely_strange_stays_as_it_is(text: str) -> None:
    assert decode(text.encode(), "a.txt") == clean(text)


def test_a_page_may_name_its_encoding() -> None:
    """A meta element decides where the bytes alone do not, and loses where they do."""
    page = b'<meta charset="iso-8859-1"><p>A caf\xe9 \x96 closed.</p>'
    assert "café – closed" in decode(page, "a.html")
    short = '<meta charset="euc-kr"><p>경총</p>'
    assert decode(short.encode("euc-kr"), "a.html") == short
    wrong = f'<meta charset="iso-8859-1"><p>{KOREAN}</p>'
    assert "공급망" in decode(wrong.replace("iso-8859-1", "euc-kr").encode("cp949"), "a.html")
    assert "공급망" in decode(wrong.encode("utf-8"), "a.html")


@pytest.mark.parametrize(
    "head",
    [
        "Title: Ships\n\nCharacter set encoding: ISO-8859-1\n\n",
        'Subject: Ships\nContent-Type: text/plain;\n charset="windows-1252"\n\n',
    ],
)
def test_a_mail_and_a_book_may_name_their_encoding(head: str) -> None:
    """Only at the beginning of a line."""
    data = f"{head}The café closed.".encode("cp1252")
    assert "café" in decode(data, "a.txt")
    with pytest.raises(SourceError):
        decode(data.replace(b"C", b"-C"), "a.txt")


@pytest.mark.parametrize(
    ("label", "encoding", "text"),
    [
        ("windows-874", "cp874", "สภาเมืองมีมติ"),
        ("TIS-620", "cp874", "“สภาเมือง”"),
        ("x-sjis", "cp932", "旧桟橋"),
        ("ks_c_5601-1989", "cp949", "경총"),
        ("x-cp1251", "cp1251", "Городской совет"),
        ("iso-8859-8-i", "iso8859-8", "המועצה הצביעה"),
        ("x-mac-cyrillic", "mac-cyrillic", "Городской совет"),
    ],
)
def test_encodings_go_by_their_names_on_the_web(label: str, encoding: str, text: str) -> None:
    """Python does not know some of those in the Encoding Standard."""
    page = f'<meta charset="{label}"><p>{text}</p>'
    assert decode(page.encode(encoding), "a.html") == page


@pytest.mark.parametrize(
    ("encoding", "text"), [("utf-8", SIMPLIFIED), ("gb2312", SIMPLIFIED), ("euc-kr", KOREAN)]
)
def test_a_page_with_a_few_letters_lost_is_read(encoding: str, text: str) -> None:
    """As browsers do, with U+FFFD, also where a shortened text ends amid a letter; not many."""
    page = f'<meta charset="{encoding}"><p>'.encode() + b"\xff" + (text * 9).encode(encoding)
    assert decode(page, "a.html").endswith(f"<p>\ufffd{text * 9}")
    cut = page.replace("\n".encode(encoding), b"<br>", 1)
    cut = cut.replace(text[0].encode(encoding), text[0].encode(encoding)[:-1] + b"<br>", 1)
    assert decode(cut, "a.html").count("\ufffd") in {2, 3}
    assert _refused(page.replace(b"<p>", b"<p>" + b"\xff " * 9))


CONFLICT = "<<<<<<< HEAD\nThey met.\n=======\nThey did not meet.\n>>>>>>> kim\n"


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.rst"])
def test_a_text_with_two_versions_is_refused(name: str) -> None:
    """Git's marks, which nobody means to publish; a text that is about them shows them as code."""
    with pytest.raises(SourceError, match="holds a merge conflict") as caught:
        readers.parse(f"Talks\n\nIt rained.\n\n{CONFLICT}".encode(), name)
    assert caught.value.where == f"{name}:5"
    for shown in (
        f"Talks\n\n```\n{CONFLICT}```\n",
        "Talks\n\n" + "".join(f"    {line}\n" for line in CONFLICT.splitlines()),
        "Talks\n=======\n\nThey met.\n",
        "Talks\n\n<<<<<<< is what git writes.\n\nAnd >>>>>>> too.\n",
    ):
        assert readers.parse(shown.encode(), name)[0]


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_clean_text_holds_no_trap(text: str) -> None:
    """No control character, separator or invisible mark is left; cleaning again changes nothing."""
    cleaned = clean(text)
    assert unicodedata.is_normalized("NFC", cleaned)
    assert clean(cleaned) == cleaned
    assert not set(cleaned) & set("\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029\ufeff\u200b\u00ad\u202e")
    assert len(cleaned.splitlines()) <= cleaned.count("\n") + 1


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Cs", "Co", "Cn"])))
def test_visible_text_is_kept(text: str) -> None:
    """Only how a character is composed may change."""
    shown = "".join(char for char in text if char not in "\u115f\u1160\u3164\uffa0\u2028\u2029")
    kept = clean(shown)
    assert unicodedata.normalize("NFD", kept) == unicodedata.normalize("NFD", shown)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    """Nothing but a SourceError ever comes out of bad bytes."""
    with contextlib.suppress(SourceError):
        assert decode(data, "a").strip()


def test_a_formula_is_not_taken_for_an_old_encoding() -> None:
    """``~{`` begins HZ only where ``~}`` ends it behind pairs of letters."""
    text = r"Let $P(L~|~{\rm features})$ be known."
    assert readers.parse(text.encode(), "seeds/a.txt")[0][0].text == text
    with pytest.raises(SourceError):
        readers.parse("부산. ".encode() + b"~{VPND~}", "seeds/a.txt")


def test_english_with_some_japanese_is_no_text_of_a_mac() -> None:
    """One letter alone, however often, may be half of one in Shift JIS."""
    said = "The show カカカ was good and the crowd liked it, カカ too, said a man in the hall."
    with contextlib.suppress(SourceError):
        assert decode(said.encode("shift-jis"), "seeds/a.txt") == said
