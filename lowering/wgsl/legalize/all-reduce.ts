/**
 * `gpu.all_reduce`: a tree in workgroup memory. Every step halves the number of values that are left, until the first
 * thread's place holds the result, which all threads then read.
 */

import { DivUIOp } from "../../../dialects/arith/index.ts";
import {
  AddressSpace,
  AllReduceOp,
  BarrierOp,
  BlockDimOp,
  Dimension,
  dimensions,
  type GPUFuncOp,
  reductionOf,
  reductionOp,
  ThreadIdOp,
} from "../../../dialects/gpu/index.ts";
import { AllocaOp, LoadOp, StoreOp } from "../../../dialects/memref/index.ts";
import type { Type } from "../../../ir/attribute.ts";
import { OpBuilder } from "../../../ir/builder.ts";
import { UnitAttr } from "../../../ir/builtin/attributes.ts";
import { MemRefType } from "../../../ir/builtin/types.ts";
import { opError } from "../../../ir/diagnostic.ts";
import { IRMapping } from "../../../ir/ir-mapping.ts";
import { getOrMake } from "../../../ir/maps.ts";
import { indexInType, isValue, type MixedIndex } from "../../../ir/mixed-index.ts";
import type { Operation } from "../../../ir/operation.ts";
import type { Value } from "../../../ir/value.ts";
import { Code } from "../code.ts";
import { IndexArithmetic } from "./index-arithmetic.ts";

/** Marks a load that gives all threads the same value, between barriers. */
export const uniformLoadName = "wgsl.uniform";

interface Scratch {
  readonly memref: Value;
  /** The index of the thread in the block, and the number of threads. */
  readonly thread: Value;
  readonly count: Value;
}

export function expandAllReduces(kernel: GPUFuncOp): void {
  const scratches = new Map<Type, Scratch>();
  const ops: AllReduceOp[] = [];
  kernel.op.walk((op) => {
    const reduce = AllReduceOp.match(op);
    if (reduce !== undefined) ops.push(reduce);
  });
  for (const reduce of ops) {
    const { type } = reduce.value;
    const scratch = getOrMake(scratches, type, () => makeScratch(kernel, type));
    expand(reduce, scratch);
  }
}

/** Memory for a value of each thread, at the start of the kernel. */
function makeScratch({ body, known_block_size }: GPUFuncOp, type: Type): Scratch {
  const builder = OpBuilder.before(body.front.first!);
  const arithmetic = new IndexArithmetic(builder);
  const size = (i: number): MixedIndex =>
    known_block_size === undefined ? idOf(BlockDimOp, i, builder) : BigInt(known_block_size.numbers[i]!);
  const id = (i: number): MixedIndex => idOf(ThreadIdOp, i, builder);
  const row = arithmetic.add(id(1), arithmetic.mul(size(1), id(2)));
  const thread = arithmetic.value(arithmetic.add(id(0), arithmetic.mul(size(0), row)));
  const count = arithmetic.mul(arithmetic.mul(size(0), size(1)), size(2));
  const dynamicSizes = isValue(count) ? [count] : [];
  const memrefType = MemRefType.get([indexInType(count)], type, undefined, AddressSpace.of("workgroup"));
  const { memref } = builder.create(AllocaOp, { dynamicSizes, symbolOperands: [], resultTypes: [memrefType] });
  return { memref, thread, count: arithmetic.value(count) };
}

const idOf = (def: typeof ThreadIdOp, i: number, builder: OpBuilder): Value =>
  builder.create(def, { dimension: Dimension.of(dimensions[i]!) }).result;

function expand(reduce: AllReduceOp, { memref, thread, count }: Scratch): void {
  const { op, value, result, body } = reduce;
  if (!body.isEmpty && !body.hasOneBlock) {
    throw opError(op, "with a region that branches is not possible in WGSL: run 'lift-cf-to-scf' first");
  }
  const code = Code.before(op);
  const { builder } = code;
  const load = (index: Value): Value =>
    builder.create(LoadOp, { memref, indices: [index], resultTypes: [value.type] }).result;
  const store = (stored: Value): void => {
    builder.create(StoreOp, { value: stored, memref, indices: [thread] });
  };
  store(value);
  builder.create(BarrierOp, {});
  const [one, two] = [code.index(1), code.index(2)];
  code.loop(
    [count],
    ([left]) => code.compare("ugt", left!, one),
    ([left]) => {
      const half = code.op(DivUIOp, code.add(left!, one), two);
      const other = code.add(thread, half);
      code.when(code.compare("ult", other, left!), () => store(join(op, load(thread), load(other), code)));
      builder.create(BarrierOp, {});
      return [half];
    },
  );
  const final = load(code.index(0));
  final.definingOp!.setAttr(uniformLoadName, UnitAttr.get());
  builder.create(BarrierOp, {});
  result.replaceAllUsesWith(final);
  op.erase();
}

/** Joins two values as the operation says, by its name or its region. */
function join(op: Operation, a: Value, b: Value, code: Code): Value {
  const name = reductionOf(op);
  if (name !== undefined) return code.op(reductionOp(name, a.type), a, b);
  const { front } = op.regions[0]!;
  const mapping = new IRMapping();
  mapping.mapAll(front.args, [a, b]);
  for (let inner = front.first!; inner.next !== null; inner = inner.next) code.builder.clone(inner, mapping);
  return mapping.lookupOrSelf(front.last!.operand(0));
}
