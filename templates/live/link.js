// The connection to the server: it comes back by itself, and what must arrive is sent again until it has.
const LATE = 3000; // milliseconds without a reply, after which it is sent again
const QUIET = 10_000; // after which a page asks whether the server is still there
const LOST = 6000; // milliseconds without a reply after which the connection is given up for a new one

export class Link {
  /* greet() gives the first frame of each connection, or null where there is nothing to say yet; changed(up, began) is
     called whenever the connection is there or gone, and first before there is one. Without keep() it is not opened
     again. */
  /** @param {LinkHandlers} handlers */
  constructor({ greet, take, changed, keep = () => true }) {
    this.greet = greet;
    this.take = take;
    this.changed = changed;
    this.keep = keep;
    this.number = 0;
    /** @type {Map<number, Asked>} */
    this.waiting = new Map();
    this.pause = 250;
    /** @type {WebSocket | null} */
    this.socket = null;
    setInterval(() => {
      if (this.up && !this.waiting.size) this.ask({ t: "ping" }, () => {});
    }, QUIET);
    changed(false, false); // what is pressed before the first connection would be lost
  }
  /* Opens the connection unless it is open. */
  open() {
    if (this.socket) return;
    const socket = this.socket = new WebSocket(`ws://${location.host}/socket`);
    socket.addEventListener("open", () => {
      if (socket !== this.socket) return;
      this.pause = 250;
      const frame = this.greet();
      if (frame) this.send(frame);
      for (const asked of this.waiting.values()) this.post(asked);
      this.changed(true, true);
    });
    socket.addEventListener("message", (event) => {
      if (socket !== this.socket) return;
      const message = JSON.parse(event.data);
      const asked = this.waiting.get(message.n);
      if (asked) this.settle(asked, message);
      else if (message.t !== "ack") this.take(message);
    });
    socket.addEventListener("close", () => {
      if (socket === this.socket) this.drop();
    });
  }
  /* Gives the connection up, and opens another; a browser may take long to notice that one is gone. */
  drop() {
    this.socket?.close();
    this.socket = null;
    for (const asked of [...this.waiting.values()]) {
      clearTimeout(asked.timer);
      if (!asked.again) this.settle(asked, { t: "no", why: "lost" });
    }
    this.changed(false, true);
    if (!this.keep()) return;
    setTimeout(() => this.open(), this.pause * (0.75 + Math.random() / 2));
    this.pause = Math.min(this.pause * 2, 4000);
  }
  get up() {
    return this.socket?.readyState === WebSocket.OPEN;
  }
  send(frame) {
    if (this.up) this.socket?.send(JSON.stringify(frame));
  }
  /**
   * Sends a frame and gives what the server answers: {t: "ack"} or {t: "no", why}. What has a function ``again`` may
   * arrive twice: it is sent until it is answered, and the function is called where that takes long.
   * @param {object} frame
   * @param {() => void} [again]
   * @returns {Promise<Reply>}
   */
  ask(frame, again) {
    if (!this.up) return Promise.resolve({ t: "no", why: "lost" });
    const n = this.number++;
    return new Promise((done) => {
      /** @type {Asked} */
      const asked = { n, frame: { ...frame, n }, done, again, timer: 0 };
      this.waiting.set(n, asked);
      this.post(asked);
    });
  }
  /** @param {Asked} asked */
  post(asked) {
    this.send(asked.frame);
    clearTimeout(asked.timer);
    asked.timer = setTimeout(() => {
      if (asked.again) {
        asked.again();
        this.send(asked.frame);
      }
      asked.timer = setTimeout(() => this.drop(), LOST - LATE);
    }, LATE);
  }
  /**
   * @param {Asked} asked
   * @param {Reply} reply
   */
  settle(asked, reply) {
    clearTimeout(asked.timer);
    this.waiting.delete(asked.n);
    asked.done(reply);
  }
}

/* What a browser may refuse to keep; the page then works until it is closed. */
export const kept = {
  get(key) {
    try { return localStorage.getItem(key); } catch { return null; }
  },
  set(key, value) {
    try { localStorage.setItem(key, value); } catch { /* nowhere to keep it */ }
  },
  drop(key) {
    try { localStorage.removeItem(key); } catch { /* nothing kept */ }
  },
};
