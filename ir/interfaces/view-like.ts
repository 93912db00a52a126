/** Operations that look at the memory of a buffer in another way: their result is an alias of it. */

import type { Operation } from "../operation.ts";
import type { Value } from "../value.ts";
import { OpInterface } from "./interface.ts";

export interface ViewLikeOp {
  /** The buffer whose memory the only result shows. */
  viewSource(op: Operation): Value;
  /** Whether different places of the result are different places of the source. Not known if it is left out. */
  isInjective?(op: Operation): boolean;
}
export const ViewLikeOpInterface = new OpInterface<ViewLikeOp>("ViewLikeOpInterface");

/** The buffer that `value` is a view of, through any number of views; `value` itself if it is none. */
export function viewedBuffer(value: Value): Value {
  let viewed = value;
  for (let op = viewed.definingOp; op !== undefined; op = viewed.definingOp) {
    const view = ViewLikeOpInterface.of(op);
    if (view === undefined) break;
    viewed = view.viewSource(op);
  }
  return viewed;
}
