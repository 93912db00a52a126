/**
 * `ownership-based-buffer-deallocation`: frees every buffer that is allocated, once and where it is needed no more. What a
 * function returns is owned by its caller, what it is given is not its own. Loops of blocks are accepted too, which upstream
 * refuses. Functions and results of them that have the attribute `bufferization.manual_deallocation`, as allocations may,
 * are left to the program; they lose it, since all is decided then.
 */
import { arithDialect } from "../../../dialects/arith/index.ts";
import { bufferizationDialect, DeallocOp, manualDeallocationName } from "../../../dialects/bufferization/index.ts";
import { cfDialect } from "../../../dialects/cf/index.ts";
import { FuncOp } from "../../../dialects/func/index.ts";
import { memrefDialect } from "../../../dialects/memref/index.ts";
import { scfDialect } from "../../../dialects/scf/index.ts";
import type { Type } from "../../../ir/attribute.ts";
import { ArrayAttr, DictionaryAttr } from "../../../ir/builtin/attributes.ts";
import { BaseMemRefType, i1 } from "../../../ir/builtin/types.ts";
import { opError } from "../../../ir/diagnostic.ts";
import { CallOpInterface } from "../../../ir/interfaces/control-flow.ts";
import { FunctionOpInterface, resAttrsName } from "../../../ir/interfaces/function.ts";
import type { Operation } from "../../../ir/operation.ts";
import { boolOption, definePass } from "../../../ir/pass.ts";
import type { OpResult, Value } from "../../../ir/value.ts";
import { type Callee, CallSites } from "../../../passes/analysis/call-sites.ts";
import { isBuffer, isOwnedAllocation } from "./buffers.ts";
import { type FreeingOptions, freeBuffers } from "./free-buffers.ts";
import { StoredBuffers } from "./stored-buffers.ts";

export const ownershipBasedBufferDeallocation = definePass(
  "ownership-based-buffer-deallocation",
  {
    summary: "Adds all required dealloc operations for all allocations in the input program",
    options: {
      "private-function-dynamic-ownership": boolOption(
        false,
        "Allows to add additional results to private functions to return ownership of returned memrefs to callers. " +
          "This can avoid spurious buffer clones in the callee.",
      ),
    },
    dependentDialects: [arithDialect, bufferizationDialect, cfDialect, memrefDialect, scfDialect],
  },
  (root, { options }) => {
    const sites = new CallSites(root);
    const stored = new StoredBuffers(sites);
    const returned = new Map<Value, Value>();
    const changed = new Set<Operation>();
    if (options["private-function-dynamic-ownership"]) {
      for (const callee of sites.callees) if (returnOwnership(callee, returned)) changed.add(callee.op);
    }
    const ownershipOfCall = (result: OpResult): boolean | Value => {
      const callee = sites.calleeOf(result.owner)?.op;
      return returned.get(result) ?? !(callee !== undefined && isManualResult(callee, result.index));
    };
    for (const func of functionsIn(root)) {
      const options: FreeingOptions = {
        returnsOwnership: changed.has(func),
        isManualResult: (index) => isManualResult(func, index),
        ownershipOfCall,
      };
      if (!hasBuffersToFree(func, options)) continue;
      const store = stored.storeIn(func, () => ownedIn(func, options));
      if (store !== undefined) throw opError(store, "puts a buffer into another one, although it is freed here");
      freeBuffers(func, options);
    }
    for (const { op } of sites.callees) dropManualResults(op);
  },
);

function functionsIn(root: Operation): Operation[] {
  const functions: Operation[] = [];
  root.walk((op) => {
    if (FuncOp.match(op)?.body.isEmpty === false) functions.push(op);
    return undefined;
  }, "pre");
  return functions;
}

/** Whether anything in the function may have to be freed, or what it returns must be its own. */
function hasBuffersToFree(func: Operation, options: FreeingOptions): boolean {
  const { resultTypes } = FunctionOpInterface.of(func)!;
  const isOwnResult = (type: Type, i: number): boolean => type instanceof BaseMemRefType && !options.isManualResult(i);
  if (resultTypes(func).some(isOwnResult)) return true;
  const isToFree = (op: Operation): boolean =>
    DeallocOp.is(op) || op.results.some((result) => isOwned(result, options));
  return func.walk((op) => (isToFree(op) ? "interrupt" : undefined)) === "interrupt";
}

/** Whether it has to be freed where the buffer is made. */
const isOwned = (result: OpResult, { ownershipOfCall }: FreeingOptions): boolean =>
  isBuffer(result) &&
  (isOwnedAllocation(result) || (CallOpInterface.implementedBy(result.owner) && ownershipOfCall(result) !== false));

function ownedIn(func: Operation, options: FreeingOptions): Value[] {
  const owned: Value[] = [];
  func.walk((op) => {
    owned.push(...op.results.filter((result) => isOwned(result, options)));
    return undefined;
  });
  return owned;
}

function dropManualResults(func: Operation): void {
  const array = func.attr(resAttrsName);
  if (!(array instanceof ArrayAttr)) return;
  const rest = (array.values as readonly DictionaryAttr[]).map(({ entries }) =>
    DictionaryAttr.get(entries.filter(([name]) => name !== manualDeallocationName)),
  );
  if (rest.every(({ isEmpty }) => isEmpty)) func.removeAttr(resAttrsName);
  else func.setAttr(resAttrsName, ArrayAttr.get(rest));
}

function isManualResult(func: Operation, index: number): boolean {
  const array = func.attr(resAttrsName);
  const attributes = array instanceof ArrayAttr ? array.values[index] : undefined;
  return attributes instanceof DictionaryAttr && attributes.get(manualDeallocationName) !== undefined;
}

/**
 * Adds results that tell of each buffer whether it is owned, where all callers are known; the terminators stay. Those of
 * calls go into `returned`, by buffer. Returns whether there are any.
 */
function returnOwnership({ op, calls, body, hasUnknownCalls }: Callee, returned: Map<Value, Value>): boolean {
  if (hasUnknownCalls || body === undefined || body.isEmpty || !FuncOp.is(op)) return false;
  const { argumentTypes, resultTypes, setType } = FunctionOpInterface.of(op)!;
  const types = resultTypes(op);
  const told = types.flatMap((type, i) => (type instanceof BaseMemRefType && !isManualResult(op, i) ? [i] : []));
  const added = told.map(() => i1());
  if (added.length === 0) return false;
  setType(op, argumentTypes(op), [...types, ...added]);
  addResultAttributes(op, added.length);
  for (const call of calls) {
    call.appendResults(added).forEach((indicator, i) => {
      returned.set(call.result(told[i]!), indicator);
    });
    addResultAttributes(call, added.length);
  }
  return true;
}

function addResultAttributes(op: Operation, count: number): void {
  const array = op.attr(resAttrsName);
  if (!(array instanceof ArrayAttr)) return;
  op.setAttr(resAttrsName, ArrayAttr.get([...array.values, ...new Array(count).fill(DictionaryAttr.get([]))]));
}
