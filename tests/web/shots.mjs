// Pictures of every screen, for people to look at: node shots.mjs FOLDER
import { mkdir } from 'node:fs/promises';
import { chromium } from 'playwright-core';
import { BOARD, KINDS, QUESTIONS, TITLE, scene } from './content.mjs';
import { CODE, Mock, NAME } from './mock.mjs';

const folder = process.argv[2];
await mkdir(folder, { recursive: true });
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM });
const mock = await new Mock().start();
mock.title = TITLE;
const sizes = { phone: { width: 360, height: 740 }, wall: { width: 1280, height: 720 } };

async function open(path, size, lang, scheme) {
  const page = await browser.newPage({ viewport: sizes[size], colorScheme: scheme, locale: lang, deviceScaleFactor: size === 'phone' ? 2 : 1 });
  page.on('pageerror', error => console.log('ERROR', error.message));
  page.on('console', message => message.type() === 'error' && console.log('CONSOLE', message.text()));
  await page.goto(mock.url + path);
  let at = 0;
  return [page, async name => {
    await page.waitForTimeout(250);
    await page.screenshot({ path: `${folder}/${size}-${scheme}-${lang.slice(0, 2)}-${String(at++).padStart(2, '0')}-${name}.png`, fullPage: size === 'phone' });
  }];
}

for (const [lang, scheme] of [['ko-KR', 'light'], ['en-US', 'dark']]) {
  mock.scene = { at: 'lobby' };
  mock.door = { open: true, names: 'chosen', teams: ['청팀', '홍팀'] };
  mock.yours.answers = [];
  let [page, shot] = await open('/', 'phone', lang, scheme);
  await shot('code');
  await page.fill('#code', CODE);
  await page.keyboard.press('Enter');
  await page.waitForSelector('#name');
  await shot('door');
  await page.fill('#name', '김민지');
  await page.click('label.option >> nth=0');
  await page.keyboard.press('Enter');
  await shot('lobby');
  for (const [number, kind] of KINDS.entries()) {
    mock.show(scene.question(kind, number), { answers: [] });
    await page.waitForTimeout(50);
    if (kind === 'matching') await page.keyboard.press('3');
    if (QUESTIONS[kind].right.chosen && kind !== 'ordering') await page.keyboard.press('2');
    await shot(`${kind}-question`);
    const wrong = { ordering: { chosen: [0, 1, 2] }, matching: { matched: [[0, 2], [1, 1], [2, 0]] }, number: { typed: '5' } }[kind] ?? QUESTIONS[kind].right;
    const isRight = wrong === QUESTIONS[kind].right;
    mock.show(scene.reveal(kind, number), { answers: [{ number, seq: 1, reply: wrong, result: kind === 'poll' ? null : { right: isRight, points: isRight ? 100 : 0, why: null }, seen: null }], standing: { score: 600, gained: 100, right: 6, row: 3, rank: 2 } });
    await shot(`${kind}-reveal`);
  }
  mock.show(scene.question('single', 0), { answers: [{ number: 0, seq: 1, reply: { chosen: [1] }, result: null, seen: null }] });
  await shot('answered');
  mock.show({ at: 'scoreboard', board: BOARD });
  await shot('scoreboard');
  mock.show({ at: 'podium', board: BOARD });
  await shot('podium');
  mock.show({ at: 'closed' });
  await shot('closed');
  await page.close();

  mock.scene = { at: 'lobby' };
  mock.wall = { newest: [NAME, { ko: '용감한 수달', en: 'Brave Otter' }, { ko: '졸린 판다', en: 'Sleepy Panda' }] };
  [page, shot] = await open(`/wall#code=${CODE}&at=192.168.0.12:7070`, 'wall', lang, scheme);
  await shot('lobby');
  for (const kind of ['single', 'matching', 'number']) {
    mock.show(scene.question(kind, 0, 9_000));
    await shot(`${kind}-question`);
    mock.show(scene.reveal(kind, 0));
    await shot(`${kind}-reveal`);
  }
  await page.click('button[data-lang=both]');
  mock.show(scene.question('single', 0));
  await shot('both-question');
  mock.show(scene.reveal('single', 0));
  await shot('both-reveal');
  await page.click(`button[data-lang=${lang.slice(0, 2)}]`);
  mock.show({ at: 'scoreboard', board: BOARD });
  await shot('scoreboard');
  mock.show({ at: 'podium', board: BOARD });
  await shot('podium');
  await page.close();
}
await browser.close();
await mock.stop();
