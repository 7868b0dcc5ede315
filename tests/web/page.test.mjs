// The page in a real Chromium against a room that does what the test wants.

import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { chromium } from 'playwright-core';
import { plain } from '../../assets/web/mark.js';
import { BOARD, KINDS, QUESTIONS, TITLE, scene } from './content.mjs';
import { assertAccessible, assertFits, watch } from './look.mjs';
import { WAYS } from './messages.mjs';
import { CODE, Mock, NAME } from './mock.mjs';

const STANDING = { score: 600, gained: 100, right: 6, row: 3, rank: 2 };
const LANGS = { ko: 'ko-KR', en: 'en-US' };
let browser;
let mock;
let contexts;
let faults;

before(async () => (browser = await chromium.launch({ executablePath: process.env.CHROMIUM || undefined })));
after(() => browser.close());
beforeEach(async () => {
  [mock, contexts, faults] = [await new Mock().start(), [], []];
});
afterEach(async () => {
  await Promise.all(contexts.map(context => context.close()));
  await mock.stop();
  // Neither errors, nor anything against the policy, nor a word to anybody else.
  assert.deepEqual(faults, []);
});

async function open(path = `/#${CODE}`, options = {}, init = null) {
  const context = await browser.newContext({ locale: LANGS.ko, viewport: { width: 360, height: 740 }, ...options });
  contexts.push(context);
  const page = await context.newPage();
  page.setDefaultTimeout(8000);
  if (init) await page.addInitScript(init);
  await watch(page, mock.url, faults);
  await page.goto(mock.url + path);
  return page;
}

async function join(options = {}, init = null) {
  const page = await open(`/#${CODE}`, options, init);
  await page.fill('#name', '김민지');
  await page.press('#name', 'Enter');
  await page.waitForSelector('.notice h1');
  return page;
}

const main = page => page.locator('main');
const sees = async (page, words) => main(page).filter({ hasText: words }).waitFor();
const until = async (what, about) => {
  for (let tries = 0; tries < 400; tries += 1) {
    if (what()) return;
    await new Promise(done => setTimeout(done, 20));
  }
  assert.fail(about);
};

const mine = (kind, number, isRight) => ({
  number, seq: number + 1, reply: isRight ? QUESTIONS[kind].right : 'dont-know', result: kind === 'poll' ? null : { right: isRight, points: isRight ? 100 : 0, why: null }, seen: null,
});

async function assertLarge(page, about) {
  const small = await page.evaluate(() =>
    [...document.querySelectorAll('main button, main label:has(input), main input:not([type=radio], [type=checkbox])')]
      .map(element => [element.textContent || element.id, element.getBoundingClientRect()])
      .filter(([, { width, height }]) => width < 47.5 || height < 47.5)
      .map(([words, { width, height }]) => `${words} ${width}x${height}`));
  assert.deepEqual(small, [], about);
}

