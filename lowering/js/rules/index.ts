/** All rules, by operation. */

import type { OpDefinition } from "../../../ir/define-op.ts";
import type { Rule } from "../rule.ts";
import { arithCastRules } from "./arith-casts.ts";
import { arithFloatRules } from "./arith-floats.ts";
import { arithIntegerRules } from "./arith-integers.ts";
import { bufferizationRules } from "./bufferization.ts";
import { complexRules } from "./complex.ts";
import { funcRules } from "./func.ts";
import { gpuRules } from "./gpu.ts";
import { indexRules } from "./index-dialect.ts";
import { mathRules } from "./math.ts";
import { memrefRules } from "./memref.ts";
import { memrefViewRules } from "./memref-views.ts";
import { scfRules } from "./scf.ts";
import { tensorRules } from "./tensor.ts";

let table: ReadonlyMap<OpDefinition, Rule> | undefined;

export function rules(): ReadonlyMap<OpDefinition, Rule> {
  table ??= new Map([
    ...arithCastRules,
    ...arithFloatRules,
    ...arithIntegerRules,
    ...complexRules,
    ...funcRules,
    ...gpuRules,
    ...indexRules,
    ...mathRules,
    ...memrefRules,
    ...memrefViewRules,
    ...bufferizationRules,
    ...scfRules,
    ...tensorRules,
  ]);
  return table;
}
