/** Parts of structs, arrays and vectors in the llvm dialect. */

import type { CustomDirective } from "../../ir/assembly/format.ts";
import type { Attribute, Type } from "../../ir/attribute.ts";
import { ArrayAttr, type DenseArrayAttr, denseI64Array } from "../../ir/builtin/attributes.ts";
import { AnySignlessInteger, DenseI32Array, DenseI64Array } from "../../ir/builtin/constraints.ts";
import { DenseElementsAttr } from "../../ir/builtin/dense-elements.ts";
import { ComplexType, VectorType } from "../../ir/builtin/types.ts";
import { defineOp, type FoldResult, foldedInPlace, type Op } from "../../ir/define-op.ts";
import { opError } from "../../ir/diagnostic.ts";
import { constantValue } from "../../ir/matchers.ts";
import { allTypesMatch, Pure, typesMatchWith } from "../../ir/traits.ts";
import type { Value } from "../../ir/value.ts";
import { PoisonAttr, UndefAttr, ZeroAttr } from "./attributes.ts";
import { AnyAggregate, AnyLLVMType, AnyLLVMVector, PrimitiveType } from "./constraints.ts";
import { inferring } from "./traits.ts";
import { LLVMArrayType, LLVMStructType } from "./types.ts";

// Structs and arrays.

/** The type at a position inside a struct or array, or what is wrong with the position. */
function typeAt(container: Type, position: readonly number[]): Type | string {
  let type = container;
  for (const index of position) {
    if (LLVMArrayType.is(type)) {
      if (index < 0 || index >= type.numElements) return `position out of bounds: ${index}`;
      type = type.elementType;
    } else if (LLVMStructType.is(type)) {
      const element: Type | undefined = type.body?.[index];
      if (element === undefined) return `position out of bounds: ${index}`;
      type = element;
    } else return `expected LLVM IR structure/array type, got: '${type}'`;
  }
  return type;
}

/** The type of the element follows from the container's, so that nothing is written for it. */
const elementTypeDirective: CustomDirective = {
  parse(parser, state, element, container, position) {
    const containerType = state.typesOf(container!)![0]!;
    const indices = (state.op.attribute(position!) as DenseArrayAttr).numbers;
    const type = typeAt(containerType, indices);
    if (typeof type === "string") throw parser.error(type);
    state.setTypes(element!, [type]);
  },
  print: () => {},
};

export const ExtractValueOp = defineOp(
  "llvm.extractvalue",
  {
    summary: "A part of a struct or array",
    operands: { container: AnyAggregate },
    attributes: { position: DenseI64Array },
    results: { res: AnyLLVMType },
    traits: [Pure],
    assemblyFormat: `$container \`\` $position attr-dict \`:\` type($container)
      custom<InsertExtractValueElementType>(type($res), ref(type($container)), ref($position))`,
  },
  {
    directives: { InsertExtractValueElementType: elementTypeDirective },
    verify({ op, container, position, res }) {
      const type = typeAt(container.type, position.numbers);
      if (typeof type === "string") throw opError(op, type);
      if (type === res.type) return;
      throw opError(
        op,
        `Type mismatch: extracting from '${container.type}' should produce '${type}' but this op returns '${res.type}'`,
      );
    },
    fold({ op, container, position }, constants): FoldResult {
      const path = position.numbers;
      if (path.length === 0) return container;
      const before = ExtractValueOp.defining(container);
      if (before !== undefined) {
        // extract(extract(x, p), q)  ->  extract(x, p q)
        op.setOperand(0, before.container);
        op.setAttr("position", denseI64Array([...before.position.values, ...position.values]));
        return foldedInPlace;
      }
      return (
        constantAt(constants.container, container.type, path) ??
        foldInsertions(container, path, (source) => {
          op.setOperand(0, source);
        })
      );
    },
  },
);
export type ExtractValueOp = Op<typeof ExtractValueOp>;

/** The part of a constant that stands at `path`. */
function constantAt(constant: Attribute | undefined, type: Type, path: readonly number[]): Attribute | undefined {
  if (constant === undefined) return undefined;
  if (UndefAttr.is(constant) || PoisonAttr.is(constant) || ZeroAttr.is(constant)) return constant;
  if (constant instanceof ArrayAttr) {
    const element = constant.values[path[0]!];
    return path.length === 1 ? element : constantAt(element, type, path.slice(1));
  }
  if (!(constant instanceof DenseElementsAttr) || constant.elementType instanceof ComplexType) return undefined;
  if (!LLVMArrayType.is(type) || LLVMArrayType.is(type.elementType) || path.length !== 1) return undefined;
  return type.elementType === constant.elementType ? constant.elementAttr(path[0]!) : undefined;
}

/**
 * Looks through the insertions that made `container`: the value at `path` if one of them put it there, alone or as a part
 * of something else; or the container before the insertions that have nothing to do with it, which is given to `skipTo`.
 */
