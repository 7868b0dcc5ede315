// Puts it together: what comes from the room and from the player goes into one state, and all of that is drawn.

import { fill, h } from './dom.js';
import { choose, move, need, pair, response } from './draft.js';
import { Link } from './link.js';
import { plain } from './mark.js';
import { button, time } from './parts.js';
import { foot, player } from './player.js';
import { VERSION, answer, asked, hear, left, newRoom, screen, unread } from './room.js';
import { say } from './say.js';
import { forget, keep, kept, keptLang, keepLang } from './seat.js';
import { wall, wallFoot } from './wall.js';

const TICK_MS = 250;
const BUSY_MS = 15_000;
const isWall = location.pathname === '/wall';
const at = id => document.getElementById(id);

const page = {
  lang: keptLang(isWall),
  room: newRoom(),
  form: { code: '', name: '', student: '', team: null, need: null, isJoining: false },
  isOpen: false,
  isTrying: false,
  isBusy: false,
  left: null,
  // Of a wall:
  view: null,
  viewAt: 0,
  ways: null,
  token: null,
  code: '',
  address: location.host,
};

const link = new Link({ hello: isWall ? projector : hello, heard: isWall ? heardByWall : heard, changed });

// ---- What comes from the room.

function hello() {
  const { form, room } = page;
  const message = { type: 'hello', version: VERSION, code: page.code, lang: page.lang };
  if (room.seat) message.seat = room.seat;
  else if (form.isJoining) {
    const { names, teams } = room.door ?? { names: 'chosen', teams: [] };
    if (names === 'chosen') message.name = form.name;
    if (names === 'roster') message.student = form.student;
    if (teams.length > 0 && form.team !== null) message.team = form.team;
  }
  return message;
}

function heard(message) {
  const { room } = page;
  const before = { answers: acked(room) };
  hear(room, message, performance.now()).forEach(one => link.send(one));
  if (message.type === 'welcome') {
    page.form.isJoining = false;
    history.replaceState(null, '', `#${page.code}`);
  }
  if (message.type === 'refused' || message.type === 'door') page.form.isJoining = false;
  if (message.type === 'refused' && room.door === null) {
    // The same code again and again would be taken for guessing.
    page.isTrying = false;
    link.stop();
  }
  if (message.type === 'bye' && message.reason === 'too-many') {
    page.isBusy = true;
    link.rest(BUSY_MS);
  }
  if (room.gone) link.stop();
  if (room.seat) keep(page.code, room);
  else if (message.type === 'refused' || message.type === 'bye') forget(page.code);
  draw();
  if (acked(room) > before.answers) announce(say(page.lang, 'answered'));
}

const acked = room => Object.values(room.sent).filter(sent => sent.isAcked && !sent.refusal).length;

function projector() {
  const message = { type: 'projector', code: page.code };
  if (page.token) message.token = page.token;
  return message;
}

function heardByWall(message) {
  if (message.type === 'projector-state' && !(page.view && message.revision < page.view.revision)) {
    Object.assign(page, { view: message, viewAt: performance.now(), isTrying: false });
    if (location.hash === '') history.replaceState(null, '', `#${page.code}`);
  }
  if (message.type === 'ways') Object.assign(page, { ways: message, code: message.code });
  // Others may guess codes where this page comes from: it asks again by itself, and shows what it has.
  if (message.type === 'refused' && !(page.view && message.reason === 'too-often')) {
    Object.assign(page, { view: null, isTrying: false });
    page.room.refusal = message;
    link.stop();
  }
  if (message.type === 'bye' && message.reason === 'closed') link.stop();
  draw();
}

let wasOpen = false;
function changed(isOpen) {
  page.isOpen = isOpen;
  page.isBusy &&= !isOpen;
  if (isOpen && page.view) page.view.revision = -1;
  if (isOpen && wasOpen) announce(say(page.lang, 'back'));
  wasOpen ||= isOpen;
  draw();
}

// ---- What comes from the player.

const DO = {
  lang(element) {
    page.lang = element.dataset.lang;
    keepLang(isWall, page.lang);
  },
  code() {
    open(page.form.code);
  },
  join() {
    page.room.refusal = null;
    page.form.isJoining = true;
    link.send(hello());
  },
  again() {
    open(page.code);
  },
  'other-code'() {
    link.stop();
    page.room = newRoom();
    page.isTrying = false;
    page.form.need = null;
    history.replaceState(null, '', location.pathname);
  },
  rejoin() {
    forget(page.code);
    open(page.code);
  },
  'take-back'() {
    open(page.code);
  },
  reload() {
    location.reload();
  },
  retry() {
    link.wake(true);
  },
  read() {
    page.room.read = unread(page.room).number;
  },
  submit() {
    const { draft, question, number } = current();
    const reply = response(question, draft);
    page.form.need = reply ? null : need(question);
    if (reply) give(number, reply);
    else at('typed')?.focus();
  },
  'dont-know'() {
    give(current().number, 'dont-know');
  },
  move(element) {
    shift(Number(element.dataset.at), Number(element.dataset.step));
  },
};

