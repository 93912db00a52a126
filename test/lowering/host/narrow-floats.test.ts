/** Floats of 16 bits and less: the fast conversions give what the exact ones give. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decode, encode, type FloatKind, floatFormats, roundTo } from "../../../ir/builtin/float-format.ts";
import { narrowFloat } from "../../../lowering/host/narrow-floats.ts";

const kinds = Object.keys(floatFormats).filter((kind) => floatFormats[kind as FloatKind].width <= 16) as FloatKind[];

describe.each(kinds)("%s", (kind) => {
  const format = floatFormats[kind];
  const fast = narrowFloat(kind)!;

  it("decodes and encodes every number as the exact functions do", () => {
    for (let bits = 0; bits < 2 ** format.width; bits++) {
      const value = decode(BigInt(bits), format);
      if (!Object.is(fast.decode(bits), value)) expect(fast.decode(bits), `0x${bits.toString(16)}`).toBe(value);
      const encoded = BigInt(fast.encode(value));
      if (encoded !== encode(value, format)) expect(encoded, `${value}`).toBe(encode(value, format));
    }
  });

  it("rounds as the exact function does, near every number and halfway between two", () => {
    const step = format.width === 16 ? 13 : 1;
    for (let bits = 0; bits < 2 ** format.width - 1; bits += step) {
      const value = decode(BigInt(bits), format);
      const middle = (value + decode(BigInt(bits + 1), format)) / 2;
      for (const near of [value, middle, middle * (1 + 2 ** -52), middle * (1 - 2 ** -52)]) {
        if (Number.isNaN(near) && !format.hasNaN) continue;
        const exact = roundTo(near, format);
        if (!Object.is(fast.round(near), exact)) expect(fast.round(near), `${near}`).toBe(exact);
      }
    }
  });

  it("rounds any number as the exact function does", () => {
    const number = format.hasNaN ? fc.double() : fc.double({ noNaN: true });
    fc.assert(
      fc.property(number, (value) => Object.is(fast.round(value), roundTo(value, format))),
      { seed: 1, numRuns: 2000 },
    );
  });
});

describe("formats of more than 16 bits", () => {
  it("have no such functions", () => {
    expect(narrowFloat("f32")).toBeUndefined();
    expect(narrowFloat("f64")).toBeUndefined();
  });
});
