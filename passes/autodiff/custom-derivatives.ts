/** Derivatives that functions bring along: attributes that name them. */

import type { Operation } from "../../ir/operation.ts";

export const customNames = { forward: "ad.jvp", reverse: "ad.vjp" } as const;

export const hasCustomDerivative = (fn: Operation): boolean =>
  Object.values(customNames).some((name) => fn.attr(name) !== undefined);
