// Messages of every kind, as the page and the room that is played to it exchange them. `messages.json` is what the room itself is
// held to; `node messages.mjs` writes it anew.

import { writeFile } from 'node:fs/promises';
import { BOARD, KINDS, QUESTIONS, TITLE, scene } from './content.mjs';

const state = of => ({ type: 'state', revision: 1, title: TITLE, teams: [], scene: of });
const wall = of => ({ type: 'projector-state', revision: 1, title: TITLE, open: true, players: 28, present: 26, answers: 17, newest: [TITLE], scene: of });
const seen = { question: QUESTIONS.single.question, key: QUESTIONS.single.key };
const mine = [['single', { right: true, points: 100, why: null }], ['typed', { right: false, points: 0, why: TITLE }], ['matching', null]].map(([k, result], number) => ({ number, seq: 1, reply: QUESTIONS[k].right, result, seen: number === 0 ? seen : null }));
mine.push({ number: 3, seq: 2, reply: 'dont-know', result: null, seen: null }, { number: 4, seq: null, reply: null, result: null, seen: null });
const timing = { left_ms: 5, limit_ms: null, paused: true };
export const WAYS = { type: 'ways', code: 'ABC234', web: 'http://192.168.0.12:7070/', ssh: 'ssh -p 2222 ABC234@192.168.0.12', fingerprint: `SHA256:${'p2QA/'.repeat(8)}p2Q`, join: 'seodang class join 192.168.0.12:7070', is_local: false };
const server = [
  { type: 'door', title: TITLE, open: true, names: 'chosen', teams: ['a'] }, { type: 'door', title: TITLE, open: false, names: 'roster', teams: [] }, { type: 'door', title: TITLE, open: true, names: 'anonymous', teams: [] },
  { type: 'welcome', version: 1, player: 0, seat: 'ab'.repeat(16), name: TITLE, team: null },
  ...KINDS.flatMap((k, n) => [scene.question(k, n), scene.locked(k, n), scene.reveal(k, n)]).flatMap(s => [state(s), wall(s)]),
  ...[{ at: 'lobby' }, { at: 'scoreboard', board: BOARD }, { at: 'open', of: 2, timing }, { at: 'collected', of: 2 }, { at: 'review', questions: [QUESTIONS.single, QUESTIONS.poll].map(({ question, key, counts }) => ({ question, key, counts })) }, { at: 'podium', board: BOARD }, { at: 'closed' }].map(state),
  { type: 'yours', player: 0, name: TITLE, team: 1, answered: 2, question: { number: 1, question: QUESTIONS.typed.question }, answers: mine, standing: { score: 1, gained: 1, right: 1, row: 1, rank: 1 } },
  ...['accepted', { refused: 'late' }, { refused: 'not-a-number' }, { refused: { name: 'long' } }].map(result => ({ type: 'ack', question: 0, seq: 1, result })),
  { type: 'refused', reason: { name: 'empty' }, message: TITLE }, { type: 'refused', reason: 'door-locked', message: TITLE },
  ...['removed', 'banned', 'closed', 'replaced', 'version', 'too-many', 'idle', 'stopping'].map(reason => ({ type: 'bye', reason })), { type: 'pong' },
  WAYS, { ...WAYS, ssh: null, fingerprint: null, is_local: true },
];
const hello = { type: 'hello', version: 1, code: 'ABC234', lang: 'ko' };
const client = [hello, { ...hello, seat: 'ab'.repeat(16) }, { ...hello, name: 'x', team: 0 }, { ...hello, student: '1' }, { type: 'ping' }, { type: 'projector', code: 'ABC234' }, { type: 'projector', code: '', token: '0'.repeat(64) },
  ...Object.values(QUESTIONS).map(({ right }, at) => ({ type: 'answer', question: at, seq: 1, response: right })), { type: 'answer', question: 0, seq: 1, response: 'dont-know' }];

export const FILE = new URL('messages.json', import.meta.url);
export const messages = { server, client };

if (process.argv[1] === FILE.pathname.replace(/json$/, 'mjs')) await writeFile(FILE, `${JSON.stringify(messages)}\n`);

