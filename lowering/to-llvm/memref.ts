/** `finalize-memref-to-llvm`: buffers become descriptors, and their elements memory behind pointers. */

import type { ConversionPattern } from "../../ir/conversion.ts";
import { accessPatterns } from "./memref-access.ts";
import { type AllocationOptions, allocationPatterns } from "./memref-allocation.ts";
import { assumptionPatterns } from "./memref-assumptions.ts";
import { atomicPatterns } from "./memref-atomics.ts";
import { convertCopy } from "./memref-copy.ts";
import { globalPatterns } from "./memref-globals.ts";
import { metadataPatterns } from "./memref-metadata.ts";
import { convertReshape } from "./memref-reshape.ts";
import { viewPatterns } from "./memref-views.ts";
import type { ModuleSymbols } from "./symbols.ts";

export const memrefPatterns = (symbols: ModuleSymbols, options: AllocationOptions): readonly ConversionPattern[] => [
  ...accessPatterns,
  ...allocationPatterns(symbols, options),
  ...assumptionPatterns,
  ...atomicPatterns,
  ...globalPatterns(symbols),
  ...metadataPatterns,
  ...viewPatterns,
  convertCopy(symbols),
  convertReshape,
];
