"""Advice for files that cannot be read: how to turn each common type into one that can."""

from __future__ import annotations

from collections.abc import Mapping

from workflow.model import Message, say

_WORD = say("Open it in Word or LibreOffice and save it as .docx.")
_HANGUL = say(
    "Open it in Hangul, or in LibreOffice with an extension for it, and save it as .docx or .odt."
)
_PDF = say(
    "Use the document that it was printed from. Else take its text out ({command}), mend what the"
    " pages cut apart, and save it as .md or .txt.",
    command="pdftotext FILE.pdf FILE.txt",
)
_BOOK = say("Convert it to .epub, with calibre for example; a locked one cannot be read.")
_PAGES = say("Open it in Pages and export it to Word (.docx) or EPUB.")
_ONLINE = say("It is only a link: open it in the browser and download it as .docx.")
_SLIDES = say("Save the text of it as .docx or .md.")
_SUBTITLES = say("Convert it to .srt or .vtt, for example with: {command}.",
                 command="ffmpeg -i FILE NEW.srt")  # fmt: skip
_SPOKEN = say("Write down what is said in it, or have a program do so, as .srt, .vtt or .txt.")
_PICTURE = say("Type its text into a .txt or .md file, or have a program read it (OCR).")
_MARKUP = say("Convert it to Markdown, for example with: {command}.",
              command="pandoc FILE -t gfm -o NEW.md")  # fmt: skip
#: Also where the reader of AsciiDoc gives up.
ASCIIDOC = say(
    "Convert it to Markdown, for example with: {command}.",
    command="asciidoctor -b docbook -o - FILE | pandoc -f docbook -t gfm -o NEW.md",
)

#: By the ending of the file's name.
HINTS: Mapping[str, Message] = {
    **dict.fromkeys((".doc", ".docm", ".dot", ".dotx", ".rtf", ".wps", ".wpd", ".wri"), _WORD),
    **dict.fromkeys((".fodt", ".sxw", ".ott"), say("Open it in LibreOffice and save it as .odt.")),
    **dict.fromkeys((".hwp", ".hwpx", ".hwt", ".hml"), _HANGUL),
    **dict.fromkeys((".azw", ".azw3", ".kfx", ".mobi", ".fb2", ".lit"), _BOOK),
    **dict.fromkeys((".ppt", ".pptx", ".odp", ".key", ".xls", ".xlsx", ".ods"), _SLIDES),
    **dict.fromkeys((".ass", ".ssa", ".smi", ".sub", ".sbv", ".ttml", ".dfxp", ".stl"), _SUBTITLES),
    **dict.fromkeys((".mp3", ".wav", ".m4a", ".mp4", ".mkv", ".mov", ".webm", ".ogg"), _SPOKEN),
    **dict.fromkeys((".tif", ".tiff", ".heic", ".djvu", ".psd"), _PICTURE),
    **dict.fromkeys((".tex", ".textile", ".org", ".wiki", ".mediawiki", ".opml", ".muse"), _MARKUP),
    ".asc": ASCIIDOC,
    ".gdoc": _ONLINE,
    ".pages": _PAGES,
    ".pdf": _PDF,
}
