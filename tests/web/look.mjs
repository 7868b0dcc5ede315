// What every screen of the page has to be, in whatever test it is seen.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const AXE = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Puts into `faults` whatever `page`, which comes from `url`, does wrong: errors, breaches of its policy, words to others. */
export async function watch(page, url, faults) {
  await page.addInitScript(() => document.addEventListener('securitypolicyviolation', event => console.error(`policy: ${event.violatedDirective}`)));
  page.on('pageerror', error => faults.push(error.message));
  page.on('console', message => message.type() === 'error' && !/Failed to load resource|WebSocket connection|ERR_/.test(message.text()) && faults.push(message.text()));
  page.on('request', request => !request.url().startsWith(url) && faults.push(request.url()));
}

export async function assertAccessible(page, about) {
  // Run in a world of its own, which the policy of the page does not reach.
  const session = await page.context().newCDPSession(page);
  const { frameTree } = await session.send('Page.getFrameTree');
  const { executionContextId } = await session.send('Page.createIsolatedWorld', { frameId: frameTree.frame.id });
  await session.send('Runtime.evaluate', { expression: AXE, contextId: executionContextId });
  const tags = JSON.stringify(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']);
  const expression = `axe.run(document, { runOnly: ${tags} }).then(({ violations }) => JSON.stringify(violations.flatMap(v => v.nodes.map(n => v.id + ' ' + n.html.slice(0, 160) + ' ' + n.failureSummary))))`;
  const { result, exceptionDetails } = await session.send('Runtime.evaluate', { expression, contextId: executionContextId, awaitPromise: true });
  assert.equal(exceptionDetails, undefined);
  assert.deepEqual(JSON.parse(result.value), [], about);
  await session.detach();
}

export async function assertFits(page, about) {
  const { wide, width } = await page.evaluate(() => ({ wide: document.documentElement.scrollWidth, width: document.documentElement.clientWidth }));
  assert.ok(wide <= width, `${about}: ${wide} > ${width}`);
}
