/** Operations that refer to symbols and know what they must find there. */

import type { Operation } from "../operation.ts";
import type { SymbolTableCollection } from "../symbol-table.ts";
import { OpInterface } from "./interface.ts";

export interface SymbolUserOp {
  /** Throws `opError` if a reference does not resolve to what the operation needs. Called by the verifier. */
  verifySymbolUses(op: Operation, tables: SymbolTableCollection): void;
}
export const SymbolUserOpInterface = new OpInterface<SymbolUserOp>("SymbolUserOpInterface");
