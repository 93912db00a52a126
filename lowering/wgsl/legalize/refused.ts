/** Operations of kernels that WGSL has nothing for. */
import { AssertOp } from "../../../dialects/cf/index.ts";
import {
  ClusterBlockIdOp,
  ClusterDimBlocksOp,
  ClusterDimOp,
  ClusterIdOp,
  DynamicSharedMemoryOp,
  PrintfOp,
} from "../../../dialects/gpu/index.ts";
import type { OpDefinition } from "../../../ir/define-op.ts";
import { opError } from "../../../ir/diagnostic.ts";
import type { Operation } from "../../../ir/operation.ts";

/** Why, and what to do instead. */
const refused: ReadonlyMap<OpDefinition, string> = new Map<OpDefinition, string>([
  ...[ClusterIdOp, ClusterDimOp, ClusterBlockIdOp, ClusterDimBlocksOp].map((def): [OpDefinition, string] => [
    def,
    "is not possible in WGSL, which has no clusters",
  ]),
  [DynamicSharedMemoryOp, "is not possible in WGSL: use workgroup attributions"],
  [AssertOp, "is not possible in WGSL: run the program on the js engine to see whether it holds"],
  [PrintfOp, "is not possible in WGSL: run the program on the js engine to see what it prints"],
]);

/** Dialects that are lowered before, and by which pass. */
const lowerings: ReadonlyMap<string, string> = new Map([
  ["affine", "lower-affine"],
  ["linalg", "convert-linalg-to-loops"],
  ["complex", "convert-complex-to-standard"],
]);

/** @throws {DiagnosticError} at such an operation */
export function refuseOperations(kernel: Operation): void {
  kernel.walk((op) => {
    const reason = refused.get(op.def);
    if (reason !== undefined) throw opError(op, reason);
    const lowering = lowerings.get(op.def.dialectName);
    if (lowering !== undefined) throw opError(op, `has no form in WGSL: run '${lowering}' first`);
  });
}
