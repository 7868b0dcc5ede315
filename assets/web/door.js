// Coming in: the code, and what else the room wants to know.

import { h } from './dom.js';
import { button, heading, notice, sign } from './parts.js';
import { REFUSALS, reasonKey } from './words.js';
import { say, text } from './say.js';

/** Where the code is typed. */
export function codeForm({ lang, form, room, isTrying }, title = 'join_title') {
  if (isTrying && !form.need && !room.refusal) return notice('wait', say(lang, 'connecting'));
  return h(
    'form',
    { 'data-do': 'code', class: 'door', novalidate: true },
    heading(say(lang, title)),
    h('label', { for: 'code' }, say(lang, 'code')),
    h('input', {
      id: 'code', class: 'code', 'data-input': 'code', value: form.code, maxlength: 24, autocomplete: 'off', autocapitalize: 'characters',
      autocorrect: 'off', spellcheck: 'false', enterkeyhint: 'go', 'aria-describedby': 'code-hint problem',
    }),
    h('p', { class: 'hint', id: 'code-hint' }, say(lang, 'code_hint')),
    problem(lang, form, room),
    h('div', { class: 'send' }, h('button', { type: 'submit', class: 'main' }, say(lang, 'go_on'))),
  );
}

/** Where the room wants a name, a number, a team. */
export function doorForm({ lang, form, room }) {
  const { door } = room;
  const reason = room.refusal && reasonKey(room.refusal.reason);
  if (!door.open || reason === 'full') {
    const key = door.open ? 'full' : 'door-locked';
    return notice('none', say(lang, door.open ? 'full' : 'door_locked'), REFUSALS[key][lang === 'ko' ? 0 : 1],
      h('div', { class: 'send' }, button('again', say(lang, 'try_again'), { class: 'main' }), button('other-code', say(lang, 'other_code'))));
  }
  return h(
    'form',
    { 'data-do': 'join', class: 'door', novalidate: true },
    heading(text(lang, door.title)),
    NAMES[door.names](lang, form),
    door.teams.length > 0 && teams(lang, form, door.teams),
    problem(lang, form, room),
    h('div', { class: 'send' }, h('button', { type: 'submit', class: 'main' }, say(lang, 'enter')), button('other-code', say(lang, 'other_code'))),
  );
}

const NAMES = {
  chosen: (lang, form) => field(lang, 'name', form.name, 'your_name', 'name_hint', { autocomplete: 'nickname', maxlength: 40 }),
  roster: (lang, form) => field(lang, 'student', form.student, 'student', 'student_hint', { autocomplete: 'off', maxlength: 40 }),
  anonymous: lang => h('p', { class: 'hint' }, say(lang, 'anonymous')),
};

const field = (lang, id, value, label, hint, attrs) => [
  h('label', { for: id }, say(lang, label)),
  h('input', { id, 'data-input': id, value, autocapitalize: 'off', spellcheck: 'false', enterkeyhint: 'go', 'aria-describedby': `${id}-hint problem`, ...attrs }),
  h('p', { class: 'hint', id: `${id}-hint` }, say(lang, hint)),
];

function teams(lang, form, names) {
  const team = (name, at) =>
    h(
      'label',
      { class: 'option' },
      h('input', { type: 'radio', name: 'team', 'data-change': 'team', 'data-at': at, checked: form.team === at }),
      h('span', { class: 'digit', 'aria-hidden': 'true' }, at + 1),
      h('span', { class: 'words' }, name),
      h('span', { class: 'chosen', 'aria-hidden': 'true' }, sign('right')),
    );
  return h('fieldset', {}, h('legend', {}, say(lang, 'team')), h('div', { class: 'options' }, names.map(team)));
}

function problem(lang, form, room) {
  const reason = room.refusal && reasonKey(room.refusal.reason);
  const refused = reason && (REFUSALS[reason]?.[lang === 'ko' ? 0 : 1] ?? room.refusal.message?.[lang]);
  const words = form.need ? (REFUSALS[form.need]?.[lang === 'ko' ? 0 : 1] ?? say(lang, form.need)) : refused;
  return h('p', { class: 'problem', role: 'alert', id: 'problem' }, words && [sign('wrong'), h('span', {}, words)]);
}
