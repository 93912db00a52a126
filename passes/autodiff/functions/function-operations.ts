/**
 * Calls of functions that are only declared but have derivative rules. While a module is differentiated there is an
 * operation for each of them (ir/derivatives/function-operation.ts), to which the rules apply as to any other.
 */
import type { Attribute } from "../../../ir/attribute.ts";
import { OpBuilder } from "../../../ir/builder.ts";
import { SymbolRefAttr } from "../../../ir/builtin/attributes.ts";
import type { Context } from "../../../ir/context.ts";
import type { OpDefinition } from "../../../ir/define-op.ts";
import { callName, isFunctionOperation } from "../../../ir/derivatives/function-operation.ts";
import { CallOpInterface } from "../../../ir/interfaces/control-flow.ts";
import type { Operation } from "../../../ir/operation.ts";
import type { Segment } from "../../../ir/segments.ts";
import { Pure } from "../../../ir/traits.ts";
import { isBuffer } from "../analysis/flow.ts";

export class FunctionOperations {
  readonly #context: Context;
  readonly #root: Operation;
  /** The operations that are calls of the program as it was given. */
  readonly #given: Set<Operation>;

  /** Puts operations in the place of calls in `root`. `isRuled` says which functions nothing but rules tell about. */
  constructor(root: Operation, context: Context, isRuled: (callee: SymbolRefAttr) => boolean) {
    this.#context = context;
    this.#root = root;
    this.#given = new Set();
    for (const call of opsIn(root, (op) => CallOpInterface.implementedBy(op))) {
      const { callee, argumentRange } = CallOpInterface.of(call)!;
      const target = callee(call);
      if (!(target instanceof SymbolRefAttr) || argumentRange(call).count !== call.numOperands) continue;
      const def = context.functionOperation(call.def, target.root);
      if (def !== undefined && fits(call, def) && isRuled(target)) this.#given.add(replace(call, def));
    }
  }

  /** Puts the calls back, but for those in derivatives that do nothing and whose results nobody needs. */
  restore(): void {
    for (const op of opsIn(this.#root, ({ def }) => isFunctionOperation(def)).reverse()) {
      if (!op.hasUses && op.def.hasTrait(Pure) && !this.#given.has(op)) op.erase();
      else replace(op, this.#context.op(callName(op.def))!);
    }
  }
}

function opsIn(root: Operation, isWanted: (op: Operation) => boolean): Operation[] {
  const ops: Operation[] = [];
  root.walk((op) => {
    if (isWanted(op)) ops.push(op);
    return undefined;
  });
  return ops;
}

/** Whether the call passes and gets what the rules are about. Formulas say nothing about memory. */
function fits(call: Operation, def: OpDefinition): boolean {
  const agrees = (groups: readonly Segment[], count: number): boolean =>
    groups.some(({ arity }) => arity === "variadic") || groups.length === count;
  if (def.hasTrait(Pure) && call.operands.some(isBuffer)) return false;
  return agrees(def.operandSegments, call.numOperands) && agrees(def.resultSegments, call.numResults);
}

/** Puts an operation with the same operands, attributes and results in the place of `op`. */
function replace(op: Operation, def: OpDefinition): Operation {
  const attributes: Record<string, Attribute> = Object.fromEntries(op.discardableAttrs);
  op.def.attributeNames.forEach((name, slot) => {
    const value = op.property(slot);
    if (value !== undefined) attributes[name] = value;
  });
  const made = OpBuilder.before(op).createOperation(def, op.operands, op.resultTypes, attributes);
  op.replaceAllUsesWith(made.results);
  op.erase();
  return made;
}
