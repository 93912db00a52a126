/** Casts give the same on every engine, and what their definitions say. */

import { beforeAll, expect, it } from "vitest";
import { decode, encode, type FloatKind, floatFormats, roundTo } from "../../../ir/builtin/float-format.ts";
import type { CompiledModule, EngineName } from "../../../tools/compile.ts";
import { describeEngines } from "../../support/engines.ts";

const widths = [1, 5, 8, 16, 31, 32, 33, 48, 64, 100];
/** LLVM has no floats of eight bits. */
const kindsOf = (engine: EngineName): FloatKind[] => [
  "f16",
  "bf16",
  "f32",
  "f64",
  ...(engine === "js" ? (["f8E5M2", "f8E4M3FN"] as const) : []),
];

const unary = (name: string, from: string, to: string, operation: string): string =>
  `func.func @${name}(%a: ${from}) -> ${to} {
    %0 = ${operation} %a : ${from} to ${to}
    return %0 : ${to}
  }`;

const toHost = (value: bigint, width: number): boolean | number | bigint => {
  const wrapped = BigInt.asIntN(width, value);
  return width === 1 ? wrapped !== 0n : width <= 32 ? Number(wrapped) : wrapped;
};
const integers = (width: number): bigint[] => {
  const top = 1n << BigInt(width - 1);
  const values = [
    0n,
    1n,
    -1n,
    5n,
    -7n,
    top - 1n,
    -top,
    top - 3n,
    (1n << 53n) + 1n,
    0x1234_5678_9abc_def1n,
    -(3n ** 40n),
  ];
  return [...new Set(values.map((value) => BigInt.asIntN(width, value)))];
};

describeEngines("casts between integers", ({ run }) => {
  const pairs = widths.flatMap((from) => widths.map((to) => [from, to] as const));
  let module: CompiledModule;
  beforeAll(() => {
    module = run(
      [
        ...pairs.map(([from, to]) =>
          from < to
            ? unary(`s_${from}_${to}`, `i${from}`, `i${to}`, "arith.extsi") +
              unary(`u_${from}_${to}`, `i${from}`, `i${to}`, "arith.extui")
            : from > to
              ? unary(`t_${from}_${to}`, `i${from}`, `i${to}`, "arith.trunci")
              : "",
        ),
      ].join("\n"),
    );
  });
  it.each(pairs.filter(([from, to]) => from !== to))("i%i to i%i", (from, to) => {
    for (const value of integers(from)) {
      const argument = toHost(value, from);
      if (from > to) expect(module[`t_${from}_${to}`]!(argument), `${value}`).toBe(toHost(value, to));
      else {
        expect(module[`s_${from}_${to}`]!(argument), `${value}`).toBe(toHost(value, to));
        expect(module[`u_${from}_${to}`]!(argument), `${value}`).toBe(toHost(BigInt.asUintN(from, value), to));
      }
    }
  });
});

describeEngines("casts between integers and indices", ({ run }) => {
  let module: CompiledModule;
  beforeAll(() => {
    module = run(
      [
        ...widths.flatMap((width) =>
          ["arith.index_cast", "arith.index_castui", "index.casts", "index.castu"].flatMap((operation) => {
            const suffix = `${operation.replace(".", "_")}_${width}`;
            return [
              unary(`to_${suffix}`, `i${width}`, "index", operation),
              unary(`from_${suffix}`, "index", `i${width}`, operation),
            ];
          }),
        ),
      ].join("\n"),
    );
  });
  it.each(widths)("i%i", (width) => {
    for (const [operation, isSigned] of [
      ["arith_index_cast", true],
      ["arith_index_castui", false],
      ["index_casts", true],
      ["index_castu", false],
    ] as const) {
      for (const value of integers(width)) {
        const exact = BigInt.asIntN(64, isSigned ? value : BigInt.asUintN(width, value));
        const call = () => module[`to_${operation}_${width}`]!(toHost(value, width));
        if (Number.isSafeInteger(Number(exact))) expect(call(), `${operation} ${value}`).toBe(Number(exact));
        else expect(call, `${operation} ${value}`).toThrow("beyond 2^53");
      }
      for (const value of integers(54)) {
        const source = isSigned ? value : BigInt.asUintN(64, value);
        if (!Number.isSafeInteger(Number(value))) continue;
        expect(module[`from_${operation}_${width}`]!(Number(value)), `${operation} ${value}`).toBe(
          toHost(source, width),
        );
      }
    }
  });
});

