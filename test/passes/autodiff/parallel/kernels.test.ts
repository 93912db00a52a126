/** Kernels: launches with ids, barriers, shared memory and reductions, differentiated in both modes. */

import { describe, expect, test } from "vitest";
import { derivativesOf, expectAgreement, withRequests } from "../../../support/derivatives.ts";
import { transformedText } from "../../../support/pipeline.ts";
import { kernelPrograms } from "./kernels.ts";

describe("a kernel", () => {
  test.each(kernelPrograms)("$name", (program) => {
    expectAgreement(derivativesOf(program), { values: 1e-12, modes: 1e-12, differences: 1e-6 });
  });

  test("adds to shared adjoints atomically, and waits where the primal waits", () => {
    const text = transformedText(withRequests(kernelPrograms[2]!), "autodiff");
    const reverse = /func\.func private @f_vjp[\s\S]*?\n {2}\}/.exec(text)![0];
    const [, , launch] = reverse.split("gpu.launch");
    expect(launch!.match(/gpu\.barrier/g)).toHaveLength(2);
    expect(launch!.match(/memref\.atomic_rmw addf [^\n]*workgroup/g)).toHaveLength(2);
  });
});
