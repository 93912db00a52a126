/** Kernels: launches with ids, barriers, shared memory and reductions, differentiated in both modes. */

import { describe, expect, test } from "vitest";
import { derivativesOf, distance, spread, withRequests } from "../../../support/derivatives.ts";
import { transformedText } from "../../../support/pipeline.ts";
import { kernelPrograms } from "./kernels.ts";

describe("a kernel", () => {
  test.each(kernelPrograms)("$name", (program) => {
    const { values, reverse, forward, differences } = derivativesOf(program);
    expect(spread(values)).toBeLessThan(1e-12);
    expect(distance(reverse, forward)).toBeLessThan(1e-12);
    expect(distance(reverse, differences)).toBeLessThan(1e-6);
  });

  test("adds to shared adjoints atomically, and waits where the primal waits", () => {
    const text = transformedText(withRequests(kernelPrograms[2]!), "autodiff");
    const reverse = /func\.func private @f_vjp[\s\S]*?\n {2}\}/.exec(text)![0];
    const [, , launch] = reverse.split("gpu.launch");
    expect(launch!.match(/gpu\.barrier/g)).toHaveLength(2);
    expect(launch!.match(/memref\.atomic_rmw addf [^\n]*workgroup/g)).toHaveLength(2);
  });
});
