/** `gpu.all_reduce` and `gpu.subgroup_reduce`: one value from those of all threads of a block or subgroup. */

import type { CustomDirective } from "../../ir/assembly/format.ts";
import type { Type } from "../../ir/attribute.ts";
import { IntegerAttr, UnitAttr } from "../../ir/builtin/attributes.ts";
import { AnyFloat, AnySignlessInteger, AnyType, I32Attr, UnitAttribute } from "../../ir/builtin/constraints.ts";
import { elementTypeOrSelf, FloatType, IntegerType, i32, VectorType } from "../../ir/builtin/types.ts";
import { anyRegion, anyTypeOf, defaulted, optional, typeConstraint, variadic } from "../../ir/constraint.ts";
import { defineOp, type FoldResult, foldedInPlace, type Op, type OpDefinition } from "../../ir/define-op.ts";
import { errorAt, opError } from "../../ir/diagnostic.ts";
import type { Operation } from "../../ir/operation.ts";
import type { Region } from "../../ir/region.ts";
import { IsolatedFromAbove, Pure, ReturnLike, SameOperandsAndResultType, Terminator } from "../../ir/traits.ts";
import {
  AddFOp,
  AddIOp,
  AndIOp,
  MaximumFOp,
  MaxNumFOp,
  MaxSIOp,
  MaxUIOp,
  MinimumFOp,
  MinNumFOp,
  MinSIOp,
  MinUIOp,
  MulFOp,
  MulIOp,
  OrIOp,
  XOrIOp,
} from "../arith/index.ts";
import { AllReduceOperation, type AllReduceOperationName } from "./attributes.ts";
import { LaunchOp } from "./launch.ts";

export const YieldOp = defineOp("gpu.yield", {
  summary: "Gives the values of a region to the operation around it",
  operands: { values: variadic(AnyType) },
  traits: [Pure, ReturnLike, Terminator],
  assemblyFormat: "attr-dict ($values^ `:` type($values))?",
});
export type YieldOp = Op<typeof YieldOp>;

export const IntegerOrFloat = anyTypeOf([AnySignlessInteger, AnyFloat], "Integer or Float");
export const IntegerOrFloatOrVector = anyTypeOf([
  IntegerOrFloat,
  typeConstraint(
    "fixed-length vector of Integer or Float values of ranks 1",
    (type): type is VectorType =>
      type instanceof VectorType &&
      type.rank === 1 &&
      !type.scalableDims.includes(true) &&
      IntegerOrFloat.is(type.elementType),
  ),
]);

/** The operation in words, in front of the value. */
const allReduceOperation: CustomDirective = {
  parse(parser, state, name) {
    const text = parser.parseOptionalAnyKeyword();
    if (text === undefined) return;
    const word = AllReduceOperation.words.find((candidate) => candidate === text);
    if (word === undefined) throw parser.error("invalid op kind");
    state.setAttribute(name!, AllReduceOperation.of(word));
  },
  print(op, printer, name) {
    const attr = op.attr(name!);
    if (attr !== undefined && AllReduceOperation.is(attr)) printer.write(` ${attr.value}`);
  },
};

const floatOnly: ReadonlySet<AllReduceOperationName> = new Set(["minnumf", "maxnumf", "minimumf", "maximumf"]);
const integerOnly: ReadonlySet<AllReduceOperationName> = new Set([
  "minsi",
  "minui",
  "maxsi",
  "maxui",
  "and",
  "or",
  "xor",
]);

function verifyReduction(op: Operation, name: AllReduceOperationName, type: Type): void {
  const element = elementTypeOrSelf(type);
  if (floatOnly.has(name) ? element instanceof FloatType : !integerOnly.has(name) || element instanceof IntegerType) {
    return;
  }
  throw errorAt(op.loc, `\`${name}\` reduction operation is not compatible with type '${type}'`);
}

/** In the entry block of a launch all threads of a block execute the operation: that is noted. */
function noteUniform(op: Operation): FoldResult {
  if (op.attr("uniform") !== undefined) return undefined;
  const launch = LaunchOp.match(op.parentOp);
  if (launch === undefined || op.block !== launch.body.front) return undefined;
  op.setAttr("uniform", UnitAttr.get());
  return foldedInPlace;
}

/** The operation that a reduction names; undefined if its region says what is done. */
export function reductionOf(op: Operation): AllReduceOperationName | undefined {
  const attr = op.attr("op");
  return attr !== undefined && AllReduceOperation.is(attr) ? attr.value : undefined;
}

