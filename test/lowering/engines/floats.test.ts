/** Arithmetic on floats of every format gives the same on every engine, rounded once. */

import { beforeAll, expect, it } from "vitest";
import { type FloatKind, floatFormats, roundTo } from "../../../ir/builtin/float-format.ts";
import type { CompiledModule, EngineName } from "../../../tools/compile.ts";
import { describeEngines, engines } from "../../support/engines.ts";

const kinds: readonly FloatKind[] = ["f64", "f32", "f16", "bf16", "f8E5M2", "f8E4M3FN"];

const binary: Readonly<Record<string, (a: number, b: number) => number>> = {
  "arith.addf": (a, b) => a + b,
  "arith.subf": (a, b) => a - b,
  "arith.mulf": (a, b) => a * b,
  "arith.divf": (a, b) => a / b,
  "arith.remf": (a, b) => a % b,
  "arith.maximumf": (a, b) => Math.max(a, b),
  "arith.minimumf": (a, b) => Math.min(a, b),
  "arith.maxnumf": (a, b) => (Number.isNaN(a) ? b : Number.isNaN(b) ? a : Math.max(a, b)),
  "arith.minnumf": (a, b) => (Number.isNaN(a) ? b : Number.isNaN(b) ? a : Math.min(a, b)),
  "math.atan2": Math.atan2,
  "math.copysign": (a, b) => (b < 0 || Object.is(b, -0) ? -Math.abs(a) : Math.abs(a)),
  "math.powf": (a, b) => (a === 1 || (a === -1 && Math.abs(b) === Infinity) ? 1 : a ** b),
};

const unary: Readonly<Record<string, (a: number) => number>> = {
  "arith.negf": (a) => -a,
  "math.absf": Math.abs,
  "math.acos": Math.acos,
  "math.acosh": Math.acosh,
  "math.asin": Math.asin,
  "math.asinh": Math.asinh,
  "math.atan": Math.atan,
  "math.atanh": Math.atanh,
  "math.cbrt": Math.cbrt,
  "math.ceil": Math.ceil,
  "math.cos": Math.cos,
  "math.cosh": Math.cosh,
  "math.exp": Math.exp,
  "math.exp2": (a) => 2 ** a,
  "math.expm1": Math.expm1,
  "math.floor": Math.floor,
  "math.log": Math.log,
  "math.log10": Math.log10,
  "math.log1p": Math.log1p,
  "math.log2": Math.log2,
  "math.rsqrt": (a) => 1 / Math.sqrt(a),
  "math.sin": Math.sin,
  "math.sinh": Math.sinh,
  "math.sqrt": Math.sqrt,
  "math.tan": Math.tan,
  "math.tanh": Math.tanh,
  "math.trunc": Math.trunc,
};

const isLess = (a: number, b: number): boolean => a < b;
const isUnordered = (a: number, b: number): boolean => Number.isNaN(a) || Number.isNaN(b);
const ordered: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  eq: (a, b) => a === b,
  gt: (a, b) => isLess(b, a),
  ge: (a, b) => !isUnordered(a, b) && !isLess(a, b),
  lt: isLess,
  le: (a, b) => !isUnordered(a, b) && !isLess(b, a),
  ne: (a, b) => !isUnordered(a, b) && a !== b,
};
const comparisons: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  false: () => false,
  true: () => true,
  ord: (a, b) => !isUnordered(a, b),
  uno: isUnordered,
  ...Object.fromEntries(Object.entries(ordered).map(([name, holds]) => [`o${name}`, holds])),
  ...Object.fromEntries(
    Object.entries(ordered).map(([name, holds]) => [
      `u${name}`,
      (a: number, b: number) => isUnordered(a, b) || holds(a, b),
    ]),
  ),
};
const predicates = Object.keys(comparisons);

const samples = [
  0,
  -0,
  1,
  -1,
  0.5,
  -2.5,
  3,
  0.1,
  1 / 3,
  7.7,
  100.7,
  1e-4,
  3e-6,
  1e4,
  1e-40,
  1e30,
  Infinity,
  -Infinity,
  NaN,
];
const call = (name: string): string => name.replace(".", "_");

/** What C's library and LLVM compute to the last bit. Of the other functions the last bits differ among libraries. */
const isExact = (name: string): boolean =>
  name.startsWith("arith.") || /^math\.(absf|ceil|copysign|floor|sqrt|trunc)$/.test(name);

/** Whether a result is what is expected of an operation on an engine. */
function agrees(actual: unknown, expected: number, name: string, engine: EngineName, kind: FloatKind): boolean {
  if (Object.is(actual, expected)) return true;
  if (engine === "js" || typeof actual !== "number") return false;
  const { mantissaBits, minExponent } = floatFormats[kind];
  // Intel's instructions that round to bf16 take numbers below the normal range for zero.
  const isTiny = Math.abs(expected) < 2 ** minExponent;
  if (isTiny && kind === "bf16" && actual === 0) return true;
  // Which zero is larger is left open.
  if (/(max|min)numf$/.test(name) && actual === expected) return true;
  const unit = Math.max(Math.abs(expected), 2 ** minExponent) * 2 ** -mantissaBits;
  return !isExact(name) && Math.abs(actual - expected) <= 4 * unit;
}

