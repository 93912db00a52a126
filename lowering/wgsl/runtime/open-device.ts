/** Finds the device: that of the browser, or of the npm package webgpu. */
import { type Gpu, type GpuDevice, importWebGpu } from "./webgpu.ts";

/** There is no device, or it does not do what is needed. */
export class DeviceError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "DeviceError";
  }
}

const missing = (reason: string): DeviceError =>
  new DeviceError(`there is no device for WebGPU: ${reason}. The engine 'js' runs kernels without one`);

/** What the process keeps: the same for all copies of this code. */
interface Kept {
  /** Dawn fails once its object is collected. */
  gpu?: Gpu;
  device?: Promise<GpuDevice>;
  /** Ends when the last of those that use the device alone has done so. */
  last?: Promise<unknown>;
}

const shared = globalThis as { [key: symbol]: Kept | undefined } & { readonly navigator?: { readonly gpu?: Gpu } };
const key = Symbol.for("adopt.webgpu");

function keptState(): Kept {
  const kept = shared[key] ?? {};
  shared[key] = kept;
  return kept;
}

/** Features and limits that kernels may need; as much as there is. */
const wantedFeatures = ["shader-f16", "subgroups"];
const wantedLimits = [
  "maxBufferSize",
  "maxComputeInvocationsPerWorkgroup",
  "maxComputeWorkgroupSizeX",
  "maxComputeWorkgroupSizeY",
  "maxComputeWorkgroupSizeZ",
  "maxComputeWorkgroupStorageSize",
  "maxStorageBufferBindingSize",
  "maxStorageBuffersPerShaderStage",
];

/** @throws {DeviceError} if there is none */
export function openDevice(): Promise<GpuDevice> {
  const kept = keptState();
  if (kept.device === undefined) {
    const opening = open(kept);
    kept.device = opening;
    // A lost device is opened anew, and what has failed may work later.
    const forget = (): void => {
      if (kept.device === opening) delete kept.device;
    };
    opening.then(({ lost }) => lost.then(forget), forget);
  }
  return kept.device;
}

async function open(kept: Kept): Promise<GpuDevice> {
  kept.gpu ??= shared.navigator?.gpu ?? (await loadPackage());
  const adapter = await kept.gpu.requestAdapter();
  if (adapter === null) throw missing("the system has no graphics driver that it can use");
  return adapter.requestDevice({
    requiredFeatures: wantedFeatures.filter((name) => adapter.features.has(name)),
    requiredLimits: Object.fromEntries(wantedLimits.map((name) => [name, adapter.limits[name]!])),
  });
}

async function loadPackage(): Promise<Gpu> {
  try {
    const { create, globals } = await importWebGpu();
    for (const [name, value] of Object.entries(globals)) (globalThis as Record<string, unknown>)[name] ??= value;
    return create([]);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const isAbsent = code === "ERR_MODULE_NOT_FOUND" || code === "MODULE_NOT_FOUND";
    throw missing(isAbsent ? "the npm package webgpu is not installed" : message.split("\n")[0]!);
  }
}

/** Does something that nothing else must come between. */
export function useAlone<T>(work: () => Promise<T>): Promise<T> {
  const kept = keptState();
  const mine = (kept.last ?? Promise.resolve()).then(work);
  kept.last = mine.catch(() => {});
  return mine;
}

/** Whether there is a device. */
export const isDeviceAvailable = (): Promise<boolean> =>
  openDevice().then(
    () => true,
    () => false,
  );
