/** Sets of bytes: the named classes and characters of bracket expressions, and the operations on sets. */
import type { ByteSet } from "./syntax.ts";

export const newline = 10;

export function singleByte(byte: number): ByteSet {
  const set = new Uint8Array(256);
  set[byte] = 1;
  return set;
}

/** Every byte outside `set`, without the newline: an expression never runs on to the next line by negation. */
export function invertWithinLine(set: ByteSet): ByteSet {
  const inverse = set.map((member) => 1 - member);
  inverse[newline] = 0;
  return inverse;
}

/** What `.` matches. */
export const anyByte: ByteSet = invertWithinLine(new Uint8Array(256));

/** The only byte in a set, or undefined when there are others or none. */
export function onlyByte(set: ByteSet): number | undefined {
  const first = set.indexOf(1);
  return first >= 0 && set.indexOf(1, first + 1) < 0 ? first : undefined;
}

/** Adds the other case of every ASCII letter in the set. */
export function ignoreCase(set: ByteSet): ByteSet {
  const both = set.slice();
  for (let upper = 65; upper <= 90; upper++) {
    const either = set[upper]! | set[upper + 32]!;
    both[upper] = either;
    both[upper + 32] = either;
  }
  return both;
}

/** The bytes of each class of the C locale, as inclusive ranges of code units. */
const classRanges: Readonly<Record<string, string>> = {
  alnum: "09AZaz",
  alpha: "AZaz",
  blank: "\t\t  ",
  cntrl: "\x01\x1f\x7f\x7f",
  digit: "09",
  graph: "!~",
  lower: "az",
  print: " ~",
  punct: "!/:@[`{~",
  space: "\t\r  ",
  upper: "AZ",
  xdigit: "09AFaf",
};

/** Adds the class of that name to the set; false when there is none. */
export function addClass(set: ByteSet, name: string): boolean {
  if (!Object.hasOwn(classRanges, name)) return false;
  const ranges = classRanges[name]!;
  for (let index = 0; index < ranges.length; index += 2) {
    set.fill(1, ranges.charCodeAt(index), ranges.charCodeAt(index + 1) + 1);
  }
  return true;
}

/** POSIX's names for characters that `[.name.]` takes, beside the character itself. */
const characterNames: Readonly<Record<string, number>> = {
  NUL: 0,
  SOH: 1,
  STX: 2,
  ETX: 3,
  EOT: 4,
  ENQ: 5,
  ACK: 6,
  BEL: 7,
  alert: 7,
  BS: 8,
  backspace: 8,
  HT: 9,
  tab: 9,
  LF: 10,
  newline: 10,
  VT: 11,
  "vertical-tab": 11,
  FF: 12,
  "form-feed": 12,
  CR: 13,
  "carriage-return": 13,
  SO: 14,
  SI: 15,
  DLE: 16,
  DC1: 17,
  DC2: 18,
  DC3: 19,
  DC4: 20,
  NAK: 21,
  SYN: 22,
  ETB: 23,
  CAN: 24,
  EM: 25,
  SUB: 26,
  ESC: 27,
  IS4: 28,
  FS: 28,
  IS3: 29,
  GS: 29,
  IS2: 30,
  RS: 30,
  IS1: 31,
  US: 31,
  space: 32,
  "exclamation-mark": 33,
  "quotation-mark": 34,
  "number-sign": 35,
  "dollar-sign": 36,
  "percent-sign": 37,
  ampersand: 38,
  apostrophe: 39,
  "left-parenthesis": 40,
  "right-parenthesis": 41,
  asterisk: 42,
  "plus-sign": 43,
  comma: 44,
  hyphen: 45,
  "hyphen-minus": 45,
  period: 46,
  "full-stop": 46,
  slash: 47,
  solidus: 47,
  zero: 48,
  one: 49,
  two: 50,
  three: 51,
  four: 52,
  five: 53,
  six: 54,
  seven: 55,
  eight: 56,
  nine: 57,
  colon: 58,
  semicolon: 59,
  "less-than-sign": 60,
  "equals-sign": 61,
  "greater-than-sign": 62,
  "question-mark": 63,
  "commercial-at": 64,
  "left-square-bracket": 91,
  backslash: 92,
  "reverse-solidus": 92,
  "right-square-bracket": 93,
  circumflex: 94,
  "circumflex-accent": 94,
  underscore: 95,
  "low-line": 95,
  "grave-accent": 96,
  "left-brace": 123,
  "left-curly-bracket": 123,
  "vertical-line": 124,
  "right-brace": 125,
  "right-curly-bracket": 125,
  tilde: 126,
  DEL: 127,
};

/** The byte that a collating element names, or undefined. */
export function namedByte(name: string): number | undefined {
  if (Object.hasOwn(characterNames, name)) return characterNames[name];
  return name.length === 1 ? name.charCodeAt(0) : undefined;
}
