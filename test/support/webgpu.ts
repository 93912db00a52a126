/** The device for tests of WebGPU: that of the system, or the software renderer that comes with Debian's chromium. */

import { existsSync } from "node:fs";
import { isWebGpuAvailable } from "../../tools/compile.ts";

const softwareRenderer = "/usr/lib/chromium/vk_swiftshader_icd.json";

/** Whether there is a device. Where there is none tests are skipped, visibly: `describe.skipIf(!(await hasDevice()))`. */
export async function hasDevice(): Promise<boolean> {
  const hasGraphics = existsSync("/dev/dri") || process.env.VK_DRIVER_FILES !== undefined;
  if (!hasGraphics && existsSync(softwareRenderer)) process.env.VK_DRIVER_FILES = softwareRenderer;
  return isWebGpuAvailable();
}
