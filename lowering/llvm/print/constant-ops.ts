/** Operations that are operands in LLVM IR, not instructions. */

import {
  AddressOfOp,
  BlockAddressOp,
  ConstantOp,
  NoneTokenOp,
  PoisonOp,
  UndefOp,
  ZeroOp,
} from "../../../dialects/llvm/index.ts";
import type { OpDefinition } from "../../../ir/define-op.ts";
import type { Operation } from "../../../ir/operation.ts";
import { zero } from "./constants.ts";
import { globalName } from "./identifiers.ts";
import type { ModuleState } from "./module-state.ts";

const printers: ReadonlyMap<OpDefinition, (op: Operation, state: ModuleState) => string> = new Map<
  OpDefinition,
  (op: Operation, state: ModuleState) => string
>([
  [ConstantOp, (op, state) => state.constant(ConstantOp.view(op).value, op.result().type, op)],
  [ZeroOp, (op) => zero(op.result().type)],
  [UndefOp, () => "undef"],
  [PoisonOp, () => "poison"],
  [AddressOfOp, (op) => globalName(AddressOfOp.view(op).global_name.root)],
  [NoneTokenOp, () => "none"],
  [
    BlockAddressOp,
    (op) => {
      const { function: fn, tag } = BlockAddressOp.view(op).block_addr;
      return `blockaddress(${globalName(fn.root)}, %${tagLabel(tag.id)})`;
    },
  ],
]);

/** The label of a block with this tag. */
export const tagLabel = (id: number): string => `tag${id}`;

export const isConstantOp = (op: Operation): boolean => printers.has(op.def);

/** The constant without its type. */
export const constantText = (op: Operation, state: ModuleState): string => printers.get(op.def)!(op, state);
