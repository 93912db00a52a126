/**
 * What the threads of a subgroup exchange: WGSL has reductions of whole subgroups and shuffles of i32, u32, f32 and f16.
 * Everything else is made of shuffles, and of whether a lane exists.
 */
import {
  AllReduceOperation,
  LaneIdOp,
  RotateOp,
  reductionOf,
  reductionOp,
  ShuffleMode,
  type ShuffleModeName,
  ShuffleOp,
  SubgroupBroadcastOp,
  SubgroupReduceOp,
} from "../../../dialects/gpu/index.ts";
import type { Type } from "../../../ir/attribute.ts";
import { FloatType, IntegerType, i32, VectorType } from "../../../ir/builtin/types.ts";
import type { OpDefinition } from "../../../ir/define-op.ts";
import { opError } from "../../../ir/diagnostic.ts";
import type { Operation } from "../../../ir/operation.ts";
import type { Value } from "../../../ir/value.ts";
import { Code } from "../code.ts";

const legalizations: ReadonlyMap<OpDefinition, (op: Operation) => void> = new Map<
  OpDefinition,
  (op: Operation) => void
>([
  [ShuffleOp, (op) => legalizeShuffle(ShuffleOp.view(op))],
  [RotateOp, (op) => legalizeRotate(RotateOp.view(op))],
  [SubgroupReduceOp, (op) => legalizeReduce(SubgroupReduceOp.view(op))],
  [SubgroupBroadcastOp, (op) => legalizeBroadcast(SubgroupBroadcastOp.view(op))],
]);

export function legalizeSubgroups(kernel: Operation): void {
  // What is made of them must not be seen again.
  const ops: Operation[] = [];
  kernel.walk((op) => {
    if (legalizations.has(op.def)) ops.push(op);
  });
  for (const op of ops) {
    if (op.operands[0]!.type instanceof VectorType) {
      throw opError(op, "on vectors is not possible in WGSL: exchange their elements");
    }
    legalizations.get(op.def)!(op);
  }
}

const laneId = (code: Code): Value => code.toInteger(code.builder.create(LaneIdOp, {}).result, i32());

/** The value of another lane, for integers of all widths. `width` is what the shuffle asks for, and is not looked at. */
function shuffled(mode: ShuffleModeName, value: Value, offset: Value, code: Code): Value {
  const { type } = value;
  const isNarrow = type instanceof IntegerType && type !== i32();
  const word = isNarrow ? code.toInteger(value, i32()) : value;
  const { shuffleResult } = code.builder.create(ShuffleOp, {
    value: word,
    offset,
    width: offset,
    mode: ShuffleMode.of(mode),
  });
  return isNarrow ? code.toInteger(shuffleResult, type as IntegerType) : shuffleResult;
}

function legalizeShuffle({ op, value, offset, width, mode, shuffleResult, valid }: ShuffleOp): void {
  const code = Code.before(op);
  shuffleResult.replaceAllUsesWith(shuffled(mode.value, value, offset, code));
  if (valid.hasUses) {
    const lane = laneId(code);
    const source = { xor: code.xor, up: code.sub, down: code.add, idx: (_: Value, other: Value) => other }[mode.value];
    // A lane below 0 is a large number without a sign.
    valid.replaceAllUsesWith(code.compare("ult", source.call(code, lane, offset), width));
  }
  op.erase();
}

function legalizeRotate({ op, value, offset, width, rotateResult, valid }: RotateOp): void {
  const code = Code.before(op);
  const lane = laneId(code);
  const mask = code.i32(width.number - 1);
  const source = code.add(
    code.and(code.add(lane, code.i32(offset.number)), mask),
    code.and(lane, code.i32(~(width.number - 1))),
  );
  rotateResult.replaceAllUsesWith(shuffled("idx", value, source, code));
  if (valid.hasUses) valid.replaceAllUsesWith(code.compare("slt", lane, code.i32(width.number)));
  op.erase();
}

/** Reductions that WGSL has, on these types. */
const isNative = (name: string, type: Type): boolean =>
  name === "add" || name === "mul"
    ? type === i32() || type instanceof FloatType
    : type === i32() && AllReduceOperation.words.some((word) => word === name);

function legalizeReduce({ op, value, result, cluster_size, cluster_stride }: SubgroupReduceOp): void {
  const name = reductionOf(op)!;
  if (cluster_size === undefined) {
    if (isNative(name, value.type)) return;
    throw opError(
      op,
      `of '${value.type}' by '${name}' in whole subgroups is not possible in WGSL: say the cluster's size`,
    );
  }
  const code = Code.before(op);
  let sum: Value = value;
  for (let distance = 1; distance < cluster_size.number; distance *= 2) {
    const other = shuffled("xor", sum, code.i32(distance * cluster_stride.number), code);
    sum = code.op(reductionOp(name, value.type), sum, other);
  }
  result.replaceAllUsesWith(sum);
  op.erase();
}

function legalizeBroadcast({ op, src, lane, result }: SubgroupBroadcastOp): void {
  const code = Code.before(op);
  if (lane !== undefined) result.replaceAllUsesWith(shuffled("idx", src, lane, code));
  else {
    const { type } = src;
    if (!(type instanceof IntegerType) || type === i32()) return;
    const word = code.toInteger(src, i32());
    const { broadcast_type } = SubgroupBroadcastOp.view(op);
    const sent = code.builder.create(SubgroupBroadcastOp, { src: word, broadcast_type }).result;
    result.replaceAllUsesWith(code.toInteger(sent, type));
  }
  op.erase();
}
