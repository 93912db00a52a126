/** Makes the regions of named operations, and tells whether an operation's region is the one that its name stands for. */

import { Attribute } from "../../../ir/attribute.ts";
import { OpBuilder } from "../../../ir/builder.ts";
import { elementOrSelf } from "../../../ir/interfaces/linalg.ts";
import { UnknownLoc } from "../../../ir/location.ts";
import { constantOf } from "../../../ir/matchers.ts";
import type { Operation } from "../../../ir/operation.ts";
import { Region } from "../../../ir/region.ts";
import { Commutative } from "../../../ir/traits.ts";
import type { Value } from "../../../ir/value.ts";
import { YieldOp } from "../body-ops.ts";
import type { Body } from "./bodies.ts";
import { ScalarBuilder } from "./scalar.ts";

/** A region with the body for these operands, the output last. What is impossible is thrown as `fail` makes it. */
export const makeBody = (operands: readonly Value[], body: Body, fail: (message: string) => Error): Region =>
  Region.copyOf(bodyTemplate(operands, body, fail));

/** The regions of each body, one for each list of types that was met. */
const templates = new WeakMap<Body, Region[]>();

/** All regions with a body for operands of the same types are copies of one. */
function bodyTemplate(operands: readonly Value[], body: Body, fail: (message: string) => Error): Region {
  let known = templates.get(body);
  if (known === undefined) {
    known = [];
    templates.set(body, known);
  }
  const types = operands.map(({ type }) => elementOrSelf(type));
  let template = known.find(
    ({ front: { args } }) => args.length === types.length && args.every(({ type }, i) => type === types[i]),
  );
  if (template === undefined) {
    const builder = new OpBuilder(UnknownLoc.get());
    template = builder.createRegion(types, (args) => {
      const scalar = new ScalarBuilder(builder, body.isUnsigned ?? false, fail);
      const value = body.build(scalar, args.slice(0, -1), args.at(-1)!);
      builder.create(YieldOp, { values: [value] });
    });
    known.push(template);
  }
  return template;
}

class NoBody extends Error {}

interface Comparison {
  /** Operands of commutative operations may stand in any order. */
  readonly inAnyOrder?: boolean;
}

/** Whether the region of `op` does what `body` makes. Constants may stand outside. */
export function hasBodyOf(op: Operation, body: Body, comparison: Comparison = {}): boolean {
  const region = op.regions[0]!;
  if (!region.shown.hasOneBlock || op.numOperands === 0) return false;
  let expected: Region;
  try {
    expected = bodyTemplate(op.operands, body, () => new NoBody());
  } catch (error) {
    if (error instanceof NoBody) return false;
    throw error;
  }
  return region.shown === expected || isSameBody(region, expected, comparison);
}

/** The constant that `value` is, or is made of by casts. */
function knownConstant(value: Value): Attribute | undefined {
  const op = value.definingOp;
  const constant = op && constantOf(op);
  if (op === undefined || constant !== undefined || op.numOperands !== 1) return constant;
  const operand = knownConstant(op.operand(0));
  const name = op.def.operandSegments[0]?.name;
  if (operand === undefined || name === undefined) return undefined;
  const folded = op.def.hooks.fold?.(op.def.view(op), { [name]: operand });
  return folded instanceof Attribute ? folded : undefined;
}

const isConstant = (op: Operation): boolean => op.numResults === 1 && knownConstant(op.result()) !== undefined;

function isSameBody(actual: Region, expected: Region, { inAnyOrder = false }: Comparison): boolean {
  const images = new Map<Value, Value>();
  const pair = (from: readonly Value[], to: readonly Value[]): boolean => {
    from.forEach((value, i) => {
      images.set(value, to[i]!);
    });
    return from.length === to.length && from.every(({ type }, i) => type === to[i]!.type);
  };
  const isImage = (value: Value, of: Value): boolean => {
    const constant = knownConstant(of);
    return constant === undefined ? images.get(of) === value : knownConstant(value) === constant;
  };
  const haveSameOperands = (op: Operation, other: Operation): boolean => {
    const { operands } = op;
    if (operands.every((operand, i) => isImage(other.operand(i), operand))) return true;
    // Canonicalization puts constants last.
    const isSwappable = inAnyOrder || operands.some((operand) => knownConstant(operand) !== undefined);
    if (!isSwappable || !op.def.hasTrait(Commutative)) return false;
    return operands.toReversed().every((operand, i) => isImage(other.operand(i), operand));
  };
  if (!pair(expected.front.args, actual.front.args)) return false;
  const ops = [...actual.front.ops()].filter((op) => !isConstant(op));
  const wanted = [...expected.front.ops()].filter((op) => !isConstant(op));
  if (ops.length !== wanted.length) return false;
  return wanted.every((op, i) => {
    const other = ops[i]!;
    return (
      other.def === op.def &&
      other.discardableAttrs.size === 0 &&
      op.properties.every((value, slot) => other.property(slot) === value) &&
      op.numOperands === other.numOperands &&
      haveSameOperands(op, other) &&
      pair(op.results, other.results)
    );
  });
}