function foldInsertions(container: Value, path: readonly number[], skipTo: (source: Value) => void): FoldResult {
  let [source, rest] = [container, path];
  let skipped = container;
  for (;;) {
    const insertion = InsertValueOp.defining(source);
    if (insertion === undefined) break;
    const inserted = insertion.position.numbers;
    const common = Math.min(inserted.length, rest.length);
    if (!inserted.slice(0, common).every((index, i) => index === rest[i])) {
      if (source === skipped) skipped = insertion.container;
      source = insertion.container;
      continue;
    }
    if (inserted.length === rest.length) return insertion.value;
    rest = rest.slice(inserted.length);
    if (rest.length === 0) break;
    const part = constantAt(constantValue(insertion.value), insertion.value.type, rest);
    if (part !== undefined) return part;
    // Only what is found there is taken.
    source = insertion.value;
  }
  if (skipped === container) return undefined;
  skipTo(skipped);
  return foldedInPlace;
}

export const InsertValueOp = defineOp(
  "llvm.insertvalue",
  {
    summary: "A struct or array with one part replaced",
    operands: { container: AnyAggregate, value: PrimitiveType },
    attributes: { position: DenseI64Array },
    results: { res: AnyAggregate },
    traits: [Pure, inferring(allTypesMatch("container", "res"), ({ operands }) => [operands[0]!.type])],
    assemblyFormat: `$value \`,\` $container \`\` $position attr-dict \`:\` type($container)
      custom<InsertExtractValueElementType>(type($value), ref(type($container)), ref($position))`,
  },
  {
    directives: { InsertExtractValueElementType: elementTypeDirective },
    verify({ op, container, value, position }) {
      const type = typeAt(container.type, position.numbers);
      if (typeof type === "string") throw opError(op, type);
      if (type === value.type) return;
      throw opError(op, `Type mismatch: cannot insert '${value.type}' into '${container.type}'`);
    },
  },
);
export type InsertValueOp = Op<typeof InsertValueOp>;

// Vectors.

const elementOf = (type: Type): Type => (type as VectorType).elementType;

export const ExtractElementOp = defineOp("llvm.extractelement", {
  summary: "An element of a vector",
  operands: { vector: AnyLLVMVector, position: AnySignlessInteger },
  results: { res: AnyLLVMType },
  traits: [
    Pure,
    inferring(
      typesMatchWith({
        from: "vector",
        to: "res",
        summary: "result type matches vector element type",
        transform: elementOf,
      }),
      ({ operands }) => [elementOf(operands[0]!.type)],
    ),
  ],
  assemblyFormat: "$vector `[` $position `:` type($position) `]` attr-dict `:` type($vector)",
});

export const InsertElementOp = defineOp("llvm.insertelement", {
  summary: "A vector with one element replaced",
  operands: { vector: AnyLLVMVector, value: PrimitiveType, position: AnySignlessInteger },
  results: { res: AnyLLVMVector },
  traits: [
    Pure,
    typesMatchWith({
      from: "vector",
      to: "value",
      summary: "argument type matches vector element type",
      transform: elementOf,
    }),
    inferring(allTypesMatch("res", "vector"), ({ operands }) => [operands[0]!.type]),
  ],
  assemblyFormat: "$value `,` $vector `[` $position `:` type($position) `]` attr-dict `:` type($vector)",
});

const shuffledType = (vector: Type, mask: DenseArrayAttr): VectorType => {
  const { elementType, scalableDims } = vector as VectorType;
  return VectorType.get([mask.values.length], elementType, scalableDims);
};

export const ShuffleVectorOp = defineOp(
  "llvm.shufflevector",
  {
    summary: "Elements of two vectors in a new order",
    operands: { v1: AnyLLVMVector, v2: AnyLLVMVector },
    attributes: { mask: DenseI32Array },
    results: { res: AnyLLVMVector },
    traits: [Pure, allTypesMatch("v1", "v2")],
    assemblyFormat: `$v1 \`,\` $v2 $mask attr-dict \`:\` type($v1)
      custom<ShuffleType>(ref(type($v1)), type($res), ref($mask))`,
  },
  {
    directives: {
      ShuffleType: {
        parse(_, state, vector, result, mask) {
          const type = shuffledType(state.typesOf(vector!)![0]!, state.op.attribute(mask!) as DenseArrayAttr);
          state.setTypes(result!, [type]);
        },
        print: () => {},
      },
    },
    verify({ op, v1, mask }) {
      if ((v1.type as VectorType).isScalable && mask.values.some((index) => index !== 0n)) {
        throw opError(op, "expected a splat operation for scalable vectors");
      }
    },
    fold({ v1, res, mask }): FoldResult {
      // shuffle(x, y)[0]  ->  x for vectors of one element
      const isOne = mask.values.length === 1 && mask.values[0] === 0n && !(v1.type as VectorType).isScalable;
      return isOne && v1.type === res.type ? v1 : undefined;
    },
  },
);
export type ShuffleVectorOp = Op<typeof ShuffleVectorOp>;

export const aggregateOps = [
  ExtractValueOp,
  InsertValueOp,
  ExtractElementOp,
  InsertElementOp,
  ShuffleVectorOp,
] as const;
