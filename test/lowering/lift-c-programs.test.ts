/** C programs do the same after their branches were lifted to structured control flow and lowered again. */

import { describe, expect, it } from "vitest";
import { translateToLLVMIR } from "../../lowering/llvm/print/index.ts";
import { canImportC, cProgramNames, importCPrograms, runCPrograms } from "../support/c-programs.ts";
import { transformed } from "../support/pipeline.ts";

const backToLLVM =
  "convert-scf-to-cf,convert-cf-to-llvm,convert-arith-to-llvm,convert-index-to-llvm,convert-ub-to-llvm,reconcile-unrealized-casts";

/** Its function jumps to computed places. */
const cannotBeLifted = "jumps";

describe.skipIf(!canImportC())("C programs that were lifted and lowered again do the same", () => {
  it.each(["-O0", "-O2"])("%s", (optimisation) => {
    const flags = [optimisation];
    const texts = importCPrograms(flags).map((text, i) => {
      if (cProgramNames[i] === cannotBeLifted) return translateToLLVMIR(transformed(text, "canonicalize"));
      return translateToLLVMIR(transformed(text, `lift-cf-to-scf,${backToLLVM}`));
    });
    expect(runCPrograms(flags, texts)).toEqual(runCPrograms(flags));
  });
});
