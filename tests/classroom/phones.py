"""A student's phone in a browser, which joins, votes and answers whatever is asked.

A page's own script presses what is at the place of a button, where a finger would: a mouse takes ten times as long.
"""

from __future__ import annotations

from typing import Any

from playwright.sync_api import expect

Page = Any
# Whether an element is seen once the page is scrolled to it, and nothing is in front of it.
IS_REACHED = """(element) => {
  element.scrollIntoView({block: 'nearest'});
  const box = element.getBoundingClientRect();
  return element.contains(document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2));
}"""
PRESS = f"""(element) => {{
  if (!({IS_REACHED})(element)) throw Error(`${{element.outerHTML}} cannot be pressed`);
  element.click();
}}"""
_JOIN = f"""(name) => {{
  document.querySelector('#name').value = name;
  ({PRESS})(document.querySelector('#join button'));
}}"""
# Gives the width and height of the words before they are chosen and after.
_CHOOSE = f"""(words) => {{
  const room = () => [words.offsetWidth, words.offsetHeight];
  const before = room();
  ({PRESS})(words);
  return [before, room()];
}}"""
# Gives whether a field has the focus, in which Enter sends the answer.
_ANSWER = f"""(words) => {{
  const press = {PRESS};
  const all = (selector) => [...document.querySelectorAll(selector)];
  const say = (field, type) => field.dispatchEvent(new Event(type, {{bubbles: true}}));
  all('.choice').slice(0, 1).forEach(press);
  for (const field of all('.field input')) {{
    field.value = words;
    say(field, 'input');
  }}
  for (const menu of all('.field select')) {{
    menu.selectedIndex = 1;
    say(menu, 'change');
  }}
  all('.move').slice(1, 2).forEach(press);
  const last = all('.field input, .choice input').at(-1);
  if (last) last.focus();
  else press(all('.send').at(-1));
  return Boolean(last);
}}"""


def join(page: Page, name: str) -> None:
    """Joins by the PIN of the page's address."""
    page.evaluate(_JOIN, name)
    expect(page.locator("#lesson")).to_be_visible()


def vote(page: Page, place: int, sure: bool = True) -> None:
    """Chooses the option at this place, from 0, and sends it."""
    before, after = page.locator(".choice .words").nth(place).evaluate(_CHOOSE)
    assert before == after  # or what stands below would move under a finger
    page.locator(".send").nth(0 if sure else 1).click()
    expect(page.locator("#status")).to_have_text("Your answer is in.")


def answer_anyhow(page: Page, words: str = "7") -> None:
    """Answers any type of question, by Enter where there is a field."""
    if page.evaluate(_ANSWER, words):
        page.keyboard.press("Enter")
    expect(page.locator("#status")).to_have_text("Your answer is in.")
