/** The bodies of named operations: what becomes of one element of each operand. */

import { getOrMake } from "../../../ir/maps.ts";
import type { Value } from "../../../ir/value.ts";
import { createConstant } from "../../arith/index.ts";
import type { BinaryFunction, UnaryFunction } from "../attributes.ts";
import type { ScalarBuilder } from "./scalar.ts";

export interface Body {
  /** What is computed, in terms of the output's and the inputs' elements. */
  formula(output: string, inputs: readonly string[]): string;
  /** Integers are read without a sign when they become wider, or floats. */
  readonly isUnsigned?: boolean;
  /** Makes the operations; returns the new element of the output. */
  build(scalar: ScalarBuilder, inputs: readonly Value[], output: Value): Value;
}

/** The input as a number of the output's type. */
export const castBody: Body = {
  formula: (output, [input]) => `${output} = ${input}`,
  build: (scalar, [input], output) => scalar.cast(output.type, input!),
};

/** The input itself. */
export const identityBody: Body = { formula: castBody.formula, build: (_, [input]) => input! };

/** One body for each name, so that what is made of a body can be kept with it. */
function oneForEach<N extends string>(make: (name: N) => Body): (name: N) => Body {
  const bodies = new Map<N, Body>();
  return (name) => getOrMake(bodies, name, () => make(name));
}

export const unaryBody = oneForEach<UnaryFunction>((name) => ({
  formula: (output, [input]) => `${output} = ${name}(${input})`,
  build: (scalar, [input]) => scalar.unary(name, input!),
}));

const infix: Readonly<Partial<Record<BinaryFunction, string>>> = { add: "+", sub: "-", mul: "*", div: "/" };

export const binaryBody = oneForEach<BinaryFunction>((name) => ({
  formula: (output, [lhs, rhs]) =>
    infix[name] === undefined ? `${output} = ${name}(${lhs}, ${rhs})` : `${output} = ${lhs} ${infix[name]} ${rhs}`,
  build: (scalar, [lhs, rhs]) => scalar.binary(name, lhs!, rhs!),
}));

export const selectBody: Body = {
  formula: (output, [condition, lhs, rhs]) => `${output} = ${condition} ? ${lhs} : ${rhs}`,
  build: (scalar, [condition, lhs, rhs]) => scalar.select(condition!, lhs!, rhs!),
};

/** A sum of products, computed with numbers of the output's type. */
export const multiplyAddBody: Body = {
  formula: (output, [lhs, rhs]) => `${output} += ${lhs} * ${rhs}`,
  build(scalar, [lhs, rhs], output) {
    const factor = scalar.cast(output.type, lhs!);
    const product = scalar.binary("mul", factor, scalar.cast(output.type, rhs!));
    return scalar.binary("add", output, product);
  },
};

/** A sum of products of quantized numbers: what stands for zero is subtracted first. */
export const quantizedMultiplyAddBody: Body = {
  formula: (output, [lhs, rhs, lhsZero, rhsZero]) => `${output} += (${lhs} - ${lhsZero}) * (${rhs} - ${rhsZero})`,
  build(scalar, [lhs, rhs, lhsZero, rhsZero], output) {
    const { type } = output;
    const centred = (value: Value, zero: Value): Value => {
      const cast = scalar.cast(type, value);
      return scalar.binary("sub", cast, scalar.cast(type, zero));
    };
    const factor = centred(lhs!, lhsZero!);
    const product = scalar.binary("mul", factor, centred(rhs!, rhsZero!));
    return scalar.binary("add", output, product);
  },
};

/** The elements under a window joined; the second input has the window's shape and no elements that matter. */
export const poolingBody = (name: BinaryFunction): Body => ({
  formula: (output, [input]) => (name === "add" ? `${output} += ${input}` : `${output} = ${name}(${output}, ${input})`),
  build: (scalar, [input], output) =>
    scalar.binary(name, output, scalar.cast(output.type, input!, name.endsWith("_unsigned"))),
});

/** A pseudo-random number between two others, from the indices and a seed: two steps modulo 2^32, as upstream has them. */
export const randomBody: Body = {
  formula: (output, [min, max, seed]) => `${output} = random(${min}, ${max}, ${seed})`,
  build(scalar, [min, max, seed], output) {
    const [float, integer] = [min!.type, seed!.type];
    const half = scalar.integer(float, 2147483647n);
    const column = scalar.index(integer, 1);
    const step = (state: Value): Value => {
      const product = scalar.binary("mul", state, scalar.integer(integer, 1103515245n));
      return scalar.binary("add", product, scalar.integer(integer, 12345n));
    };
    const row = scalar.binary("add", scalar.index(integer, 0), seed!);
    const random = step(scalar.binary("add", column, step(row)));
    const positive = scalar.binary("add", half, scalar.cast(float, random));
    const range = scalar.binary("sub", max!, min!);
    const scale = scalar.binary("mul", range, createConstant(scalar.builder, float, 2.3283064e-10));
    const scaled = scalar.binary("mul", positive, scale);
    return scalar.cast(output.type, scalar.binary("add", scaled, min!));
  },
};
