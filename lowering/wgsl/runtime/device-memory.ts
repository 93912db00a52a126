/**
 * The arrays of the host on the device. What overlaps on the host has one copy there, so that kernels see the same. Copies
 * are made when they are needed, and given up when the program has returned.
 */
import type { MemRef } from "../../host/memref.ts";
import { DeviceError } from "./open-device.ts";
import { type GpuBuffer, type GpuDevice, mapMode, usage } from "./webgpu.ts";

type Data = MemRef["data"];
type TypedArray = Exclude<Data, readonly unknown[]>;

/** Copies begin and end at multiples of this, as buffers do. */
const alignment = 8;

/** A part of an ArrayBuffer and its copy. */
export interface Copy {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly buffer: GpuBuffer;
  /** The host has written to it since it was copied there. */
  isBehind: boolean;
  /** The device has written to it since it was copied here. */
  isAhead: boolean;
}

export class DeviceMemory {
  readonly #device: GpuDevice;
  readonly #copies: Map<ArrayBufferLike, Copy[]>;
  /** Memory that is zero as long as nobody writes to it, like that of the device. */
  #zero: WeakSet<ArrayBufferLike>;
  /** The number of copies that are ahead. */
  ahead: number;

  constructor(device: GpuDevice) {
    this.#device = device;
    this.#copies = new Map();
    this.#zero = new WeakSet();
    this.ahead = 0;
  }

  /** The copy that holds an array; undefined if there is none. */
  find(data: Data): Copy | undefined {
    const array = data as TypedArray;
    return this.#copies.get(array.buffer)?.find(({ bytes }) => contains(bytes, array));
  }

  /** Sees to it that a copy holds the array. Copies that it overlaps are replaced by one. */
  async hold(data: Data): Promise<void> {
    if (this.find(data) !== undefined) return;
    const array = data as TypedArray;
    const buffer = array.buffer as ArrayBuffer;
    const others = this.#copies.get(buffer) ?? [];
    let [start, end] = [array.byteOffset, array.byteOffset + array.byteLength];
    const overlapping = others.filter(
      ({ bytes }) => bytes.byteOffset < end && start < bytes.byteOffset + bytes.byteLength,
    );
    for (const copy of overlapping) {
      await this.#download([copy]);
      copy.buffer.destroy();
      start = Math.min(start, copy.bytes.byteOffset);
      end = Math.max(end, copy.bytes.byteOffset + copy.bytes.byteLength);
    }
    start -= start % alignment;
    end = Math.min(Math.ceil(end / alignment) * alignment, buffer.byteLength);
    const bytes = new Uint8Array(buffer, start, end - start);
    const size = Math.max(Math.ceil(bytes.byteLength / alignment) * alignment, alignment);
    const largest = Math.min(this.#device.limits.maxBufferSize!, this.#device.limits.maxStorageBufferBindingSize!);
    if (size > largest) throw new DeviceError(`an array has ${size} bytes; the device takes up to ${largest}`);
    const copy: Copy = {
      bytes,
      buffer: this.#device.createBuffer({ size, usage: usage.storage | usage.copySource | usage.copyDestination }),
      isBehind: !this.#zero.has(buffer),
      isAhead: false,
    };
    this.#copies.set(buffer, [...others.filter((other) => !overlapping.includes(other)), copy]);
  }

  /** Copies what the host has written to the device. */
  upload(copy: Copy): void {
    if (!copy.isBehind) return;
    copy.isBehind = false;
    const { bytes, buffer } = copy;
    const whole = bytes.byteLength - (bytes.byteLength % 4);
    if (whole > 0) this.#device.queue.writeBuffer(buffer, 0, bytes.subarray(0, whole));
    if (whole === bytes.byteLength) return;
    const rest = new Uint8Array(4);
    rest.set(bytes.subarray(whole));
    this.#device.queue.writeBuffer(buffer, whole, rest);
  }

  /** Hears that the device writes to a copy. */
  changed(copy: Copy): void {
    if (copy.isAhead) return;
    copy.isAhead = true;
    this.ahead++;
  }

  /** Copies what the device has written to the host. */
  download(data?: Data): Promise<void> {
    const copy = data === undefined ? undefined : this.find(data);
    return this.#download(data === undefined ? [...this.#copies.values()].flat() : copy === undefined ? [] : [copy]);
  }

  async #download(copies: readonly Copy[]): Promise<void> {
    const wanted = copies.filter(({ isAhead }) => isAhead);
    if (wanted.length === 0) return;
    const encoder = this.#device.createCommandEncoder();
    const staging = wanted.map(({ buffer }) => {
      const target = this.#device.createBuffer({ size: buffer.size, usage: usage.mapRead | usage.copyDestination });
      encoder.copyBufferToBuffer(buffer, 0, target, 0, buffer.size);
      return target;
    });
    this.#device.queue.submit([encoder.finish()]);
    await Promise.all(staging.map((target) => target.mapAsync(mapMode.read)));
    for (const [i, copy] of wanted.entries()) {
      const { bytes } = copy;
      bytes.set(new Uint8Array(staging[i]!.getMappedRange(), 0, bytes.byteLength));
      staging[i]!.destroy();
      copy.isAhead = false;
      this.ahead--;
      this.#zero.delete(bytes.buffer);
    }
  }

  /** Hears that the host has written to an array, or to any. */
  written(data?: Data): void {
    if (data === undefined) {
      for (const copy of [...this.#copies.values()].flat()) copy.isBehind = true;
      this.#zero = new WeakSet();
      return;
    }
    this.#zero.delete((data as TypedArray).buffer);
    const copy = this.find(data);
    if (copy !== undefined) copy.isBehind = true;
  }

  /** Hears of an array that is new. */
  allocated(data: Data): void {
    this.#zero.add((data as TypedArray).buffer);
  }

  /** Gives all copies up. */
  release(): void {
    for (const { buffer } of [...this.#copies.values()].flat()) buffer.destroy();
    this.#copies.clear();
    this.#zero = new WeakSet();
    this.ahead = 0;
  }
}

const contains = (bytes: Uint8Array, array: TypedArray): boolean =>
  bytes.byteOffset <= array.byteOffset && array.byteOffset + array.byteLength <= bytes.byteOffset + bytes.byteLength;
