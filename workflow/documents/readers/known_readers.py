"""Find the registered reader for a file ending, and advise on files that none reads.

A reader is imported when a file asks for it: all of them together take as long to import as a
hundred sentences take to read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from workflow import plugins
from workflow.model import Message, say
from workflow.protocols import ByteReader, Reader

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
_SAVED_PAGE = say("Open its address in a browser and save it as a web page, HTML only (.html).")
_MAIL = say("Open it and save it as a web page (.html), or its text as .txt.")
_ADDRESS = say(
    "It is only a link: fetch the page with workflow fetch ADDRESS, or save it as .html."
)
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
    **dict.fromkeys((".webarchive", ".maff", ".xhtml", ".xht"), _SAVED_PAGE),
    **dict.fromkeys((".eml", ".emlx", ".msg", ".mbox"), _MAIL),
    **dict.fromkeys((".url", ".webloc"), _ADDRESS),
    ".asc": ASCIIDOC,
    ".gdoc": _ONLINE,
    ".pages": _PAGES,
    ".pdf": _PDF,
}


#: The ``extensions`` of the readers of this package, by their places in it: known before they are
#: imported. A test compares them with what the readers say.
OWN = {
    "asciidoc:AsciidocReader": (".adoc", ".asciidoc"),
    "html:HtmlReader": (".htm", ".html", ".mht", ".mhtml"),
    "markdown:MarkdownReader": (".md", ".markdown", ".mdx", ".qmd", ".rmd"),
    "notebook:NotebookReader": (".ipynb",),
    "office.ebook:EbookReader": (".epub",),
    "office.opendocument:OpenDocumentReader": (".odt",),
    "office.word_document:WordReader": (".docx",),
    "restructured:RstReader": (".rst",),
    "subtitles:SubtitleReader": (".srt", ".vtt"),
    "text:TextReader": (".txt",),
}


class KnownReaders(Mapping[str, Reader | ByteReader]):
    """Every registered reader by the extensions it is for; the first by name wins.

    Raises:
        ConfigError: the reader of another package cannot be imported.
    """

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        self._loaded: dict[str, Reader | ByteReader] = {}
        for name in plugins.names(plugins.READERS):
            place = plugins.place(plugins.READERS, name).removeprefix(f"{__package__}.")
            for extension in OWN.get(place) or self._load(name).extensions:
                self._names.setdefault(extension, name)

    def __getitem__(self, extension: str) -> Reader | ByteReader:
        return self._load(self._names[extension])

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def _load(self, name: str) -> Reader | ByteReader:
        if name not in self._loaded:
            self._loaded[name] = plugins.load(plugins.READERS, name)()
        return self._loaded[name]
