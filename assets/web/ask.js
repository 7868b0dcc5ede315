// A question that is open to the player, and what becomes of the answer.

import { h } from './dom.js';
import { newDraft } from './draft.js';
import { plain } from './mark.js';
import { button, clock, heading, letter, meta, sign } from './parts.js';
import { REFUSALS, reasonKey } from './words.js';
import { say, text } from './say.js';

/** Question `asked` with what the player has made of it so far. */
export function ask(page, asked) {
  const { lang, room } = page;
  const sent = room.sent[asked.number];
  const timing = room.state.scene.timing;
  const draft = (room.drafts[asked.number] ??= newDraft(asked.question));
  const top = h('div', { class: 'top' }, meta(lang, asked), clock(lang, timing, page.left));
  if (sent) return [top, status(page, sent), stem(lang, asked.question), given(lang, asked.question, sent.response)];
  const { question } = asked;
  return [
    top,
    h(
      'form',
      { 'data-do': 'submit', 'data-key': `ask-${asked.number}`, class: `ask ask-${question.kind}`, novalidate: true },
      stem(lang, question),
      h('p', { class: 'hint', id: 'how' }, say(lang, question.poll && question.kind === 'single' ? 'poll_hint' : question.kind)),
      (FIELDS[question.kind] ?? choices)(lang, question, draft),
      problem(page, asked.number),
      h(
        'div',
        { class: 'send' },
        h('button', { type: 'submit', class: 'main' }, say(lang, 'submit')),
        !question.poll && button('dont-know', say(lang, 'dont_know'), { id: 'dont-know' }),
      ),
      keys(lang, question),
    ),
  ];
}

/** A question that is closed: what was answered, if anything. */
export function closed(page, scene) {
  const { lang, room } = page;
  const sent = room.sent[scene.number];
  const title = h('div', { class: 'status', id: 'status', tabindex: '-1' }, sign('wait'), h('div', {}, h('strong', {}, say(lang, 'locked')), h('p', {}, say(lang, 'wait_reveal'))));
  return [
    h('div', { class: 'top' }, meta(lang, scene)),
    sent && (!sent.isAcked || sent.refusal) ? status(page, sent) : title,
    stem(lang, scene.question),
    given(lang, scene.question, sent?.response ?? null),
  ];
}

const stem = (lang, question) => heading(text(lang, question.stem));

function problem({ lang, room, form }, at) {
  const refusal = room.refusal?.question === at ? REFUSALS[reasonKey(room.refusal.reason)] : null;
  const words = form.need ? say(lang, form.need) : refusal && refusal[lang === 'ko' ? 0 : 1];
  return h('p', { class: 'problem', role: 'alert', id: 'problem' }, words && [sign('wrong'), h('span', {}, words)]);
}

function keys(lang, question) {
  if (question.kind === 'number' || question.kind === 'typed') return null;
  return h('p', { class: 'keys' }, say(lang, question.kind === 'ordering' ? 'keys_order' : 'keys_choose'));
}

const FIELDS = { ordering, matching, number: typed, typed };

function choices(lang, question, draft) {
  const type = question.kind === 'multiple' ? 'checkbox' : 'radio';
  const option = (both, at) =>
    h(
      'label',
      { class: 'option' },
      h('input', { type, name: 'option', 'data-change': 'choose', 'data-at': at, checked: draft.chosen.includes(at) }),
      h('span', { class: 'digit', 'aria-hidden': 'true' }, at + 1),
      h('span', { class: 'words' }, text(lang, both)),
      h('span', { class: 'chosen', 'aria-hidden': 'true' }, sign('right')),
    );
  const role = type === 'radio' ? 'radiogroup' : 'group';
  return h('div', { class: 'options', role, 'aria-labelledby': 'title', 'aria-describedby': 'how' }, question.options.map(option));
}

function ordering(lang, question, draft) {
  const row = (at, place) => {
    const what = plain(question.options[at][lang]);
    const arrow = (step, kind, isEnd) =>
      button('move', sign(kind), { 'data-at': at, 'data-step': step, 'aria-label': say(lang, kind, what), 'aria-disabled': isEnd && 'true', class: 'arrow' });
    return h(
      'li',
      { class: 'row', 'data-key': `row-${at}`, 'data-row': at },
      h('span', { class: 'digit', 'aria-hidden': 'true' }, place + 1),
      h('span', { class: 'words' }, text(lang, question.options[at])),
      arrow(-1, 'up', place === 0),
      arrow(1, 'down', place === draft.order.length - 1),
    );
  };
  return h('ol', { class: 'options order', 'aria-labelledby': 'title', 'aria-describedby': 'how' }, draft.order.map(row));
}

