"""Packages to hand out, and any text that a person or a machine might have left in one."""

from __future__ import annotations

from pathlib import Path

from hypothesis import strategies as st

from workflow import exchange
from workflow.exchange import OutgoingSentence, ReturnedSentence, ReviewPackage
from workflow.exchange.review_package import mark
from workflow.model import BlockKind, Entry, Markup, MarkupKind, State

MARKUP = (
    Markup("g1", MarkupKind.LINK, url="https://example.org/?a=1&b=2"),
    Markup("x2", MarkupKind.CODE, "a <b> & c"),
    Markup("g3", MarkupKind.SUPERSCRIPT),
)
UNITS = (
    OutgoingSentence(
        "k1",
        Entry(
            "Xing Haiming <g1>met</g1> the press: <x2/>.",
            "싱하이밍은 <x2/>에서 <g1>기자들</g1>을 만났다.",
            State.REVIEWED,
            "argos/en_ko-1.1",
            reviewer="Kim Min-su <kim@example.org>",
            comments=("Checked against the Korean release.",),
            references=("seeds/talks.txt:3",),
        ),
        BlockKind.HEADLINE,
        ("block 1, sentence 1: headline",),
        (("Xing Haiming", "싱하이밍(邢海明)"),),
        MARKUP,
    ),
    OutgoingSentence("k2", Entry("=1+1 is two.", "=1+1은 2다.", State.DRAFT, "argos/en_ko-1.1")),
    OutgoingSentence(
        "k3", Entry("It rose 4 %.", "3% 올랐다.", State.STALE, "person", previous="It rose 3 %.")
    ),
    OutgoingSentence("k4", Entry("Nobody spoke.")),
)

#: Characters that catalogs hold: all but halves of pairs and the three that gettext refuses.
_CHARACTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\0\x04\a")
_PIECES = st.one_of(
    st.text(_CHARACTERS, max_size=12),
    st.sampled_from(
        ["<g1>", "</g1>", "<x2/>", "<g3>", "</g3>", "<g1>가</g1>", "=1+1", "'=", "''@x", "\t",
         "\r\n", "_x0041_", "</script>", "<!--", "]]>", "&amp;", "&lt;g1&gt;", "\u2028", ";",
         '"', "한국", "，"]
    ),
)  # fmt: skip


def texts(least: int = 0) -> st.SearchStrategy[str]:
    """Sentences of any kind; with ``least`` 1, not blank ones."""
    joined = st.lists(_PIECES, min_size=least, max_size=6).map("".join)
    return joined.filter(str.strip) if least else joined


def _unit(
    number: int, source: str, text: str, state: State, comments: list[str]
) -> OutgoingSentence:
    state = state if text.strip() else State.EMPTY
    text = text if state is not State.EMPTY else ""
    lines = tuple(dict.fromkeys(comment.strip() for comment in comments))
    entry = Entry(source, text, state, previous="Old." * (state is State.STALE), comments=lines)
    return OutgoingSentence(
        f"k{number}", entry, markup=MARKUP, notes=("note",), terms=(("=A", "나"),)
    )


def packages() -> st.SearchStrategy[ReviewPackage]:
    """Packages of a few units."""
    comment = st.text(st.characters(categories=["L", "N", "P"]), min_size=1).filter(str.strip)
    fields = st.tuples(texts(1), texts(), st.sampled_from(State), st.lists(comment, max_size=2))
    return st.lists(fields, min_size=1, max_size=4, unique_by=lambda each: each[0]).map(
        lambda found: package(*(_unit(at, *each) for at, each in enumerate(found)))
    )


def package(*units: OutgoingSentence, target: str = "ko") -> ReviewPackage:
    """A package of these units."""
    return ReviewPackage(
        "The Han River Review", "2021/talks", "seeds/2021/talks.txt", "en", target,
        "2026-11-24T10:00:00+09:00", units or UNITS,
    )  # fmt: skip


def back(given: ReviewPackage, form: str, folder: Path) -> list[ReturnedSentence]:
    """A package written to a file and read back."""
    path = folder / "file"
    path.write_bytes(exchange.write(given, form))
    return list(exchange.read(path))


def identifier(key: str, text: str = "", state: State = State.DRAFT) -> str:
    """The id of a sentence that went out with this translation."""
    return f"s-{key}.{mark(Entry(key, text, state))}"
