"""Write the HTML of pictures: in sizes for different screens, in a language's own version."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup as Html

from workflow.model import Picture
from workflow.site import links
from workflow.site.body.aligned_blocks import AlignedBlock

#: How wide a picture is shown on a page in one language, and in several (see ``style.css``).
_ALONE, _WIDE, _COLUMN = (
    "(min-width: 46rem) 40rem, 94vw",
    "(min-width: 80rem) 70rem, 94vw",
    "(min-width: 46rem) 45vw, 94vw",
)
_IMAGE = Html('<img{} src="{}"{} width="{}" height="{}" alt="{}" loading="lazy" decoding="async">')


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
