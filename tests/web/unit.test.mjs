// What needs no browser: inline Markdown, the fold of messages, drafts, connecting again, words.

import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { choose, move, newDraft, pair, response } from '../../assets/web/draft.js';
import { backOff, wayFor } from '../../assets/web/link.js';
import { plain, read } from '../../assets/web/mark.js';
import { qr } from '../../assets/web/qr.js';
import { answer, asked, hear, left, newRoom, screen, unread } from '../../assets/web/room.js';
import { REFUSALS, WORDS } from '../../assets/web/words.js';
import { QUESTIONS, scene } from './content.mjs';
import { FILE, messages } from './messages.mjs';

test('inline Markdown is read, and what is none stays as it is written', () => {
  for (const [written, seen] of [
    ['`web:7`을 쓴다', 'web:7을 쓴다'],
    ['**굵게** 쓴다', '굵게 쓴다'],
    ['[태스크](term:task)와 [`run`](lesson:ecs#run)', '태스크와 run'],
    ['2 * 3 * 4, a_b_c', '2 * 3 * 4, a_b_c'],
    ['\\*별표\\* \\`x\\`', '*별표* `x`'],
    ['``a ` b``', 'a ` b'],
    ['`닫히지 않음', '`닫히지 않음'],
    ['** 열리지 않음**', '** 열리지 않음**'],
    ['[괄호]만', '[괄호]만'],
    ['<img src=x onerror=alert(1)>', '<img src=x onerror=alert(1)>'],
    ['', ''],
  ]) assert.equal(plain(written), seen);
  assert.deepEqual(read('**a `b`**'), [{ kind: 'bold', parts: [{ kind: 'text', text: 'a ' }, { kind: 'code', text: 'b' }] }]);
});

test('reading any text ends and loses no letter', () => {
  const signs = ['`', '*', '**', '[', ']', '(', ')', '\\', 'a', '가', ' ', '😀'];
  let seed = 7;
  const next = most => (seed = (seed * 48271) % 2147483647) % most;
  for (let round = 0; round < 3000; round += 1) {
    const text = Array.from({ length: next(14) }, () => signs[next(signs.length)]).join('');
    const letters = whole => [...whole].filter(sign => '가😀'.includes(sign)).join('');
    if (!text.includes('](')) assert.equal(letters(plain(text)), letters(text), text);
  }
  assert.equal(plain('`'.repeat(4000)).length, 4000);
});

test('a QR code is read as the link that it was made of, and a link that is too long makes none', () => {
  const jsQR = createRequire(import.meta.url)('jsqr');
  const links = ['http://10.0.0.2:7070/#ABC234', 'https://quiz.school.example.kr:7070/#ZYX987', ...[1, 17, 18, 32, 33, 53, 54, 78, 79, 106].map(length => 'x'.repeat(length))];
  for (const link of links) {
    const rows = qr(link);
    const size = (rows.length + 8) * 3;
    const image = new Uint8ClampedArray(size * size * 4).fill(255);
    for (let at = 0; at < size * size; at += 1) {
      if (rows[Math.floor(at / size / 3) - 4]?.[Math.floor((at % size) / 3) - 4]) image.fill(0, at * 4, at * 4 + 3);
    }
    assert.equal(jsQR(image, size, size)?.data, link);
  }
  assert.equal(qr('x'.repeat(107)), null);
});

test('every text is there in both languages, and the Korean is Korean', () => {
  const sample = ['1', '2', '3'];
  for (const [key, both] of Object.entries({ ...WORDS, ...REFUSALS })) {
    assert.equal(both.length, 2, key);
    const [ko, en] = both.map(words => (typeof words === 'function' ? words(...sample) : words));
    assert.ok(ko && en, key);
    assert.equal(typeof both[0], typeof both[1], key);
    assert.doesNotMatch(en, /[가-힣]/, key);
    assert.doesNotMatch(ko, /[은을이가]\([는를가이]\)|undefined/, key);
    if (typeof both[0] === 'string') assert.match(ko, /[가-힣]/, key);
  }
});

test('nothing is there to be said that nobody says', async () => {
  const folder = new URL('../../assets/web/', import.meta.url);
  const names = (await readdir(folder)).filter(name => name.endsWith('.js') && name !== 'words.js');
  const source = (await Promise.all(names.map(name => readFile(new URL(name, folder), 'utf8')))).join('');
  // What a kind of question asks for is said by its name.
  const unused = Object.keys(WORDS).filter(key => !(key in QUESTIONS) && !new RegExp(`['".]${key}\\b`).test(source));
  assert.deepEqual(unused, []);
});

test('what a room refuses is told in the words of the program', async () => {
  const source = await readFile(new URL('../../src/lang/class.rs', import.meta.url), 'utf8');
  const words = new Map([...source.matchAll(/pub const (\w+): Words =\s*Words\(\s*"([^"]*)",\s*"([^"]*)",?\s*\)/g)].map(([, name, ko, en]) => [name, [ko, en]]));
  for (const [reason, both] of Object.entries(REFUSALS)) {
    const name = reason.replaceAll(/[-.]/g, '_').toUpperCase();
    assert.deepEqual(both, words.get(name), reason);
  }
});

test('the room is held to the messages that are played here', async () => {
  assert.deepEqual(JSON.parse(await readFile(FILE, 'utf8')), messages);
});

