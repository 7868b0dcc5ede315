// The connection to the room: a WebSocket, or where that is blocked server-sent events, or asking again and again.
// It says what comes in and whether there is a connection; what is said means nothing to it.

const FIRST_WORD_MS = 5000;
const SILENCE_MS = 25_000;
const PING_MS = 15_000;
const LONGEST_WAIT_MS = 10_000;

/** How long to wait before try number `tries` (from 0) to connect again, in milliseconds; `chance` is from 0 to 1. */
export function backOff(tries, chance) {
  const most = Math.min(500 * 2 ** tries, LONGEST_WAIT_MS);
  return Math.round(most * (0.75 + 0.25 * chance));
}

/** Which way to try as number `tries` (from 0) when `known` has worked before: a few times that one, then all in turn. */
export function wayFor(tries, known) {
  const ways = ['socket', 'events', 'polling'];
  if (known !== null && tries < 3) return known;
  return ways[(tries + (known === null ? 0 : ways.indexOf(known))) % ways.length];
}

export class Link {
  /** `hello` makes the first message; `heard(message)` takes what the room says; `changed(isOpen)` is told of the connection. */
  constructor({ hello, heard, changed }) {
    Object.assign(this, { hello, heard, changed });
    this.isOpen = false;
    this.isWanted = false;
    this.known = null;
    this.tries = 0;
    this.way = null;
    this.timers = new Set();
  }

  /** Connects and stays connected until `stop`. */
  start() {
    if (this.isWanted) return;
    this.isWanted = true;
    this.tries = 0;
    this.#connect();
  }

  stop() {
    this.isWanted = false;
    this.#drop();
  }

  /** Tries at once, where there is no connection, or where `isDoubtful` it may be dead. */
  wake(isDoubtful = false) {
    if (!this.isWanted || (this.isOpen && !isDoubtful)) return;
    this.tries = 0;
    this.#drop();
    this.#connect();
  }

  /** Waits `ms` with the next try: the room has asked for it. */
  rest(ms) {
    this.#drop();
    if (this.isWanted) this.#later(ms, () => this.#connect());
  }

  /** Says `message`; false where there is no connection. */
  send(message) {
    if (!this.way?.send) return false;
    this.way.send(message);
    return true;
  }

  #connect() {
    const kind = wayFor(this.tries, this.known);
    const way = { kind, closed: false };
    this.way = way;
    const ended = () => {
      if (this.way === way) this.#lost();
    };
    const came = message => {
      if (this.way !== way) return;
      this.#came(way, message);
    };
    this.deadline = this.#later(FIRST_WORD_MS, ended);
    WAYS[kind](way, this.hello(), came, ended);
  }

  #came(way, message) {
    clearTimeout(this.deadline);
    this.deadline = this.#later(SILENCE_MS, () => this.#lost());
    if (!this.isOpen) {
      this.isOpen = true;
      this.known = way.kind;
      this.tries = 0;
      this.#later(PING_MS, () => this.#ping());
      this.changed(true);
    }
    if (message.type !== 'pong') this.heard(message);
  }

  #ping() {
    this.send({ type: 'ping' });
    this.#later(PING_MS, () => this.#ping());
  }

  #lost() {
    this.#drop();
    if (!this.isWanted) return;
    this.#later(backOff(this.tries, Math.random()), () => this.#connect());
    this.tries += 1;
  }

  #drop() {
    this.timers.forEach(clearTimeout);
    this.timers.clear();
    const way = this.way;
    this.way = null;
    if (way) {
      way.closed = true;
      way.close?.();
    }
    this.isOpen = false;
    if (this.isWanted) this.changed(false);
  }

  #later(ms, then) {
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      then();
    }, ms);
    this.timers.add(timer);
    return timer;
  }
}

/** Reads `text` and hands it to `came`. What is no message is passed over: the next state replaces it anyway. */
function take(text, came) {
  let message;
  try {
    message = JSON.parse(text);
  } catch {
    return;
  }
  if (message && typeof message === 'object') came(message);
}

const WAYS = { socket, events, polling };

function socket(way, hello, came, ended) {
  const scheme = location.protocol === 'https:' ? 'wss:' : 'ws:';
  let stream;
  try {
    stream = new WebSocket(`${scheme}//${location.host}/ws`);
  } catch {
    setTimeout(ended);
    return;
  }
  way.close = () => stream.close();
  stream.onopen = () => {
    way.send = message => stream.send(JSON.stringify(message));
    way.send(hello);
  };
  stream.onmessage = event => take(event.data, came);
  stream.onclose = ended;
}

// Messages go one after another, so that they arrive in the order in which they were said.
function talk(way, hello, ended, ready) {
  let session = null;
  let last = Promise.resolve();
  const post = async message => {
    if (way.closed) return;
    const headers = { 'Content-Type': 'application/json' };
    if (session !== null) headers['X-Seodang-Session'] = session;
    const answer = await fetch('/talk', { method: 'POST', headers, body: JSON.stringify(message), cache: 'no-store' });
    if (!answer.ok) throw new Error(`talk: ${answer.status}`);
    if (session === null) {
      session = (await answer.json()).session;
      if (!way.closed) ready(encodeURIComponent(session));
    }
  };
  way.send = message => {
    last = last.then(() => post(message)).catch(ended);
  };
  way.send(hello);
}

function events(way, hello, came, ended) {
  talk(way, hello, ended, session => {
    const stream = new EventSource(`/hear?session=${session}`);
    way.close = () => stream.close();
    stream.onmessage = event => take(event.data, came);
    stream.onerror = ended;
  });
}

function polling(way, hello, came, ended) {
  talk(way, hello, ended, async session => {
    const abort = new AbortController();
    way.close = () => abort.abort();
    try {
      while (!way.closed) {
        const options = { signal: abort.signal, cache: 'no-store' };
        const answer = await fetch(`/hear?session=${session}&wait=1`, options);
        if (!answer.ok) throw new Error(`hear: ${answer.status}`);
        const messages = await answer.json();
        messages.forEach(message => came(message));
        // Even nothing shows that the room is there.
        if (messages.length === 0) came({ type: 'pong' });
      }
    } catch {
      ended();
    }
  });
}
