// Makes elements and brings the page to what a view says, keeping what is the same: focus, what is being typed, places
// scrolled to. Nothing is ever read as HTML.

/** An element `tag` with `attrs` and `children`; texts, elements, lists of these, and nothing (null, false). */
export function h(tag, attrs = {}, ...children) {
  const svg = tag === 'svg' || tag === 'path';
  const element = svg ? document.createElementNS('http://www.w3.org/2000/svg', tag) : document.createElement(tag);
  for (const [name, value] of Object.entries(attrs)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === 'share') element.style.setProperty('--share', value);
    else if (name === 'value') element.value = value;
    else if (name === 'checked') element.checked = value;
    else element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.flat(Infinity).filter(child => child !== null && child !== undefined && child !== false));
  return element;
}

/** Makes the children of `parent` what `children` are, and changes as little as possible. */
export function fill(parent, ...children) {
  const wanted = document.createElement(parent.tagName);
  wanted.append(...children.flat(Infinity).filter(child => child !== null && child !== undefined && child !== false));
  matchChildren(parent, wanted);
}

const keyOf = node => (node.nodeType === Node.ELEMENT_NODE ? node.getAttribute('data-key') : null);
const isAlike = (old, node) =>
  old.nodeType === node.nodeType && old.nodeName === node.nodeName && keyOf(old) === keyOf(node);

function matchChildren(old, wanted) {
  let at = old.firstChild;
  for (const node of [...wanted.childNodes]) {
    const key = keyOf(node);
    // A child with a key is the same wherever it has gone to.
    const same = key === null ? at : [...old.children].find(child => keyOf(child) === key);
    if (same && isAlike(same, node)) {
      if (same === at) at = at.nextSibling;
      else moveBefore(old, same, at);
      match(same, node);
    } else {
      old.insertBefore(node, at);
    }
  }
  while (at) {
    const next = at.nextSibling;
    at.remove();
    at = next;
  }
}

// Moving an element takes the focus away from what is in it.
function moveBefore(parent, child, at) {
  const focused = child.contains(document.activeElement) ? document.activeElement : null;
  parent.insertBefore(child, at);
  focused?.focus({ preventScroll: true });
}

function match(old, node) {
  if (node.nodeType !== Node.ELEMENT_NODE) {
    if (old.nodeValue !== node.nodeValue) old.nodeValue = node.nodeValue;
    return;
  }
  for (const { name } of [...old.attributes]) {
    if (name !== 'style' && !node.hasAttribute(name)) old.removeAttribute(name);
  }
  for (const { name, value } of node.attributes) {
    if (name !== 'style' && old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
  // A style attribute would be against the content security policy; the same through the object model is not.
  if (old.style.cssText !== node.style.cssText) old.style.cssText = node.style.cssText;
  if (old.tagName === 'INPUT') {
    if (old.type === 'radio' || old.type === 'checkbox') {
      if (old.checked !== node.checked) old.checked = node.checked;
    } else if (old.value !== node.value) old.value = node.value;
  }
  matchChildren(old, node);
}