test('connecting again takes longer each time, up to ten seconds, and all ways in turn', () => {
  assert.deepEqual([0, 1, 2, 3, 4, 5, 60].map(tries => backOff(tries, 1)), [500, 1000, 2000, 4000, 8000, 10_000, 10_000]);
  assert.ok(backOff(0, 0) >= 300 && backOff(9, 0) >= 7000);
  assert.deepEqual([0, 1, 2, 3].map(tries => wayFor(tries, null)), ['socket', 'events', 'polling', 'socket']);
  assert.deepEqual([0, 1, 2].map(tries => wayFor(tries, 'events')), ['events', 'events', 'events']);
  assert.equal(new Set([3, 4, 5].map(tries => wayFor(tries, 'events'))).size, 3);
});

const state = (revision, of) => ({ type: 'state', revision, title: { ko: '', en: '' }, teams: [], scene: of });
const welcome = { type: 'welcome', version: 1, player: 0, seat: 'ab', name: { ko: 'a', en: 'a' }, team: null };
const yours = (more = {}) => ({ type: 'yours', player: 0, name: welcome.name, team: null, answered: 0, question: null, answers: [], standing: null, ...more });

test('an older state is passed over', () => {
  const room = newRoom();
  hear(room, state(5, { at: 'podium' }), 0);
  hear(room, state(4, { at: 'lobby' }), 1);
  assert.equal(screen(room), 'podium');
});

test('after a new welcome every state counts: the room may have been taken up again', () => {
  const room = newRoom();
  hear(room, state(50, { at: 'lobby' }), 0);
  hear(room, welcome, 1);
  hear(room, state(3, { at: 'podium' }), 2);
  assert.equal(screen(room), 'podium');
});

test('who is refused on the way back is told so, rather than left with an old screen', () => {
  for (const [reason, seen] of [['removed', 'gone-removed'], ['banned', 'gone-banned'], ['over', 'gone-closed'], ['unknown-code', 'code']]) {
    const room = newRoom();
    hear(room, welcome, 0);
    hear(room, state(1, { at: 'lobby' }), 0);
    hear(room, { type: 'refused', reason, message: { ko: '', en: '' } }, 1);
    assert.equal(screen(room), seen);
  }
});

test('an answer that was not acknowledged is sent again with the same number, and no other', () => {
  const room = newRoom();
  hear(room, welcome, 0);
  hear(room, state(1, scene.question('single', 0)), 0);
  const first = answer(room, 0, { chosen: [1] });
  assert.deepEqual(hear(room, welcome, 5), [first]);
  hear(room, { type: 'ack', question: 0, seq: first.seq, result: 'accepted' }, 6);
  assert.deepEqual(hear(room, welcome, 7), []);
  assert.equal(answer(room, 1, 'dont-know').seq, first.seq + 1);
});

test('a late answer stays refused, one that can be mended may be given again', () => {
  const room = newRoom();
  const { seq } = answer(room, 0, { typed: 'x' });
  hear(room, { type: 'ack', question: 0, seq, result: { refused: 'not-a-number' } }, 0);
  assert.equal(room.sent[0], undefined);
  assert.equal(room.refusal.reason, 'not-a-number');
  const again = answer(room, 0, { typed: '15' });
  hear(room, { type: 'ack', question: 0, seq: again.seq, result: { refused: 'late' } }, 0);
  assert.equal(room.sent[0].refusal, 'late');
  assert.equal(screen(room), 'code');
});

test('messages that are not known change nothing', () => {
  const room = newRoom();
  for (const type of ['host-state', 'something-new', undefined, 'constructor']) assert.deepEqual(hear(room, { type }, 0), []);
  assert.deepEqual(room, newRoom());
});

test('at one’s own pace the result is read before the next question', () => {
  const room = newRoom();
  const { question, key } = QUESTIONS.single;
  hear(room, state(1, { at: 'open', of: 2, timing: { left_ms: 1000, limit_ms: 1000, paused: false } }), 0);
  hear(room, yours({ question: { number: 0, question } }), 0);
  assert.equal(asked(room).number, 0);
  hear(room, yours({ question: { number: 1, question }, answers: [{ number: 0, seq: 1, reply: { chosen: [0] }, result: { right: true, points: 100, why: null }, seen: { question, key } }] }), 0);
  assert.equal(unread(room).number, 0);
  room.read = 0;
  assert.equal(screen(room), 'open-1');
});

test('the clock runs from when the state came, and stands still while paused', () => {
  assert.equal(left(state(1, scene.question('single', 0, 10_000)), 100, 4100), 6000);
  assert.equal(left(state(1, scene.question('single', 0, 10_000)), 100, 90_000), 0);
  assert.equal(left(state(1, scene.question('single', 0, 10_000, true)), 100, 90_000), 10_000);
  assert.equal(left(state(1, scene.question('single', 0, null)), 100, 200), null);
});

test('drafts become answers once nothing is missing', () => {
  const of = kind => QUESTIONS[kind].question;
  const draft = kind => newDraft(of(kind));
  for (const kind of ['single', 'multiple', 'matching', 'number', 'typed']) assert.equal(response(of(kind), draft(kind)), null, kind);
  const many = draft('multiple');
  [2, 0, 2].forEach(at => choose(of('multiple'), many, at));
  assert.deepEqual(response(of('multiple'), many), { chosen: [0] });
  const order = draft('ordering');
  assert.equal(move(order, 0, -1), null);
  assert.equal(move(order, 0, 1), 1);
  assert.deepEqual(response(of('ordering'), order), { chosen: [1, 0, 2] });
  const matches = draft('matching');
  [2, 0, 1].forEach((to, at) => pair(matches, at, to));
  assert.deepEqual(response(of('matching'), matches), QUESTIONS.matching.right);
});
