/** Runs programs whose memory is watched: it is never used twice, and what is freed is overwritten with NaNs. */

import { expect } from "vitest";
import { SymbolTable } from "../../ir/symbol-table.ts";
import { supportFunctionNames, withSupportFunctions } from "../../lowering/llvm/engine/support-functions.ts";
import { addressOf, NativeModule, nativeImport } from "../../lowering/llvm/native/index.ts";
import { translateToLLVMIR } from "../../lowering/llvm/print/index.ts";
import { transformed } from "./pipeline.ts";

const capacity = 1 << 22;
const alignment = 64;

export class WatchedMemory {
  readonly #bytes: Uint8Array;
  readonly #start: bigint;
  #top: number;
  /** The sizes of what is allocated, by offset. */
  readonly #allocated: Map<number, number>;
  /** How often something was freed that is not allocated. */
  wronglyFreed: number;

  constructor() {
    this.#bytes = new Uint8Array(capacity);
    this.#start = addressOf(this.#bytes);
    this.#top = 0;
    this.#allocated = new Map();
    this.wronglyFreed = 0;
  }

  /** How many allocations were not freed. */
  get left(): number {
    return this.#allocated.size;
  }

  reset(): void {
    this.#bytes.fill(0, 0, this.#top);
    this.#top = 0;
    this.#allocated.clear();
    this.wronglyFreed = 0;
  }

  allocate(size: number): bigint {
    const offset = this.#top;
    if (offset + size > capacity) throw new RangeError("the watched memory is used up");
    this.#top += Math.max(1, Math.ceil(size / alignment)) * alignment;
    this.#allocated.set(offset, size);
    return this.#start + BigInt(offset);
  }

  free(address: bigint): void {
    const offset = Number(address - this.#start);
    const size = this.#allocated.get(offset);
    if (size === undefined) {
      this.wronglyFreed++;
      return;
    }
    this.#allocated.delete(offset);
    this.#bytes.fill(0xff, offset, offset + size);
  }
}

/** What became of a run. */
export interface WatchedRun {
  readonly sum: number;
  readonly wronglyFreed: number;
  readonly left: number;
}

/** Expects each buffer to have been freed once, and not to have been used after that. */
export function expectFreed({ sum, wronglyFreed, left }: WatchedRun): void {
  expect({ isNumber: !Number.isNaN(sum), wronglyFreed, left }).toEqual({ isNumber: true, wronglyFreed: 0, left: 0 });
}

const lowering =
  "expand-strided-metadata,lower-affine,convert-scf-to-cf,finalize-memref-to-llvm{use-generic-functions}," +
  "convert-to-llvm,reconcile-unrealized-casts";

/** The function `@f` of a program of random-buffer-programs.ts, after these passes. */
export function watched(text: string, passes: string): (bits: bigint, n: number) => WatchedRun {
  const memory = new WatchedMemory();
  const module = transformed(text, passes === "" ? lowering : `${passes},${lowering}`);
  const table = new SymbolTable(module);
  for (const name of supportFunctionNames) table.get(name)?.erase();
  const native = NativeModule.compile(withSupportFunctions(translateToLLVMIR(module)), {
    imports: {
      _mlir_memref_to_llvm_alloc: nativeImport({ parameters: ["i64"], result: "pointer" }, (size) =>
        memory.allocate(Number(size)),
      ),
      _mlir_memref_to_llvm_free: nativeImport({ parameters: ["pointer"], result: "void" }, (address) => {
        memory.free(address);
      }),
    },
  });
  const parameters = ["i64", "i64", "pointer", "pointer", "i64", "i64", "i64"] as const;
  const f = native.function("f", { parameters, result: "void" });
  return (bits, n) => {
    memory.reset();
    const sum = new Float32Array(1);
    f(bits, n, sum, sum, 0, 1, 1);
    return { sum: sum[0]!, wronglyFreed: memory.wronglyFreed, left: memory.left };
  };
}
