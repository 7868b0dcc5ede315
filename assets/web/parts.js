// Parts that several views are made of.

import { h } from './dom.js';
import { number, say, text } from './say.js';

const SIGNS = {
  right: 'M4 13l5 5L20 6',
  wrong: 'M6 6l12 12M18 6L6 18',
  none: 'M5 12h14',
  up: 'M12 19V5M5 12l7-7 7 7',
  down: 'M12 5v14M5 12l7 7 7-7',
  wait: 'M6 4h12M6 20h12M8 4c0 5 8 5 8 8s-8 3-8 8M16 4c0 5-8 5-8 8s8 3 8 8',
};

/** A drawn sign. What it means stands beside it in words. */
export const sign = kind =>
  h('svg', { viewBox: '0 0 24 24', class: `sign sign-${kind}`, 'aria-hidden': 'true' }, h('path', { d: SIGNS[kind] }));

/** A button that does `what`. */
export const button = (what, label, attrs = {}) => h('button', { type: 'button', 'data-do': what, ...attrs }, label);

/** The heading of a screen, which gets the focus when the screen changes. */
export const heading = (...children) => h('h1', { tabindex: '-1', id: 'title' }, ...children);

/** A screen that only says something: a sign, a heading, a few words, and what can be done. */
export const notice = (kind, title, more, ...actions) =>
  h('section', { class: 'notice' }, sign(kind), heading(title), more && h('p', {}, more), ...actions);

/** Time as people say it: up to two parts. */
export function time(lang, ms) {
  const seconds = Math.ceil(ms / 1000);
  const parts = [['days', Math.floor(seconds / 86_400)], ['hours', Math.floor(seconds / 3600) % 24], ['minutes', Math.floor(seconds / 60) % 60], ['seconds', seconds % 60]];
  const first = parts.findIndex(([, count]) => count > 0);
  if (first < 0) return say(lang, 'seconds', 0);
  return parts.slice(first, first + 2).filter(([, count]) => count > 0).map(([key, count]) => say(lang, key, count)).join(' ');
}

/** The clock: a number and a bar; nothing where no time is set. */
export function clock(lang, timing, left) {
  if (!timing) return null;
  if (timing.paused) return h('p', { class: 'clock paused' }, sign('none'), h('span', {}, say(lang, 'paused')));
  if (left === null) return null;
  const seconds = Math.ceil(left / 1000);
  const two = value => String(value).padStart(2, '0');
  const shown = seconds < 3600 ? `${Math.floor(seconds / 60)}:${two(seconds % 60)}` : time(lang, left);
  const share = timing.limit_ms ? Math.min(1, left / timing.limit_ms) : 1;
  return h(
    'div',
    { class: `clock ${left <= 10_000 ? 'short' : ''}`, role: 'timer', 'aria-live': 'off' },
    h('span', { class: 'unseen' }, `${say(lang, 'left')} `),
    h('span', { class: 'time' }, shown),
    h('span', { class: 'bar', 'aria-hidden': 'true', share }),
  );
}

/** Number and weight of a question, and whether it is a poll. */
export function meta(lang, { number: at, of, question }) {
  return h(
    'p',
    { class: 'meta' },
    h('span', {}, say(lang, 'nth', at + 1, of)),
    question.poll && h('span', { class: 'tag' }, say(lang, 'poll')),
    question.weight > 1 && h('span', { class: 'tag' }, say(lang, 'weight', question.weight)),
  );
}

/** A count as a number and a bar; `all` is the whole of it. */
export function count(lang, value, all) {
  const percent = all > 0 ? Math.round((100 * value) / all) : 0;
  return h(
    'span',
    { class: 'count' },
    h('span', { class: 'bar', 'aria-hidden': 'true', share: all > 0 ? value / all : 0 }),
    h('span', { class: 'numbers' }, lang === 'both' ? number(lang, value) : say(lang, 'people', number(lang, value)), h('span', { class: 'percent' }, ` ${percent}%`)),
  );
}

/** A text with a label, where there is one. */
export function told(lang, key, both) {
  if (!both || (both.ko === '' && both.en === '')) return null;
  return h('div', { class: 'told' }, h('h2', {}, say(lang, key)), h('p', {}, text(lang, both)));
}

/** The letter of pair `at`. */
export const letter = (lang, at) => (lang === 'ko' ? '가나다라마바사아자' : 'ABCDEFGHI')[at];
