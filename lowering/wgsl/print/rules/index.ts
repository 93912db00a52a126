/** All rules of the printer. */
import type { OpDefinition } from "../../../../ir/define-op.ts";
import type { Rule } from "../rule.ts";
import { arithRules } from "./arith.ts";
import { controlFlowRules } from "./control-flow.ts";
import { gpuRules } from "./gpu.ts";
import { mathRules } from "./math.ts";
import { memoryRules } from "./memory.ts";

let table: ReadonlyMap<OpDefinition, Rule> | undefined;

/** By the operation that they print. */
export function rules(): ReadonlyMap<OpDefinition, Rule> {
  table ??= new Map([...arithRules, ...controlFlowRules, ...gpuRules, ...mathRules, ...memoryRules]);
  return table;
}