describeEngines("casts between integers and floats", ({ run, engine }) => {
  const kinds = kindsOf(engine);
  let module: CompiledModule;
  beforeAll(() => {
    module = run(
      [
        ...widths.flatMap((width) =>
          kinds.flatMap((kind) => [
            unary(`si_${width}_${kind}`, `i${width}`, kind, "arith.sitofp"),
            unary(`ui_${width}_${kind}`, `i${width}`, kind, "arith.uitofp"),
            unary(`to_si_${kind}_${width}`, kind, `i${width}`, "arith.fptosi"),
            unary(`to_ui_${kind}_${width}`, kind, `i${width}`, "arith.fptoui"),
          ]),
        ),
      ].join("\n"),
    );
  });
  it.each(widths)("i%i to floats rounds once", (width) => {
    for (const kind of kinds) {
      if (kind === "f64" || width <= 53) continue;
      // LLVM's back ends go by way of f32.
      if (kind === "bf16" && engine === "llvm") continue;
      // Just above and just below the middle of two neighbours; rounding to f64 first would hit the middle.
      const unit = 1n << BigInt(width - 2 - floatFormats[kind].mantissaBits - 1);
      const middle = (1n << BigInt(width - 2)) + unit;
      const format = floatFormats[kind];
      if (2 ** (width - 1) > format.maxFinite) continue;
      const low = 2 ** (width - 2);
      const high = low + 2 * Number(unit);
      expect(module[`si_${width}_${kind}`]!(toHost(middle + 1n, width))).toBe(high);
      expect(module[`si_${width}_${kind}`]!(toHost(middle - 1n, width))).toBe(low);
      expect(module[`si_${width}_${kind}`]!(toHost(-middle - 1n, width))).toBe(-high);
      expect(module[`ui_${width}_${kind}`]!(toHost(middle + 1n, width))).toBe(high);
    }
    for (const kind of kinds) {
      for (const value of integers(width)) {
        const isExact = Number.isSafeInteger(Number(value));
        if (!isExact) continue;
        const format = floatFormats[kind];
        const bits = BigInt.asUintN(width, value);
        expect(module[`si_${width}_${kind}`]!(toHost(value, width)), `${value} ${kind}`).toBe(
          roundTo(Number(value), format),
        );
        if (Number.isSafeInteger(Number(bits))) {
          expect(module[`ui_${width}_${kind}`]!(toHost(value, width)), `${bits} ${kind}`).toBe(
            roundTo(Number(bits), format),
          );
        }
      }
    }
  });
  it.each(kinds)("%s to integers cuts the fraction off", (kind) => {
    const format = floatFormats[kind];
    for (const width of widths) {
      for (const number of [0, -0, 0.5, 0.99, 1, 1.5, 2.75, 13.9, 100.25, 30000, 3e9, 1e18].flatMap((x) => [x, -x])) {
        const value = roundTo(number, format);
        const integer = Number.isFinite(value) ? BigInt(Math.trunc(value)) : undefined;
        if (integer === undefined) continue;
        const fitsSigned = BigInt.asIntN(width, integer) === integer;
        const fitsUnsigned = BigInt.asUintN(width, integer) === integer;
        if (fitsSigned) expect(module[`to_si_${kind}_${width}`]!(value), `${value}`).toBe(toHost(integer, width));
        if (fitsUnsigned) expect(module[`to_ui_${kind}_${width}`]!(value), `${value}`).toBe(toHost(integer, width));
      }
    }
  });
  it.runIf(engine === "js")("gives some integer for what has none", () => {
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1e300]) {
      expect(typeof module.to_si_f64_64!(value)).toBe("bigint");
      expect(typeof module.to_si_f64_32!(value)).toBe("number");
    }
  });
});

