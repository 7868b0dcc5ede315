// What a device keeps: the language, and for each code the seat in that room with the answers that are still on their way.
// A device that keeps nothing loses no more than the way back after the page was closed.

const LANG = { false: 'seodang:lang', true: 'seodang:wall-lang' };
const keyOf = code => `seodang:seat:${code}`;

/** The seat in the room with `code`, and what it needs; nothing where there was none. */
export function kept(code) {
  const { seat, seq, sent } = read(keyOf(code)) ?? {};
  return typeof seat === 'string' && Number.isInteger(seq) ? { seat, seq, sent: sent ?? {} } : {};
}

/** Keeps the seat of `room`, and its answers that were not acknowledged. */
export function keep(code, { seat, seq, sent }) {
  const open = Object.fromEntries(Object.entries(sent).filter(([, one]) => !one.isAcked));
  write(keyOf(code), { seat, seq, sent: open });
}

/** Forgets the seat in the room with `code`. */
export function forget(code) {
  try {
    localStorage.removeItem(keyOf(code));
  } catch {
    // Nothing was kept.
  }
}

/** The language that was chosen last, or that the browser asks for. */
export function keptLang(isWall) {
  const lang = read(LANG[isWall]);
  if (['ko', 'en'].includes(lang) || (isWall && lang === 'both')) return lang;
  const wanted = navigator.languages.map(one => one.slice(0, 2)).find(one => one === 'ko' || one === 'en');
  return wanted ?? 'ko';
}

export function keepLang(isWall, lang) {
  write(LANG[isWall], lang);
}

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

function write(key, value) {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Private windows and full disks keep nothing.
  }
}
