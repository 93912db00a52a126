/** The definitions of the named operations. */

import { defineNamedOp, type NamedOpDefinition } from "./named/define.ts";
import { namedOps as table } from "./named/table.ts";

const definitions: ReadonlyMap<string, NamedOpDefinition> = new Map(table.map((op) => [op.name, defineNamedOp(op)]));

export const namedOps: readonly NamedOpDefinition[] = [...definitions.values()];

const named = (name: string): NamedOpDefinition => definitions.get(name)!;

// Those that rewrites and derivatives ask for.
export const FillOp = named("fill");
export const CopyOp = named("copy");
export const MatmulOp = named("matmul");
export const BatchMatmulOp = named("batch_matmul");
