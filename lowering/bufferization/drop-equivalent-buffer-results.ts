/** `drop-equivalent-buffer-results`: functions that are not public do not return buffers that they were given. */
import { CallOp, FuncOp, ReturnOp } from "../../dialects/func/index.ts";
import { CastOp, memrefDialect } from "../../dialects/memref/index.ts";
import { OpBuilder } from "../../ir/builder.ts";
import { ArrayAttr } from "../../ir/builtin/attributes.ts";
import { BaseMemRefType } from "../../ir/builtin/types.ts";
import { FunctionOpInterface, resAttrsName } from "../../ir/interfaces/function.ts";
import type { Operation } from "../../ir/operation.ts";
import { definePass } from "../../ir/pass.ts";
import type { Value } from "../../ir/value.ts";
import { type Callee, CallSites } from "../../passes/analysis/call-sites.ts";

export const dropEquivalentBufferResults = definePass(
  "drop-equivalent-buffer-results",
  {
    summary: "Remove MemRef return values that are equivalent to a bbArg",
    on: "builtin.module",
    dependentDialects: [memrefDialect],
  },
  (module) => {
    for (const callee of new CallSites(module).callees) {
      if (FuncOp.is(callee.op) && !callee.hasUnknownCalls && callee.calls.every((call) => CallOp.is(call)))
        drop(callee);
    }
  },
);

function drop({ op, body, calls }: Callee): void {
  const terminator = onlyReturn(op);
  if (body === undefined || terminator === undefined) return;
  const { argumentTypes, resultTypes, setType } = FunctionOpInterface.of(op)!;
  /** By result, the argument that it is. */
  const dropped = terminator.operands.map((value) =>
    value.type instanceof BaseMemRefType ? givenArgument(value, op) : undefined,
  );
  if (dropped.every((argument) => argument === undefined)) return;
  const isKept = (_: unknown, i: number): boolean => dropped[i] === undefined;
  terminator.setOperands(terminator.operands.filter(isKept));
  setType(op, argumentTypes(op), resultTypes(op).filter(isKept));
  keepResultAttributes(op, isKept);
  for (const call of calls) replaceCall(CallOp.view(call), dropped, isKept);
}

/** The terminator that returns, if there is one only. */
function onlyReturn(func: Operation): Operation | undefined {
  const returns = [...FuncOp.view(func).body.blocks()].flatMap(({ last }) => (ReturnOp.is(last!) ? [last!] : []));
  return returns.length === 1 ? returns[0] : undefined;
}

/** The number of the function's argument that the buffer is, perhaps cast to another type. */
function givenArgument(buffer: Value, func: Operation): number | undefined {
  let source = buffer;
  for (let cast = CastOp.defining(source); cast !== undefined; cast = CastOp.defining(source)) source = cast.source;
  const index = (FuncOp.view(func).body.front.args as readonly Value[]).indexOf(source);
  return index < 0 ? undefined : index;
}

function keepResultAttributes(op: Operation, isKept: (_: unknown, i: number) => boolean): void {
  const array = op.attr(resAttrsName);
  if (array instanceof ArrayAttr) op.setAttr(resAttrsName, ArrayAttr.get(array.values.filter(isKept)));
}

function replaceCall(
  { op, callee, operands, arg_attrs, res_attrs, no_inline }: CallOp,
  dropped: readonly (number | undefined)[],
  isKept: (_: unknown, i: number) => boolean,
): void {
  const builder = OpBuilder.before(op);
  const resultTypes = op.resultTypes.filter(isKept);
  const { op: call } = builder.create(CallOp, { callee, operands, arg_attrs, res_attrs, no_inline, resultTypes });
  call.setDiscardableAttrs(op.discardableAttrs);
  keepResultAttributes(call, isKept);
  const rest = [...call.results];
  op.replaceAllUsesWith(
    op.results.map((result, i) => {
      const argument = dropped[i];
      if (argument === undefined) return rest.shift()!;
      const source = operands[argument]!;
      if (source.type === result.type) return source;
      return builder.create(CastOp, { source, resultTypes: [result.type] }).dest;
    }),
  );
  op.erase();
}
