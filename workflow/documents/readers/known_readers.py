"""The registered readers, by the endings of file names; each is imported when a file asks for it.

All of them together take as long to import as a hundred sentences take to read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from workflow import plugins
from workflow.protocols import ByteReader, Reader

#: The ``extensions`` of the readers of this package, by their places in it: known before they are
#: imported. A test compares them with what the readers say.
OWN = {
    "asciidoc:AsciidocReader": (".adoc", ".asciidoc"),
    "html:HtmlReader": (".htm", ".html"),
    "markdown:MarkdownReader": (".md", ".markdown", ".mdx", ".qmd", ".rmd"),
    "notebook:NotebookReader": (".ipynb",),
    "office.ebook:EbookReader": (".epub",),
    "office.opendocument:OpenDocumentReader": (".odt",),
    "office.word:WordReader": (".docx",),
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