const CHANGE = {
  choose({ dataset }) {
    const { question, draft } = current();
    choose(question, draft, Number(dataset.at));
  },
  pair({ dataset }) {
    pair(current().draft, Number(dataset.at), Number(dataset.pair));
  },
  team({ dataset }) {
    page.form.team = Number(dataset.at);
  },
};

function current() {
  const question = asked(page.room);
  return { ...question, draft: page.room.drafts[question.number] };
}

function give(number, reply) {
  link.send(answer(page.room, number, reply));
  page.form.need = null;
  keep(page.code, page.room);
}

function shift(option, step) {
  const { draft, question } = current();
  const place = move(draft, option, step);
  if (place !== null) announce(say(page.lang, 'moved', plain(question.options[option][page.lang]), place + 1, draft.order.length));
}

/** Goes to the room with this code, back to the seat in it where there was one. */
function open(typed) {
  const code = typed.normalize('NFKC').replace(/[\s._·–—-]/g, '').toUpperCase();
  page.form.code = typed;
  page.form.need = code === '' ? 'code_bad' : null;
  page.room = Object.assign(newRoom(), isWall ? null : kept(code));
  page.code = code;
  page.isTrying = code !== '';
  if (code === '') return;
  if (link.isOpen) link.send(isWall ? projector() : hello());
  else link.start();
}

function act(event, found, table, what) {
  const element = event.target.closest(`[data-${what}]`);
  const doing = element && found(element) && table[element.dataset[what]];
  if (!doing) return;
  if (event.type === 'submit') event.preventDefault();
  doing(element);
  draw();
}

document.addEventListener('click', event => act(event, element => element.tagName === 'BUTTON' && element.getAttribute('aria-disabled') !== 'true', DO, 'do'));
document.addEventListener('submit', event => act(event, element => element.tagName === 'FORM', DO, 'do'));
document.addEventListener('change', event => act(event, () => true, CHANGE, 'change'));
document.addEventListener('input', ({ target }) => {
  const into = target.dataset.input;
  if (into === 'text') current().draft.text = target.value;
  else if (into) page.form[into] = target.value;
});

