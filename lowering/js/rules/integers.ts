/** Integer arithmetic in expressions: a table of operations that `arith` and `index` share. */

import type { OpDefinition } from "../../../ir/define-op.ts";
import { type IntegerRepresentation, integerRepresentation, unsigned, wrap } from "../representation.ts";
import { call, type RuleEntry, type ScalarContext, scalar } from "../rule.ts";

type Checked = ScalarContext["checked"];
type Text = (a: string, b: string, representation: IntegerRepresentation, checked: Checked) => string;

/** A binary operation for each representation. Operands stand as names or literals. */
export interface IntegerOperation {
  /** For `i1`; without it, the operation on integers of up to 32 bits, on 0 and -1. */
  readonly bool?: Text;
  readonly int: Text;
  readonly bigint: Text;
  readonly index: Text;
}

/** The expression of an operation for operands of this representation. */
export function integerText(
  operation: IntegerOperation,
  [a, b]: readonly string[],
  representation: IntegerRepresentation,
  checked: Checked,
): string {
  const { kind, width } = representation;
  if (kind !== "bool") return operation[kind](a!, b!, representation, checked);
  if (operation.bool !== undefined) return operation.bool(a!, b!, representation, checked);
  return `(${operation.int(`(-${a})`, `(-${b})`, { kind: "int", width }, checked)}) !== 0`;
}

export const integerRule = (def: OpDefinition, operation: IntegerOperation): RuleEntry =>
  scalar(def, ({ args, operandTypes, checked }) =>
    integerText(operation, args, integerRepresentation(operandTypes[0]!)!, checked),
  );

/** Sums and products: the result is wrapped. */
function modular(operator: "+" | "-" | "*", name: "addIndex" | "subIndex" | "mulIndex", bool: Text, int?: Text) {
  const text = (a: string, b: string): string => `${a} ${operator} ${b}`;
  const bound = (a: number, b: number): number => (operator === "*" ? a * b : a + b);
  const wrapped: Text = (a, b, representation) => wrap(text(a, b), representation);
  const index: Text = (a, b, _, checked) => checked(text(a, b), call(name, a, b), bound);
  return { bool, int: int ?? wrapped, bigint: wrapped, index } satisfies IntegerOperation;
}

/** An operation on the values with their sign whose result may leave the type, but not the safe integers. */
const signed = (int: "quotient" | "remainder" | "floorQuotient" | "ceilQuotient"): IntegerOperation => ({
  int: (a, b, representation) => wrap(call(int, a, b), representation),
  bigint: (a, b, representation) => wrap(call(`${int}Big`, a, b), representation),
  index: (a, b) => call(int, a, b),
});

/** The same on the values without a sign. */
const withoutSign = (
  int: "quotient" | "remainder" | "ceilQuotient",
  index: "quotientUnsignedIndex" | "remainderUnsignedIndex" | "ceilQuotientUnsignedIndex",
): IntegerOperation => ({
  int: (a, b, r) => wrap(call(int, unsigned(a, r), unsigned(b, r)), r),
  bigint: (a, b, r) => wrap(call(`${int}Big`, unsigned(a, r), unsigned(b, r)), r),
  index: (a, b) => call(index, a, b),
});

const bitwise = (operator: "&" | "|" | "^", bool: string, index: "andIndex" | "orIndex" | "xorIndex") => {
  const text: Text = (a, b) => `${a} ${operator} ${b}`;
  return {
    bool: (a, b) => `${a} ${bool} ${b}`,
    int: text,
    bigint: text,
    index: (a, b) => call(index, a, b),
  } satisfies IntegerOperation;
};

/** Conditions on two integers. */
export type Comparison = "eq" | "ne" | "slt" | "sle" | "sgt" | "sge" | "ult" | "ule" | "ugt" | "uge";

