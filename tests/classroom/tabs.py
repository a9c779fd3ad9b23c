"""Pages of a browser for a lesson: those of its teacher in one context, and each phone in its own.

A new context takes a browser a second, so that they are used again by the next test.
"""

from __future__ import annotations

from typing import Any

Page = Any


class Tabs:
    """Pages that are opened, and what is said on their consoles or asked in dialogs that nobody expects."""

    def __init__(self, browser: Any) -> None:
        self._browser = browser
        self._contexts: list[Any] = [browser.new_context()]  # the teacher's first
        self._used: list[Page] = []
        self._free: list[Page] = []
        self.faults: list[str] = []

    def opened(self, url: str, width: int = 390, height: int = 844, *, own_clock: bool = False) -> Page:
        """A page at ``url``; with its own ``clock``, what its scripts wait for comes when a test says so."""
        is_phone = "/#" in url
        free = [page for page in self._free if (page.context is not self._contexts[0]) is is_phone and not own_clock]
        if free:
            self._free.remove(page := free[0])
        else:
            page = self._page(self._context(is_phone))
        if own_clock:
            page.clock.install()
        else:
            self._used.append(page)
        page.set_viewport_size({"width": width, "height": height})
        page.goto(url)
        return page

    def _context(self, is_phone: bool) -> Any:
        if is_phone:
            self._contexts.append(self._browser.new_context())
        return self._contexts[-1 if is_phone else 0]

    def _page(self, context: Any) -> Page:
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("console", lambda message: self.faults.append(message.text))
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("dialog", self._answer)
        return page

    def _answer(self, dialog: Any) -> None:
        if "/host" in dialog.page.url:
            dialog.accept()
        else:
            self.faults.append(dialog.message)
            dialog.dismiss()

    def leave(self) -> list[str]:
        """Leave all pages for another test; return what is wrong with them."""
        for context in self._contexts:
            context.clear_cookies()
            for page in context.pages:
                if page in self._used:
                    page.evaluate("localStorage.clear()")
                    page.goto("about:blank")
                    self._free.append(page)
                elif page not in self._free:
                    page.close()
        self._used.clear()
        faults, self.faults[:] = [*self.faults], []
        return faults

    def close(self) -> None:
        """Close everything."""
        for context in self._contexts:
            context.close()