document.addEventListener('keydown', event => {
  const { target, key } = event;
  const isTyping = target.matches('input:not([type=radio], [type=checkbox]), textarea');
  if (isTyping || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  const form = document.querySelector('form.ask');
  if (!form || isWall) return;
  const row = target.closest('.row');
  if (row && (key === 'ArrowUp' || key === 'ArrowDown')) shift(Number(row.dataset.row), key === 'ArrowUp' ? -1 : 1);
  else if (key === '0') at('dont-know')?.focus();
  else if (/^[1-9]$/.test(key)) digit(form, Number(key) - 1, target);
  else return;
  event.preventDefault();
  draw();
});

/** Digit keys choose; where there is nothing to choose they go there. */
function digit(form, place, target) {
  const { question, draft } = current();
  if (question.kind === 'ordering') {
    form.querySelectorAll('.row')[place]?.querySelector('.arrow:not([aria-disabled])')?.focus();
  } else if (question.kind === 'matching') {
    if (place >= question.pairs.length) return;
    const row = Number(target.closest('.match')?.dataset.row ?? Math.max(0, draft.pairs.indexOf(null)));
    pair(draft, row, place);
    const next = draft.pairs.indexOf(null);
    form.querySelector(`input[data-at="${next < 0 ? row : next}"]${next < 0 ? `[data-pair="${place}"]` : ''}`)?.focus();
  } else if (place < question.options.length) {
    choose(question, draft, place);
    form.querySelector(`input[data-at="${place}"]`)?.focus();
  }
}

// ---- What is drawn.

let shown = null;
let spoken = {};

function draw() {
  page.left = isWall ? left(page.view, page.viewAt, performance.now()) : left(page.room.state, page.room.stateAt, performance.now());
  document.documentElement.lang = page.lang === 'en' ? 'en' : 'ko';
  document.body.className = isWall ? `wall at-${page.view?.scene.at ?? 'none'}` : '';
  document.title = title();
  fill(at('head'), brand(), languages());
  fill(at('banner'), banner());
  fill(at('main'), isWall ? wall(page) : player(page));
  fill(at('foot'), isWall ? wallFoot(page) : foot(page));
  const now = isWall ? (page.view?.scene.at ?? '') : screen(page.room) + (page.room.sent[asked(page.room)?.number] ? '-sent' : '');
  if (isWall) fit([now, page.lang, innerWidth, innerHeight, page.view?.scene.number, page.view?.newest.length].join());
  if (now !== shown) entered(now);
  if (!isWall) speakTime();
}

let fitted = null;

/** Nobody scrolls a wall: it is written as large as it fits. */
function fit(what) {
  if (what === fitted) return;
  fitted = what;
  const { style } = document.body;
  const { documentElement: root } = document;
  for (let percent = 140; percent >= 60; percent -= 5) {
    style.setProperty('--scale', percent / 100);
    if (root.scrollHeight <= innerHeight && root.scrollWidth <= innerWidth) return;
  }
}

const title = () => {
  const about = isWall ? page.view?.title : (page.room.state?.title ?? page.room.door?.title);
  const brand = say(page.lang === 'both' ? 'ko' : page.lang, 'brand');
  return about ? `${plain(about[page.lang === 'en' ? 'en' : 'ko'])} · ${brand}` : brand;
};

const brand = () => h('p', { class: 'brand' }, h('span', { lang: 'ko' }, '서당'), ' ', h('span', { lang: 'en' }, 'Seodang'));

function languages() {
  const one = (lang, label) => button('lang', label, { 'data-lang': lang, lang: lang === 'both' ? null : lang, 'aria-pressed': String(page.lang === lang) });
  return h('div', { class: 'languages', role: 'group', 'aria-label': say(page.lang, 'language') }, one('ko', '한국어'), one('en', 'English'), isWall && one('both', say('both', 'both')));
}

function banner() {
  const isIn = isWall ? page.view !== null : page.room.state !== null || page.room.door !== null;
  if (page.room.gone || !isIn || page.isOpen || !link.isWanted) return null;
  const words = page.isBusy ? 'many' : page.room.stopping ? 'stopping' : isWall ? 'lost_wall' : 'lost';
  return h('div', { class: 'lost' }, h('p', {}, say(page.lang, words)), !isWall && button('retry', say(page.lang, 'retry_now')));
}

function entered(now) {
  const isFirst = shown === null;
  shown = now;
  spoken = {};
  page.form.need = isFirst ? page.form.need : null;
  if (isFirst || isWall) return;
  scrollTo(0, 0);
  (at('status') ?? at('title'))?.focus({ preventScroll: true });
  const question = asked(page.room);
  const sent = question && page.room.sent[question.number];
  if (question && !sent && page.left !== null) announce(say(page.lang, 'begins', question.number + 1, time(page.lang, page.left)));
}

/** The clock is spoken when a question begins, when ten seconds are left, and when it is over. */
function speakTime() {
  const scene = page.room.state?.scene;
  if (scene?.at !== 'question' || page.left === null || page.room.sent[scene.number]) return;
  if (page.left <= 0 && !spoken.over) {
    spoken = { ten: true, over: true };
    announce(say(page.lang, 'over'));
  } else if (page.left <= 10_000 && !spoken.ten) {
    spoken.ten = true;
    if (scene.timing.limit_ms > 12_000) announce(say(page.lang, 'ten_left'));
  }
}

let announced = 0;

/** Has `words` spoken, even where they are the same as before. */
function announce(words) {
  announced += 1;
  fill(at('live'), h('span', { 'data-key': announced }, words));
}

// ---- Clocks, and devices that sleep.

const drift = () => Date.now() - performance.now();
let lastDrift = drift();

// While a device sleeps its monotonic clock may stand still. Then what is left on the clock has to be asked for again.
function awake() {
  const slept = Math.abs(drift() - lastDrift) > 1500;
  lastDrift = drift();
  if (document.visibilityState === 'visible') link.wake(slept);
}

setInterval(() => {
  if (Math.abs(drift() - lastDrift) > 1500) awake();
  if (page.left > 0) draw();
}, TICK_MS);
addEventListener('online', () => link.wake(true));
document.addEventListener('visibilitychange', awake);
addEventListener('pageshow', event => event.persisted && link.wake(true));

function begin() {
  const hash = decodeURIComponent(location.hash.slice(1));
  if (isWall) {
    const given = hash.includes('=') ? new URLSearchParams(hash) : new URLSearchParams({ code: hash });
    Object.assign(page, { token: given.get('token'), address: given.get('at') ?? location.host });
    link.stop();
    if (page.token) {
      Object.assign(page, { code: given.get('code') ?? '', isTrying: true });
      link.start();
    } else if (given.get('code')) open(given.get('code'));
  } else if (hash !== '' && hash !== page.code) {
    link.stop();
    open(hash);
  }
  draw();
}

addEventListener('hashchange', begin);
begin();