for (const [lang, locale] of Object.entries(LANGS)) {
  for (const colorScheme of ['light', 'dark']) {
    test(`every screen, ${lang}, ${colorScheme}: accessible, and 320 px are wide enough`, async () => {
      mock.title = TITLE;
      mock.door = { open: true, names: 'chosen', teams: ['청팀', '홍팀'] };
      const page = await open('/', { locale, colorScheme, viewport: { width: 320, height: 640 }, reducedMotion: 'reduce' });
      const look = async about => {
        await assertAccessible(page, about);
        await assertFits(page, about);
        await assertLarge(page, about);
        assert.equal(await page.locator('html').getAttribute('lang'), lang);
      };
      await look('code');
      await page.fill('#code', 'abc 234');
      await page.press('#code', 'Enter');
      await page.waitForSelector('#name');
      await look('door');
      await page.fill('#name', '김민지');
      await page.click('label.option >> nth=1');
      await page.press('#name', 'Enter');
      await page.waitForSelector('.notice h1');
      await look('lobby');
      for (const [number, kind] of KINDS.entries()) {
        mock.show(scene.question(kind, number), { answers: [] });
        await page.waitForSelector('form.ask');
        await look(`${kind} asked`);
        mock.show(scene.locked(kind, number), { answers: [mine(kind, number, true)] });
        await page.waitForSelector('#status');
        await look(`${kind} locked`);
        mock.show(scene.reveal(kind, number), { answers: [mine(kind, number, number % 2 === 0)], standing: STANDING });
        await page.waitForSelector('.verdict');
        await look(`${kind} revealed`);
      }
      mock.show({ at: 'scoreboard', board: BOARD });
      await page.waitForSelector('.board');
      await look('scoreboard');
      mock.show({ at: 'podium', board: BOARD });
      await page.waitForSelector('.past');
      await look('podium');
      mock.show({ at: 'closed' });
      await sees(page, lang === 'ko' ? '수업이 끝났어요' : 'The class is over');
      await look('closed');
    });
  }

  test(`the wall, ${lang}: accessible, and fits the screen`, async () => {
    mock.title = TITLE;
    mock.wall = { newest: [NAME] };
    const page = await open(`/wall#code=${CODE}&at=192.168.0.12:7070&token=${'0'.repeat(64)}`, { locale, viewport: { width: 1280, height: 720 } });
    await sees(page, 'ABC 234');
    await sees(page, '192.168.0.12:7070');
    assert.equal(mock.heard[0].token, '0'.repeat(64));
    await assertAccessible(page, 'lobby');
    for (const shown of [lang, 'both']) {
      await page.click(`button[data-lang=${shown}]`);
      for (const kind of KINDS) {
        mock.show(scene.question(kind, 0, 9000));
        await page.waitForSelector('.answers');
        await sees(page, '17/28');
        if (shown === 'both') await sees(page, plain(QUESTIONS[kind].question.stem.en));
        await assertAccessible(page, kind);
        assert.ok(await page.evaluate(() => document.documentElement.scrollHeight <= innerHeight), `${kind} fits`);
        mock.show(scene.reveal(kind, 0));
        await page.waitForSelector('.counted');
        await assertAccessible(page, kind);
        assert.ok(await page.evaluate(() => document.documentElement.scrollHeight <= innerHeight), `${kind} revealed fits`);
      }
    }
    mock.show({ at: 'podium', board: BOARD });
    await page.waitForSelector('.steps');
    await assertAccessible(page, 'podium');
  });
}

test('a wall without a code asks for it, and shows how the class is reached wherever it is shown itself', async () => {
  for (const [locale, ask, wrong, only] of [['ko-KR', '프로젝터 화면 열기', '그런 코드의 수업은 없어요', '이 컴퓨터에서만'], ['en-US', 'Open the wall', 'There is no class with that code', 'Only this computer']]) {
    mock.refuse = ({ code }) => (code === CODE ? null : 'wrong-code');
    mock.told = WAYS;
    const page = await open('/wall', { locale, viewport: { width: 1280, height: 720 } });
    await sees(page, ask);
    await assertAccessible(page, 'the wall is asked for');
    assert.ok(!mock.heard.some(({ type, code }) => type === 'projector' && !code));
    await page.fill('#code', 'abc 235');
    await page.press('#code', 'Enter');
    await sees(page, wrong);
    await page.fill('#code', 'abc 234');
    await page.press('#code', 'Enter');
    await sees(page, 'ABC 234');
    for (const words of ['192.168.0.12:7070', WAYS.ssh, WAYS.fingerprint, WAYS.join]) await sees(page, words);
    await page.waitForSelector('.qr');
    await assertAccessible(page, 'the lobby with all ways in');
    assert.ok(await page.evaluate(() => document.documentElement.scrollHeight <= innerHeight), 'it fits');
    // It is the same after it is loaded again.
    mock.told = { ...WAYS, web: mock.url, is_local: true };
    await page.reload();
    await sees(page, only);
    assert.equal(await page.locator('.qr').count(), 0);
  }
});

