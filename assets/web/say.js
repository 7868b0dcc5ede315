// Texts in the language of the screen: `ko`, `en`, or `both` on a wall.

import { h } from './dom.js';
import { read } from './mark.js';
import { WORDS } from './words.js';

const LOCALES = { ko: 'ko-KR', en: 'en-US' };

/** What the page itself says. In both languages at once the second follows the first. */
export function say(lang, key, ...values) {
  const words = WORDS[key];
  const one = at => (typeof words[at] === 'function' ? words[at](...values) : words[at]);
  if (lang !== 'both') return one(lang === 'ko' ? 0 : 1);
  const [ko, en] = [one(0), one(1)];
  return ko === en ? ko : `${ko} · ${en}`;
}

/** A number with its thousands apart. */
export function number(lang, value) {
  return value.toLocaleString(LOCALES[lang] ?? LOCALES.ko);
}

/** Text of the course as nodes; `{ ko, en }` of inline Markdown. */
export function text(lang, both) {
  if (lang !== 'both') return nodes(read(both[lang] ?? ''));
  if (both.ko === both.en) return nodes(read(both.ko));
  return ['ko', 'en'].map(one => h('span', { lang: one, class: 'one-of-two' }, nodes(read(both[one]))));
}

/** A name, which is no Markdown. */
export function name(lang, both) {
  if (lang !== 'both') return both[lang];
  return both.ko === both.en ? both.ko : `${both.ko} · ${both.en}`;
}

function nodes(parts) {
  return parts.map(part => {
    if (part.kind === 'code') return h('code', { translate: 'no' }, part.text);
    if (part.kind === 'bold') return h('strong', {}, nodes(part.parts));
    return part.text;
  });
}
