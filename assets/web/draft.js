// An answer that is not sent yet, for each kind of question.

/** A draft for `question` with nothing chosen. */
export function newDraft(question) {
  switch (question.kind) {
    case 'ordering': return { order: question.options.map((_, at) => at) };
    case 'matching': return { pairs: question.options.map(() => null) };
    case 'number':
    case 'typed': return { text: '' };
    default: return { chosen: [] };
  }
}

/** Chooses option `at`, or with several to choose lets it go again. */
export function choose(question, draft, at) {
  if (question.kind !== 'multiple') draft.chosen = [at];
  else if (draft.chosen.includes(at)) draft.chosen = draft.chosen.filter(other => other !== at);
  else draft.chosen = [...draft.chosen, at].sort((a, b) => a - b);
}

/** Moves option `at` by `step` places; its new place from 0, or null where it can go no further. */
export function move(draft, at, step) {
  const from = draft.order.indexOf(at);
  const to = from + step;
  if (to < 0 || to >= draft.order.length) return null;
  draft.order.splice(from, 1);
  draft.order.splice(to, 0, at);
  return to;
}

/** Matches option `at` with `pair`. */
export function pair(draft, at, pair) {
  draft.pairs[at] = pair;
}

/** The draft as an answer; null where something is missing. */
export function response(question, draft) {
  switch (question.kind) {
    case 'ordering': return { chosen: draft.order };
    case 'matching': return draft.pairs.includes(null) ? null : { matched: draft.pairs.map((to, at) => [at, to]) };
    case 'number':
    case 'typed': return draft.text.trim() === '' ? null : { typed: draft.text.trim() };
    default: return draft.chosen.length === 0 ? null : { chosen: draft.chosen };
  }
}

/** What to say where something is missing. */
export function need(question) {
  if (question.kind === 'number' || question.kind === 'typed') return 'need_typed';
  return { multiple: 'need_multiple', matching: 'need_matching' }[question.kind] ?? 'need_single';
}
