// Inline Markdown of the course: `code`, **bold**, [links](…) of which the text is shown, \escapes.

const RULES = [
  ['code', /^(`+)(?!`)([\s\S]*?[^`])\1(?!`)/, 2],
  ['bold', /^\*\*(?=\S)([\s\S]*?\S)\*\*(?!\*)/, 1],
  ['link', /^\[((?:[^[\]\\]|\\.)*)\]\([^()\s]*\)/, 1],
];

/** What `text` says, as parts: `{ kind: 'text' | 'code', text }` or `{ kind: 'bold', parts }`. */
export function read(text) {
  const parts = [];
  let rest = text;
  const say = plain => {
    const last = parts.at(-1);
    if (last?.kind === 'text') last.text += plain;
    else parts.push({ kind: 'text', text: plain });
  };
  while (rest !== '') {
    const escape = /^\\([!-/:-@[-`{-~])/.exec(rest);
    const found = !escape && RULES.map(([kind, rule, at]) => ({ kind, at, hit: rule.exec(rest) })).find(({ hit }) => hit);
    if (found) {
      const inside = found.hit[found.at];
      if (found.kind === 'code') parts.push({ kind: 'code', text: /^ .*[^ ].* $/s.test(inside) ? inside.slice(1, -1) : inside });
      else if (found.kind === 'bold') parts.push({ kind: 'bold', parts: read(inside) });
      else read(inside).forEach(part => (part.kind === 'text' ? say(part.text) : parts.push(part)));
      rest = rest.slice(found.hit[0].length);
    } else {
      // Backticks that close nowhere are to be passed over as a whole.
      const plain = escape ? escape[1] : (/^`+/.exec(rest)?.[0] ?? String.fromCodePoint(rest.codePointAt(0)));
      say(plain);
      rest = rest.slice(escape ? escape[0].length : plain.length);
    }
  }
  return parts;
}

/** What `text` says without any marks. */
export function plain(text) {
  const flat = part => (part.kind === 'bold' ? part.parts.map(flat).join('') : part.text);
  return read(text).map(flat).join('');
}
