/** `llvm.getelementptr`: the address of a part of an array or struct. */

import type { AsmParser, UnresolvedOperand } from "../../ir/assembly/asm-parser.ts";
import type { Type } from "../../ir/attribute.ts";
import type { OpBuilder } from "../../ir/builder.ts";
import { denseI32Array, IntegerAttr, TypeAttr } from "../../ir/builtin/attributes.ts";
import { DenseI32Array, TypeAttribute } from "../../ir/builtin/constraints.ts";
import { VectorType } from "../../ir/builtin/types.ts";
import { defaulted, variadic } from "../../ir/constraint.ts";
import { defineOp, type FoldResult, foldedInPlace, type Op } from "../../ir/define-op.ts";
import { opError } from "../../ir/diagnostic.ts";
import type { Operation } from "../../ir/operation.ts";
import { Pure } from "../../ir/traits.ts";
import type { Value } from "../../ir/value.ts";
import { IntegerLike, PointerLike } from "./constraints.ts";
import { fieldOffsets, strideInBytes } from "./data-layout.ts";
import { GEPNoWrapFlags } from "./flags.ts";
import { LLVMArrayType, LLVMStructType } from "./types.ts";

/** Stands in `rawConstantIndices` where the index is an operand. */
const dynamicIndex = -(2 ** 31);
const fitsIndex = (index: number): boolean => index > dynamicIndex && index < 2 ** 31;

export const GEPOp = defineOp(
  "llvm.getelementptr",
  {
    summary: "The address of a part of what a pointer points to",
    operands: { base: PointerLike, dynamicIndices: variadic(IntegerLike) },
    attributes: {
      rawConstantIndices: DenseI32Array,
      elem_type: TypeAttribute,
      noWrapFlags: defaulted(GEPNoWrapFlags, () => GEPNoWrapFlags.of()),
    },
    results: { res: PointerLike },
    traits: [Pure],
    assemblyFormat: `($noWrapFlags^)? $base \`[\` custom<GEPIndices>($dynamicIndices, $rawConstantIndices) \`]\`
      attr-dict \`:\` functional-type(operands, results) \`,\` $elem_type`,
  },
  {
    verify({ op, noWrapFlags, elem_type }) {
      if ((noWrapFlags.number & 3) === 1) throw opError(op, "'inbounds_flag' cannot be used directly.");
      const indices = gepIndices(op);
      const dynamic = indices.filter((index) => typeof index !== "number").length;
      if (dynamic + 1 !== op.numOperands) {
        throw opError(op, "expected as many dynamic indices as specified in 'rawConstantIndices'");
      }
      verifyIndices(op, elem_type.value, indices);
    },
    fold({ op, base, res }, { dynamicIndices }): FoldResult {
      const indices = gepIndices(op);
      if (indices.length === 1 && base.type === res.type) {
        const only = dynamicIndices[0];
        if (indices[0] === 0 || (only instanceof IntegerAttr && only.value === 0n)) return base;
      }
      return absorbConstants(op, indices, dynamicIndices);
    },
    directives: {
      GEPIndices: {
        parse(parser, state) {
          const { operands, constants } = parseIndices(parser);
          state.setOperands("dynamicIndices", operands);
          state.setAttribute("rawConstantIndices", denseI32Array(constants));
        },
        print(op, printer) {
          printer.list(gepIndices(op), (index) => {
            if (typeof index === "number") printer.write(String(index));
            else printer.operand(index);
          });
        },
      },
    },
  },
);
export type GEPOp = Op<typeof GEPOp>;

/** The indices in order: numbers where they are constant. */
export function gepIndices(op: Operation): readonly (number | Value)[] {
  const { rawConstantIndices } = GEPOp.view(op);
  let next = 1;
  return rawConstantIndices.numbers.map((index) => (index === dynamicIndex ? op.operand(next++) : index));
}

/** How far the address is from the base, in bytes; undefined if an index or a size is not constant. */
export function gepByteOffset(op: Operation): number | undefined {
  const [first, ...rest] = gepIndices(op);
  let type = GEPOp.view(op).elem_type.value;
  const stride = strideInBytes(type, op);
  if (typeof first !== "number" || stride === undefined) return undefined;
  let offset = first * stride;
  for (const index of rest) {
    if (typeof index !== "number") return undefined;
    const step = stepInto(type, index, op);
    if (step === undefined) return undefined;
    offset += step.bytes;
    type = step.type;
  }
  return offset;
}

function stepInto(type: Type, index: number, op: Operation): { bytes: number; type: Type } | undefined {
  if (LLVMStructType.is(type)) {
    const [offsets, field] = [type.body && fieldOffsets(type, op), type.body?.[index]];
    return offsets === undefined || field === undefined ? undefined : { bytes: offsets[index]!, type: field };
  }
  if (!LLVMArrayType.is(type)) return undefined;
  const stride = strideInBytes(type.elementType, op);
  return stride === undefined ? undefined : { bytes: index * stride, type: type.elementType };
}

/** Makes the operation from indices that are numbers or values. */
export function createGEP(
  builder: OpBuilder,
  base: Value,
  elementType: Type,
  indices: readonly (number | Value)[],
  noWrapFlags = GEPNoWrapFlags.of(),
): Value {
  return builder.create(GEPOp, {
    base,
    dynamicIndices: indices.filter((index) => typeof index !== "number"),
    rawConstantIndices: denseI32Array(indices.map((index) => (typeof index === "number" ? index : dynamicIndex))),
    elem_type: TypeAttr.get(elementType),
    noWrapFlags,
    resultTypes: [base.type],
  }).res;
}

function parseIndices(parser: AsmParser): { operands: UnresolvedOperand[]; constants: number[] } {
  const operands: UnresolvedOperand[] = [];
  const constants: number[] = [];
  parser.parseCommaSeparated(() => {
    const at = parser.start;
    const constant = parser.parseOptionalInteger();
    if (constant === undefined) operands.push(parser.parseOperand());
    else if (!fitsIndex(Number(constant))) throw parser.error("integer value too large", at);
    constants.push(constant === undefined ? dynamicIndex : Number(constant));
  });
  return { operands, constants };
}

/** The first index steps over whole objects; each further one goes into the type. */
function verifyIndices(op: Operation, elementType: Type, indices: readonly (number | Value)[]): void {
  let type = elementType;
  for (let i = 1; i < indices.length; i++) {
    const index = indices[i]!;
    if (LLVMStructType.is(type)) {
      if (typeof index !== "number") throw opError(op, `expected index ${i} indexing a struct to be constant`);
      const element: Type | undefined = type.body?.[index];
      if (element === undefined) throw opError(op, `index ${i} indexing a struct is out of bounds`);
      type = element;
    } else if (LLVMArrayType.is(type) || type instanceof VectorType) type = type.elementType;
    else throw opError(op, `type '${type}' cannot be indexed (index #${i})`);
  }
}

/** Turns operands that are constants into constant indices. */
function absorbConstants(
  op: Operation,
  indices: readonly (number | Value)[],
  constants: readonly unknown[],
): FoldResult {
  let next = 0;
  const folded = indices.map((index) => {
    if (typeof index === "number") return index;
    const constant = constants[next++];
    return constant instanceof IntegerAttr && fitsIndex(constant.number) ? constant.number : index;
  });
  if (folded.every((index, i) => index === indices[i])) return undefined;
  op.setOperands([op.operand(0), ...folded.filter((index) => typeof index !== "number")]);
  const raw = folded.map((index) => (typeof index === "number" ? index : dynamicIndex));
  op.setAttr("rawConstantIndices", denseI32Array(raw));
  return foldedInPlace;
}
