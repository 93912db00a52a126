/** JavaScript functions that call native ones through frames. */

import { MemRefType } from "../../../ir/builtin/types.ts";
import type { HostFunction, HostValue, MemRef } from "../../host/memref.ts";
import type { ElementArray } from "../../host/storage.ts";
import { addressOf, type NativeModule } from "../native/index.ts";
import type { FrameLayout } from "./frame.ts";
import { type SlotReader, type SlotWriter, slotReader, slotWriter } from "./frame-access.ts";
import { ReturnedMemory } from "./native-memrefs.ts";

interface Input {
  readonly offset: number;
  readonly write: SlotWriter;
  readonly isMemRef: boolean;
}
interface Result {
  readonly offset: number;
  /** For memrefs their type instead of a reader. */
  readonly read: SlotReader | MemRefType;
}

/** The function behind the wrapper `name`. Calls share one frame, since native code does not call back. */
export function nativeFunction(module: NativeModule, name: string, layout: FrameLayout): HostFunction {
  const inputs = layout.inputs.map(
    ({ type, offset }): Input => ({ offset, write: slotWriter(type), isMemRef: type instanceof MemRefType }),
  );
  const results = layout.results.map(
    ({ type, offset }): Result => ({ offset, read: type instanceof MemRefType ? type : slotReader(type) }),
  );
  const hasMemRefs = results.some(({ read }) => read instanceof MemRefType);
  const pointers = inputs.filter(({ isMemRef }) => isMemRef).map(() => "pointer" as const);
  const call = module.function(name, { parameters: ["pointer", ...pointers], result: "void" });
  const frame = new DataView(new ArrayBuffer(layout.byteLength));
  // A number is passed twice as fast as an array, and the frame stays where it is.
  const address = layout.byteLength === 0 ? null : Number(addressOf(frame));
  return (...args) => {
    const buffers: ElementArray[] = [];
    for (let i = 0; i < inputs.length; i++) {
      const { offset, write, isMemRef } = inputs[i]!;
      write(frame, offset, args[i]!);
      if (isMemRef) buffers.push((args[i] as MemRef).data as ElementArray);
    }
    call(address, ...buffers.map(pointerTo));
    const memory = hasMemRefs ? new ReturnedMemory(buffers) : undefined;
    const values = results.map(
      ({ offset, read }): HostValue =>
        read instanceof MemRefType ? memory!.read(read, frame, offset) : read(frame, offset),
    );
    memory?.free();
    return values.length <= 1 ? values[0] : values;
  };
}

/** An array without elements has no address. */
const pointerTo = (array: ElementArray): ElementArray | null => (array.byteLength === 0 ? null : array);
