"""Read and rewrite subtitles, SubRip (``.srt``) and WebVTT (``.vtt``): the spoken text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from workflow.documents.readers.decoding import decode, decoded
from workflow.documents.readers.frontmatter.front_keys import known_tag
from workflow.documents.readers.subtitles.cue_writing import Edition
from workflow.documents.readers.subtitles.subtitle_file import block_of, parsed, running_on
from workflow.model import Block, Metadata

_LANGUAGE = re.compile(r"Language\s*:\s*(\S+)\s*", re.IGNORECASE)


class SubtitleReader:
    """Reads ``.srt`` and ``.vtt``: whole sentences, also over several cues.

    A block ends where a sentence and its cue end together, so that each block has cues of its own.
    """

    extensions = (".srt", ".vtt")
    media_types: Mapping[str, str] = {".srt": "application/x-subrip", ".vtt": "text/vtt"}

    def __call__(self, text: str, path: str) -> tuple[tuple[Block, ...], Metadata]:
        """Read the words of a subtitle file; WebVTT may say the language in its header.

        Raises:
            SourceError: it has no times, or some that cannot be read.
        """
        lines = text.split("\n")
        subtitles = parsed(lines, path)
        blocks = [block_of(turns)[0] for turns in subtitles.texts]
        for number in running_on(subtitles):
            blocks[number] = replace(blocks[number], runs_on=True)
        return tuple(blocks), _metadata(lines) if subtitles.webvtt else Metadata()

    def rewrite(
        self, data: bytes, path: str, texts: Sequence[str | None], language: str, note: str
    ) -> tuple[bytes, Sequence[int]]:
        """Write the same cues with translated text: their number, times and settings stay.

        Raises:
            SourceError: it cannot be read.
        """
        lines = decode(data, path).split("\n")
        subtitles = parsed(lines, path)
        edition = Edition(decoded(data, path), subtitles, language)
        lost = []
        for number, (turns, text) in enumerate(zip(subtitles.texts, texts, strict=True)):
            block, sources = block_of(turns)
            if text is None or text == block.text:
                continue
            if not edition.put(turns, block, sources, text):
                lost.append(number)
        return edition.written(data, note), lost


def _metadata(lines: Sequence[str]) -> Metadata:
    """Read the header of a WebVTT file; a language tag that is not valid is ignored."""
    for line in lines[1:]:
        if not line.strip():
            break
        if found := _LANGUAGE.fullmatch(line):
            return Metadata(page_language=known_tag(found[1]))
    return Metadata()