describeEngines("casts between floats", ({ run, engine }) => {
  const kinds = kindsOf(engine);
  const samples = [
    0,
    -0,
    1,
    -1,
    0.1,
    1 / 3,
    65504,
    65520,
    1e-8,
    6e-8,
    1e38,
    3.5e38,
    1e300,
    1e-310,
    Infinity,
    -Infinity,
    NaN,
  ];
  const pairs = kinds.flatMap((from) =>
    kinds.filter((to) => floatFormats[from].width > floatFormats[to].width).map((to) => [from, to] as const),
  );
  let module: CompiledModule;
  beforeAll(() => {
    module = run(
      [
        ...pairs.flatMap(([from, to]) => [
          unary(`t_${from}_${to}`, from, to, "arith.truncf"),
          unary(`e_${to}_${from}`, to, from, "arith.extf"),
        ]),
      ].join("\n"),
    );
  });
  it.each(pairs)("%s and %s", (from, to) => {
    for (const sample of samples) {
      const wide = roundTo(sample, floatFormats[from]);
      const narrow = roundTo(wide, floatFormats[to]);
      expect(module[`t_${from}_${to}`]!(wide), `${wide}`).toBe(narrow);
      if (floatFormats[from].hasInfinity) expect(module[`e_${to}_${from}`]!(narrow), `${narrow}`).toBe(narrow);
    }
  });

  it.runIf(engine === "js")("rounds as the operation says", () => {
    const modes = ["to_nearest_even", "downward", "upward", "toward_zero", "to_nearest_away"];
    const rounding = run(
      modes
        .map(
          (mode) => `func.func @${mode}(%a: f64) -> f16 {
          %0 = arith.truncf %a ${mode} : f64 to f16
          return %0 : f16
        }`,
        )
        .join("\n"),
    );
    const unit = 2 ** -10;
    const all = (value: number) => modes.map((mode) => rounding[mode]!(value));
    expect(all(1 + unit / 2)).toEqual([1, 1, 1 + unit, 1, 1 + unit]);
    expect(all(-1 - unit / 2)).toEqual([-1, -1 - unit, -1, -1, -1 - unit]);
    expect(all(1 + unit * 0.75)).toEqual([1 + unit, 1, 1 + unit, 1, 1 + unit]);
    expect(all(1 - unit / 8)).toEqual([1, 1 - unit / 2, 1, 1 - unit / 2, 1]);
    expect(all(1 + unit)).toEqual(Array(5).fill(1 + unit));
    expect(all(65519)).toEqual([65504, 65504, Infinity, 65504, 65504]);
    expect(all(1e6)).toEqual([Infinity, 65504, Infinity, 65504, Infinity]);
    expect(all(-1e6)).toEqual([-Infinity, -Infinity, -65504, -65504, -Infinity]);
    expect(all(2 ** -26)).toEqual([0, 0, 2 ** -24, 0, 0]);
    expect(all(2 ** -25)).toEqual([0, 0, 2 ** -24, 0, 2 ** -24]);
    expect(all(Number.NaN)).toEqual(Array(5).fill(Number.NaN));
  });

  it.runIf(engine === "js")("scales by powers of two", () => {
    const scaling = run(
      `func.func @ext(%a: f16, %s: f32) -> f32 {
        %0 = arith.scaling_extf %a, %s : f16, f32 to f32
        return %0 : f32
      }
      func.func @trunc(%a: f32, %s: f8E8M0FNU) -> f8E5M2 {
        %0 = arith.scaling_truncf %a, %s : f32, f8E8M0FNU to f8E5M2
        return %0 : f8E5M2
      }`,
    );
    expect(scaling.ext!(1.5, 8)).toBe(12);
    expect(scaling.trunc!(20, 16)).toBe(1.25);
  });
});

describeEngines("casts of bits", ({ run, engine }) => {
  const same = kindsOf(engine).map((kind) => [kind, floatFormats[kind].width] as const);
  let module: CompiledModule;
  beforeAll(() => {
    module = run(
      [
        ...same.flatMap(([kind, width]) => [
          unary(`bits_${kind}`, kind, `i${width}`, "arith.bitcast"),
          unary(`number_${kind}`, `i${width}`, kind, "arith.bitcast"),
        ]),
        unary("brain", "f16", "bf16", "arith.bitcast"),
        unary("self", "f32", "f32", "arith.bitcast"),
      ].join("\n"),
    );
  });
  it.each(same)("%s and i%i", (kind, width) => {
    const format = floatFormats[kind];
    for (const sample of [0, -0, 1, -1.5, 0.1, 1e-7, 1e4, Infinity, -Infinity]) {
      const value = roundTo(sample, format);
      const bits = encode(value, format);
      expect(module[`bits_${kind}`]!(value), `${value}`).toBe(toHost(bits, width));
      expect(module[`number_${kind}`]!(toHost(bits, width)), `${value}`).toBe(value);
    }
  });
  it("between formats of one width", () => {
    expect(module.brain!(1)).toBe(decode(encode(1, floatFormats.f16), floatFormats.bf16));
    expect(module.self!(1.5)).toBe(1.5);
  });
});
