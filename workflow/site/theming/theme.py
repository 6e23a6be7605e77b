"""Load the site's theme (looks and words): the package's own, and a project's over it.

A project's theme is the folder ``theme/``, all of it optional::

    theme/templates/*.html   in place of the package's templates of the same name, which they can
                             extend as ``workflow/NAME.html``
    theme/style.css          after the package's stylesheet; its layers give way to it
    theme/assets/            pictures and fonts; published under names that change with them
    theme/locales/*.po       the pages' words in another language, or other words
    theme/static/            files that go to the top of the site as they are

A theme is trusted like the project's settings; only its mistakes are looked for. Pages still load
nothing from another host: the content security policy is not the theme's to change.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import traceback
from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote

from workflow.errors import PublishError, WorkflowError
from workflow.languages.orthography import folding
from workflow.model import Project, Settings, say
from workflow.site import links
from workflow.site.body.typesetting import clean, safe_url
from workflow.site.lists.search import script as as_script
from workflow.site.publication import Publisher
from workflow.site.theming import package_assets
from workflow.site.theming.labels import Vocabulary
from workflow.site.theming.package_assets import InlineAssets, inline_assets
from workflow.store.files import is_inside

_URL = re.compile(r"""url\(\s*(["']?)(.*?)\1\s*\)""")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
#: What file managers and git leave in folders.
_LITTER = frozenset({".git", ".DS_Store", "Thumbs.db", "desktop.ini"})
#: Files at the top of a site that a project may replace.
_REPLACEABLE = frozenset({"404.html", "robots.txt"})
#: ``connect-src`` lets Lighthouse read robots.txt, which it does in the name of the page.
_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; {}"
    "base-uri 'none'; form-action 'none'"
)


@dataclass(frozen=True, slots=True)
class Site:
    """What every page of a site has in common.

    Attributes:
        name: plain text.
        url: the public address; empty when unknown.
        style, script, search, reader: names of the assets; the last are the scripts of the search
            page and of articles.
        han: name of the characters that search takes for one.
        logo, icon: names of pictures among the assets; empty for none.
        nav: further links: label and address, or folder of the site.
        paper: the background's colour, light and dark.
        policy: the content security policy.
        standalone: what a page has in place of stylesheet and script that loads neither.
        publisher: who publishes it.
        places: the addresses that the masthead has links to.
    """

    name: str
    url: str
    style: str
    script: str
    search: str
    han: str
    reader: str
    logo: str
    icon: str
    nav: tuple[tuple[str, str], ...]
    paper: tuple[str, str]
    policy: str
    standalone: InlineAssets
    publisher: Publisher
    places: frozenset[str]


class Theme:
    """A project's theme over the package's.

    Attributes:
        folder: where the project's is.
        labels: the pages' words.
        site: what every page has in common.

    Raises:
        PublishError: the settings or the stylesheet name a file that is not there, or a link among
            its assets leads out of the project.
    """

    def __init__(self, project: Project) -> None:
        self.folder = project.theme
        self.labels = Vocabulary(self.folder / "locales")
        self._assets = _hashed(self.folder / "assets", self.folder)
        self._texts: dict[str, bytes] = {}
        settings = project.settings
        style = self._stylesheet(settings.site.colors)
        policy = _POLICY.format("img-src 'self'; font-src 'self'; " if self._assets else "")
        nav = tuple(
            (clean(label), safe_url(clean(url)) if ":" in url else clean(url))
            for label, url in settings.site.nav
        )
        self.site = Site(
            name=clean(settings.name),
            url=settings.site_url,
            style=self._text("style.css", style),
            script=self._text("page.js", package_assets.script("page.js")),
            search=self._text("search.js", package_assets.script("search.js")),
            han=self._text("han.js", as_script(folding.variants()).decode()),
            reader=self._text("reader.js", package_assets.script("reader.js")),
            logo=self._named(settings.site.logo, "logo"),
            icon=self._named(settings.site.icon, "icon"),
            nav=nav,
            paper=settings.site.colors["paper"],
            policy=policy,
            standalone=inline_assets(
                style, package_assets.script("missing.js"), policy, links.root(settings.site_url)
            ),
            publisher=self._publisher(settings),
            places=frozenset({"", "glossary/", "status/", "search/", *(url for _, url in nav)}),
        )

    def _publisher(self, settings: Settings) -> Publisher:
        logo = self._named(settings.site.logo, "logo") if settings.site_url else ""
        return Publisher(
            clean(settings.site.publisher or settings.name),
            settings.site_url,
            links.public_file(settings.site_url, f"assets/{logo}") if logo else "",
        )

    def asset(self, name: str) -> str:
        """Return the published name of a file in ``theme/assets``, below the site's ``assets/``.

        Raises:
            PublishError: there is no such file.
        """
        if name not in self._assets:
            raise PublishError(
                self.folder / "assets" / name, say("is not there"), say("Put it there.")
            )
        return quote(self._assets[name])

    def published(self, name: str) -> bytes | None:
        """Return the content published below ``assets/`` under a name; None without any."""
        own = next((own for own, each in self._assets.items() if each == name), None)
        return (self.folder / "assets" / own).read_bytes() if own else self._texts.get(name)

    def write(self, folder: Path) -> None:
        """Write stylesheet, script and assets below the site's root."""
        for name, data in self._texts.items():
            place = folder / "assets" / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)
        for name, published in self._assets.items():
            place = folder / "assets" / published
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(self.folder / "assets" / name, place)

    def write_own(self, folder: Path, taken: AbstractSet[str]) -> None:
        """Copy the files of ``theme/static`` to the top of the site.

        Args:
            folder: the site's root.
            taken: what is the site's own: folders and files at the top, and other files.

        Raises:
            PublishError: one of them lies in such a folder, would take a file's place, or is a
                link that leads out of the project.
        """
        own = self.folder / "static"
        # Many disks take EN and en for one folder.
        folded = {place.casefold() for place in taken}
        for path in _files(own, self.folder, _is_litter):
            name = path.relative_to(own)
            shown = name.as_posix()
            places = {name.parts[0].casefold(), shown.casefold()}
            if shown not in _REPLACEABLE and not folded.isdisjoint(places):
                raise PublishError(
                    path,
                    say("would be among the pages of the site: {name}", name=shown),
                    say("Give it another name, or a folder of its own."),
                )
            place = folder / name
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, place)

    @contextmanager
    def blamed(self, name: str) -> Iterator[None]:
        """Report errors in a project's template as that template's fault.

        Args:
            name: of the template being rendered.

        Raises:
            PublishError: naming the template and its line.
        """
        try:
            yield
        except WorkflowError:
            raise
        except Exception as error:
            from jinja2 import TemplateError, TemplateSyntaxError  # slow to import

            templates = self.folder / "templates"
            if not templates.is_dir():
                raise
            at = next(
                (
                    f"{frame.filename}:{frame.lineno}"
                    for frame in reversed(traceback.extract_tb(error.__traceback__))
                    if Path(frame.filename).is_relative_to(templates)
                ),
                None,
            )
            if isinstance(error, TemplateSyntaxError):
                at = f"{error.filename or templates / name}:{error.lineno}"
            what = error.message if isinstance(error, TemplateError) else str(error)
            raise PublishError(
                at or templates / name,
                what or type(error).__name__,
                say(
                    "Compare it with the template it stands for, in {folder}.",
                    folder="workflow/site/templates",
                ),
            ) from error

    def _text(self, name: str, text: str) -> str:
        data = text.encode()
        published = _published(Path(name), data)
        self._texts[published] = data
        return published

    def _named(self, name: str, setting: str) -> str:
        if name and name not in self._assets:
            raise PublishError(
                self.folder / "assets" / name,
                say("is not there"),
                say(
                    "Put the picture there, or take {setting} out of the settings.", setting=setting
                ),
            )
        return quote(self._assets[name]) if name else ""

    def _stylesheet(self, colors: Mapping[str, tuple[str, str]]) -> str:
        own = self.folder / "style.css"
        return package_assets.style(colors) + (self._resolved(own) if own.is_file() else "")

    def _resolved(self, path: Path) -> str:
        """Read the project's stylesheet, and put in the published names of the files it names."""
        try:
            text = _COMMENT.sub("", path.read_text("utf-8-sig"))
        except UnicodeDecodeError:
            raise PublishError(path, say("is not UTF-8"), say("Save it as UTF-8.")) from None
        if "@import" in text:
            raise PublishError(
                path, say("has {rule}", rule="@import"), say("Put the rules into this one file.")
            )

        def resolve(found: re.Match[str]) -> str:
            address = found[2]
            if address.startswith("#"):
                return found[0]
            name = unquote(address).removeprefix("./").removeprefix("assets/")
            if name not in self._assets:
                raise PublishError(
                    path,
                    say("names {name}, which is not in theme/assets", name=address),
                    say("Put the file there."),
                )
            return f'url("{quote(self._assets[name])}")'

        return _URL.sub(resolve, text)


