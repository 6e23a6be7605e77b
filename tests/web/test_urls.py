"""Addresses: which are taken, shown, and mean one article; names of seeds made of them."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.errors import FetchError
from workflow.web import urls
from workflow.web.public_hosts import is_public

URL = "https://example.org/news/port-of-busan.html"


@pytest.mark.parametrize(
    "text",
    [
        "file:///etc/passwd", "ftp://example.org/", "gopher://example.org/", "example.org",
        "javascript:alert(1)", "data:text/html,x", "//example.org/", "", "https://", "http:///x",
        "https://me@example.org/", "https://me:pw@example.org/", "https://example.org\\@evil.org/",
        "https://exa mple.org/", "https://example.org:99999/", "https://example.org:x/",
        "http://2130706433/", "http://0x7f.1/", "http://0177.0.0.1/", "http://127.1/",
        "http://1.2.3.4.5/", "http://[::1", "http://[fe80::1%25eth0]/", "http://a..b/",
        "https://example.org/a\r\nX-Header: 1", "https://example.org/" + "a" * 3_000,
    ],
)  # fmt: skip
def test_what_is_no_address_of_the_web_is_refused(text: str) -> None:
    """Other schemes, names and passwords, and numbers that only some programs take for hosts."""
    with pytest.raises(FetchError) as caught:
        urls.address(text)
    assert "pw@" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "wire"),
    [
        ("https://例え.jp/路/?q=値", "https://xn--r8jz45g.jp/%E8%B7%AF/?q=%E5%80%A4"),
        ("http://EXAMPLE.org:80", "http://example.org/"),
        ("https://example.org:8443/a%20b?x=%26#top", "https://example.org:8443/a%20b?x=%26"),
        ("http://[2606:4700::1111]/x", "http://[2606:4700::1111]/x"),
    ],
)
def test_an_address_has_one_spelling(text: str, wire: str) -> None:
    """It goes over the wire in ASCII; what is quoted already stays."""
    assert urls.address(text) == wire


@pytest.mark.parametrize(
    "secret",
    [
        "token=abc", "access_token=1", "X-Amz-Signature=0f", "apikey=x", "PHPSESSID=1", "sig=1",
        "key=AKIAIOSFODNN7EXAMPLE0123456789ab", "u=eyJhbGciOiJIUzI1NiJ9.e30.x", "password=x",
        "email=a%40example.org", "%74oken=abc", "token[]=abc", "ticket=ST-1", "c=1;token=abc",
        "unlocked_article_code=1.a.b",
    ],
)  # fmt: skip
def test_secrets_are_not_shown(secret: str) -> None:
    """By the name of a value, or by its look; the rest of the address stays."""
    assert urls.shown(f"https://me:pw@example.org/a?id=7&{secret}&b=2#frag") == (
        "https://example.org/a?id=7&b=2"
    )


def test_a_session_in_the_path_is_not_shown() -> None:
    """Other parameters of a segment stay."""
    text = "https://example.org/a;v=1;jsessionid=0F1A/b?id=7"
    assert urls.shown(text) == "https://example.org/a;v=1/b?id=7"


@pytest.mark.parametrize(
    "query",
    [
        "key=20211207.22013001883",
        "newsId=GYH20211207002500883",
        "code=0200",
        "id=yna20211207001300",
    ],
)
def test_what_names_an_article_stays(query: str) -> None:
    """Korean sites call an article's number ``key`` or ``code``."""
    assert urls.shown(f"https://example.org/a?{query}").endswith(query)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://example.org/a", "https://www.example.org/a/"),
        ("https://example.org/a?x=1&utm_source=b&y=2", "https://example.org/a?y=2&x=1#c"),
        ("https://example.org/%EA%B0%80", "https://example.org/가"),
    ],
)
def test_addresses_of_one_article(one: str, other: str) -> None:
    """They differ in what names nothing."""
    assert urls.key(one) == urls.key(other)


