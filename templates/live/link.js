// The connection to the server: it comes back by itself, and nothing is sent while it is away.
export class Link {
  /* greet() gives the first frame of each connection, or null where there is nothing to say yet; changed(up, began) is
     called whenever the connection is there or gone, and first before there is one. */
  /** @param {LinkHandlers} handlers */
  constructor({ greet, take, changed }) {
    this.greet = greet;
    this.take = take;
    this.changed = changed;
    this.number = 0;
    /** @type {Map<number, (reply: Reply) => void>} */
    this.waiting = new Map();
    this.pause = 250;
    this.open();
    changed(false, false); // what is pressed before the first connection would be lost
  }
  open() {
    this.socket = new WebSocket(`ws://${location.host}/socket`);
    this.socket.addEventListener("open", () => {
      this.pause = 250;
      const frame = this.greet();
      if (frame) this.send(frame);
      this.changed(true, true);
    });
    this.socket.addEventListener("message", (event) => {
      const message = JSON.parse(event.data);
      const done = this.waiting.get(message.n);
      if (done) {
        this.waiting.delete(message.n);
        done(message);
      } else {
        this.take(message);
      }
    });
    this.socket.addEventListener("close", () => {
      for (const done of this.waiting.values()) done({ t: "no", why: "lost" });
      this.waiting.clear();
      this.changed(false, true);
      setTimeout(() => this.open(), this.pause * (0.75 + Math.random() / 2));
      this.pause = Math.min(this.pause * 2, 4000);
    });
  }
  get up() {
    return this.socket?.readyState === WebSocket.OPEN;
  }
  send(frame) {
    if (this.up) this.socket?.send(JSON.stringify(frame));
  }
  /**
   * Sends a frame and gives what the server answers: {t: "ack"} or {t: "no", why}.
   * @param {object} frame
   * @returns {Promise<Reply>}
   */
  ask(frame) {
    if (!this.up) return Promise.resolve({ t: "no", why: "lost" });
    const n = this.number++;
    return new Promise((done) => {
      this.waiting.set(n, done);
      this.send({ ...frame, n });
    });
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
