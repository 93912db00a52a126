/** Kernels whose threads exchange values, outlined kernels, asynchronous operations and memory of the device. */

import { describe, expect, test } from "vitest";
import { derivativesOf, expectAgreement, withRequests } from "../../../support/derivatives.ts";
import { failureOf, transformedText } from "../../../support/pipeline.ts";
import { buffer, constants, exchanging, exchangingPrograms } from "./exchanging-kernels.ts";

/** Kernels are differentiated in place and outlined, and outlined again. */
const allPasses = [
  "autodiff,lower-ad-tape",
  "autodiff,canonicalize,cse,lower-ad-tape",
  "gpu-kernel-outlining,autodiff,lower-ad-tape,gpu-kernel-outlining",
];

describe("kernels", () => {
  test.each(exchangingPrograms)("$name", (program) => {
    for (const passes of allPasses) {
      expectAgreement(derivativesOf(program, { passes }), { modes: 1e-12, differences: 1e-7 });
    }
  });

  test("memory of the device is freed as such, and changed by kernels", () => {
    const text = transformedText(withRequests(exchangingPrograms.at(-1)!), "autodiff");
    const reverse = text.slice(text.indexOf("@f_vjp"), text.indexOf("@reverse"));
    expect(reverse.match(/gpu\.alloc/g)).toHaveLength(6);
    expect(reverse.match(/gpu\.dealloc/g)).toHaveLength(6);
    expect(reverse).not.toMatch(/gpu\.(alloc|memcpy|memset|launch|dealloc) async/);
  });

  test.each([
    [
      "a lane of each thread's own",
      "%r = gpu.subgroup_broadcast %a, specific_lane %lane : f64",
      "threads may read different lanes",
    ],
    [
      "the first lane",
      "%r = gpu.subgroup_broadcast %a, first_active_lane : f64",
      "it is not known which lane is the first",
    ],
  ])("%s is refused in reverse mode", (_, body, message) => {
    const lane = "%lane = arith.index_cast %tx : index to i32\n      ";
    expect(failureOf(withRequests(exchanging("", lane + body)), "autodiff").join()).toContain(message);
  });

  test("a kernel that uses symbols of its module is refused", () => {
    const text = `module attributes {gpu.container_module} {
      gpu.module @kernels {
        func.func private @g(%a: f64) -> f64 {
          return %a : f64
        }
        gpu.func @kernel(%x: ${buffer}) kernel {
          %i = gpu.global_id x
          %a = memref.load %x[%i] : ${buffer}
          %b = func.call @g(%a) : (f64) -> f64
          memref.store %b, %x[%i] : ${buffer}
          gpu.return
        }
      }
      func.func @f(%x: ${buffer}, %y: ${buffer}) {${constants}
        gpu.launch_func @kernels::@kernel blocks in (%c2, %c1, %c1) threads in (%c4, %c1, %c1) args(%x : ${buffer})
        return
      }
      func.func @g(%x: ${buffer}, %y: ${buffer}) {
        ad.vjp @f(%x, %y) shadows(%x, %y : ${buffer}, ${buffer}) : (${buffer}, ${buffer}) -> ()
        return
      }
    }`;
    expect(failureOf(text, "autodiff")).toEqual([
      "'gpu.launch_func' op cannot be differentiated: kernel '@kernels::@kernel' cannot stand here itself",
      "this uses a symbol of its module; run 'inline' first",
    ]);
  });
});
