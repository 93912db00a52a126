/**
 * The `bufferization` dialect. Tensors are never written to, so what goes from one to a buffer or back is copied.
 */
import {
  AllocTensorOp,
  CloneOp,
  DeallocTensorOp,
  MaterializeInDestinationOp,
  ToBufferOp,
  ToTensorOp,
} from "../../../dialects/bufferization/index.ts";
import { RankedTensorType, TensorType } from "../../../ir/builtin/types.ts";
import { opError } from "../../../ir/diagnostic.ts";
import type { Value } from "../../../ir/value.ts";
import { entriesPerElement } from "../../host/storage.ts";
import type { FunctionEmitter } from "../function-emitter.ts";
import { storageOf } from "../memory-access.ts";
import { call, type RuleEntry, statement } from "../rule.ts";
import { sizesList, storageText } from "./lists.ts";

/** An expression for a memref of its own memory with the elements of `value`. */
const copyText = (value: Value, fn: FunctionEmitter): string => call("copyOf", storageText(value, fn), fn.text(value));

export const bufferizationRules: readonly RuleEntry[] = [
  statement(AllocTensorOp, ({ op, dynamic_sizes, copy, result }, fn) => {
    if (copy !== undefined) fn.alias(result, fn.text(copy));
    else if (result.type instanceof RankedTensorType) {
      fn.define(result, call("allocate", storageText(result, fn), sizesList(result, dynamic_sizes, fn)));
    } else throw opError(op, "of an unranked tensor is not supported by the js engine");
  }),
  statement(CloneOp, ({ input, output }, fn) => fn.define(output, copyText(input, fn))),
  // The garbage collector frees.
  statement(DeallocTensorOp, () => {}),
  statement(MaterializeInDestinationOp, ({ source, dest, result }, fn) => {
    if (dest.type instanceof TensorType) fn.alias(result!, fn.text(source));
    else {
      const entries = entriesPerElement(storageOf(source.type));
      fn.line(`${call("copyMemRef", fn.text(source), fn.text(dest), String(entries))};`);
    }
  }),
  statement(ToBufferOp, ({ tensor, buffer }, fn) => fn.define(buffer, copyText(tensor, fn))),
  statement(ToTensorOp, ({ buffer, result }, fn) => fn.define(result, copyText(buffer, fn))),
];
