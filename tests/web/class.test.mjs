// The page in a real Chromium against the real program: a lesson from the door to the podium by every way in, and a host that is
// killed on the way. What each screen looks like is tested in page.test.mjs; here is what the two say to each other.

import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';
import { assertAccessible, assertFits, watch } from './look.mjs';

const LONG = 20_000;
/** Enough of the lesson for a question of every kind. */
const QUESTIONS = 8;
let browser;

before(async () => (browser = await chromium.launch({ executablePath: process.env.CHROMIUM || undefined })));
after(() => browser.close());

const freePort = () =>
  new Promise(done => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });

/** The real program with a class, which is told what to do line by line. */
class Host {
  constructor(home, port) {
    Object.assign(this, { home, port, url: `http://127.0.0.1:${port}`, lines: [] });
  }

  static async open(home, ...options) {
    return new Host(home, await freePort()).start('host', ...options);
  }

  async start(...args) {
    const ports = ['--port', this.port, '--ssh-port', 0, '--lang', 'en'];
    this.program = spawn(process.env.SEODANG, ['class', ...args, ...ports].map(String), { env: this.#env(), stdio: ['pipe', 'pipe', 'inherit'] });
    this.program.stdin.on('error', () => {});
    createInterface({ input: this.program.stdout }).on('line', line => this.lines.push(line));
    this.code = (await this.hears('Join code: ')).replace('Join code: ', '').replaceAll(' ', '');
    return this;
  }

  #env = () => ({ HOME: this.home, XDG_DATA_HOME: this.home, XDG_CONFIG_HOME: this.home, PATH: process.env.PATH });

  says(line) {
    this.program.stdin.write(`${line}\n`);
  }

  /** Waits for a line with `words`, and passes over those before it. */
  async hears(words) {
    const since = Date.now();
    for (;;) {
      const at = this.lines.findIndex(line => line.includes(words));
      if (at >= 0) return this.lines.splice(0, at + 1).at(-1);
      assert.ok(Date.now() - since < LONG, `no ${words} in:\n${this.lines.join('\n')}`);
      await new Promise(done => setTimeout(done, 20));
    }
  }

  async kill() {
    const gone = new Promise(done => this.program.on('exit', done));
    this.program.kill('SIGKILL');
    await gone;
    this.lines = [];
  }

  report() {
    const { stdout } = spawnSync(process.env.SEODANG, ['class', 'report', this.code, '--json'], { env: this.#env(), encoding: 'utf8' });
    return JSON.parse(stdout);
  }
}

const WAYS = {
  socket: null,
  events: () => delete window.WebSocket,
  polling: () => {
    delete window.WebSocket;
    // As behind a proxy that holds back what comes bit by bit.
    window.EventSource = class {
      constructor() {
        setTimeout(() => this.onerror());
      }

      close() {}
    };
  },
};

/** Does `work` with a class of `options`, and with what opens pages of it; nothing may have been wrong with any of them. */
async function inClass(options, work) {
  const home = await mkdtemp(join(tmpdir(), 'class-'));
  const host = await Host.open(home, ...options);
  const faults = [];
  const contexts = [];
  const open = async (path, locale, init = null, size = { width: 320, height: 640 }) => {
    const context = await browser.newContext({ locale, viewport: size });
    contexts.push(context);
    const page = await context.newPage();
    page.setDefaultTimeout(LONG);
    if (init) await page.addInitScript(init);
    await watch(page, host.url, faults);
    await page.goto(host.url + path);
    return page;
  };
  const joins = async (name, locale, way = 'socket') => {
    const page = await open(`/#${host.code}`, locale, WAYS[way]);
    await page.fill('#name', name);
    await page.press('#name', 'Enter');
    await host.hears(`joined: ${name}`);
    return page;
  };
  try {
    await work({ host, open, joins });
    assert.deepEqual(faults, []);
  } finally {
    await Promise.all(contexts.map(context => context.close()));
    await host.kill();
    await rm(home, { recursive: true });
  }
}

/** Answers whatever is asked: with what stands first, or what is written first. */
async function answer(page) {
  await page.waitForSelector('form.ask');
  for (const [at, row] of (await page.locator('.match').all()).entries()) await row.locator('label.letter').nth(at).click();
  if (await page.locator('#typed').count()) await page.fill('#typed', '3');
  else if (await page.locator('label.option').count()) await page.locator('label.option').first().click();
  await page.click('button.main');
  await page.waitForSelector('#status');
}

const look = async (page, about) => {
  await assertAccessible(page, about);
  await assertFits(page, about);
};

test('a lesson by WebSocket, events and polling, in two languages, with the wall beside it', async () => {
  await inClass(['ecs', '--questions', String(QUESTIONS), '--seed', '5', '--seconds', '0'], async ({ host, open, joins }) => {
    const wall = await open(`/wall#code=${host.code}`, 'ko-KR', null, { width: 1280, height: 720 });
    await wall.locator('main').filter({ hasText: `${host.code.slice(0, 3)} ${host.code.slice(3)}` }).waitFor();
    const pages = [];
    const seenRight = new Map();
    const kinds = new Set();
    for (const [name, locale, way] of [['민지', 'ko-KR', 'socket'], ['Bo', 'en-US', 'events'], ['Zoë', 'en-US', 'polling']]) {
      pages.push(await joins(name, locale, way));
    }
    await wall.locator('main').filter({ hasText: '3' }).waitFor();
    for (let number = 1; number <= QUESTIONS; number += 1) {
      host.says('next');
      await host.hears(`Question, ${number}/${QUESTIONS}`);
      for (const page of pages) {
        await page.waitForSelector('form.ask');
        await look(page, `question ${number}`);
        kinds.add(await page.locator('form.ask .options, form.ask #typed').first().getAttribute('class'));
        await answer(page);
      }
      await host.hears('3/3 answered');
      await look(wall, 'locked wall');
      host.says('next');
      await host.hears(`Answer, ${number}/${QUESTIONS}`);
      for (const page of pages) {
        await page.waitForSelector('.verdict');
        await look(page, `answer ${number}`);
        seenRight.set(page, (seenRight.get(page) ?? 0) + (await page.locator('.verdict.right').count()));
      }
      await wall.waitForSelector('.counted');
      host.says('next');
      await host.hears(number < QUESTIONS ? 'Scoreboard' : 'Final result');
    }
    for (const page of pages) {
      await page.waitForSelector('.past');
      await look(page, 'podium');
    }
    await wall.waitForSelector('.steps');
    host.says('next');
    for (const [at, words] of ['수업이 끝났어요', 'The class is over', 'The class is over'].entries()) {
      await pages[at].locator('main').filter({ hasText: words }).waitFor();
    }
    assert.equal(await pages[0].locator('html').getAttribute('lang'), 'ko');
    // What the pages have shown is what the report says.
    const right = Object.fromEntries(host.report().students.map(student => [student.name.ko, student.right]));
    assert.deepEqual(right, { 민지: seenRight.get(pages[0]), Bo: seenRight.get(pages[1]), Zoë: seenRight.get(pages[2]) });
    assert.ok(kinds.size >= 4, [...kinds].join());
  });
});

test('the host is killed while a question is open: everybody comes back, no answer is lost', async () => {
  await inClass(['ecs#essential', '--questions', '2', '--seed', '1', '--seconds', '0'], async ({ host, joins }) => {
    const [minji, bo] = [await joins('민지', 'ko-KR'), await joins('Bo', 'en-US', 'events')];
    host.says('next');
    await host.hears('Question, 1/2');
    await answer(minji);
    await minji.locator('#status').filter({ hasText: '답을 냈어요' }).waitFor();
    await bo.locator('label.option').nth(1).click();
    await host.kill();
    await minji.locator('#banner').filter({ hasText: '연결이 끊겨' }).waitFor();
    await bo.waitForFunction(() => document.querySelector('#banner').textContent !== '');
    // What is answered meanwhile is sent when there is a class again.
    await bo.click('button.main');
    await host.start('resume', host.code);
    await host.hears('2/2 answered');
    for (const page of [minji, bo]) await page.waitForFunction(() => document.querySelector('#banner').textContent === '');
    host.says('next');
    await host.hears('Answer, 1/2');
    for (const page of [minji, bo]) await page.waitForSelector('.verdict');
    await minji.reload();
    await minji.waitForSelector('.verdict');
    host.says('end');
    await host.hears('Final result');
    for (const page of [minji, bo]) await page.waitForSelector('.past');
    const answered = host.report().students.map(student => student.answered);
    assert.deepEqual(answered, [1, 1]);
  });
});
