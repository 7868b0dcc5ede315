// The page of a player: which screen it is on, and those screens that are neither door nor question.

import { ask, closed } from './ask.js';
import { board, own } from './board.js';
import { codeForm, doorForm } from './door.js';
import { h } from './dom.js';
import { button, clock, heading, notice, sign } from './parts.js';
import { key, reveal, summary, verdict } from './reveal.js';
import { asked, mineOf, unread } from './room.js';
import { REFUSALS } from './words.js';
import { name, number, say, text } from './say.js';

/** What is to be seen of `page`. */
export function player(page) {
  const { room } = page;
  if (room.gone) return GONE[room.gone]?.(page) ?? [];
  if (room.state === null) return room.door ? doorForm(page) : codeForm(page);
  return SCENES[room.state.scene.at]?.(page, room.state.scene) ?? [];
}

/** Who one is, and how one stands. */
export function foot({ lang, room }) {
  const { yours, standing, state } = room;
  if (!yours || !state || room.gone) return [];
  const team = yours.team === null ? null : state.teams[yours.team];
  return [
    h('span', { class: 'name' }, name(lang, yours.name), team && h('span', { class: 'faint' }, ` · ${team}`)),
    standing && h('span', { class: 'score' }, `${say(lang, 'place', number(lang, standing.rank))} · ${say(lang, 'points', number(lang, standing.score))}`),
  ];
}

const SCENES = {
  lobby: ({ lang, room }) => [
    notice('wait', room.yours ? say(lang, 'welcome', name(lang, room.yours.name)) : say(lang, 'connecting'), say(lang, 'wait_start'), h('p', { class: 'title' }, text(lang, room.state.title))),
  ],
  question: page => ask(page, asked(page.room)),
  locked: closed,
  reveal: ({ lang, room }, scene) => reveal(lang, { ...scene, mine: mineOf(room, scene.number) }, room.yours?.standing),
  scoreboard: ({ lang, room }, { board: view }) => board(lang, { title: say(lang, 'scoreboard'), view, standing: room.standing, me: room.yours?.name }),
  podium: ({ lang, room }, { board: view }) => [
    board(lang, { title: say(lang, 'podium'), more: say(lang, 'congratulations'), view, standing: room.standing, me: room.yours?.name }),
    past({ lang, room }),
  ],
  open,
  collected: ({ lang }) => notice('wait', say(lang, 'collected'), say(lang, 'wait_reveal')),
  review,
  closed: ended,
};

function open(page, scene) {
  const { lang, room } = page;
  const seen = unread(room);
  if (seen) {
    return [
      reveal(lang, { number: seen.number, of: scene.of, ...seen.seen, mine: seen }),
      h('div', { class: 'send' }, button('read', say(lang, 'next_question'), { class: 'main' })),
    ];
  }
  const question = asked(room);
  if (question) return ask(page, question);
  return [h('div', { class: 'top' }, h('p', { class: 'meta' }, say(lang, 'nth', room.yours?.answered ?? 0, scene.of)), clock(lang, scene.timing, page.left)), notice('right', say(lang, 'done_title'), say(lang, 'done_more'))];
}

function review({ lang, room }, { questions }) {
  const answers = questions.map((_, at) => mineOf(room, at));
  const right = answers.filter(mine => mine?.result?.right).length;
  const scored = questions.filter(({ question }) => !question.poll).length;
  return [
    heading(say(lang, 'review')),
    h('p', { class: 'lead' }, questions.length > 0 ? say(lang, 'review_count', right, scored) : say(lang, 'review_none')),
    own(lang, room.standing, 0),
    list(lang, questions.map((reviewed, at) => ({ ...reviewed, number: at, mine: answers[at] }))),
  ];
}

/** Questions to be opened one by one, those that were not answered rightly first to be seen. */
function list(lang, items) {
  const item = it =>
    h(
      'details',
      { class: 'past', 'data-key': `past-${it.number}`, open: isMissed(it) },
      h('summary', {}, sign(it.question.poll ? 'none' : isMissed(it) ? 'wrong' : 'right'), h('span', { class: 'words' }, `${it.number + 1}. `, text(lang, it.question.stem))),
      h('div', {}, verdict(lang, it), summary(lang, it), key(lang, it)),
    );
  return h('div', { class: 'pasts' }, items.map(item));
}

const isMissed = ({ question, mine }) => !question.poll && !mine?.result?.right;

function past({ lang, room }) {
  if (room.past.length === 0) return null;
  return [h('h2', {}, say(lang, 'review')), list(lang, [...room.past].sort((a, b) => a.number - b.number).map(it => ({ ...it })))];
}

function ended({ lang, room }) {
  return [notice('right', say(lang, 'closed'), say(lang, 'closed_more')), own(lang, room.standing, 0), past({ lang, room })];
}

const GONE = {
  closed: ended,
  removed: ({ lang }) => notice('none', say(lang, 'removed'), refusal(lang, 'removed'), button('rejoin', say(lang, 'join_again'), { class: 'main' })),
  banned: ({ lang }) => notice('none', say(lang, 'banned'), say(lang, 'banned_more')),
  replaced: ({ lang }) => notice('none', say(lang, 'replaced'), say(lang, 'replaced_more'), button('take-back', say(lang, 'take_back'), { class: 'main' })),
  version: ({ lang }) => notice('none', say(lang, 'version'), say(lang, 'version_more'), button('reload', say(lang, 'reload'), { class: 'main' })),
};

const refusal = (lang, reason) => REFUSALS[reason][lang === 'ko' ? 0 : 1];
