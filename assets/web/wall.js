// What a room sees on the wall: large, and nobody touches it but for the language.

import { board, tables } from './board.js';
import { codeForm } from './door.js';
import { h } from './dom.js';
import { clock, heading, letter, meta, notice, sign } from './parts.js';
import { qr } from './qr.js';
import { key, summary } from './reveal.js';
import { name, number, say, text } from './say.js';

/** What is to be seen of the wall `page`. */
export function wall(page) {
  const { view } = page;
  if (!view) return codeForm(page, 'wall_open');
  return (SCENES[view.scene.at] ?? SCENES.closed)(page, view.scene);
}

/** The way in and the headcount, which stay while the class goes on. */
export function wallFoot(page) {
  const { lang, view, code } = page;
  if (!view || view.scene.at === 'lobby' || view.scene.at === 'closed') return [];
  return [
    view.open
      ? h('span', { class: 'name' }, `${place(page)} `, code && h('strong', { class: 'small-code', translate: 'no' }, spaced(code)))
      : h('span', { class: 'name' }, say(lang, 'door_locked')),
    h('span', { class: 'score' }, say(lang, 'present', number(lang, view.present), number(lang, view.players))),
  ];
}

const SCENES = {
  lobby,
  question: (page, scene) => [top(page, scene, true), question(page.lang, scene.question)],
  locked: (page, scene) => [top(page, scene, false), question(page.lang, scene.question)],
  reveal: (page, scene) => [h('div', { class: 'top' }, meta(page.lang, scene), summary(page.lang, scene)), heading(text(page.lang, scene.question.stem)), key(page.lang, { ...scene, mine: null })],
  scoreboard: ({ lang }, scene) => board(lang, { title: say(lang, 'scoreboard'), view: scene.board }),
  podium: ({ lang }, scene) => [heading(say(lang, 'podium')), steps(lang, scene.board), tables(lang, { ...scene.board, rows: scene.board.rows.slice(3) })],
  open: page => [
    heading(say(page.lang, 'open_title')),
    h('div', { class: 'big-numbers' }, figure(page, 'answers_in', page.view.answers), figure(page, 'headcount', page.view.players), clock(page.lang, page.view.scene.timing, page.left)),
  ],
  collected: ({ lang }) => notice('wait', say(lang, 'collected'), say(lang, 'wait_reveal')),
  review: ({ lang }, scene) => [
    heading(say(lang, 'review')),
    scene.questions.map((reviewed, at) => h('section', { class: 'reviewed' }, h('h2', {}, `${at + 1}. `, text(lang, reviewed.question.stem)), summary(lang, reviewed), key(lang, { ...reviewed, mine: null }))),
  ],
  closed: ({ lang }) => notice('right', say(lang, 'closed'), say(lang, 'closed_more')),
};

/** Where the class is to be found: as its teacher says, or else where this page is. */
const place = ({ ways, address }) => (ways && !ways.is_local ? ways.web.replace(/^http:\/\//, '').replace(/\/$/, '') : address);

function lobby(page) {
  const { lang, view, code, ways } = page;
  const address = place(page);
  return [
    heading(text(lang, view.title)),
    h(
      'div',
      { class: 'invite' },
      h(
        'div',
        {},
        h('p', { class: 'label' }, say(lang, 'wall_join')),
        h('p', { class: 'address', translate: 'no' }, address),
        code && [h('p', { class: 'label' }, say(lang, 'code')), h('p', { class: 'big-code', translate: 'no' }, spaced(code))],
        ways && h('dl', { class: 'ways' }, way(lang, 'by_ssh', ways.ssh), way(lang, 'by_seodang', ways.join), way(lang, 'fingerprint', ways.ssh && ways.fingerprint)),
        ways?.is_local && h('p', { class: 'problem' }, sign('none'), h('span', {}, say(lang, 'only_here'))),
        !view.open && h('p', { class: 'problem' }, sign('none'), h('span', {}, say(lang, 'door_locked'))),
      ),
      code && picture(lang, link(address, code)),
    ),
    h('p', { class: 'head-count' }, say(lang, 'present', number(lang, view.present), number(lang, view.players))),
    h('ul', { class: 'newest', 'aria-label': say(lang, 'newest') }, view.newest.map(one => h('li', {}, name(lang, one)))),
  ];
}

const way = (lang, label, words) => words && [h('dt', {}, say(lang, label)), h('dd', { translate: 'no' }, words)];

/** Where players come in. An address of this machine alone is of no use to them. */
function link(address, code) {
  if (/^(localhost|127\.|\[::1\])/.test(address)) return null;
  return `${address.includes('://') ? '' : `${location.protocol}//`}${address.replace(/\/$/, '')}/#${code}`;
}

function picture(lang, link) {
  const rows = link && qr(link);
  if (!rows) return null;
  const dark = rows.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x + 4} ${y + 4}h1v1h-1z` : ''))).join('');
  const size = rows.length + 8;
  return h('svg', { viewBox: `0 0 ${size} ${size}`, class: 'qr', role: 'img', 'aria-label': say(lang, 'qr') }, h('path', { d: dark }));
}

function top(page, scene, isOpen) {
  const { lang, view } = page;
  return h(
    'div',
    { class: 'top' },
    meta(lang, scene),
    h('p', { class: 'answers' }, `${say(lang, 'answers_in')} `, h('strong', {}, `${number(lang, view.answers)}/${number(lang, view.players)}`)),
    isOpen ? clock(lang, scene.timing, page.left) : h('p', { class: 'clock' }, say(lang, 'locked')),
  );
}

function question(lang, question) {
  const option = (both, at) => h('li', { class: 'option' }, h('span', { class: 'digit' }, at + 1), h('span', { class: 'words' }, text(lang, both)));
  const pair = (both, at) => h('li', { class: 'option' }, h('span', { class: 'digit' }, letter(lang, at)), h('span', { class: 'words' }, text(lang, both)));
  return [
    heading(text(lang, question.stem)),
    h('p', { class: 'hint' }, say(lang, question.poll && question.kind === 'single' ? 'poll_hint' : question.kind), question.unit && ` (${name(lang, question.unit)})`),
    h('ul', { class: 'options shown' }, question.options.map(option)),
    question.pairs.length > 0 && h('ul', { class: 'options shown' }, question.pairs.map(pair)),
  ];
}

const figure = ({ lang }, key, value) => h('p', { class: 'figure' }, h('span', { class: 'label' }, say(lang, key)), h('strong', {}, number(lang, value)));

/** The best three, the first in the middle. */
function steps(lang, view) {
  const best = view.rows.slice(0, 3);
  const order = [best[1], best[0], best[2]].filter(Boolean);
  const step = row =>
    h(
      'li',
      { class: `step step-${Math.min(best.indexOf(row) + 1, 3)}` },
      h('span', { class: 'who' }, row.name ? name(lang, row.name) : say(lang, 'hidden')),
      h('span', { class: 'block' }, h('strong', {}, say(lang, 'place', number(lang, row.rank))), h('span', {}, say(lang, 'points', number(lang, row.score)))),
    );
  return best.length > 0 && h('ul', { class: 'steps' }, order.map(step));
}

const spaced = code => (code.length === 6 ? `${code.slice(0, 3)} ${code.slice(3)}` : code);
