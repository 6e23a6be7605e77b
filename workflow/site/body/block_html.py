"""Write the HTML around a block's text: marks of tasks and footnotes, boxes, pictures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from markupsafe import Markup as Html

from workflow.interface_words import label
from workflow.model import CORRECTION, QUOTATION, Picture
from workflow.site import links
from workflow.site.body.aligned_blocks import NOTHING, AlignedBlock, AlignedSentence
from workflow.site.body.sections import Section
from workflow.site.body.typesetting import clean
from workflow.site.theming.labels import PageWords

_BACK = label("Back to the text")
_DONE, _OPEN = label("Done"), label("To do")
#: Kinds of boxes: as the source calls it → as pages do, and one of the looks.
_NOTE, _TIP, _WARNING, _DANGER = label("Note"), label("Tip"), label("Warning"), label("Danger")
_INFORMATION, _EXAMPLE, _QUESTION = label("Information"), label("Example"), label("Question")
_KINDS = {
    "note": (_NOTE, "note"),
    "seealso": (label("See also"), "note"),
    "info": (_INFORMATION, "note"),
    "information": (_INFORMATION, "note"),
    "todo": (label("To do"), "note"),
    "abstract": (label("Summary"), "note"),
    "summary": (label("Summary"), "note"),
    "tldr": (label("Summary"), "note"),
    "tip": (_TIP, "tip"),
    "hint": (label("Hint"), "tip"),
    "success": (label("Success"), "tip"),
    "check": (label("Success"), "tip"),
    "done": (label("Success"), "tip"),
    "important": (label("Important"), "important"),
    "example": (_EXAMPLE, "note"),
    "examples": (_EXAMPLE, "note"),
    "question": (_QUESTION, "note"),
    "help": (_QUESTION, "note"),
    "faq": (_QUESTION, "note"),
    "warning": (_WARNING, "warning"),
    "attention": (label("Attention"), "warning"),
    "caution": (label("Caution"), "danger"),
    "danger": (_DANGER, "danger"),
    "error": (label("Error"), "danger"),
    "failure": (label("Failure"), "danger"),
    "fail": (label("Failure"), "danger"),
    "missing": (label("Failure"), "danger"),
    "pitfall": (_WARNING, "warning"),
    "alert": (_WARNING, "warning"),
    "bug": (label("Bug"), "danger"),
    "quote": (label("Quotation"), "note"),
    "cite": (label("Quotation"), "note"),
    "details": (label("Details"), "details"),
    "definition": (label("Definition"), "note"),
    "theorem": (label("Theorem"), "note"),
    "lemma": (label("Lemma"), "note"),
    "proof": (label("Proof"), "note"),
    "exercise": (label("Exercise"), "note"),
    "solution": (label("Solution"), "note"),
    "answer": (label("Answer"), "note"),
    "versionadded": (label("New"), "note"),
    "versionchanged": (label("Changed"), "note"),
    "deprecated": (label("Deprecated"), "warning"),
    "versionremoved": (label("Removed"), "warning"),
    CORRECTION: (label("Correction"), "important"),
    QUOTATION: ("", "quotation"),
}
#: How wide a picture is shown on a page in one language, and in several (see ``style.css``).
_ALONE, _WIDE, _COLUMN = (
    "(min-width: 46rem) 40rem, 94vw",
    "(min-width: 80rem) 70rem, 94vw",
    "(min-width: 46rem) 45vw, 94vw",
)
_IMAGE = Html('<img{} src="{}"{} width="{}" height="{}" alt="{}" loading="lazy" decoding="async">')


def anchor(part: AlignedBlock, role: str = "") -> Html:
    """Return the HTML attributes of a block with a footnote's anchor; empty for other blocks.

    Args:
        part: the block.
        role: the role of its element.
    """
    if part.footnote is None:
        return NOTHING
    name = Html(' id="{}"').format(part.footnote.anchor)
    return name + Html(' role="{}"').format(role) if role else name


def around(
    part: AlignedBlock, unit: AlignedSentence, words: PageWords, lang: Callable[[str], Html]
) -> tuple[str, str]:
    """Return the HTML before the first sentence of a block, and after the last one.

    Args:
        part: the block.
        unit: one of its sentences.
        words: the words around the text.
        lang: writes the attribute that says their language.
    """
    lead = tail = ""
    if part.checked is None and part.footnote is None:
        return lead, tail
    about = lang(words.language)
    if unit is part.units[0] and part.checked is not None:
        sign, said = ("☑", _DONE) if part.checked else ("☐", _OPEN)
        name = escape(words(said))
        lead = f'<span class="box-sign" role="img" aria-label="{name}"{about}>{sign}</span> '
    counted = part.footnote and str(part.ordered) == part.footnote.number
    if unit is part.units[0] and part.footnote and not counted:
        lead += f'<b class="fn-no">{escape(clean(part.footnote.number))}</b> '
    if unit is part.units[-1] and part.footnote:
        name = escape(words(_BACK))
        tail = "".join(
            f' <a class="fn-back ui" href="#s-{escape(key)}" role="doc-backlink"'
            f' aria-label="{name}"{about}>↩</a>'
            for key in part.footnote.back
        )
    return lead, tail


def box_heading(section: Section) -> str:
    """Return the default heading of a box; empty if its own title says the same."""
    kind = section.box.kind.lower() if section.box else ""
    if kind == QUOTATION:
        return ""
    name = _KINDS.get(kind, (_NOTE, ""))[0]
    if section.title is None:
        return name
    if kind not in _KINDS or kind == "details":
        return ""
    said = {
        cell.text.strip().lower() for unit in section.title.units for cell in unit.cells.values()
    }
    return "" if said & {kind, name.lower()} else name


def box_look(kind: str) -> str:
    """Return the style of a box: ``note``, ``tip``, ``important``, ``warning`` …"""
    return _KINDS.get(kind.lower(), ("", "note"))[1]


def box_element(kind: str) -> str:
    """Return the HTML element for a kind of box."""
    return "blockquote" if kind.lower() == QUOTATION else "div"


def picture_html(part: AlignedBlock, languages: Sequence[str]) -> Html:
    """Show a caption's picture; if a language of the page has its own, one in each column.

    On a page in one language its alternative text is told to those who do not see it; one in
    several shows that below the caption.
    """
    picture = part.picture
    if picture is None:
        return Html()
    if len(languages) == 1:
        (tag,) = languages
        return _image(picture.of(languages), part.place, _ALONE, _told(part, tag)) + _anchors(part)
    if not any(tag in picture.versions for tag in languages):
        return _image(picture, part.place, _WIDE)
    cell = Html('<div class="c{}">{}</div>')
    shown = (_image(picture.of([tag]), part.place, _COLUMN) for tag in languages)
    return Html('<div class="row">{}</div>').format(
        Html().join(cell.format(column, each) for column, each in enumerate(shown, 1))
    )


def _told(part: AlignedBlock, page: str) -> tuple[str, Html]:
    """Return the alternative text, and the attributes that name its sentence and language."""
    if part.alt is None or not part.alt.units:
        return "", Html()
    units = part.alt.units
    tags = {unit.cells[page].language for unit in units}
    spoken = Html(' lang="{}"').format(*tags) if len(tags) == 1 and tags != {page} else Html()
    text = "".join(f"{unit.cells[page].text}{unit.space}" for unit in units)
    return " ".join(text.split()), Html(' id="s-{}"').format(units[0].key) + spoken


def _anchors(part: AlignedBlock) -> Html:
    """Return the places of further sentences of the alternative text."""
    units = part.alt.units[1:] if part.alt else ()
    return Html().join(Html('<span id="s-{}"></span>').format(unit.key) for unit in units)


def _image(picture: Picture, place: str, sizes: str, told: tuple[str, Html] = ("", Html())) -> Html:
    widths = Html()
    if picture.smaller:
        found = (*picture.smaller, picture)
        known = ", ".join(f"{links.file(place + each.name)} {each.width}w" for each in found)
        widths = Html(' srcset="{}" sizes="{}"').format(known, sizes)
    text, named = told
    path = links.file(place + picture.name)
    return _IMAGE.format(named, path, widths, picture.width, picture.height, text)