test('with the keyboard alone: every kind of question, from the door to the podium', async () => {
  const page = await open('/');
  const keys = async (...names) => {
    for (const name of names) await page.keyboard.press(name);
  };
  await keys('Tab', 'Tab', 'Tab');
  await page.keyboard.type('abc-234');
  await keys('Enter');
  await page.waitForSelector('#name');
  await keys('Tab');
  await page.keyboard.type('김민지');
  await keys('Enter');
  await sees(page, '들어왔어요');
  assert.equal(mock.heard.find(message => message.name)?.name, '김민지');
  const scripts = {
    single: ['1', 'Enter'],
    multiple: ['1', '3', '2', '3', 'Enter'],
    'true-false': ['Tab', 'Space', 'ArrowDown', 'Enter'],
    ordering: ['1', 'ArrowDown', 'ArrowDown', ...Array(7).fill('Tab')],
    matching: ['3', '1', '2', 'Enter'],
    number: ['Tab', '1', '5', 'Enter'],
    typed: ['Tab', 'E', 'C', 'R', 'Enter'],
    poll: ['2', 'Enter'],
  };
  for (const [number, kind] of KINDS.entries()) {
    mock.show(scene.question(kind, number), { answers: [] });
    await page.waitForSelector('form.ask');
    assert.match(await page.evaluate(() => document.activeElement.id), /title/);
    await keys(...scripts[kind]);
    if (kind === 'ordering') {
      await page.focus('button.main');
      await keys('Enter');
    }
    await until(() => mock.answersOf(number).length > 0, kind);
    assert.deepEqual(mock.answersOf(number)[0].response, QUESTIONS[kind].right, kind);
    await sees(page, '답을 냈어요');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'status');
  }
  mock.show(scene.question('single', 20), { answers: [] });
  await page.waitForSelector('form.ask');
  await keys('0', 'Enter');
  await until(() => mock.answersOf(20).length > 0, 'dont-know');
  assert.equal(mock.answersOf(20)[0].response, 'dont-know');
  assert.deepEqual(mock.heard.filter(({ type }) => type === 'answer').map(({ seq }) => seq), KINDS.map((_, at) => at + 1).concat(KINDS.length + 1));
});

test('an answer with something missing stays, and what is missing is said', async () => {
  const page = await join();
  mock.show(scene.question('matching', 0));
  await page.waitForSelector('form.ask');
  await page.click('button.main');
  await page.locator('[role=alert]').filter({ hasText: '모두 짝을 지어 주세요.' }).waitFor();
  mock.acks = () => ({ refused: 'not-a-number' });
  mock.show(scene.question('number', 1));
  await page.fill('#typed', '열다섯');
  await page.click('button.main');
  await page.locator('[role=alert]').filter({ hasText: '숫자로 읽을 수 없어요' }).waitFor();
  assert.equal(await page.inputValue('#typed'), '열다섯');
  assert.equal(mock.answersOf(0).length, 0);
});

test('the language turns in place: nothing chosen or typed is lost, and it is remembered', async () => {
  const page = await join();
  mock.show(scene.question('single', 0));
  await page.click('label.option >> nth=2');
  await page.click('button[data-lang=en]');
  await sees(page, 'It is refused, because the name is in use');
  assert.equal(await page.locator('label.option input >> nth=2').isChecked(), true);
  assert.equal(await page.evaluate(() => document.activeElement.dataset.lang), 'en');
  mock.show(scene.question('typed', 1));
  await page.fill('#typed', 'EC');
  await page.click('button[data-lang=ko]');
  assert.equal(await page.inputValue('#typed'), 'EC');
  await page.click('button[data-lang=en]');
  await page.reload();
  await sees(page, 'Which AWS service');
});

test('what is written in a question is text, whatever it looks like', async () => {
  const page = await join();
  mock.title = { ko: '<b>x</b>', en: '<b>x</b>' };
  mock.show(scene.question('single', 0));
  await sees(page, '<img src=x onerror=alert(1)>');
  assert.equal(await page.locator('main img, main a, main b').count(), 0);
  assert.equal(await page.locator('h1 code').innerText(), 'web:7');
  assert.equal(await page.locator('h1 strong').innerText(), '이미지만');
});

test('a dropped connection is said and mended, and the answer is sent again with its number', async () => {
  const page = await join();
  mock.acks = () => null;
  mock.show(scene.question('single', 0));
  await page.click('label.option >> nth=0');
  await page.click('button.main');
  await sees(page, '답을 보내고 있어요');
  mock.isDown = true;
  mock.drop();
  await page.locator('#banner').filter({ hasText: '연결이 끊겨' }).waitFor();
  await assertAccessible(page, 'banner');
  mock.isDown = false;
  mock.acks = () => 'accepted';
  await sees(page, '답을 냈어요');
  const [first, ...more] = mock.answersOf(0);
  assert.ok(more.length > 0 && more.every(({ seq }) => seq === first.seq));
  assert.equal(await page.locator('#banner').innerText(), '');
  assert.equal(mock.heard.filter(({ type }) => type === 'hello').at(-1).seat, 'ab'.repeat(16));
});