const operators: Readonly<Record<string, string>> = { lt: "<", le: "<=", gt: ">", ge: ">=" };
const unsignedIndexComparisons: Readonly<Record<string, (a: string, b: string) => string>> = {
  lt: (a, b) => call("isLessUnsigned", a, b),
  le: (a, b) => `!${call("isLessUnsigned", b, a)}`,
  gt: (a, b) => call("isLessUnsigned", b, a),
  ge: (a, b) => `!${call("isLessUnsigned", a, b)}`,
};

export function comparison(predicate: Comparison): IntegerOperation {
  if (predicate === "eq" || predicate === "ne") {
    const text: Text = (a, b) => `${a} ${predicate === "eq" ? "===" : "!=="} ${b}`;
    return { bool: text, int: text, bigint: text, index: text };
  }
  const order = predicate.slice(1);
  const text: Text = (a, b) => `${a} ${operators[order]} ${b}`;
  if (predicate.startsWith("s")) return { bool: boolComparison(text), int: text, bigint: text, index: text };
  const onBits: Text = (a, b, r, checked) => text(unsigned(a, r), unsigned(b, r), r, checked);
  return { bool: boolComparison(onBits), int: onBits, bigint: onBits, index: unsignedIndexComparisons[order]! };
}

/** The operands of an `i1` are read as integers; the result is a boolean already. */
const boolComparison =
  (text: Text): Text =>
  (a, b, { width }, checked) =>
    text(`(-${a})`, `(-${b})`, { kind: "int", width }, checked);

const extremum = (predicate: Comparison): IntegerOperation => {
  const first = comparison(predicate);
  const choose =
    (kind: "int" | "bigint" | "index"): Text =>
    (a, b, r, checked) =>
      `${first[kind](a, b, r, checked)} ? ${a} : ${b}`;
  return { int: choose("int"), bigint: choose("bigint"), index: choose("index") };
};

export const integerOperations = {
  add: modular("+", "addIndex", (a, b) => `${a} !== ${b}`),
  sub: modular("-", "subIndex", (a, b) => `${a} !== ${b}`),
  mul: modular(
    "*",
    "mulIndex",
    (a, b) => `${a} && ${b}`,
    (a, b, r) => (r.width === 32 ? `Math.imul(${a}, ${b})` : wrap(`Math.imul(${a}, ${b})`, r)),
  ),
  divSigned: signed("quotient"),
  divUnsigned: withoutSign("quotient", "quotientUnsignedIndex"),
  ceilDivSigned: signed("ceilQuotient"),
  ceilDivUnsigned: withoutSign("ceilQuotient", "ceilQuotientUnsignedIndex"),
  floorDivSigned: signed("floorQuotient"),
  remSigned: signed("remainder"),
  remUnsigned: withoutSign("remainder", "remainderUnsignedIndex"),
  and: bitwise("&", "&&", "andIndex"),
  or: bitwise("|", "||", "orIndex"),
  xor: bitwise("^", "!==", "xorIndex"),
  // Shifts by more bits than there are have no defined result; they must only not take forever.
  shiftLeft: {
    int: (a, b, r) => wrap(`${a} << ${b}`, r),
    bigint: (a, b, r) => wrap(call("shiftLeftBig", a, b, String(r.width)), r),
    index: (a, b) => call("shiftLeftIndex", a, b),
  },
  shiftRightSigned: {
    int: (a, b) => `${a} >> ${b}`,
    bigint: (a, b, r) => call("shiftRightBig", a, b, String(r.width)),
    index: (a, b) => call("shiftRightIndex", a, b),
  },
  shiftRightUnsigned: {
    int: (a, b, r) => wrap(`${unsigned(a, r)} >>> ${b}`, r),
    bigint: (a, b, r) => wrap(call("shiftRightBig", unsigned(a, r), b, String(r.width)), r),
    index: (a, b) => call("shiftRightUnsignedIndex", a, b),
  },
  maxSigned: extremum("sgt"),
  maxUnsigned: extremum("ugt"),
  minSigned: extremum("slt"),
  minUnsigned: extremum("ult"),
} as const satisfies Readonly<Record<string, IntegerOperation>>;
