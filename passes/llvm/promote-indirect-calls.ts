/**
 * `llvm-promote-indirect-calls`: where it is known which functions a pointer may point to, they are called by their names,
 * one of several by a comparison of its address. So they can be inlined and differentiated.
 */
import {
  AddressOfOp,
  CallOp,
  calleeTypeOf,
  type FuncOp,
  ICmpOp,
  ICmpPredicate,
  TrapOp,
  ZeroOp,
} from "../../dialects/llvm/index.ts";
import { createIf } from "../../dialects/scf/index.ts";
import { OpBuilder } from "../../ir/builder.ts";
import { SymbolRefAttr } from "../../ir/builtin/attributes.ts";
import { boolOption, definePass } from "../../ir/pass.ts";
import type { Value } from "../../ir/value.ts";
import { FunctionPointers } from "./function-pointers.ts";

export const llvmPromoteIndirectCalls = definePass(
  "llvm-promote-indirect-calls",
  {
    summary: "Call functions by their names where it is known which ones a pointer may point to",
    on: "builtin.module",
    options: {
      "closed-world": boolOption(
        false,
        "suppose that pointers of which nothing is known point to functions whose addresses this module takes",
      ),
    },
  },
  (module, { options }) => {
    const pointers = new FunctionPointers(module);
    const calls: CallOp[] = [];
    module.walk((op) => {
      const call = CallOp.match(op);
      if (call !== undefined && isIndirect(call)) calls.push(call);
      return undefined;
    });
    // All are looked up before the first one is replaced.
    const known = calls.map((call) => {
      const found = pointers.of(call.callee_operands[0]!);
      const functions = found ?? (options["closed-world"] ? pointers.addressed : []);
      return { isSure: found !== undefined, functions: functions.filter((fn) => fits(call, fn)) };
    });
    calls.forEach((call, i) => {
      const { functions, isSure } = known[i]!;
      if (functions.length > 0) promote(call, functions, isSure);
    });
  },
);

/** Whether a call may be replaced that calls what a pointer points to. */
const isIndirect = ({ callee, var_callee_type, TailCallKind }: CallOp): boolean =>
  callee === undefined && var_callee_type === undefined && TailCallKind.value !== "musttail";

/** To call a function of another type has no meaning. */
const fits = (call: CallOp, fn: FuncOp): boolean => fn.function_type.value === calleeTypeOf(call);

function promote(call: CallOp, functions: readonly FuncOp[], isSure: boolean): void {
  const builder = OpBuilder.before(call.op);
  call.op.replaceAllUsesWith(callOneOf(builder, call, functions, isSure));
  call.op.erase();
}

/** Calls the function that the pointer points to. If it is sure to be one of these, the last one needs no comparison. */
function callOneOf(
  builder: OpBuilder,
  call: CallOp,
  [fn, ...others]: readonly FuncOp[],
  isSure: boolean,
): readonly Value[] {
  if (fn === undefined) return stop(builder, call);
  const pointer = call.callee_operands[0]!;
  const callee = SymbolRefAttr.get(fn.sym_name.value);
  const callDirectly = (): readonly Value[] => {
    const direct = call.op.clone();
    direct.setAttr("callee", callee);
    CallOp.setOperandGroup(direct, 0, call.callee_operands.slice(1));
    return builder.insert(direct).results;
  };
  if (isSure && others.length === 0) return callDirectly();
  const address = builder.create(AddressOfOp, { global_name: callee, resultTypes: [pointer.type] }).res;
  const condition = builder.create(ICmpOp, { predicate: ICmpPredicate.of("eq"), lhs: pointer, rhs: address }).res;
  return createIf(builder, condition, callDirectly, () => callOneOf(builder, call, others, isSure)).results;
}

/** Ends the program, which calls what was supposed not to be called. */
function stop(builder: OpBuilder, { op }: CallOp): readonly Value[] {
  builder.create(TrapOp, {});
  return op.resultTypes.map((type) => builder.create(ZeroOp, { resultTypes: [type] }).res);
}
