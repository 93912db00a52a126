/** The device for tests of WebGPU: that of the system, or the software renderer that comes with Debian's chromium. */

import { existsSync } from "node:fs";
import { type AsyncCompiledModule, compile, isWebGpuAvailable } from "../../tools/compile.ts";

const softwareRenderer = "/usr/lib/chromium/vk_swiftshader_icd.json";

/** Whether there is a device. Where there is none tests are skipped, visibly: `describe.skipIf(!(await hasDevice()))`. */
export async function hasDevice(): Promise<boolean> {
  const hasGraphics = existsSync("/dev/dri") || process.env.VK_DRIVER_FILES !== undefined;
  if (!hasGraphics && existsSync(softwareRenderer)) process.env.VK_DRIVER_FILES = softwareRenderer;
  return isWebGpuAvailable();
}

/** The program on each engine; both functions return promises. */
export function onEngines(text: string): readonly (readonly [string, AsyncCompiledModule])[] {
  const js = compile(text, { engine: "js", name: "test.mlir" });
  const waiting = Object.entries(js).map(
    ([name, func]) => [name, async (...args: unknown[]) => func(...args)] as const,
  );
  return [
    ["js", Object.fromEntries(waiting)],
    ["webgpu", compile(text, { engine: "webgpu", name: "test.mlir" })],
  ];
}
