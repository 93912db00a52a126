/** Validates WGSL by the front end of Dawn, without a device. */
import { type Gpu, importWebGpu, type WebGpuPackage } from "../../lowering/wgsl/runtime/webgpu.ts";

type Validate = (text: string, entryPoints: readonly string[]) => Promise<string[]>;

/** Checks a text and makes the pipelines of its kernels; undefined if the package is not there. */
export async function dawnValidator(): Promise<Validate | undefined> {
  let webgpu: WebGpuPackage;
  try {
    webgpu = await importWebGpu();
  } catch {
    return undefined;
  }
  Object.assign(globalThis, webgpu.globals);
  const gpu = webgpu.create(["backend=null"]);
  // Dawn fails once this is collected.
  (globalThis as { dawnForTests?: Gpu }).dawnForTests = gpu;
  const adapter = (await gpu.requestAdapter())!;
  const requiredFeatures = [...adapter.features].filter((name) => name === "shader-f16" || name === "subgroups");
  const device = await adapter.requestDevice({ requiredFeatures });
  return async (code, entryPoints) => {
    const module = device.createShaderModule({ code });
    const { messages } = await module.getCompilationInfo();
    const found = messages.map(({ lineNum, linePos, message }) => `${lineNum}:${linePos}: ${message}`);
    if (found.length > 0) return found;
    for (const entryPoint of entryPoints) {
      try {
        await device.createComputePipelineAsync({ layout: "auto", compute: { module, entryPoint } });
      } catch (error) {
        found.push(`${entryPoint}: ${(error as Error).message}`);
      }
    }
    return found;
  };
}
