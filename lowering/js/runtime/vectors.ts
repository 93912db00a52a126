/** Vectors: arrays of elements in row-major order. */

import type { HostValue } from "../../host/memref.ts";

type Vector = readonly HostValue[];

/** Applies `f` to the elements of one, two or three vectors of the same length. */
export function elementwise(f: (...elements: HostValue[]) => HostValue, a: Vector, b?: Vector, c?: Vector): Vector {
  const result = new Array<HostValue>(a.length);
  if (b === undefined) for (let i = 0; i < a.length; i++) result[i] = f(a[i]!);
  else if (c === undefined) for (let i = 0; i < a.length; i++) result[i] = f(a[i]!, b[i]!);
  else for (let i = 0; i < a.length; i++) result[i] = f(a[i]!, b[i]!, c[i]!);
  return result;
}
