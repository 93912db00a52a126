/** The definitions of the named operations, and how they are made. */

import type { Attribute } from "../../ir/attribute.ts";
import type { OpBuilder } from "../../ir/builder.ts";
import { errorAt } from "../../ir/diagnostic.ts";
import type { Operation } from "../../ir/operation.ts";
import type { Value } from "../../ir/value.ts";
import { makeBody } from "./named/body-region.ts";
import { bodyFor, defineNamedOp, type NamedOpDefinition } from "./named/define.ts";
import { type NamedOp, namedOps as table } from "./named/table.ts";
import { tensorTypes } from "./syntax.ts";

const lines: ReadonlyMap<NamedOpDefinition, NamedOp> = new Map(table.map((op) => [defineNamedOp(op), op]));

export const namedOps: readonly NamedOpDefinition[] = [...lines.keys()];

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
  const region = makeBody(operands, bodyFor(lines.get(def)!, attributes.cast), loc, fail);
  const { op } = builder.create(def, { inputs, outputs: [output], region, resultTypes: tensorTypes([output]) });
  for (const [name, value] of Object.entries(attributes)) op.setAttr(name, value);
  return op;
}

/** Fills a tensor or buffer with a value; returns what a tensor becomes, or the buffer. */
export function createFill(builder: OpBuilder, value: Value, output: Value): Value {
  const { results } = createNamedOp(builder, FillOp, [value], output);
  return results[0] ?? output;
}

// Those that rewrites and derivatives ask for.
export const FillOp = named("fill");
export const CopyOp = named("copy");
export const MatmulOp = named("matmul");
export const BatchMatmulOp = named("batch_matmul");
