/** Operations that read, change and write an element of a buffer as one step. */

import type { Type } from "../../ir/attribute.ts";
import { AnyType, Index } from "../../ir/builtin/constraints.ts";
import { FloatType, IntegerType, indexType, MemRefType } from "../../ir/builtin/types.ts";
import { anyRegion, variadic } from "../../ir/constraint.ts";
import { defineOp, type FoldResult, foldedInPlace, type Op } from "../../ir/define-op.ts";
import { errorAt, opError } from "../../ir/diagnostic.ts";
import { isMemoryEffectFree, type MemoryEffect, MemoryEffectOpInterface } from "../../ir/interfaces/memory-effects.ts";
import type { Operation } from "../../ir/operation.ts";
import { allTypesMatch, hasParent, Pure, singleBlockImplicitTerminator, Terminator } from "../../ir/traits.ts";
import type { Value } from "../../ir/value.ts";
import { AtomicRMWKind, type AtomicRMWKindName } from "../arith/index.ts";
import { foldMemRefCast } from "./cast.ts";
import { AtomicMemRef, AtomicValue, valueIsElement } from "./constraints.ts";

const readsAndWrites = ({ memref }: { readonly memref: Value }): MemoryEffect[] => [
  { kind: "read", value: memref },
  { kind: "write", value: memref },
];

/** The types that kinds work on; any of `AtomicValue` for those that are not here. */
const operandKinds: Readonly<Partial<Record<AtomicRMWKindName, "a floating-point" | "an integer">>> = {
  addf: "a floating-point",
  maximumf: "a floating-point",
  minimumf: "a floating-point",
  mulf: "a floating-point",
  addi: "an integer",
  maxs: "an integer",
  maxu: "an integer",
  mins: "an integer",
  minu: "an integer",
  muli: "an integer",
  ori: "an integer",
  xori: "an integer",
  andi: "an integer",
};
const isKind = (type: Type, kind: "a floating-point" | "an integer"): boolean =>
  kind === "an integer" ? type instanceof IntegerType : type instanceof FloatType;

export const AtomicRMWOp = defineOp(
  "memref.atomic_rmw",
  {
    summary: "Combines an element with a value as one step; gives what the element was before",
    operands: { value: AtomicValue, memref: AtomicMemRef, indices: variadic(Index) },
    attributes: { kind: AtomicRMWKind },
    results: { result: AtomicValue },
    traits: [allTypesMatch("value", "result"), valueIsElement("value", "value type matches element type of memref")],
    assemblyFormat:
      "$kind $value `,` $memref `[` $indices `]` attr-dict `:` `(` type($value) `,` type($memref) `)` `->` type($result)",
  },
  {
    verify({ op, value, memref, indices, kind }) {
      if (indices.length !== (memref.type as MemRefType).rank) {
        throw opError(op, "expects the number of subscripts to be equal to memref rank");
      }
      const name = AtomicRMWKind.nameOf(kind);
      const wanted = operandKinds[name];
      if (wanted !== undefined && !isKind(value.type, wanted)) {
        throw opError(op, `with kind '${name}' expects ${wanted} type`);
      }
    },
    fold: ({ op, value }): FoldResult => (foldMemRefCast(op, value) ? foldedInPlace : undefined),
  },
).implement(MemoryEffectOpInterface, { effects: readsAndWrites });
export type AtomicRMWOp = Op<typeof AtomicRMWOp>;

export const AtomicYieldOp = defineOp(
  "memref.atomic_yield",
  {
    summary: "Gives the new element of an atomic update",
    operands: { result: AnyType },
    traits: [hasParent("memref.generic_atomic_rmw"), Pure, Terminator],
    assemblyFormat: "$result attr-dict `:` type($result)",
  },
  {
    verify({ op, result }) {
      const expected = op.parentOp!.result(0).type;
      if (result.type === expected) return;
      throw opError(op, `types mismatch between yield op: '${result.type}' and its parent: '${expected}'`);
    },
  },
);
export type AtomicYieldOp = Op<typeof AtomicYieldOp>;

function verifyEffectFree(op: Operation): undefined {
  if (isMemoryEffectFree(op)) return;
  throw errorAt(op.loc, "body of 'memref.generic_atomic_rmw' should contain only operations with no side effects");
}

export const GenericAtomicRMWOp = defineOp(
  "memref.generic_atomic_rmw",
  {
    summary: "Replaces an element by what a region computes of it, as one step; gives what the element was before",
    operands: { memref: AtomicMemRef, indices: variadic(Index) },
    results: { result: AtomicValue },
    regions: { atomic_body: anyRegion },
    traits: [
      singleBlockImplicitTerminator("memref.atomic_yield"),
      valueIsElement("result", "result type matches element type of memref"),
    ],
  },
  {
    parse(parser, state) {
      const memref = parser.parseOperand();
      const indices = parser.parseDelimitedOperands("square");
      const at = parser.start;
      const type = parser.parseColonType();
      if (!(type instanceof MemRefType)) throw parser.error("expected a memref type", at);
      state.operands = [
        parser.resolveOperand(memref, type),
        ...indices.map((index) => parser.resolveOperand(index, indexType())),
      ];
      state.regions.push(parser.parseExplicitRegion(state.def));
      parser.parseOptionalAttrDict(state);
      state.resultTypes = [type.elementType];
    },
    print({ op, memref, indices, atomic_body }, printer) {
      printer.write(" ").operand(memref).write("[").operands(indices).write("] : ").type(memref.type);
      printer.write(" ").region(atomic_body).optionalAttrDict(op);
    },
    verify({ op, result, atomic_body }) {
      const args = atomic_body.first?.args ?? [];
      if (args.length !== 1) throw opError(op, "expected single number of entry block arguments");
      if (args[0]!.type !== result.type) throw opError(op, "expected block argument of the same type result type");
      for (const inner of atomic_body.front.ops()) inner.walk(verifyEffectFree);
    },
  },
).implement(MemoryEffectOpInterface, { effects: readsAndWrites });
export type GenericAtomicRMWOp = Op<typeof GenericAtomicRMWOp>;
