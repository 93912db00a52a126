/** Constants whose elements are all the same. */

import type { Attribute } from "../../ir/attribute.ts";
import { DenseElementsAttr } from "../../ir/builtin/dense-elements.ts";
import type { ShapedType } from "../../ir/builtin/types.ts";

/** The same element in a static shape; undefined if `constant` is no splat. */
export const resizedSplat = (constant: Attribute | undefined, type: ShapedType): DenseElementsAttr | undefined =>
  constant instanceof DenseElementsAttr && constant.isSplat && type.hasStaticShape
    ? DenseElementsAttr.fromBytes(type, constant.data)
    : undefined;
