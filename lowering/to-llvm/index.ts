/** The passes that convert to the llvm dialect. */

import { cfDialect } from "../../dialects/cf/index.ts";
import { complexDialect } from "../../dialects/complex/index.ts";
import { errorAt } from "../../ir/diagnostic.ts";
import { boolOption, choiceOption, listOption, stringOption } from "../../ir/pass.ts";
import type { AnyPattern } from "../../passes/dialect-conversion.ts";
import { complexRanges } from "../complex/arithmetic.ts";
import { arithPatterns } from "./arith.ts";
import { BarePointerConvention, DescriptorConvention } from "./calling-convention.ts";
import { cfPatterns } from "./cf.ts";
import { complexPatterns } from "./complex.ts";
import { funcPatterns } from "./func.ts";
import { indexPatterns } from "./index-dialect.ts";
import { mathPatterns } from "./math.ts";
import { memrefPatterns } from "./memref/index.ts";
import { type Lowering, toLLVMPass } from "./pass.ts";
import { ubPatterns } from "./ub.ts";

export const convertArithToLLVM = toLLVMPass("convert-arith-to-llvm", {
  summary: "Converts the arith dialect to the llvm dialect",
  patterns: () => arithPatterns,
});

export const convertMathToLLVM = toLLVMPass("convert-math-to-llvm", {
  summary: "Converts the math dialect to intrinsics of the llvm dialect",
  options: { "approximate-log1p": boolOption(true, "Compute log1p(x) as log(1 + x)") },
  patterns: (_, options) => mathPatterns(options["approximate-log1p"]),
});

export const convertComplexToLLVM = toLLVMPass("convert-complex-to-llvm", {
  summary: "Converts complex numbers to structs of the llvm dialect",
  options: {
    "complex-range": choiceOption(complexRanges, "basic", "Whether a quotient may overflow on the way (basic, none)"),
  },
  illegal: complexDialect,
  patterns: (_, options) => complexPatterns(options["complex-range"]),
});

export const convertIndexToLLVM = toLLVMPass("convert-index-to-llvm", {
  summary: "Converts the index dialect to the llvm dialect",
  patterns: () => indexPatterns,
});

export const convertUbToLLVM = toLLVMPass("convert-ub-to-llvm", {
  summary: "Converts the ub dialect to the llvm dialect",
  patterns: () => ubPatterns,
});

export const convertCfToLLVM = toLLVMPass("convert-cf-to-llvm", {
  summary: "Converts branches between blocks to the llvm dialect",
  illegal: cfDialect,
  patterns: ({ symbols }) => cfPatterns(symbols),
});

export const convertFuncToLLVM = toLLVMPass("convert-func-to-llvm", {
  summary: "Converts functions, calls and returns to the llvm dialect",
  options: {
    "use-bare-ptr-memref-call-conv": boolOption(false, "Pass buffers of constant size as bare pointers"),
  },
  patterns: ({ types, symbols }, options) => {
    const bare = options["use-bare-ptr-memref-call-conv"];
    return funcPatterns(bare ? new BarePointerConvention(types) : new DescriptorConvention(types, symbols), symbols);
  },
});

export const finalizeMemRefToLLVM = toLLVMPass("finalize-memref-to-llvm", {
  summary: "Converts buffers to descriptors, and what is done with them to the llvm dialect",
  options: {
    "use-aligned-alloc": boolOption(false, "Allocate by 'aligned_alloc' in place of 'malloc'"),
    "use-generic-functions": boolOption(false, "Allocate and free by functions of other names than the C library's"),
  },
  patterns: ({ symbols }, options) =>
    memrefPatterns(symbols, {
      alignedAlloc: options["use-aligned-alloc"],
      genericFunctions: options["use-generic-functions"],
    }),
});

/** The patterns of each dialect with the options that its own pass has by default. */
const patternsByDialect: ReadonlyMap<string, (lowering: Lowering) => readonly AnyPattern[]> = new Map<
  string,
  (lowering: Lowering) => readonly AnyPattern[]
>([
  ["arith", () => arithPatterns],
  ["cf", ({ symbols }) => cfPatterns(symbols)],
  ["complex", () => complexPatterns("basic")],
  ["func", ({ types, symbols }) => funcPatterns(new DescriptorConvention(types, symbols), symbols)],
  ["index", () => indexPatterns],
  ["math", () => mathPatterns()],
  ["memref", ({ symbols }) => memrefPatterns(symbols, { alignedAlloc: false, genericFunctions: false })],
  ["ub", () => ubPatterns],
]);

export const convertToLLVM = toLLVMPass("convert-to-llvm", {
  summary: "Converts every dialect that has a conversion to the llvm dialect",
  options: { "filter-dialects": listOption(stringOption("", ""), [], "Convert these dialects only") },
  patterns(lowering, options) {
    const names = options["filter-dialects"];
    const chosen = names.length === 0 ? [...patternsByDialect.keys()] : names;
    return chosen.flatMap((name) => {
      const patterns = patternsByDialect.get(name);
      if (patterns === undefined) throw errorAt(lowering.root.loc, `dialect has no conversion to llvm: ${name}`);
      return patterns(lowering);
    });
  },
});
