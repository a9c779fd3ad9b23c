"use strict";
(() => {
  /** @type {<Id extends string>(id: Id) => ElementOf<Id>} */
  const byId = (id) => /** @type {any} */ (document.getElementById(id));
  /** @param {string} id */
  const data = (id) => JSON.parse(byId(id).textContent ?? "");
  const media = data("media");
  const styles = data("styles");
  const app = data("app");
  const END = "</" + "script>"; // in one piece it would end the script that the page itself has here
  const DEVICES = { phone: { width: 360, height: 640 }, desktop: { width: 640, height: 560 } };
  const chosen = (name) => /** @type {HTMLInputElement[]} */ ([...document.querySelectorAll(`[name=${name}]:checked`)]).map((box) => box.value);
  const cards = [...document.querySelectorAll("article")];
  const frames = new Map(); // a frame's window → what to do when it tells its height

  addEventListener("message", ({ source, data }) => frames.get(source)?.(data));

  const page = (card, markup, device, light, kept) => {
    // A frame is as high as its card; what the card measures by the window's height means the device's.
    const css = styles[card.closest("section").dataset.type].replace(
      /([\d.]+)vh\b/g, (_, share) => `${(share * DEVICES[device].height) / 100}px`);
    const shown = markup.replace(/(\ssrc=["']?)([^"'\s>]+)/g, (whole, start, name) => (
      name in media ? start + media[name] : whole));
    const night = light === "night" ? " nightMode night_mode" : "";
    const own = JSON.stringify({ card: card.dataset.fact, kept }).replace(/</g, "\\u003c");
    return `<!doctype html><html class="${device === "phone" ? "mobile" : ""}"><head><meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; font-src data:;
        style-src 'unsafe-inline'; script-src 'unsafe-inline'">
      <style>${css}</style><script>window.quizgen = ${own};${app}${END}
      </head><body class="card card1${night}"><div id="qa">${shown}</div></body></html>`;
  };

  const frame = (card, side, markup, device, light, kept) => {
    const made = document.createElement("iframe");
    made.title = `${card.dataset.fact}, ${side}, ${device}, ${light}`;
    made.setAttribute("sandbox", "allow-scripts");
    made.width = String(DEVICES[device].width);
    made.height = String(DEVICES[device].height / 2);
    made.srcdoc = page(card, markup, device, light, kept);
    return made;
  };
  const reload = (made) => {
    if (!made.offsetParent) return;
    delete made.dataset.unseen;
    const content = made.srcdoc; // a frame whose content is set again loads it again
    made.srcdoc = content;
  };
  const whenReady = (made, then) => {
    frames.set(made.contentWindow, ({ width, height, kept }) => {
      // What is hidden has no width to be measured in; once it is shown it must be loaded again, for out of sight it
      // would not notice.
      if (!width) {
        made.dataset.unseen = "";
        reload(made);
        return;
      }
      delete made.dataset.unseen;
      made.height = height;
      made.dataset.ready = "";
      then?.(kept);
      then = null;
    });
  };

  const variant = (card, device, light) => {
    const [question, answer] = JSON.parse(card.querySelector("script").textContent);
    const figure = document.createElement("figure");
    figure.dataset.variant = `${device} ${light}`;
    const caption = document.createElement("figcaption");
    caption.textContent = `${device}, ${light}`;
    const front = frame(card, "question", question, device, light, {});
    figure.append(caption, front);
    card.querySelector(`.${light}`).append(figure);
    whenReady(front, (kept) => {
      const back = frame(card, "answer", answer, device, light, kept);
      figure.append(back);
      whenReady(back);
    });
  };
  const fill = (card) => {
    card.querySelectorAll("[data-unseen]").forEach(reload);
    for (const light of chosen("light")) {
      for (const device of chosen("device")) {
        if (!card.querySelector(`[data-variant="${device} ${light}"]`)) variant(card, device, light);
      }
    }
  };

  const near = new Set();
  const watcher = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) near.add(target);
      else near.delete(target);
      if (isIntersecting) fill(target);
    }
  }, { rootMargin: "400px" });

  const filter = () => {
    const type = byId("type").value;
    const words = byId("words").value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const name of ["light", "device"]) document.body.dataset[name] = chosen(name).join(" ");
    for (const card of cards) {
      const wanted = (!type || card.closest("section")?.dataset.type === type)
        && words.every((word) => card.dataset.words?.includes(word));
      card.hidden = !wanted;
    }
    for (const section of document.querySelectorAll("section")) section.hidden = !section.querySelector("article:not([hidden])");
    byId("count").textContent = `${cards.filter((card) => !card.hidden).length} of ${cards.length}`;
    near.forEach((card) => { if (!card.hidden) fill(card); });
  };
  const print = async () => {
    const wanted = cards.filter((card) => !card.hidden);
    const shown = (card) => [...card.querySelectorAll("figure")].filter((figure) => figure.offsetParent);
    const waiting = () => wanted.flatMap(shown).some((figure) => figure.querySelectorAll("[data-ready]").length < 2);
    wanted.forEach(fill);
    while (waiting()) await new Promise((done) => setTimeout(done, 100));
    window.print();
  };

  byId("filters").addEventListener("input", filter);
  byId("filters").addEventListener("submit", (event) => event.preventDefault());
  byId("print").addEventListener("click", print);
  filter();
  cards.forEach((card) => watcher.observe(card));
})();
