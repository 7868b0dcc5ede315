// What is right in a question and why, how often what was answered, and what one's own answer was worth.

import { h } from './dom.js';
import { count, heading, meta, sign, told } from './parts.js';
import { number, say, text } from './say.js';

/** A question `{ number, of, question, key, counts, mine }` with what is right; `mine` and `counts` may be missing. */
export function reveal(lang, it, standing) {
  return [
    h('div', { class: 'top' }, meta(lang, it)),
    verdict(lang, it, standing, 'status'),
    heading(text(lang, it.question.stem)),
    summary(lang, it),
    key(lang, it),
  ];
}

/** Whether one was right, in a word. */
export function verdict(lang, { question, mine }, standing = null, id = null) {
  const [kind, title, more] = judged(lang, question, mine);
  const points = mine?.result?.points ?? 0;
  return h(
    'div',
    { class: `verdict ${kind}`, id, tabindex: id && '-1' },
    sign(kind),
    h(
      'div',
      {},
      h('strong', {}, title),
      points > 0 && h('span', { class: 'gained' }, say(lang, 'gained', number(lang, points))),
      more && h('p', {}, more),
      mine?.result?.why && h('p', {}, text(lang, mine.result.why)),
      kind === 'right' && standing?.row > 1 && h('p', {}, say(lang, 'in_a_row', standing.row)),
    ),
  );
}

function judged(lang, question, mine) {
  if (!mine || mine.reply === null) return ['none', say(lang, 'no_answer')];
  if (question.poll) return ['right', say(lang, 'thanks_poll')];
  if (mine.result?.right) return ['right', say(lang, 'right')];
  if (mine.reply === 'dont-know') return ['none', say(lang, 'did_not_know'), say(lang, 'did_not_know_more')];
  return ['wrong', say(lang, 'wrong'), !mine.result?.why && say(lang, 'wrong_more')];
}

/** The right answer, every why, and how often what was answered. */
export function key(lang, it) {
  const { question, key, counts } = it;
  const body = question.options.length === 0 ? typed(lang, it) : (BODIES[question.kind] ?? options)(lang, it);
  return [
    body,
    counts?.dont_know > 0 && h('p', { class: 'dont-know' }, h('span', {}, say(lang, 'dont_know')), count(lang, counts.dont_know, counts.answers)),
    key && told(lang, 'explanation', key.explanation),
  ];
}

/** How many answered, and how many of them rightly; nothing where that is not told. */
export function summary(lang, { question, counts }) {
  if (!counts) return null;
  const { answers, right } = counts;
  if (answers === 0) return h('p', { class: 'counted' }, say(lang, 'counted_none'));
  const words = question.poll ? say(lang, 'counted_poll', number(lang, answers)) : say(lang, 'counted', number(lang, right), number(lang, answers));
  return h('p', { class: 'counted' }, words);
}

const BODIES = { ordering, matching };

function options(lang, { question, key, counts, mine }) {
  const line = (both, at) => {
    const known = key?.options[at];
    const isMine = mine?.reply?.chosen?.includes(at) ?? false;
    const kind = !known ? '' : known.correct ? 'right' : 'wrong';
    return h(
      'li',
      { class: `option ${kind} ${isMine ? 'mine' : ''}` },
      known ? sign(kind) : h('span', { class: 'digit', 'aria-hidden': 'true' }, at + 1),
      h(
        'div',
        { class: 'words' },
        known && h('span', { class: `tag ${kind}` }, say(lang, known.correct ? 'is_right' : 'is_wrong')),
        isMine && h('span', { class: 'tag mine' }, say(lang, 'mine')),
        h('p', { class: 'what' }, text(lang, both)),
        why(lang, known?.why),
        counts && count(lang, counts.options[at] ?? 0, counts.answers),
      ),
    );
  };
  return h('ol', { class: 'options told-options' }, question.options.map(line));
}

function ordering(lang, { question, key, counts, mine }) {
  const order = key?.order ?? question.options.map((_, at) => at);
  const line = (at, place) => {
    const put = mine?.reply?.chosen ? mine.reply.chosen.indexOf(at) : place;
    const isRight = put === place;
    return h(
      'li',
      { class: `option ${mine?.reply?.chosen ? (isRight ? 'right' : 'wrong') : ''}` },
      h('span', { class: 'digit', 'aria-hidden': 'true' }, place + 1),
      h(
        'div',
        { class: 'words' },
        h('p', { class: 'what' }, text(lang, question.options[at])),
        !isRight && h('p', { class: 'own' }, sign('wrong'), say(lang, 'placed', put + 1)),
        why(lang, key?.options[at]?.why),
        counts && count(lang, counts.options[at] ?? 0, counts.answers),
      ),
    );
  };
  return [h('h2', { class: 'label' }, say(lang, 'right_order')), h('ol', { class: 'options told-options' }, order.map(line))];
}

function matching(lang, { question, key, counts, mine }) {
  const own = at => mine?.reply?.matched?.find(([left]) => left === at)?.[1];
  const line = (both, at) => {
    const to = key?.pairs[at];
    const [put, isKnown] = [own(at), to !== undefined];
    const isRight = put === to;
    return h(
      'li',
      { class: `option ${put === undefined ? '' : isRight ? 'right' : 'wrong'}` },
      put === undefined ? h('span', { class: 'digit', 'aria-hidden': 'true' }, at + 1) : sign(isRight ? 'right' : 'wrong'),
      h(
        'div',
        { class: 'words' },
        h('p', { class: 'what' }, text(lang, both)),
        isKnown && h('p', { class: 'to' }, '→ ', text(lang, question.pairs[to])),
        put !== undefined && !isRight && h('p', { class: 'own' }, say(lang, 'mine'), ': ', text(lang, question.pairs[put])),
        why(lang, key?.options[at]?.why),
        counts && count(lang, counts.options[at] ?? 0, counts.answers),
      ),
    );
  };
  return [h('h2', { class: 'label' }, say(lang, 'right_pairs')), h('ol', { class: 'options told-options' }, question.options.map(line))];
}

function typed(lang, { key, counts, mine, question }) {
  const line = (kind, { what, why: because }) =>
    h(
      'li',
      { class: `option ${kind}` },
      sign(kind),
      h(
        'div',
        { class: 'words' },
        h('span', { class: `tag ${kind}` }, say(lang, kind === 'right' ? 'answer' : 'near')),
        h('p', { class: 'what' }, text(lang, what)),
        why(lang, because),
      ),
    );
  const reply = mine?.reply?.typed;
  return [
    reply && h('p', { class: 'yours' }, h('span', { class: 'label' }, say(lang, 'your_answer')), h('span', { class: 'words' }, reply, unit(lang, question, reply))),
    h('ul', { class: 'options told-options' }, (key?.answers ?? []).map(told => line('right', told)), (key?.near ?? []).map(told => line('wrong', told))),
    counts && counts.answers > 0 && !question.poll && h('p', { class: 'dont-know' }, h('span', {}, say(lang, 'right')), count(lang, counts.right, counts.answers)),
  ];
}

// Who typed a bare number meant the unit that stood behind the field.
const unit = (lang, question, reply) => (question.unit?.[lang] && /^[\d.,\s+-]+$/.test(reply) ? ` ${question.unit[lang]}` : '');

const why = (lang, both) => (both && (both.ko !== '' || both.en !== '') ? h('p', { class: 'why' }, text(lang, both)) : null);
