/** Conversion of the types of functions, whatever dialect they are of. */

import type { ConversionPattern } from "../../ir/conversion.ts";
import { FunctionOpInterface } from "../../ir/interfaces/function.ts";

/** Converts a function's type and the arguments of its blocks in place. The calls and returns are for other patterns. */
export const convertFunctionSignature: ConversionPattern = {
  name: "convert-function-signature",
  root: null,
  benefit: 1,
  convert(op, _operands, rewriter, types) {
    const func = FunctionOpInterface.of(op);
    if (func === undefined) return false;
    const signature = types.convertSignature(func.argumentTypes(op));
    const resultTypes = types.convertAll(func.resultTypes(op));
    if (signature === undefined || resultTypes === undefined) return false;
    const body = func.body(op);
    if (!body.isEmpty && !rewriter.convertRegionTypes(body, types, signature)) return false;
    rewriter.modify(op, () => func.setType(op, signature.types, resultTypes));
    return true;
  },
};
