"""Pages of a browser for a lesson, each in a context of its own, which a next test uses again.

Pages of one context are tabs of one window: those behind another are drawn once a second, and a click waits for that.
"""

from __future__ import annotations

from typing import Any

Page = Any
# Their server has ended already: without its timers a page tries no longer to find it. Another address costs more. A
# page that a test has left empty has nothing to forget, and refuses to.
LEAVE = """() => {
  if (origin !== "null") localStorage.clear();
  for (let timer = setTimeout(() => {}); timer; timer--) clearTimeout(timer);
}"""


class Tabs:
    """Pages that are opened, and what is said on their consoles or asked in dialogs that nobody expects."""

    def __init__(self, browser: Any) -> None:
        self._browser = browser
        self._used: list[Page] = []
        self._free: list[Page] = []
        self._with_clock: list[Page] = []
        self.faults: list[str] = []

    def opened(self, url: str, width: int = 390, height: int = 844, *, own_clock: bool = False) -> Page:
        """A page at ``url``; with its own ``clock``, what its scripts wait for comes when a test says so."""
        page = self._free.pop() if self._free and not own_clock else self._page()
        if own_clock:
            page.clock.install()
        (self._with_clock if own_clock else self._used).append(page)
        page.set_viewport_size({"width": width, "height": height})
        page.goto(url)
        return page

    def _page(self) -> Page:
        page = self._browser.new_context().new_page()
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
        for page in self._with_clock:
            page.context.close()
        for page in self._used:
            page.evaluate(LEAVE)
            page.context.clear_cookies()
        self._free += self._used
        self._used, self._with_clock = [], []
        faults, self.faults = self.faults, []
        return faults

    def close(self) -> None:
        """Close everything."""
        for page in self._free:
            page.context.close()
