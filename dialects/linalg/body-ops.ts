/** The operations that only stand in the bodies of structured operations: `linalg.yield` and `linalg.index`. */

import type { OpBuilder } from "../../ir/builder.ts";
import { IntegerAttr } from "../../ir/builtin/attributes.ts";
import { AnyType, I64Attr, Index } from "../../ir/builtin/constraints.ts";
import { i64, indexType } from "../../ir/builtin/types.ts";
import { variadic } from "../../ir/constraint.ts";
import { defineOp, type FoldResult, type Op } from "../../ir/define-op.ts";
import { opError } from "../../ir/diagnostic.ts";
import { dpsInits } from "../../ir/interfaces/destination-style.ts";
import { elementOrSelf, LinalgOpInterface, numLoops, staticLoopRanges } from "../../ir/interfaces/linalg.ts";
import type { Operation } from "../../ir/operation.ts";
import { inferTypes, Pure, ReturnLike, Terminator } from "../../ir/traits.ts";
import type { Value } from "../../ir/value.ts";

/** The structured operation in whose body `op` stands. */
function enclosing(op: Operation): Operation {
  const parent = op.parentOp;
  if (parent === null || !LinalgOpInterface.implementedBy(parent)) {
    throw opError(op, "expected parent op with LinalgOp interface");
  }
  return parent;
}

export const YieldOp = defineOp(
  "linalg.yield",
  {
    summary: "Ends the body of a structured operation with the new elements of its outputs",
    operands: { values: variadic(AnyType) },
    traits: [Pure, ReturnLike, Terminator],
  },
  {
    parse(parser, state) {
      const at = parser.start;
      const operands = parser.parseOperandList();
      parser.parseOptionalAttrDict(state);
      if (operands.length > 0) state.operands = parser.resolveOperands(operands, parser.parseColonTypeList(), at);
    },
    print({ op, values }, printer) {
      if (values.length > 0) printer.write(" ").operands(values);
      printer.optionalAttrDict(op);
      if (values.length > 0) printer.write(" : ").types(values.map(({ type }) => type));
    },
    verify({ op, values }) {
      const parent = enclosing(op);
      const inits = dpsInits(parent).map(({ value }) => value);
      if (values.length !== inits.length) {
        const expected = `to match the number of inits / outs operands of the enclosing LinalgOp (${inits.length})`;
        throw opError(op, `expected number of yield values (${values.length}) ${expected}`);
      }
      values.forEach(({ type }, i) => {
        const element = elementOrSelf(inits[i]!.type);
        if (type === element) return;
        const expected = `the element type of the enclosing linalg.generic op ('${element}')`;
        throw opError(op, `type of yield operand ${i + 1} ('${type}') doesn't match ${expected}`);
      });
    },
  },
);
export type YieldOp = Op<typeof YieldOp>;

export const IndexOp = defineOp(
  "linalg.index",
  {
    summary: "The index of a loop in the current iteration",
    attributes: { dim: I64Attr },
    results: { result: Index },
    traits: [Pure, inferTypes(() => [indexType()])],
    assemblyFormat: "$dim attr-dict `:` type($result)",
  },
  {
    // A loop that runs once has the index 0.
    fold: ({ op, dim }): FoldResult =>
      staticLoopRanges(enclosing(op))[dim.number] === 1 ? IntegerAttr.get(indexType(), 0) : undefined,
    verify({ op, dim }) {
      if (dim.value < 0n) {
        const constraint = "64-bit signless integer attribute whose minimum value is 0";
        throw opError(op, `attribute 'dim' failed to satisfy constraint: ${constraint}`);
      }
      const loops = numLoops(enclosing(op));
      if (dim.value >= loops) {
        const expected = `to be lower than the number of loops (${loops}) of the enclosing LinalgOp`;
        throw opError(op, `expected dim (${dim.value}) ${expected}`);
      }
    },
  },
);
export type IndexOp = Op<typeof IndexOp>;

/** The index of a loop, in a body. */
export const createLoopIndex = (builder: OpBuilder, loop: number): Value =>
  builder.create(IndexOp, { dim: IntegerAttr.get(i64(), loop) }).result;