test('after a reload one is back in the seat, with the answer that was on its way', async () => {
  const page = await join();
  mock.acks = () => null;
  mock.show(scene.question('multiple', 3));
  await page.click('label.option >> nth=1');
  await page.click('button.main');
  await until(() => mock.answersOf(3).length === 1, 'sent');
  mock.acks = () => 'accepted';
  await page.reload();
  await sees(page, '답을 냈어요');
  assert.deepEqual(mock.answersOf(3).map(({ seq, response }) => [seq, response]), [[1, { chosen: [1] }], [1, { chosen: [1] }]]);
});

for (const [about, ways, init, way] of [
  ['WebSocket is refused', { socket: false }, null, 'events'],
  ['there is no WebSocket at all', {}, () => { delete window.WebSocket; }, 'events'],
  ['neither WebSocket nor events get through', { socket: false, events: false }, null, 'polling'],
]) {
  test(`where ${about}, the class goes on by ${way}`, async () => {
    mock.ways = { ...mock.ways, ...ways };
    const page = await join({}, init);
    mock.show(scene.question('single', 0));
    await page.click('label.option >> nth=0');
    await page.click('button.main');
    await sees(page, '답을 냈어요');
    assert.equal(mock.answersOf(0)[0].way, way);
    mock.drop();
    mock.show(scene.reveal('single', 0), { answers: [mine('single', 0, true)] });
    await sees(page, '맞았어요');
  });
}

test('late, paused and answered elsewhere are told in the language of the screen', async () => {
  const page = await join({ locale: LANGS.en });
  mock.acks = () => ({ refused: 'late' });
  mock.show(scene.question('single', 0));
  await page.click('label.option >> nth=0');
  await page.click('button.main');
  await sees(page, 'Too late: the answer could not be counted.');
  mock.acks = () => ({ refused: 'paused' });
  mock.show(scene.question('single', 1, 20_000, true), { answers: [] });
  await page.locator('.clock.paused').waitFor();
  await page.click('label.option >> nth=0');
  await page.click('button.main');
  await page.locator('[role=alert]').filter({ hasText: 'Paused. Please wait a moment.' }).waitFor();
  assert.equal(await page.locator('label.option input >> nth=0').isChecked(), true);
  mock.show(scene.question('single', 2), { answers: [{ number: 2, seq: 9, reply: { chosen: [3] }, result: null, seen: null }] });
  await page.locator('.option.mine').filter({ hasText: 'is run' }).waitFor();
});

test('whoever cannot come in is told why, and what can be done', async () => {
  mock.door.open = false;
  const page = await open();
  await sees(page, '선생님이 문을 닫았어요');
  await assertAccessible(page, 'locked');
  mock.door.open = true;
  await page.click('button.main');
  mock.refuse = hello => (hello.name ? { name: 'long' } : null);
  await page.fill('#name', 'x'.repeat(30));
  await page.press('#name', 'Enter');
  await page.locator('[role=alert]').filter({ hasText: '이름이 길어요' }).waitFor();
  mock.refuse = () => 'full';
  await page.press('#name', 'Enter');
  await sees(page, '자리가 다 찼어요');
  mock.refuse = () => 'something-new';
  const other = await open('/#XXXXXX');
  await other.locator('[role=alert]').filter({ hasText: '거절' }).waitFor();
  assert.equal(await other.inputValue('#code'), 'XXXXXX');
  mock.drop();
  await other.waitForTimeout(900);
  assert.equal(mock.heard.filter(({ code }) => code === 'XXXXXX').length, 1, 'a wrong code is not tried again by itself');
  mock.refuse = () => null;
  await other.fill('#code', CODE);
  await other.press('#code', 'Enter');
  await other.waitForSelector('#name');
});

test('a list of students asks for the number, an anonymous room for nothing', async () => {
  mock.door.names = 'roster';
  let page = await open();
  await page.fill('#student', '20231234');
  await page.press('#student', 'Enter');
  await sees(page, '들어왔어요');
  assert.equal(mock.heard.at(-1).student, '20231234');
  mock.door.names = 'anonymous';
  page = await open();
  await sees(page, '들어왔어요');
});

