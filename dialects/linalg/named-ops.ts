/** The definitions of the named operations, and how they are made. */

import type { AffineExpr, AffineMap } from "../../ir/affine.ts";
import type { Attribute } from "../../ir/attribute.ts";
import type { OpBuilder } from "../../ir/builder.ts";
import { errorAt } from "../../ir/diagnostic.ts";
import type { Operation } from "../../ir/operation.ts";
import type { Value } from "../../ir/value.ts";
import { mapArray } from "./attributes.ts";
import { Access } from "./named/access.ts";
import { multiplyAddBody } from "./named/bodies.ts";
import { makeBody } from "./named/body-region.ts";
import { bodyFor, defineNamedOp, type NamedOpDefinition } from "./named/define.ts";
import { isContract, type MapRule } from "./named/map-rules.ts";
import { type NamedOp, namedOps as table } from "./named/table.ts";
import { tensorTypes } from "./syntax.ts";

const lines: ReadonlyMap<NamedOpDefinition, NamedOp> = new Map(table.map((op) => [defineNamedOp(op), op]));

export const namedOps: readonly NamedOpDefinition[] = [...lines.keys()];

/** The line of the table that an operation follows from. */
export const lineOf = (def: NamedOpDefinition): NamedOp => lines.get(def)!;

const named = (name: string): NamedOpDefinition => namedOps.find((def) => def.name === `linalg.${name}`)!;

/**
 * Makes a named operation with its body. Attributes are given by name; those that say what is computed must all be there.
 * @throws {DiagnosticError} at the builder's location if there is no body for the operands' types
 */
export function createNamedOp(
  builder: OpBuilder,
  def: NamedOpDefinition,
  inputs: readonly Value[],
  output: Value,
  attributes: Readonly<Record<string, Attribute>> = {},
): Operation {
  const operands = [...inputs, output];
  const { loc } = builder;
  const fail = (message: string): Error => errorAt(loc, `'${def.name}' ${message}`);
  const region = makeBody(operands, bodyFor(lineOf(def), attributes.cast), fail);
  const { op } = builder.create(def, { inputs, outputs: [output], region, resultTypes: tensorTypes([output]) });
  for (const [name, value] of Object.entries(attributes)) op.setAttr(name, value);
  return op;
}

/** Fills a tensor or buffer with a value; returns what a tensor becomes, or the buffer. */
export function createFill(builder: OpBuilder, value: Value, output: Value): Value {
  const { results } = createNamedOp(builder, FillOp, [value], output);
  return results[0] ?? output;
}

// Contractions by their maps.

/** A named contraction: how to make it so that it has certain maps. */
export interface NamedContraction {
  readonly def: NamedOpDefinition;
  readonly attributes: Readonly<Record<string, Attribute>>;
  /** Whether the inputs change places. */
  readonly isSwapped: boolean;
}

/** The named operation that adds products with these maps, two of inputs and the output's, whatever the order of the loops. */
export function findContraction(maps: readonly AffineMap[]): NamedContraction | undefined {
  const [lhs, rhs, output] = maps as [AffineMap, AffineMap, AffineMap];
  for (const [def, { body, loops, access, maps: rule }] of lines) {
    if (body !== multiplyAddBody || loops === undefined || /[+~]/.test(access!)) continue;
    for (const own of waysToWrite(new Access(loops, access!).indexingMaps(), rule)) {
      for (const isSwapped of [false, true]) {
        if (!areSameButForLoops(own, isSwapped ? [rhs, lhs, output] : maps)) continue;
        return { def, attributes: rule === undefined ? {} : { indexing_maps: mapArray(own) }, isSwapped };
      }
    }
  }
  const isSwapped = false;
  return isContract(maps) ? { def: ContractOp, attributes: { indexing_maps: mapArray(maps) }, isSwapped } : undefined;
}

/** The maps of an operation, and where other ones may be written those with transposed inputs. */
function waysToWrite([lhs, rhs, output]: readonly AffineMap[], rule: MapRule | undefined): (readonly AffineMap[])[] {
  const ways = (map: AffineMap): AffineMap[] => (rule === undefined ? [map] : [map, withLastTwoSwapped(map)]);
  return ways(lhs!).flatMap((left) => ways(rhs!).map((right) => [left, right, output!]));
}

const withLastTwoSwapped = (map: AffineMap): AffineMap => {
  const [first, second] = map.results.slice(-2) as [AffineExpr, AffineExpr];
  return map.withResults([...map.results.slice(0, -2), second, first]);
};

/** Whether the maps are the same when the loops are renamed. */
function areSameButForLoops(maps: readonly AffineMap[], others: readonly AffineMap[]): boolean {
  const names = new Map<AffineExpr, AffineExpr>();
  const taken = new Set<AffineExpr>();
  const isSame = (expr: AffineExpr, other: AffineExpr | undefined): boolean => {
    if (other?.kind !== "dim") return false;
    const name = names.get(expr);
    if (name !== undefined) return name === other;
    if (taken.has(other)) return false;
    names.set(expr, other);
    taken.add(other);
    return true;
  };
  return maps.every((map, i) => {
    const { numDims, numResults, results } = others[i]!;
    return (
      map.numDims === numDims &&
      map.numResults === numResults &&
      map.results.every((expr, k) => isSame(expr, results[k]))
    );
  });
}

// Those that rewrites and derivatives ask for.
export const FillOp = named("fill");
export const CopyOp = named("copy");
export const MatmulOp = named("matmul");
export const BatchMatmulOp = named("batch_matmul");
export const ContractOp = named("contract");
