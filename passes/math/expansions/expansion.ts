/** What an operation of the dialect `math` is replaced by. */

import type { OpDefinition } from "../../../ir/define-op.ts";
import type { Operation } from "../../../ir/operation.ts";
import type { Value } from "../../../ir/value.ts";
import type { ElementBuilder } from "../element-builder.ts";

export interface Expansion {
  readonly op: OpDefinition;
  /** No constants are needed, of which there are none where a shape is dynamic. */
  readonly isForAnyShape?: true;
  /** Makes the value of the operation from its operands; undefined where it stays as it is. */
  expand(elements: ElementBuilder, operands: readonly Value[], op: Operation): Value | undefined;
}
