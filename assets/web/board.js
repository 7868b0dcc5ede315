// How players and teams stand.

import { h } from './dom.js';
import { heading } from './parts.js';
import { name, number, say } from './say.js';

/** How one stands oneself. */
export function own(lang, standing, players) {
  if (!standing) return null;
  return h(
    'div',
    { class: 'standing' },
    h('p', { class: 'big' }, say(lang, 'place', number(lang, standing.rank)), players > 0 && h('small', {}, ` ${say(lang, 'of_players', number(lang, players))}`)),
    h('p', {}, say(lang, 'points', number(lang, standing.score)), standing.gained > 0 && h('span', { class: 'gained' }, say(lang, 'gained', number(lang, standing.gained)))),
    h('p', { class: 'faint' }, say(lang, 'right_of', number(lang, standing.right)), standing.row > 1 && ` · ${say(lang, 'in_a_row', standing.row)}`),
  );
}

/** The scores; `me` is the player's own name, where their row is to be marked. */
export function board(lang, { title, more, view, standing, me }) {
  return [
    heading(title),
    more && h('p', { class: 'lead' }, more),
    own(lang, standing, view.players),
    tables(lang, view, me, standing),
  ];
}

/** The tables of teams and players alone. */
export function tables(lang, view, me = null, standing = null) {
  if (view.players === 0) return h('p', { class: 'faint' }, say(lang, 'nobody'));
  return h('div', { class: 'tables' }, view.teams.length > 0 && teams(lang, view.teams), view.rows.length > 0 && players(lang, view.rows, me, standing));
}

function players(lang, rows, me, standing) {
  const isMe = row => me && row.name && row.name.ko === me.ko && row.name.en === me.en && row.rank === standing?.rank;
  const line = row =>
    h(
      'tr',
      { class: `${isMe(row) ? 'me' : ''} place-${row.rank}` },
      h('td', { class: 'rank' }, number(lang, row.rank)),
      h('th', { scope: 'row' }, row.name ? name(lang, row.name) : h('span', { class: 'faint' }, say(lang, 'hidden')), isMe(row) && h('span', { class: 'tag mine' }, say(lang, 'you'))),
      h('td', { class: 'score' }, number(lang, row.score), row.gained > 0 && h('span', { class: 'gained' }, `+${number(lang, row.gained)}`)),
    );
  return table(lang, 'scoreboard', ['rank', 'who', 'score'], rows.map(line));
}

function teams(lang, rows) {
  const line = row =>
    h(
      'tr',
      { class: `place-${row.rank}` },
      h('td', { class: 'rank' }, number(lang, row.rank)),
      h('th', { scope: 'row' }, row.name, h('small', { class: 'faint' }, ` ${say(lang, 'members', number(lang, row.members))}`)),
      h('td', { class: 'score' }, number(lang, row.score)),
    );
  return table(lang, 'teams', ['rank', 'team', 'average'], rows.map(line));
}

function table(lang, caption, columns, rows) {
  const head = columns.map((key, at) => h('th', { scope: 'col', class: ['rank', '', 'score'][at] }, say(lang, key)));
  return h('table', { class: 'board' }, h('caption', {}, say(lang, caption)), h('thead', {}, h('tr', {}, head)), h('tbody', {}, rows));
}