@pytest.mark.parametrize(
    ("stated", "final", "own"),
    [
        ("/a", "https://example.org/a?ref=1", "https://example.org/a"),
        ("https://www.example.org/a", "https://amp.example.org/a", "https://www.example.org/a"),
        ("https://other.org/a", "https://example.org/a", "https://example.org/a"),
        ("https://example.org/", "https://example.org/a", "https://example.org/a"),
        ("javascript:x", "https://example.org/a", "https://example.org/a"),
        ("", "https://example.org/a", "https://example.org/a"),
    ],
)
def test_a_stated_address_counts_within_its_site(stated: str, final: str, own: str) -> None:
    """A page cannot pass for another site's article, nor every page for the front page."""
    assert urls.canonical(stated, final) == own


@pytest.mark.parametrize(
    "near",
    "127.0.0.1 10.1.2.3 172.16.0.1 192.168.1.1 169.254.169.254 100.100.100.200 0.0.0.0 224.0.0.1"
    " 255.255.255.255 168.63.129.16 192.0.2.1 198.18.0.1 ::1 :: fe80::1 fe80::1%eth0 fc00::1"
    " fd00:ec2::254 fec0::1 ff02::1 ::ffff:127.0.0.1 ::ffff:169.254.169.254 64:ff9b::7f00:1"
    " 64:ff9b:1::a00:1 2002:7f00:1:: 2001:0:4136:e378:8000:63bf:3fff:fdd2 ::127.0.0.1 x".split(),
)
def test_addresses_that_are_not_of_the_public_internet(near: str) -> None:
    """Also where they hide in an IPv6 address."""
    assert not is_public(near)


@pytest.mark.parametrize("far", ["93.184.216.34", "2606:4700::1111", "64:ff9b::808:808"])
def test_addresses_of_the_public_internet(far: str) -> None:
    """Translated ones, too."""
    assert is_public(far)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Xing Haiming’s visit: “Trade grows!”", "2021-12-07-xing-haimings-visit-trade-grows"),
        ("邢海明大使会见韩国经总会长", "2021-12-07-邢海明大使会见韩国经总会长"),
        ("हिन्दी में समाचार", "2021-12-07-हिन्दी-में-समाचार"),
        ("أخبار اليوم", "2021-12-07-أخبار-اليوم"),
        ("../../etc/passwd\0", "2021-12-07-etc-passwd"),
        ("🎉", "2021-12-07-port-of-busan"),
    ],
)
def test_a_name_is_date_and_title(title: str, name: str) -> None:
    """In the title's own script; without one, by the address."""
    assert urls.seed_name("2021-12-07", title, URL) == name


@pytest.mark.parametrize("title", ["CON", "nul", "README", "Lpt1", "COM¹"])
def test_names_that_systems_keep_for_themselves_are_avoided(title: str) -> None:
    """Windows' devices; and files named README are no seeds."""
    assert urls.seed_name("", title, URL) == f"{title.lower()}-1"


@given(st.text(max_size=400), st.sampled_from(["", "2021-12-07"]))
def test_any_title_makes_a_possible_name(title: str, date: str) -> None:
    """Nothing that a file system refuses, and no letter that is cut off its marks."""
    name = urls.seed_name(date, title, URL)
    assert 0 < len(name.encode()) <= urls.LONGEST_SEED_NAME
    assert name == unicodedata.normalize("NFC", name)
    assert all(char == "-" or unicodedata.category(char)[0] in "LMN" for char in name)
    assert not name.startswith("-")
    assert not name.endswith("-")


def test_a_long_title_is_cut_between_words() -> None:
    """Its beginning stays readable."""
    name = urls.seed_name("", "trade " * 60, URL)
    assert name.endswith("-trade")
    assert urls.seed_name("", "가" * 300, URL) == "가" * 40


def test_names_differ_in_more_than_case() -> None:
    """Some file systems know neither case nor one form of a letter from another."""
    taken = {urls.compared_seed_name(each) for each in ("Visit", "visit-2", "cafe\u0301")}
    assert urls.free_seed_name("visit", taken) == "visit-3"
    assert urls.free_seed_name("café", taken) == "café-2"
