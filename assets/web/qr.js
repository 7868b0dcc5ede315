// A link as a QR code: byte mode, level L, versions 1 to 5 (one block, up to 106 bytes), always with mask 0.

const CODEWORDS = [26, 44, 70, 100, 134];
const CHECKS = [7, 10, 15, 20, 26];
const PADDING = [0xec, 0x11];
// Level L and mask 0 with their check bits.
const FORMAT = 0b111011111000100;

/** Rows of modules, true for dark, without the quiet zone; null where `text` is too long. */
export function qr(text) {
  const bytes = [...new TextEncoder().encode(text)];
  const version = CODEWORDS.findIndex((all, at) => bytes.length + 2 <= all - CHECKS[at]) + 1;
  if (version === 0) return null;
  const data = codewords(bytes, CODEWORDS[version - 1] - CHECKS[version - 1]);
  const all = [...data, ...remainder(data, CHECKS[version - 1])];
  const { dark, taken } = patterns(version);
  const bits = all.flatMap(byte => [7, 6, 5, 4, 3, 2, 1, 0].map(bit => (byte >> bit) & 1));
  let next = 0;
  for (const [y, x] of path(dark.length)) {
    if (taken[y][x]) continue;
    dark[y][x] = ((bits[next] ?? 0) ^ ((y + x) % 2 === 0 ? 1 : 0)) === 1;
    next += 1;
  }
  return dark;
}

/** Mode, length, the bytes and what fills up the rest. */
function codewords(bytes, room) {
  // The mode takes half a byte, so that everything is shifted by that.
  const halves = [4, ...[bytes.length, ...bytes].flatMap(byte => [byte >> 4, byte & 15]), 0];
  const data = [];
  for (let at = 0; at < halves.length; at += 2) data.push((halves[at] << 4) | halves[at + 1]);
  for (let at = 0; data.length < room; at += 1) data.push(PADDING[at % 2]);
  return data;
}

function times(a, b) {
  let product = 0;
  for (let bit = 7; bit >= 0; bit -= 1) {
    product = (product << 1) ^ ((product >> 7) * 0x11d);
    if ((b >> bit) & 1) product ^= a;
  }
  return product;
}

/** The Reed–Solomon check bytes of `data`. */
function remainder(data, checks) {
  let divisor = [1];
  for (let root = 1, at = 0; at < checks; at += 1, root = times(root, 2)) {
    divisor = [...divisor, 0].map((factor, place) => factor ^ times(divisor[place - 1] ?? 0, root));
  }
  let rest = Array(checks).fill(0);
  for (const byte of data) {
    const factor = byte ^ rest[0];
    rest = [...rest.slice(1), 0].map((value, at) => value ^ times(divisor[at + 1], factor));
  }
  return rest;
}

/** What every code of this version has: where it is found, timed, aligned, and its format. */
function patterns(version) {
  const size = 17 + 4 * version;
  const dark = Array.from({ length: size }, () => Array(size).fill(false));
  const taken = Array.from({ length: size }, () => Array(size).fill(false));
  const set = (y, x, isDark) => {
    if (y < 0 || x < 0 || y >= size || x >= size) return;
    dark[y][x] = isDark;
    taken[y][x] = true;
  };
  for (let at = 0; at < size; at += 1) {
    set(6, at, at % 2 === 0);
    set(at, 6, at % 2 === 0);
  }
  const square = (y, x, reach, isDark) => {
    for (let dy = -reach; dy <= reach; dy += 1) {
      for (let dx = -reach; dx <= reach; dx += 1) set(y + dy, x + dx, isDark(Math.max(Math.abs(dy), Math.abs(dx))));
    }
  };
  for (const [y, x] of [[3, 3], [3, size - 4], [size - 4, 3]]) square(y, x, 4, ring => ring !== 2 && ring !== 4);
  if (version > 1) square(size - 7, size - 7, 2, ring => ring !== 1);
  for (let at = 0; at < 15; at += 1) {
    const isDark = ((FORMAT >> at) & 1) === 1;
    if (at < 8) set(8, size - 1 - at, isDark);
    else set(size - 15 + at, 8, isDark);
    const near = at < 6 ? at : at < 8 ? at + 1 : at;
    if (at < 8) set(near, 8, isDark);
    else set(8, at === 8 ? 7 : 14 - at, isDark);
  }
  set(size - 8, 8, true);
  return { dark, taken };
}

/** All places in the order in which they are filled: pairs of columns, upwards and downwards in turn. */
function* path(size) {
  for (let right = size - 1, isUp = true; right > 0; right -= 2, isUp = !isUp) {
    if (right === 6) right -= 1;
    for (let at = 0; at < size; at += 1) {
      const y = isUp ? size - 1 - at : at;
      yield [y, right];
      yield [y, right - 1];
    }
  }
}
