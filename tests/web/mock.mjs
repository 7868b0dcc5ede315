// A room that does what a test wants, over the three ways in, with the headers of the real one.

import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { WebSocketServer } from 'ws';

const ROOT = new URL('../../assets/web/', import.meta.url).pathname;
const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8', '.svg': 'image/svg+xml' };
const HEADERS = {
  'Content-Security-Policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self' ws: wss:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-cache',
};

export const CODE = 'ABC234';
const SEAT = 'ab'.repeat(16);
export const NAME = { ko: '김민지', en: '김민지' };

export class Mock {
  constructor(ways = {}) {
    this.ways = { socket: true, events: true, polling: true, ...ways };
    this.door = { open: true, names: 'chosen', teams: [] };
    this.title = { ko: 'ECS 맛보기', en: 'A taste of ECS' };
    this.scene = { at: 'lobby' };
    this.revision = 1;
    this.yours = { player: 0, name: NAME, team: null, answered: 0, question: null, answers: [], standing: null };
    this.heard = [];
    this.clients = new Set();
    this.sessions = new Map();
    this.refuse = () => null; // (message) → a refusal of a hello, or of a wall
    this.acks = () => 'accepted'; // (answer) → its result, or null to say nothing
    this.wall = {};
    this.told = null; // how others come in
    this.server = createServer((request, response) => this.#serve(request, response));
    const sockets = new WebSocketServer({ noServer: true });
    this.server.on('upgrade', (request, socket, head) => {
      if (!this.ways.socket || this.isDown) return socket.destroy();
      sockets.handleUpgrade(request, socket, head, stream => {
        const client = { way: 'socket', say: message => stream.send(JSON.stringify(message)), close: () => stream.terminate() };
        this.clients.add(client);
        stream.on('message', data => this.#hear(client, JSON.parse(data)));
        stream.on('close', () => this.clients.delete(client));
      });
    });
  }

  async start() {
    await new Promise(done => this.server.listen(0, '127.0.0.1', done));
    this.port = this.server.address().port;
    this.url = `http://127.0.0.1:${this.port}`;
    return this;
  }

  async stop() {
    this.drop();
    this.server.closeAllConnections();
    await new Promise(done => this.server.close(done));
  }

  /** Cuts all connections. */
  drop() {
    [...this.clients].forEach(client => client.close());
    this.clients.clear();
    this.sessions.clear();
  }

  say(message) {
    [...this.clients].forEach(client => client.say(message));
  }

  /** Shows `scene` to everybody, and to the players what is theirs. */
  show(scene, yours = {}) {
    this.scene = scene;
    this.revision += 1;
    Object.assign(this.yours, yours);
    this.clients.forEach(client => this.#tell(client));
  }

  answersOf = question => this.heard.filter(message => message.type === 'answer' && message.question === question);

  #tell(client) {
    const common = { revision: this.revision, title: this.title, scene: this.scene };
    if (client.isWall) {
      client.say({ type: 'projector-state', ...common, open: true, players: 28, present: 26, answers: 17, newest: [], ...this.wall });
    } else if (client.isIn) {
      client.say({ type: 'state', ...common, teams: this.door.teams });
      client.say({ type: 'yours', ...this.yours });
    }
  }

  #hear(client, message) {
    this.heard.push({ ...message, way: client.way });
    if (message.type === 'ping') client.say({ type: 'pong' });
    if (message.type === 'projector') {
      const refusal = this.refuse(message);
      if (refusal) return client.say({ type: 'refused', reason: refusal, message: { ko: '거절', en: 'Refused' } });
      client.isWall = true;
      if (this.told) client.say({ type: 'ways', ...this.told });
      this.#tell(client);
    }
    if (message.type === 'hello') this.#welcome(client, message);
    if (message.type === 'answer') {
      const result = this.acks(message);
      if (result === null) return;
      if (result === 'accepted') {
        const mine = { number: message.question, seq: message.seq, reply: message.response, result: null, seen: null };
        this.yours.answers = [mine];
      }
      client.say({ type: 'ack', question: message.question, seq: message.seq, result });
    }
  }

  #welcome(client, hello) {
    const refusal = this.refuse(hello);
    if (refusal) return client.say({ type: 'refused', reason: refusal, message: { ko: '거절', en: 'Refused' } });
    const { names, teams } = this.door;
    const needs = (names === 'chosen' && hello.name === undefined) || (names === 'roster' && hello.student === undefined) || (teams.length > 0 && hello.team === undefined);
    if (hello.seat !== SEAT && needs) return client.say({ type: 'door', title: this.title, ...this.door });
    client.isIn = true;
    client.say({ type: 'welcome', version: 1, player: 0, seat: SEAT, name: NAME, team: null });
    this.#tell(client);
  }

  async #serve(request, response) {
    const url = new URL(request.url, this.url);
    if (this.isDown) return response.destroy();
    if (url.pathname === '/talk') return this.#talk(request, response);
    if (url.pathname === '/hear') return this.#listen(url, response);
    const path = url.pathname === '/' || url.pathname === '/wall' ? 'index.html' : url.pathname.slice(1);
    try {
      const body = await readFile(join(ROOT, path));
      response.writeHead(200, { ...HEADERS, 'Content-Type': TYPES[extname(path)] }).end(body);
    } catch {
      response.writeHead(404, HEADERS).end();
    }
  }

  async #talk(request, response) {
    const { events, polling } = this.ways;
    if (!events && !polling) return response.writeHead(404).end();
    let body = '';
    for await (const chunk of request) body += chunk;
    let id = request.headers['x-seodang-session'];
    if (id === undefined) {
      id = `s${this.sessions.size + Math.random()}`;
      const client = { way: 'polling', queue: [], say: message => this.#queue(client, message), close: () => client.end?.() };
      this.clients.add(client);
      this.sessions.set(id, client);
    }
    const client = this.sessions.get(id);
    if (!client) return response.writeHead(404).end();
    this.#hear(client, JSON.parse(body));
    response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify({ session: id }));
  }

  #queue(client, message) {
    client.queue.push(message);
    client.flush?.();
  }

  #listen(url, response) {
    const client = this.sessions.get(url.searchParams.get('session'));
    const waits = url.searchParams.has('wait');
    if (!client || (waits ? !this.ways.polling : !this.ways.events)) return response.writeHead(404).end();
    client.end = () => response.destroy();
    if (waits) {
      client.flush = () => {
        client.flush = null;
        response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(client.queue.splice(0)));
      };
      if (client.queue.length > 0) client.flush();
    } else {
      client.way = 'events';
      response.writeHead(200, { 'Content-Type': 'text/event-stream' });
      client.flush = () => client.queue.splice(0).forEach(message => response.write(`data: ${JSON.stringify(message)}\n\n`));
      client.flush();
    }
  }
}