function matching(lang, question, draft) {
  const row = (both, at) => {
    const chosen = draft.pairs[at];
    const radio = (pair, to) =>
      h(
        'label',
        { class: 'letter' },
        h('input', {
          type: 'radio', name: `pair-${at}`, 'data-change': 'pair', 'data-at': at, 'data-pair': to, checked: chosen === to,
          'aria-label': `${letter(lang, to)}: ${plain(pair[lang])}`,
        }),
        h('span', { 'aria-hidden': 'true' }, letter(lang, to)),
      );
    return h(
      'li',
      { class: 'match', 'data-row': at },
      h('p', { class: 'words', id: `left-${at}` }, text(lang, both)),
      h('div', { class: 'letters', role: 'radiogroup', 'aria-label': say(lang, 'match_for', plain(both[lang])) }, question.pairs.map(radio)),
      h('p', { class: 'to' }, chosen === null ? say(lang, 'no_match') : text(lang, question.pairs[chosen])),
    );
  };
  const pair = (both, at) => h('li', {}, h('span', { class: 'digit' }, letter(lang, at)), h('span', { class: 'words' }, text(lang, both)));
  return [
    h('h2', { class: 'label' }, say(lang, 'pairs')),
    h('ul', { class: 'pairs' }, question.pairs.map(pair)),
    h('ol', { class: 'options matches' }, question.options.map(row)),
  ];
}

function typed(lang, question, draft) {
  const isNumber = question.kind === 'number';
  const unit = isNumber ? question.unit?.[lang] : null;
  return h(
    'div',
    { class: 'field' },
    h('input', {
      type: 'text', id: 'typed', 'data-input': 'text', value: draft.text, maxlength: 130, inputmode: isNumber ? 'decimal' : 'text',
      autocomplete: 'off', autocapitalize: 'off', autocorrect: 'off', spellcheck: 'false', enterkeyhint: 'send',
      'aria-labelledby': unit ? 'title unit' : 'title', 'aria-describedby': 'how problem',
    }),
    unit && h('span', { class: 'unit', id: 'unit' }, unit),
  );
}

/** What became of the answer `sent`. */
function status({ lang, isOpen }, sent) {
  const [kind, title, more] = sent.refusal
    ? ['wrong', say(lang, 'not_counted'), REFUSALS[reasonKey(sent.refusal)]?.[lang === 'ko' ? 0 : 1] ?? '']
    : sent.isAcked
      ? ['right', say(lang, 'answered'), say(lang, 'wait_others')]
      : ['wait', say(lang, 'sending'), isOpen ? '' : say(lang, 'sending_hint')];
  return h('div', { class: `status ${sent.refusal ? 'bad' : ''}`, id: 'status', tabindex: '-1' }, sign(kind), h('div', {}, h('strong', {}, title), more && h('p', {}, more)));
}

/** The answer `reply` to `question` in words; the options with those that were chosen. */
export function given(lang, question, reply) {
  const chosen = reply?.chosen;
  const list = (...items) => h('ol', { class: 'options given' }, ...items);
  const line = (both, at, isMine, more = null) =>
    h(
      'li',
      { class: `option ${isMine ? 'mine' : ''}` },
      h('span', { class: 'digit', 'aria-hidden': 'true' }, at + 1),
      h('span', { class: 'words' }, text(lang, both), more),
      isMine && question.kind !== 'ordering' && h('span', { class: 'tag' }, say(lang, 'mine')),
    );
  if (question.kind === 'ordering') {
    const order = chosen ?? question.options.map((_, at) => at);
    return [label(lang, reply), list(order.map((at, place) => line(question.options[at], place, chosen !== undefined)))];
  }
  if (question.kind === 'matching') {
    const to = at => reply?.matched?.find(([left]) => left === at)?.[1];
    const more = at => to(at) !== undefined && h('span', { class: 'to' }, ' → ', text(lang, question.pairs[to(at)]));
    return [label(lang, reply), list(question.options.map((both, at) => line(both, at, false, more(at))))];
  }
  if (question.options.length > 0) {
    return [reply === 'dont-know' && label(lang, reply), list(question.options.map((both, at) => line(both, at, chosen?.includes(at) ?? false)))];
  }
  return label(lang, reply);
}

function label(lang, reply) {
  const words = reply?.typed ?? (reply === 'dont-know' ? say(lang, 'dont_know') : null);
  if (reply === null) return null;
  return h('p', { class: 'yours' }, h('span', { class: 'label' }, say(lang, 'your_answer')), words && h('span', { class: 'words' }, words));
}
