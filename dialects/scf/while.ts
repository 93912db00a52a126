/** `scf.while` and `scf.condition`: a loop with the test between its two regions. */

import { TokenKind } from "../../ir/assembly/token-parser.ts";
import { IntegerAttr } from "../../ir/builtin/attributes.ts";
import { AnyType, I1 } from "../../ir/builtin/constraints.ts";
import { FunctionType } from "../../ir/builtin/types.ts";
import { singleBlockRegion, variadic } from "../../ir/constraint.ts";
import { defineOp, type Op, type OpDefinition } from "../../ir/define-op.ts";
import { opError } from "../../ir/diagnostic.ts";
import {
  LoopLikeOpInterface,
  RegionBranchOpInterface,
  RegionBranchTerminatorOpInterface,
} from "../../ir/interfaces/control-flow.ts";
import type { Operation } from "../../ir/operation.ts";
import type { Region } from "../../ir/region.ts";
import { HasRecursiveMemoryEffects, hasParent, Pure, SingleBlock, Terminator } from "../../ir/traits.ts";
import { initializedArguments, printInitializers } from "./syntax.ts";
import { YieldOp } from "./yield.ts";

export const ConditionOp = defineOp("scf.condition", {
  summary: "Goes on to the second region of a while loop, or ends the loop",
  operands: { condition: I1, args: variadic(AnyType) },
  traits: [hasParent("scf.while"), Pure, Terminator],
  assemblyFormat: "`(` $condition `)` attr-dict ($args^ `:` type($args))?",
});
export type ConditionOp = Op<typeof ConditionOp>;

ConditionOp.implement(RegionBranchTerminatorOpInterface, {
  forwardedRange: ({ op }) => ({ start: 1, count: op.numOperands - 1 }),
  mayGoTo: (_, to, [condition]) => !(condition instanceof IntegerAttr) || condition.boolValue === (to !== undefined),
});

export const WhileOp = defineOp(
  "scf.while",
  {
    summary: "A loop that goes on while a condition holds",
    operands: { inits: variadic(AnyType) },
    results: { results: variadic(AnyType) },
    regions: { before: singleBlockRegion, after: singleBlockRegion },
    traits: [HasRecursiveMemoryEffects, SingleBlock],
  },
  {
    // `(%a = %init, ...) : (T, ...) -> (U, ...) { ... } do { ... } attributes {...}`
    parse(parser, state) {
      const assignments = parser.kind === TokenKind.LPAREN ? parser.parseAssignmentList() : [];
      const typeAt = parser.start;
      parser.parseColon();
      const type = parser.parseType();
      if (!(type instanceof FunctionType)) {
        throw parser.error(`invalid kind of type specified: expected builtin.function, but found '${type}'`, typeAt);
      }
      if (type.inputs.length !== assignments.length) {
        const counts = `(expected ${assignments.length} got ${type.inputs.length})`;
        throw parser.error(`expected as many input types as operands ${counts}`, typeAt);
      }
      state.resultTypes = type.results;
      state.operands = assignments.map(({ value }, i) => parser.resolveOperand(value, type.inputs[i]!));
      state.regions.push(parser.parseRegion(state, { args: initializedArguments(parser, assignments, type.inputs) }));
      parser.parseKeyword("do");
      state.regions.push(parser.parseRegion(state));
      parser.parseOptionalAttrDictWithKeyword(state);
    },
    print({ op, inits, before, after }, printer) {
      printInitializers(printer, "", before.front.args, inits);
      printer.write(" : ").functionalType(op.operandTypes, op.resultTypes).write(" ");
      printer.region(before, { entryBlockArgs: false }).write(" do ").region(after);
      printer.optionalAttrDictWithKeyword(op);
    },
    verify({ op, before, after }) {
      requireTerminator(op, before, ConditionOp, "expects the 'before' region to terminate with 'scf.condition'");
      requireTerminator(op, after, YieldOp, "expects the 'after' region to terminate with 'scf.yield'");
    },
  },
);
export type WhileOp = Op<typeof WhileOp>;

/** Throws `message` unless the region ends with an operation of this kind. */
export function requireTerminator(op: Operation, region: Region, terminator: OpDefinition, message: string): void {
  const last = region.first?.last;
  if (terminator.is(last)) return;
  const error = opError(op, message);
  throw last === null || last === undefined ? error : error.attachNote(last.loc, "terminator here");
}

export const conditionOf = ({ before }: WhileOp): ConditionOp => ConditionOp.view(before.front.last!);
export const yieldOf = ({ after }: WhileOp): YieldOp => YieldOp.view(after.front.last!);

WhileOp.implement(RegionBranchOpInterface, {
  successors: ({ before, after, results }, from) =>
    from === before
      ? [
          { region: undefined, inputs: results },
          { region: after, inputs: after.front.args },
        ]
      : [{ region: before, inputs: before.front.args }],
  entryRange: ({ op }) => ({ start: 0, count: op.numOperands }),
});

WhileOp.implement(LoopLikeOpInterface, {
  loopRegions: ({ before, after }) => [before, after],
  inits: ({ inits }) => inits,
  regionIterArgs: ({ before }) => before.front.args,
  yieldedValues: (view) => yieldOf(view).results,
});
