/** The named operation that a structured operation of any name is. */

import type { AffineMap } from "../../ir/affine.ts";
import type { Attribute } from "../../ir/attribute.ts";
import { DenseElementsAttr } from "../../ir/builtin/dense-elements.ts";
import { FloatType, i64, RankedTensorType } from "../../ir/builtin/types.ts";
import { dpsInits, dpsInputs } from "../../ir/interfaces/destination-style.ts";
import { elementOrSelf, indexingMaps, iteratorTypes } from "../../ir/interfaces/linalg.ts";
import type { Operation } from "../../ir/operation.ts";
import { TypeFn } from "./attributes.ts";
import { Access, type Window } from "./named/access.ts";
import type { Body } from "./named/bodies.ts";
import { hasBodyOf } from "./named/body-region.ts";
import { bodyFor, type NamedOpDefinition } from "./named/define.ts";
import type { NamedOp } from "./named/table.ts";
import { BatchMatmulOp, findContraction, lineOf, MatmulOp, namedOps } from "./named-ops.ts";

/** What is needed to make the named operation from the operands. */
export interface Recognized {
  readonly def: NamedOpDefinition;
  readonly attributes: Readonly<Record<string, Attribute>>;
  /** Whether the two inputs change places. */
  readonly isSwapped: boolean;
}

/** Elementwise functions of floats, as far as mlir-opt knows them again. */
const elementwise = new Set(["exp", "add", "sub", "mul", "div"].map((name) => `linalg.${name}`));
const windowed = /^linalg\.(conv|depthwise_conv|pooling)_/;
const contractions = new Set<NamedOpDefinition>([MatmulOp, BatchMatmulOp]);

/** The named operation that computes the same with the same loops; undefined if there is none, or it is not looked for. */
export function recognize(op: Operation): Recognized | undefined {
  if (dpsInits(op).length !== 1) return undefined;
  const isFloat = op.operands.every(({ type }) => elementOrSelf(type) instanceof FloatType);
  for (const def of namedOps) {
    const line = lineOf(def);
    if (line.operands.length !== op.numOperands) continue;
    const isSought = windowed.test(def.name) || def.name === "linalg.copy" || (elementwise.has(def.name) && isFloat);
    const attributes = isSought ? attributesFor(op, line) : undefined;
    if (attributes === undefined) continue;
    const body = bodyFor(line, undefined);
    if (hasBodyOf(op, body)) return { def, attributes, isSwapped: false };
    if (elementwise.has(def.name) && hasBodyOf(op, swapped(body))) return { def, attributes, isSwapped: true };
  }
  return recognizeContraction(op);
}

/** The body with its two inputs in the other order. */
const swapped = (body: Body): Body => ({
  ...body,
  build: (scalar, inputs, output) => body.build(scalar, inputs.toReversed(), output),
});

/** The attributes with which an operation of this kind has the maps of `op`. */
function attributesFor(op: Operation, line: NamedOp): Readonly<Record<string, Attribute>> | undefined {
  const maps = indexingMaps(op);
  if (line.access === undefined) return isElementwise(op, line) ? {} : undefined;
  const access = new Access(line.loops!, line.access);
  if (
    access.loops.length !== maps[0]!.numDims ||
    access.indices.some((indices, i) => indices.length !== maps[i]!.numResults)
  ) {
    return undefined;
  }
  const window = windowIn(maps, access);
  const wanted = access.indexingMaps(window);
  const isSame = maps.every((map, i) => map === wanted[i]);
  if (!isSame || access.iteratorTypes.some((type, i) => type !== iteratorTypes(op)[i])) return undefined;
  if (window.strides.length === 0) return {};
  return { strides: windowAttr(window.strides), dilations: windowAttr(window.dilations) };
}

/** A copy converts nothing. */
function isElementwise(op: Operation, { name }: NamedOp): boolean {
  const isParallel = iteratorTypes(op).every((type) => type === "parallel");
  const isCast = name === "copy" && elementOrSelf(op.operand(0).type) !== elementOrSelf(op.operand(1).type);
  return isParallel && !isCast && indexingMaps(op).every((map) => map.isIdentity);
}

const windowAttr = (numbers: readonly bigint[]): DenseElementsAttr =>
  DenseElementsAttr.get(RankedTensorType.get([numbers.length], i64()), numbers);

/** The factors of the two loops of each window; wrong ones where an index is no such sum. */
function windowIn(maps: readonly AffineMap[], access: Access): Window {
  const strides: bigint[] = [];
  const dilations: bigint[] = [];
  access.indices.forEach((indices, operand) => {
    indices.forEach((index, result) => {
      if (!index.includes("~")) return;
      const [first, second] = index
        .split("~")
        .map((loop) => factorOf(maps[operand]!, result, access.loops.indexOf(loop)));
      strides.push(first!);
      dilations.push(second!);
    });
  });
  return { strides, dilations };
}

/** By how much a result grows with a loop. */
function factorOf(map: AffineMap, result: number, loop: number): bigint {
  const at = (index: number): bigint =>
    map.evaluate(Array.from({ length: map.numDims }, (_, i) => (i === loop ? BigInt(index) : 0n)))?.[result] ?? 0n;
  return at(1) - at(0);
}

function recognizeContraction(op: Operation): Recognized | undefined {
  const maps = indexingMaps(op);
  if (dpsInputs(op).length !== 2 || !maps.every((map) => map.isProjectedPermutation())) return undefined;
  const found = findContraction(maps);
  if (found === undefined || found.isSwapped || !contractions.has(found.def)) return undefined;
  const line = lineOf(found.def);
  const unsigned = TypeFn.of("cast_unsigned");
  const isCastBy = (cast: Attribute | undefined): boolean => hasBodyOf(op, bodyFor(line, cast), { inAnyOrder: true });
  const { def, attributes, isSwapped } = found;
  if (isCastBy(undefined)) return { def, attributes, isSwapped };
  return isCastBy(unsigned) ? { def, attributes: { ...attributes, cast: unsigned }, isSwapped } : undefined;
}
