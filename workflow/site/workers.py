"""Shares the rendering of articles with a second process, so that both cores of a machine work."""

from __future__ import annotations

import queue
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING, Any

from workflow.aligned import Article, Summary
from workflow.errors import PublishError
from workflow.site.rendering import Commission, Rendered, Renderer
from workflow.store.interrupts import held_back, ignore

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess

#: Articles after which help is called: starting a process takes as long as rendering about so many.
_ALONE = 40
#: Articles that may wait for the helper: so many that it is never idle while others are read and
#: checked here, so few (some 100 kB each) that memory stays flat.
_WAITING = 48
#: Seconds after which a helper that says nothing more is looked after.
_PATIENCE = 1.0


class Workers:
    """Renders articles here and, once there are many, in a helper process too.

    An article goes to the helper while it keeps up, else it is rendered here; so are, in the end,
    those that still wait. A helper that does not start is done without. Use it in a ``with``
    statement; :meth:`finish` ends the work.
    """

    def __init__(
        self,
        commission: Commission,
        renderer: Renderer,
        done: Callable[[Summary, Rendered], object],
    ) -> None:
        """``done`` is told what became of each article."""
        self._done = done
        self._commission = commission
        self._renderer = renderer
        self._helper: BaseProcess | None = None
        self._jobs: Any = None
        self._results: Any = None
        self._ready = False
        self._sent = 0
        self._received = 0
        self._seen = 0

    def __enter__(self) -> Workers:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._helper is None:
            return
        with held_back():
            self._helper.kill()
            self._helper.join()
            for each in (self._jobs, self._results):
                each.cancel_join_thread()
                each.close()

    def render(self, article: Article, summary: Summary) -> None:
        """Renders an article, here or there.

        Raises:
            OSError, PublishError: a page cannot be written or rendered; perhaps an earlier one.
        """
        self._seen += 1
        if self._seen == _ALONE:
            self._call()
        self._collect(wait=False)
        if not self._ready or self._sent - self._received >= _WAITING:
            self._done(summary, self._renderer.article(article, summary))
        else:
            with held_back():
                self._jobs.put((article, summary))
            self._sent += 1

    def finish(self) -> None:
        """Waits for the last article.

        Raises:
            OSError, PublishError: as :meth:`render`.
        """
        while self._received < self._sent:
            if waiting := self._take_back():
                article, summary = waiting
                self._done(summary, self._renderer.article(article, summary))
            else:
                self._collect(wait=True)

    def _take_back(self) -> tuple[Article, Summary] | None:
        """An article that the helper has not begun; None if there is none, or none at hand."""
        try:
            waiting: tuple[Article, Summary] = self._jobs.get_nowait()
        except queue.Empty:
            return None
        self._sent -= 1
        return waiting

    def _call(self) -> None:
        import multiprocessing  # slow to import, and seldom needed

        context = multiprocessing.get_context("spawn")
        self._jobs, self._results = context.Queue(), context.Queue()
        parts = (self._commission, self._jobs, self._results)
        helper = context.Process(target=_help, args=parts, daemon=True)
        with held_back():
            helper.start()
            self._helper = helper

    def _collect(self, *, wait: bool) -> None:
        """Takes in what the helper has done."""
        while self._helper is not None:
            try:
                done = self._results.get(timeout=_PATIENCE if wait else 0)
            except queue.Empty:
                if not wait:
                    return
                if not self._helper.is_alive():
                    raise PublishError(
                        "rendering", "its helper process died", "Check the free memory; try again."
                    ) from None
                continue
            if isinstance(done, Exception):
                raise done
            if self._ready:
                summary, rendered, seen = done
                self._received += 1
                self._done(summary, rendered)
                self._renderer.links.take_over(seen)
            self._ready = True
            if wait:
                return


def _help(commission: Commission, jobs: Any, results: Any) -> None:
    """The helper: says that it is ready, then renders until it is ended, or its caller is gone.

    Ctrl-C is for the process that called it, and so is what a system sends to both to stop them.
    """
    import multiprocessing

    ignore()
    caller = multiprocessing.parent_process()
    renderer = Renderer(commission)
    results.put(None)
    while caller is None or caller.is_alive():
        try:
            article, summary = jobs.get(timeout=_PATIENCE)
        except queue.Empty:
            continue
        try:
            rendered = renderer.article(article, summary)
            results.put((summary, rendered, renderer.links.hand_over()))
        except Exception as error:  # handed over: it is told where the work was asked for
            results.put(error)