def _is_hidden(name: Path) -> bool:
    return any(part.startswith(".") for part in name.parts)


def _is_litter(name: Path) -> bool:
    return not _LITTER.isdisjoint(name.parts)


def _files(folder: Path, theme: Path, left_out: Callable[[Path], bool]) -> Iterator[Path]:
    """Yield the files below a folder of a theme, which may itself lie outside the project.

    Args:
        folder: a folder of the theme.
        theme: the theme's.
        left_out: tells whether a name in the folder is never published, whatever it leads to.

    Raises:
        PublishError: a link leads out of both: what it leads to was not meant to be public.
    """
    for path in sorted((folder, *folder.rglob("*"))):
        if left_out(path.relative_to(folder)):
            continue
        if not is_inside(path, theme) and not is_inside(path, theme.parent):
            hint = say("Replace the link with the file itself.")
            raise PublishError(path, say("lies outside the project"), hint)
        if path.is_file():
            yield path


def _hashed(folder: Path, theme: Path) -> Mapping[str, str]:
    """Return the files below a folder, each with its published name; hidden ones are left out."""
    files = ((path.relative_to(folder), path) for path in _files(folder, theme, _is_hidden))
    return {name.as_posix(): _published(name, path.read_bytes()) for name, path in files}


def _published(name: Path, data: bytes) -> str:
    digest = hashlib.sha256(data).hexdigest()[:10]
    return name.with_name(f"{name.stem}.{digest}{name.suffix}").as_posix()
