/** The functions that emitted code calls, by the names it calls them by. */

import {
  absi,
  copysign,
  ctlz,
  ctpop,
  cttz,
  fma,
  fmaToOdd,
  pow,
  powi,
  unaryFunctions,
} from "../../../dialects/math/functions/index.ts";
import { type FloatKind, floatFormats } from "../../../ir/builtin/float-format.ts";
import { readIndex, writeElement, writeIndex } from "../../host/elements.ts";
import { allocate } from "../../host/memref.ts";
import { type NarrowFloat, narrowFloat } from "../../host/narrow-floats.ts";
import * as bigints from "./bigints.ts";
import { failAssertion, outOfBounds, reachUnreachable } from "./failures.ts";
import * as floats from "./floats.ts";
import * as indices from "./indices.ts";
import * as memrefs from "./memrefs.ts";
import * as numbers from "./numbers.ts";
import { makePrinter, type Print } from "./printing.ts";
import * as sites from "./sites.ts";
import * as tensors from "./tensors.ts";
import { checkLaunch, makeBlock, makeThread, runThreads } from "./threads.ts";
import * as vectors from "./vectors.ts";
import * as views from "./views.ts";

type NarrowFunction = Exclude<keyof NarrowFloat, "width">;
type NarrowName = `${NarrowFunction}_${FloatKind}`;

/** `round_f16`, `encode_bf16` and so on. */
function narrowFunctions(): Record<NarrowName, NarrowFloat[NarrowFunction]> {
  const functions: Partial<Record<NarrowName, NarrowFloat[NarrowFunction]>> = {};
  for (const kind of Object.keys(floatFormats) as FloatKind[]) {
    const format = narrowFloat(kind);
    if (format === undefined) continue;
    functions[`round_${kind}`] = format.round;
    functions[`encode_${kind}`] = format.encode;
    functions[`decode_${kind}`] = format.decode;
  }
  return functions as Record<NarrowName, NarrowFloat[NarrowFunction]>;
}

const makeRuntime = () => ({
  ...unaryFunctions,
  ...bigints,
  ...floats,
  ...indices,
  ...memrefs,
  ...numbers,
  ...tensors,
  ...sites,
  ...vectors,
  ...views,
  ...narrowFunctions(),
  absi,
  allocate,
  checkLaunch,
  copysign,
  ctlz,
  ctpop,
  cttz,
  failAssertion,
  fma,
  fmaToOdd,
  makeBlock,
  makeThread,
  outOfBounds,
  pow,
  powi,
  reachUnreachable,
  readIndex,
  runThreads,
  writeElement,
  writeIndex,
});

export type Runtime = ReturnType<typeof makeRuntime> & ReturnType<typeof makePrinter>;
export type RuntimeName = keyof Runtime;

let made: ReturnType<typeof makeRuntime> | undefined;

export const runtimeNames = (): readonly string[] => Object.keys(runtime(() => {}));

/** The functions for one program; `print` takes the lines that it prints. */
export function runtime(print: Print): Runtime {
  made ??= makeRuntime();
  return { ...made, ...makePrinter(print) };
}
