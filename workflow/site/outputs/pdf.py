"""Print an article to PDF, by Chromium, from the chapter of its e-book.

Some seconds a file, so only on demand. Fonts are embedded as far as they are used; headings are
bookmarks, and the text is tagged for readers who do not see it.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from workflow.errors import PublishError
from workflow.model import say
from workflow.site.outputs.chapter import chapter
from workflow.site.publication import OutputScope, Publication

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
#: Seconds for one article; it takes a few.
_PATIENCE = 120
#: The page is our own, without scripts and with its pictures beside it: nothing needs the network.
_OPTIONS = (
    "--headless",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--no-pdf-header-footer",
    "--generate-pdf-document-outline",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND",
)
#: When it was printed, which must not make the same article another file.
_PRINTED = re.compile(rb"/(CreationDate|ModDate) \(D:\d{14}")
_HINT = say("Try again, or publish without PDF.")


class Pdf:
    """The article on A4: running text, or rows of languages that no page breaks.

    Raises:
        PublishError: there is no Chromium.
    """

    label = "PDF"
    media_type = "application/pdf"
    extension = ".pdf"
    scope = OutputScope.PAGE

    def __init__(self) -> None:
        self.chromium = next(filter(None, map(shutil.which, _NAMES)), "")
        if not self.chromium:
            raise PublishError(
                say("output {name}", name="pdf"),
                say("needs Chromium or Chrome, and there is none"),
                say("Install it (apt install chromium), or publish without PDF."),
            )

    def __call__(self, publication: Publication, languages: Sequence[str]) -> bytes:
        """Print the article; empty while one of the languages has no text."""
        if not publication.summary.begun(languages):
            return b""
        with tempfile.TemporaryDirectory(prefix="workflow-pdf-") as folder:
            page = Path(folder, "article.xhtml")
            page.write_text(chapter(publication, languages, "print.css"), "utf-8", "replace")
            style = publication.render("epub/print.css")
            page.with_name("print.css").write_text(style, "utf-8")
            for picture in publication.pictures(languages):
                page.with_name(picture.name).write_bytes(picture.data)
            self._print(page, publication.summary.name)
            data = page.with_suffix(".pdf").read_bytes()
        return _PRINTED.sub(rb"/\1 (D:19800101000000", data)

    def _print(self, page: Path, name: str) -> None:
        command = [
            self.chromium,
            *_OPTIONS,
            # Chromium's sandbox does not work for root, as in containers.
            *(["--no-sandbox"] if os.geteuid() == 0 else []),
            f"--user-data-dir={page.parent / 'profile'}",
            f"--print-to-pdf={page.with_suffix('.pdf')}",
            page.as_uri(),
        ]
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=_PATIENCE)  # noqa: S603
        except (OSError, subprocess.SubprocessError) as error:
            raise PublishError(
                say("PDF of {name}", name=name),
                say("Chromium failed ({error})", error=error.__class__.__name__),
                _HINT,
            ) from error
        if not page.with_suffix(".pdf").is_file():
            raise PublishError(
                say("PDF of {name}", name=name), say("Chromium printed nothing"), _HINT
            )
