/** Reverse mode of `affine.if`. */

import type { OpBuilder } from "../../../ir/builder.ts";
import { derivative } from "../../../ir/interfaces/differentiable.ts";
import type { Value } from "../../../ir/value.ts";
import { reverseBranches } from "../../scf/index.ts";
import { IfOp } from "../if.ts";
import { YieldOp } from "../yield.ts";

const createYield = (builder: OpBuilder, operands: readonly Value[]): void => {
  builder.create(YieldOp, { operands });
};

export const ifRule = derivative(IfOp, {
  vjp({ op, operands, condition, elseRegion }, b) {
    if (elseRegion.isEmpty) {
      // Both branches must be there, should one of them have values to keep.
      const builder = b.primalBuilder(op);
      builder.createBlock(elseRegion);
      createYield(builder, []);
    }
    reverseBranches(
      op,
      b,
      ([thenRegion, otherwise], captured) =>
        b.builder.create(IfOp, {
          condition,
          operands: operands.map((value) => b.primal(value)),
          thenRegion: thenRegion!,
          elseRegion: otherwise!,
          resultTypes: captured.map(({ type }) => type),
        }).op,
      createYield,
    );
  },
});