/** Functions for all operations on `kind`. */
const moduleFor = (kind: FloatKind): string =>
  [
    ...Object.keys(binary).map(
      (name) => `func.func @${call(name)}(%a: ${kind}, %b: ${kind}) -> ${kind} {
          %0 = ${name} %a, %b : ${kind}
          return %0 : ${kind}
        }`,
    ),
    ...Object.keys(unary).map(
      (name) => `func.func @${call(name)}(%a: ${kind}) -> ${kind} {
          %0 = ${name} %a : ${kind}
          return %0 : ${kind}
        }`,
    ),
    ...predicates.map(
      (name) => `func.func @cmp_${name}(%a: ${kind}, %b: ${kind}) -> i1 {
          %0 = arith.cmpf ${name}, %a, %b : ${kind}
          return %0 : i1
        }`,
    ),
    `func.func @fma(%a: ${kind}, %b: ${kind}, %c: ${kind}) -> (${kind}, ${kind}) {
        %0 = math.fma %a, %b, %c : ${kind}
        %1 = math.clampf %a to [%b, %c] : ${kind}
        return %0, %1 : ${kind}, ${kind}
      }
      func.func @classes(%a: ${kind}) -> (i1, i1, i1, i1) {
        %0 = math.isfinite %a : ${kind}
        %1 = math.isinf %a : ${kind}
        %2 = math.isnan %a : ${kind}
        %3 = math.isnormal %a : ${kind}
        return %0, %1, %2, %3 : i1, i1, i1, i1
      }
      func.func @others(%a: ${kind}, %n: i32) -> (${kind}, ${kind}, ${kind}, ${kind}, ${kind}) {
        %0 = math.round %a : ${kind}
        %1 = math.roundeven %a : ${kind}
        %2 = math.fpowi %a, %n : ${kind}, i32
        %3, %4 = math.sincos %a : ${kind}
        return %0, %1, %2, %3, %4 : ${kind}, ${kind}, ${kind}, ${kind}, ${kind}
      }
      func.func @errors(%a: ${kind}) -> (${kind}, ${kind}) {
        %0 = math.erf %a : ${kind}
        %1 = math.erfc %a : ${kind}
        return %0, %1 : ${kind}, ${kind}
      }`,
  ].join("\n");

const enginesFor = (kind: FloatKind): readonly EngineName[] => (isNarrow(kind) ? ["js"] : engines);
/** LLVM has no floats of eight bits. */
const isNarrow = (kind: FloatKind): boolean => floatFormats[kind].width <= 8;

for (const kind of kinds) {
  describeEngines(
    kind,
    ({ run, engine }) => {
      const format = floatFormats[kind];
      const round = (value: number): number => roundTo(value, format);
      let module: CompiledModule;
      beforeAll(() => {
        module = run(moduleFor(kind));
      });
      // See above on numbers of bf16 below the normal range.
      const isUsed = (value: number): boolean => engine === "js" || kind !== "bf16" || Math.abs(value) !== round(1e-40);
      const values = [...new Set(samples.map(round))].filter(isUsed);

      it.each(Object.entries(binary))("%s", (name, reference) => {
        for (const a of values) {
          for (const b of values) {
            const actual = module[call(name)]!(a, b);
            const expected = round(reference(a, b));
            if (!agrees(actual, expected, name, engine, kind)) expect(actual, `${a}, ${b}`).toBe(expected);
          }
        }
      });

      it.each(Object.entries(unary))("%s", (name, reference) => {
        for (const a of values) {
          const actual = module[call(name)]!(a);
          const expected = round(reference(a));
          if (!agrees(actual, expected, name, engine, kind)) expect(actual, `${a}`).toBe(expected);
        }
      });

      it.each(Object.entries(comparisons))("arith.cmpf %s", (name, holds) => {
        for (const a of values)
          for (const b of values) expect(module[`cmp_${name}`]!(a, b), `${a}, ${b}`).toBe(holds(a, b));
      });

      it("math.clampf and the classes", () => {
        for (const a of values) {
          const clamped = (module.fma!(a, 0.5, 2) as number[])[1];
          expect(clamped, `${a}`).toBe(Math.min(Math.max(a, 0.5), 2));
          const isNormal = Number.isFinite(a) && Math.abs(a) >= 2 ** format.minExponent;
          expect(module.classes!(a), `${a}`).toEqual([
            Number.isFinite(a),
            Math.abs(a) === Infinity,
            Number.isNaN(a),
            isNormal,
          ]);
        }
      });

      it("rounding to integers, integer powers, sincos, erf", () => {
        for (const [a, away, even] of [
          [0.5, 1, 0],
          [1.5, 2, 2],
          [2.5, 3, 2],
          [-2.5, -3, -2],
          [-0.25, -0, -0],
          [3.5, 4, 4],
        ] as const) {
          const [rounded, toEven, power, sine, cosine] = module.others!(a, 3) as number[];
          expect([rounded, toEven], `${a}`).toEqual([away, even]);
          expect(power).toBe(round(a ** 3));
          expect(agrees(sine, round(Math.sin(a)), "math.sin", engine, kind)).toBe(true);
          expect(agrees(cosine, round(Math.cos(a)), "math.cos", engine, kind)).toBe(true);
        }
        expect(module.errors!(0)).toEqual([0, 1]);
        const [erf, erfc] = module.errors!(0.5) as [number, number];
        const tolerance = Math.max(2 ** -format.mantissaBits, 4 * Number.EPSILON);
        expect(Math.abs(erf - 0.5204998778130465)).toBeLessThan(tolerance);
        expect(Math.abs(erfc - 0.4795001221869535)).toBeLessThan(tolerance);
      });

      it("math.fma rounds once", () => {
        // (1 + u)^2 = 1 + 2u + u^2: taking away the rounded square leaves u^2 only if the product is exact.
        const unit = 2 ** -format.mantissaBits;
        const a = 1 + unit;
        const square = round(a * a);
        const rest = unit * unit;
        const [fused] = module.fma!(a, a, -square) as number[];
        expect(fused).toBe(round(rest + (1 + 2 * unit - square)));
      });
    },
    enginesFor(kind),
  );
}
