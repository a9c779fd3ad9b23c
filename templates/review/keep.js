// Keeps a session in the browser through a reload, a closed tab and a laptop that died. A page opened from a file may be
// refused that; it then works until it is closed.
export class Keep {
  /** @param {Lesson} lesson */
  constructor({ name, version }) {
    this.place = `quizgen-review:${name}`;
    this.version = version;
  }

  /**
   * The session of this quiz that was last kept, or null.
   * @returns {KeptSession | null}
   */
  read() {
    try {
      const kept = JSON.parse(localStorage.getItem(this.place) ?? "null");
      return kept?.version === this.version ? kept : null;
    } catch {
      return null;
    }
  }

  /* ``seen`` is when the session was as it is. */
  write(session, seen) {
    try {
      localStorage.setItem(this.place, JSON.stringify({ version: this.version, seen, session }));
    } catch { /* nothing to keep it in */ }
  }
}