/** The operations that join two values, on floats and on integers. */
const joining: Readonly<Record<AllReduceOperationName, readonly [float?: OpDefinition, integer?: OpDefinition]>> = {
  add: [AddFOp, AddIOp],
  mul: [MulFOp, MulIOp],
  minui: [undefined, MinUIOp],
  minsi: [undefined, MinSIOp],
  minnumf: [MinNumFOp],
  maxui: [undefined, MaxUIOp],
  maxsi: [undefined, MaxSIOp],
  maxnumf: [MaxNumFOp],
  and: [undefined, AndIOp],
  or: [undefined, OrIOp],
  xor: [undefined, XOrIOp],
  minimumf: [MinimumFOp],
  maximumf: [MaximumFOp],
};

/** The operation of `arith` by which a reduction of values of this type joins two of them. */
export const reductionOp = (name: AllReduceOperationName, type: Type): OpDefinition =>
  joining[name][elementTypeOrSelf(type) instanceof FloatType ? 0 : 1]!;

export const AllReduceOp = defineOp(
  "gpu.all_reduce",
  {
    summary: "Reduces the values of all threads of a block; each of them gets the result",
    operands: { value: IntegerOrFloat },
    attributes: { op: optional(AllReduceOperation), uniform: optional(UnitAttribute) },
    results: { result: IntegerOrFloat },
    regions: { body: anyRegion },
    traits: [SameOperandsAndResultType, IsolatedFromAbove],
    assemblyFormat: `custom<AllReduceOperation>($op) $value (\`uniform\` $uniform^)? $body attr-dict
      \`:\` functional-type(operands, results)`,
  },
  {
    directives: { AllReduceOperation: allReduceOperation },
    verifyRegions({ op, body, result }) {
      const name = reductionOf(op);
      if (body.isEmpty !== (name !== undefined)) {
        throw errorAt(op.loc, "expected either an op attribute or a non-empty body");
      }
      if (name === undefined) verifyReductionBody(op, body, result.type);
      else verifyReduction(op, name, result.type);
    },
    fold: ({ op }) => noteUniform(op),
  },
);
export type AllReduceOp = Op<typeof AllReduceOp>;

function verifyReductionBody(op: Operation, body: Region, type: Type): void {
  const { args } = body.front;
  if (args.length !== 2) throw errorAt(op.loc, "expected two region arguments");
  if (args.some((arg) => arg.type !== type)) throw errorAt(op.loc, "incorrect region argument type");
  let hasYield = false;
  for (const { last } of body.blocks()) {
    if (!YieldOp.is(last)) continue;
    if (last!.numOperands !== 1) throw errorAt(op.loc, "expected one gpu.yield operand");
    if (last!.operand(0).type !== type) throw errorAt(op.loc, "incorrect gpu.yield type");
    hasYield = true;
  }
  if (!hasYield) throw errorAt(op.loc, "expected gpu.yield op in region");
}

export const isPowerOfTwo = (value: number): boolean => value > 0 && Number.isInteger(Math.log2(value));

export const SubgroupReduceOp = defineOp(
  "gpu.subgroup_reduce",
  {
    summary: "Reduces the values of all threads of a subgroup, or of clusters of it; each of them gets the result",
    operands: { value: IntegerOrFloatOrVector },
    attributes: {
      op: AllReduceOperation,
      uniform: optional(UnitAttribute),
      cluster_size: optional(I32Attr),
      cluster_stride: defaulted(I32Attr, () => IntegerAttr.get(i32(), 1)),
    },
    results: { result: IntegerOrFloatOrVector },
    traits: [SameOperandsAndResultType],
    assemblyFormat: `custom<AllReduceOperation>($op) $value (\`uniform\` $uniform^)?
      (\`cluster\` \`(\` \`size\` \`=\` $cluster_size^ (\`,\` \`stride\` \`=\` $cluster_stride^)? \`)\`)? attr-dict
      \`:\` functional-type(operands, results)`,
  },
  {
    directives: { AllReduceOperation: allReduceOperation },
    verify({ op, result, cluster_size, cluster_stride }) {
      verifyReduction(op, reductionOf(op)!, result.type);
      const size = cluster_size?.number;
      const stride = cluster_stride.number;
      if (size !== undefined && !isPowerOfTwo(size)) throw opError(op, `cluster size ${size} is not a power of two`);
      if (stride !== 1 && size === undefined) {
        throw opError(op, "cluster stride can only be specified if cluster size is specified");
      }
      if (!isPowerOfTwo(stride)) throw opError(op, `cluster stride ${stride} is not a power of two`);
    },
    fold: ({ op, value, cluster_size }) => (cluster_size?.number === 1 ? value : noteUniform(op)),
  },
);
export type SubgroupReduceOp = Op<typeof SubgroupReduceOp>;