for (const [reason, words, next] of [
  ['removed', '자리를 비웠어요', '#name'],
  ['banned', '들어올 수 없어요', null],
  ['closed', '수업이 끝났어요', null],
  ['replaced', '다른 곳에서 이어서 하고 있어요', 'h1'],
  ['version', '새 페이지가 필요해요', 'h1'],
]) {
  test(`goodbye: ${reason}`, async () => {
    const page = await join();
    mock.say({ type: 'bye', reason });
    await sees(page, words);
    await assertAccessible(page, reason);
    const hellos = () => mock.heard.filter(({ type }) => type === 'hello').length;
    const before = hellos();
    mock.drop();
    await page.waitForTimeout(900);
    assert.equal(hellos(), before, 'it does not come back by itself');
    if (next) {
      await page.click('button.main');
      await page.waitForSelector(next);
      await until(() => hellos() > before, 'it comes back when asked to');
    }
  });
}

test('when the teacher’s program stops, the page says so and waits for it', async () => {
  const page = await join();
  mock.say({ type: 'bye', reason: 'stopping' });
  mock.isDown = true;
  mock.drop();
  await page.locator('#banner').filter({ hasText: '자리와 점수가 그대로' }).waitFor();
  mock.isDown = false;
  await page.click('#banner button');
  await page.locator('#banner').filter({ hasNotText: '자리' }).waitFor({ state: 'attached' });
  await sees(page, '들어왔어요');
});

test('the clock runs by itself and is spoken at the start, at ten seconds and at the end only', async () => {
  const page = await join();
  await page.evaluate(() => {
    window.spoken = [];
    new MutationObserver(() => window.spoken.push(document.getElementById('live').textContent)).observe(document.getElementById('live'), { childList: true, characterData: true, subtree: true });
  });
  mock.show(scene.question('single', 0, 11_000));
  await page.locator('.clock.short').waitFor({ timeout: 4000 });
  mock.show(scene.question('single', 0, 800));
  await page.locator('.time').filter({ hasText: '0:00' }).waitFor();
  const spoken = await page.evaluate(() => window.spoken);
  assert.deepEqual(spoken, ['문제 1. 제한 시간 11초.', '10초 남았어요.', '시간이 끝났어요.']);
});

test('at one’s own pace: a question, its result, the next, and the review of all', async () => {
  const { question, key, counts } = QUESTIONS.single;
  const page = await join();
  const open = { at: 'open', of: 2, timing: { left_ms: 7_200_000, limit_ms: 7_200_000, paused: false } };
  mock.show(open, { question: { number: 0, question } });
  await page.locator('.time').filter({ hasText: '2시간' }).waitFor();
  await page.click('label.option >> nth=0');
  await page.click('button.main');
  await until(() => mock.answersOf(0).length === 1, 'answered');
  const first = { number: 0, seq: 1, reply: { chosen: [0] }, result: { right: true, points: 100, why: null }, seen: { question, key } };
  mock.show(open, { answered: 1, question: { number: 1, question: QUESTIONS.typed.question }, answers: [first] });
  await sees(page, '리비전은 바뀌지 않고 쌓여요');
  await assertAccessible(page, 'seen');
  await page.click('button.main');
  await page.fill('#typed', 'ECS');
  await page.press('#typed', 'Enter');
  await until(() => mock.answersOf(1).length === 1, 'answered');
  mock.show(open, { answered: 2, question: null, answers: [{ number: 1, seq: 2, reply: { typed: 'ECS' }, result: null, seen: null }] });
  await sees(page, '모두 풀었어요');
  mock.show({ at: 'collected', of: 2 });
  await sees(page, '답을 모두 걷었어요');
  const second = { number: 1, seq: 2, reply: { typed: 'ECS' }, result: { right: false, points: 0, why: { ko: 'ECS는 띄워요.', en: 'ECS runs.' } }, seen: null };
  mock.show({ at: 'review', questions: [{ question, key, counts }, { question: QUESTIONS.typed.question, key: QUESTIONS.typed.key, counts: QUESTIONS.typed.counts }] }, { answers: [first, second], standing: STANDING });
  await sees(page, '2문제 중 1문제를 맞혔어요');
  await sees(page, 'ECS는 띄워요.');
  await assertAccessible(page, 'review');
});

test('at 200 % of the text size, and in forced colours, everything is there', async () => {
  const page = await join({ viewport: { width: 640, height: 640 }, forcedColors: 'active' });
  await page.evaluate(() => (document.documentElement.style.fontSize = '200%'));
  for (const [number, kind] of KINDS.entries()) {
    mock.show(scene.question(kind, number));
    await page.waitForSelector('form.ask');
    await assertFits(page, kind);
    mock.show(scene.reveal(kind, number));
    await page.waitForSelector('.verdict');
    await assertFits(page, `${kind} revealed`);
  }
});
