/**
 * Operations whose regions get numbers, or give them, in another way than control flow passes values on: a region is
 * executed for each element of an array, say, and gives that element of another one.
 */
import type { Operation } from "../operation.ts";
import type { Value } from "../value.ts";
import { OpInterface } from "./interface.ts";

/** Derivatives flow from each of these values to each of those, other than through operations inside the regions. */
export interface Dependence {
  readonly from: readonly Value[];
  readonly to: readonly Value[];
}

export interface RegionFlowOp {
  /** What block arguments of the regions depend on, and what the results depend on in the regions. */
  dependences(op: Operation): readonly Dependence[];
}
export const RegionFlowOpInterface = new OpInterface<RegionFlowOp>("RegionFlowOpInterface");
