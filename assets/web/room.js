// What a player knows of the room: a fold over what the room says and what the player does. No page, no clock, no network.

/** Version of the messages. */
export const VERSION = 1;

/** What is known before anything was said. */
export function newRoom() {
  return {
    door: null, // what has to be said to come in
    seat: null,
    seq: 0, // number of the last answer
    state: null,
    stateAt: 0, // when it came, in milliseconds of the caller's clock
    yours: null,
    standing: null, // outlives the views that no longer have it
    sent: {}, // number of a question → { seq, response, isAcked, refusal }
    drafts: {}, // number of a question → what is not sent yet
    read: -1, // the question whose result was read, at one's own pace
    past: [], // what was revealed: { number, question, key, counts, mine }
    refusal: null, // why one cannot come in, or something was refused: { reason, message }
    gone: null, // why the connection was closed for good
    stopping: false,
  };
}

/** Takes in what the room says at `now`. Returns messages that are to be sent because of it. */
export function hear(room, message, now) {
  const take = Object.hasOwn(HEARD, message.type) ? HEARD[message.type] : null;
  return take ? (take(room, message, now) ?? []) : [];
}

const HEARD = {
  door(room, message) {
    room.door = message;
    room.state = null;
  },
  welcome(room, message) {
    Object.assign(room, { seat: message.seat, door: null, refusal: null, gone: null, stopping: false });
    // A room that was taken up again may count from less than before it stopped.
    if (room.state) room.state.revision = -1;
    return unheard(room);
  },
  state(room, message, now) {
    if (room.state && message.revision < room.state.revision) return;
    room.state = message;
    room.stateAt = now;
    keepPast(room);
  },
  yours(room, message) {
    room.yours = message;
    room.standing = message.standing ?? room.standing;
    for (const { number, seq, reply } of message.answers) {
      if (reply === null) continue;
      const sent = room.sent[number];
      // What the room has counts, even where this page knows nothing of it.
      room.sent[number] = { seq: seq ?? sent?.seq ?? 0, response: reply, isAcked: true, refusal: sent?.refusal ?? null };
      room.seq = Math.max(room.seq, seq ?? 0);
    }
    keepPast(room);
  },
  ack(room, message) {
    const sent = room.sent[message.question];
    if (!sent || sent.seq !== message.seq) return;
    sent.isAcked = true;
    sent.refusal = message.result === 'accepted' ? null : message.result.refused;
    // What can be mended may be sent again, as another answer.
    if (isMendable(sent.refusal)) delete room.sent[message.question];
    room.refusal = isMendable(sent.refusal) ? { reason: sent.refusal, question: message.question } : room.refusal;
  },
  refused(room, { reason, message }) {
    // All that is refused but answers is to come in.
    room.refusal = { reason, message };
    room.state = null;
    if (reason === 'removed' || reason === 'banned') Object.assign(room, { seat: null, gone: reason });
    if (reason === 'over') room.gone = 'closed';
  },
  bye(room, { reason }) {
    if (reason === 'stopping') room.stopping = true;
    else if (reason !== 'idle' && reason !== 'too-many') room.gone = reason;
    if (reason === 'removed' || reason === 'banned') room.seat = null;
  },
};

const isMendable = refusal => ['incomplete', 'unfit', 'not-a-number', 'paused', 'not-open'].includes(refusal);

/** The answers that the room has not acknowledged, as messages. */
function unheard(room) {
  return Object.entries(room.sent)
    .filter(([, sent]) => !sent.isAcked)
    .map(([number, { seq, response }]) => ({ type: 'answer', question: Number(number), seq, response }));
}

/** The player answers question `number`. Returns the message that says so. */
export function answer(room, number, response) {
  room.seq += 1;
  room.sent[number] = { seq: room.seq, response, isAcked: false, refusal: null };
  room.refusal = null;
  return { type: 'answer', question: number, seq: room.seq, response };
}

/** The player's answer to question `number`, where the room has told it. */
export const mineOf = (room, number) => room.yours?.answers.find(mine => mine.number === number) ?? null;

/** The question to be answered now, `{ number, of, question }`, or null. */
export function asked(room) {
  const scene = room.state?.scene;
  if (scene?.at === 'question') return scene;
  const own = scene?.at === 'open' ? room.yours?.question : null;
  return own ? { ...own, of: scene.of } : null;
}

/** At one's own pace: the answer whose result is to be read before the next question, or null. */
export function unread(room) {
  const last = room.state?.scene.at === 'open' ? room.yours?.answers.at(-1) : null;
  return last?.seen && last.number !== room.read ? last : null;
}

function keepPast(room) {
  const scene = room.state?.scene;
  if (scene?.at !== 'reveal') return;
  const past = { number: scene.number, question: scene.question, key: scene.key, counts: scene.counts, mine: mineOf(room, scene.number) };
  const at = room.past.findIndex(({ number }) => number === scene.number);
  if (at < 0) room.past.push(past);
  else room.past[at] = past;
}

/** Where the player is: another name is another screen. */
export function screen(room) {
  if (room.gone) return `gone-${room.gone}`;
  if (room.state === null) return room.door ? 'door' : 'code';
  const scene = room.state.scene;
  if (scene.at === 'open') {
    if (unread(room)) return `seen-${unread(room).number}`;
    return room.yours?.question ? `open-${room.yours.question.number}` : 'done';
  }
  return 'number' in scene ? `${scene.at}-${scene.number}` : scene.at;
}

/** What is left on the clock at `now`, in milliseconds; null where there is none. */
export function left(state, at, now) {
  const timing = state?.scene.timing;
  if (!timing || timing.left_ms === null) return null;
  return Math.max(0, timing.paused ? timing.left_ms : timing.left_ms - (now - at));
}
