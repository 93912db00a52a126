/** The operations of the builtin dialect. They stand in ir/ because every file is a module. */

import { optional, singleBlockRegion, variadic } from "../constraint.ts";
import { defineOp, type FoldResult, type Op } from "../define-op.ts";
import { opError } from "../diagnostic.ts";
import { defineDialect } from "../dialect.ts";
import {
  AffineScope,
  GraphRegion,
  IsolatedFromAbove,
  NoTerminator,
  Pure,
  SingleBlock,
  SymbolTableTrait,
} from "../traits.ts";
import { AnyType, StrAttr, SymbolNameAttr } from "./constraints.ts";

export const BuiltinModuleOp = defineOp(
  "builtin.module",
  {
    summary: "A top-level container operation",
    attributes: { sym_name: optional(SymbolNameAttr), sym_visibility: optional(StrAttr) },
    regions: { bodyRegion: singleBlockRegion },
    traits: [AffineScope, IsolatedFromAbove, SymbolTableTrait, NoTerminator, SingleBlock, GraphRegion],
    assemblyFormat: "($sym_name^)? attr-dict-with-keyword $bodyRegion",
  },
  {
    verify({ op }) {
      for (const name of op.discardableAttrs.keys()) {
        if (!name.includes(".")) {
          throw opError(op, `can only contain attributes with dialect-prefixed names, found: '${name}'`);
        }
      }
    },
    defaultDialect: "builtin",
  },
);
export type BuiltinModuleOp = Op<typeof BuiltinModuleOp>;

export const UnrealizedConversionCastOp = defineOp(
  "builtin.unrealized_conversion_cast",
  {
    summary: "An unrealized conversion from one set of types to another",
    operands: { inputs: variadic(AnyType) },
    results: { outputs: variadic(AnyType) },
    traits: [Pure],
    assemblyFormat: "($inputs^ `:` type($inputs))? `to` type($outputs) attr-dict",
  },
  {
    verify({ op, outputs }) {
      if (outputs.length === 0) throw opError(op, "expected at least one result for cast operation");
    },
    fold({ inputs, outputs }): FoldResult {
      // A cast to the same types, or back to where another cast came from, is its input.
      if (inputs.length === outputs.length && inputs.every((input, i) => input.type === outputs[i]!.type))
        return inputs;
      const first = inputs[0] === undefined ? undefined : UnrealizedConversionCastOp.defining(inputs[0]);
      if (first === undefined || first.outputs.length !== inputs.length) return undefined;
      if (!inputs.every((input, i) => input === first.outputs[i])) return undefined;
      const back = first.inputs;
      return back.length === outputs.length && back.every((value, i) => value.type === outputs[i]!.type)
        ? back
        : undefined;
    },
  },
);

export const builtinDialect = defineDialect({
  name: "builtin",
  summary: "The operations, types and attributes that every MLIR file may use",
  ops: [BuiltinModuleOp, UnrealizedConversionCastOp],
  isLegalToInline: (op) => UnrealizedConversionCastOp.is(op),
});
