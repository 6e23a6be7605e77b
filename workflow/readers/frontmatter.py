"""The YAML block at the top of a Markdown file, and the dates and languages found in metadata."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workflow import languages
from workflow.errors import ConfigError, SourceError
from workflow.model import Metadata
from workflow.readers.decoding import clean

if TYPE_CHECKING:
    from yaml import SafeLoader

#: Larger is no front matter; YAML is read slowly.
_LARGEST = 20_000
_DATE = re.compile(r"(?<!\d)(\d{4})\s?[-./년年]\s?(\d{1,2})\s?[-./월月]\s?(\d{1,2})(?!\d)")
_HINT = "Write it as YAML between two lines of ---, for example: title: Trade Grows."


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What a front matter says. ``lines`` gives the source line of each value that is shown."""

    metadata: Metadata = field(default_factory=Metadata)
    deck: str = ""
    lines: Mapping[str, int] = field(default_factory=dict)


def read(content: str, path: str, line: int) -> FrontMatter:
    """Reads the YAML of a front matter.

    Args:
        content: what stands between the two ``---``.
        path: the seed, for messages.
        line: the source line of the first line of ``content``.

    Raises:
        SourceError: it is not a YAML mapping, is too large, or names an unknown language.
    """
    if len(content) > _LARGEST:
        raise SourceError(f"{path}:{line}", f"its front matter exceeds {_LARGEST} letters", _HINT)
    values, lines = _values(content, path, line)

    def first(*names: str) -> str:
        return next((values[name] for name in names if values.get(name)), "")

    deck = ("deck", "subtitle", "description", "dek")
    rights = ("rights", "copyright", "license")
    tag = first("lang", "language")
    metadata = Metadata(
        title=first("title"),
        date=iso_date(first("date", "published")),
        author=first("author", "authors", "by"),
        source_url=first("source_url", "source", "canonical", "url"),
        rights=first(*rights),
        language=_language(tag, f"{path}:{lines.get('lang', lines.get('language', line))}"),
    )
    places = {"title": ("title",), "deck": deck, "rights": rights}
    found = {
        key: next((lines.get(name, line) for name in names if values.get(name)), line)
        for key, names in places.items()
    }
    return FrontMatter(metadata, first(*deck), found)


def iso_date(text: str) -> str:
    """The first calendar date in ``text`` as ISO 8601, nothing if there is none.

    >>> iso_date("2021. 12. 7. 10:30"), iso_date("2021年12月7日"), iso_date("soon")
    ('2021-12-07', '2021-12-07', '')
    """
    if match := _DATE.search(text):
        try:
            return datetime.date(*map(int, match.groups())).isoformat()
        except ValueError:
            return ""
    return ""


def _language(tag: str, where: str) -> str:
    if not tag:
        return ""
    try:
        return languages.language(tag).tag
    except ConfigError as error:
        raise SourceError(where, f"its language {tag!r} is unknown", error.hint) from None


def _values(content: str, path: str, line: int) -> tuple[dict[str, str], dict[str, int]]:
    """The scalar values, as text, and the source line of each key (lower case)."""
    import yaml

    loader = _loader(content, path, line)
    try:
        node = loader.get_single_node()
        if node is None:
            return {}, {}
        if not isinstance(node, yaml.MappingNode):
            raise SourceError(f"{path}:{line}", "its front matter is not a list of keys", _HINT)
        lines = {str(key.value).lower(): line + key.start_mark.line for key, _ in node.value}
        data = loader.construct_document(node)
        values = {str(key).lower(): _text(value) for key, value in data.items()}
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = line + (mark.line if mark else 0)
        raise SourceError(
            f"{path}:{place}", f"its front matter is not valid YAML ({error.problem})", _HINT
        ) from None
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        told = isinstance(error, ValueError)  # such as: month must be in 1..12
        reason = str(error) if told else type(error).__name__
        what = f"its front matter is not valid YAML ({reason})"
        raise SourceError(f"{path}:{line}", what, _HINT) from None
    finally:
        loader.dispose()
    return values, lines


def _loader(content: str, path: str, line: int) -> SafeLoader:
    """What reads the YAML; it refuses characters that YAML forbids before it reads anything."""
    import yaml
    from yaml.reader import ReaderError

    try:
        return yaml.SafeLoader(content)
    except ReaderError as error:
        place = f"{path}:{line + content.count(chr(10), 0, error.position)}"
        reason = f"it holds the character U+{error.character:04X}"
        what = f"its front matter is not valid YAML ({reason})"
        raise SourceError(place, what, "Delete this character.") from None


def _text(value: object) -> str:
    """A scalar, or a list of scalars, as clean text; other values say nothing to us."""
    if isinstance(value, list):
        return ", ".join(
            filter(None, (_text(item) for item in value if not isinstance(item, list)))
        )
    if isinstance(value, datetime.datetime | datetime.date):
        return value.isoformat()
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        return " ".join(clean(_unescaped(str(value))).split())
    return ""


def _unescaped(text: str) -> str:
    """Halves of surrogate pairs, which JSON writes for a character beyond U+FFFF, put together."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
