/** Buffers that live as long as the program. */

import type { CustomDirective } from "../../ir/assembly/format.ts";
import { StringAttr, SymbolRefAttr, TypeAttr, UnitAttr } from "../../ir/builtin/attributes.ts";
import {
  AnyAttr,
  FlatSymbolRef,
  StrAttr,
  SymbolNameAttr,
  typeAttrOf,
  UnitAttribute,
} from "../../ir/builtin/constraints.ts";
import {
  DenseElementsAttr,
  type ElementsAttr,
  isDenseElementType,
  isElementsAttr,
} from "../../ir/builtin/dense-elements.ts";
import { ComplexType, MemRefType, RankedTensorType } from "../../ir/builtin/types.ts";
import { type AttrConstraint, optional, typeConstraint } from "../../ir/constraint.ts";
import { defineOp, type Op } from "../../ir/define-op.ts";
import { opError } from "../../ir/diagnostic.ts";
import { GlobalAddressOpInterface, GlobalVariableOpInterface } from "../../ir/interfaces/global-variable.ts";
import { SymbolUserOpInterface } from "../../ir/interfaces/symbol-user.ts";
import { Pure, SymbolTrait } from "../../ir/traits.ts";
import { AlignmentAttr, StaticShapeMemRef } from "./constraints.ts";

const MemRefTypeAttr: AttrConstraint<TypeAttr> = {
  ...typeAttrOf(typeConstraint("memref", (type): type is MemRefType => type instanceof MemRefType)),
  summary: "memref type attribute",
};

/** `memref<2xf32> = dense<[1.0, 2.0]>`, `memref<2xf32> = uninitialized`, or `memref<2xf32>` for a declaration. */
const typeAndInitialValue: CustomDirective = {
  parse(parser, state) {
    const type = parser.parseType();
    if (!(type instanceof MemRefType && type.hasStaticShape)) {
      throw parser.error(`type should be static shaped memref, but got '${type}'`, state.op.loc);
    }
    state.setAttribute("type", TypeAttr.get(type));
    if (!parser.parseOptionalEqual()) return;
    if (parser.parseOptionalKeyword("uninitialized")) {
      state.setAttribute("initial_value", UnitAttr.get());
      return;
    }
    const value = parser.parseAttribute(RankedTensorType.get(type.shape, type.elementType));
    if (!isElementsAttr(value))
      throw parser.error("initial value should be a unit or elements attribute", state.op.loc);
    state.setAttribute("initial_value", value);
  },
  print(op, printer) {
    const { type, initial_value: value } = GlobalOp.view(op);
    printer.attribute(type);
    if (value === undefined) return;
    printer.write(" = ");
    if (value instanceof UnitAttr) printer.write("uninitialized");
    else printer.attributeWithoutType(value);
  },
};

export const GlobalOp = defineOp(
  "memref.global",
  {
    summary: "A buffer that lives as long as the program; a declaration if it has no initial value",
    attributes: {
      sym_name: SymbolNameAttr,
      sym_visibility: optional(StrAttr),
      type: MemRefTypeAttr,
      initial_value: optional(AnyAttr),
      constant: optional(UnitAttribute),
      alignment: optional(AlignmentAttr),
    },
    traits: [SymbolTrait],
    assemblyFormat:
      "($sym_visibility^)? (`constant` $constant^)? $sym_name `:` " +
      "custom<GlobalMemrefOpTypeAndInitialValue>($type, $initial_value) attr-dict",
  },
  {
    directives: { GlobalMemrefOpTypeAndInitialValue: typeAndInitialValue },
    verify({ op, type, initial_value: value }) {
      const memref = type.value as MemRefType;
      if (!memref.hasStaticShape) throw opError(op, `type should be static shaped memref, but got '${memref}'`);
      if (value === undefined || value instanceof UnitAttr) return;
      if (!isElementsAttr(value)) {
        throw opError(op, `initial value should be a unit or elements attribute, but got ${value}`);
      }
      const { elementType, shape } = (value as ElementsAttr).type;
      if (elementType !== memref.elementType) {
        const types = `'${memref.elementType}', but was of type '${elementType}'`;
        throw opError(op, `initial value element expected to be of type ${types}`);
      }
      if (shape!.length !== memref.rank || shape!.some((size, i) => size !== memref.shape[i])) {
        throw opError(op, `initial value shape expected to be ${memref.shape.join(", ")} but was ${shape!.join(", ")}`);
      }
    },
  },
);
export type GlobalOp = Op<typeof GlobalOp>;

export const GetGlobalOp = defineOp("memref.get_global", {
  summary: "The buffer that a global name stands for",
  attributes: { name: FlatSymbolRef },
  results: { result: StaticShapeMemRef },
  traits: [Pure],
  assemblyFormat: "$name `:` type($result) attr-dict",
}).implement(SymbolUserOpInterface, {
  verifySymbolUses({ op, name, result }, tables) {
    const global = GlobalOp.match(tables.lookupNearest(op, name));
    if (global === undefined) throw opError(op, `'${name.root}' does not reference a valid global memref`);
    const type = global.type.value;
    if (type === result.type) return;
    const message = `result type '${result.type}' does not match type '${type}' of the global memref @${name.root}`;
    throw opError(op, message);
  },
});
export type GetGlobalOp = Op<typeof GetGlobalOp>;

/** An initial value of zeros; none in particular if there is no attribute that holds such elements. */
function zerosOf({ shape, elementType }: MemRefType): ElementsAttr | UnitAttr {
  if (!isDenseElementType(elementType)) return UnitAttr.get();
  const zero = elementType instanceof ComplexType ? ([0n, 0n] as const) : 0n;
  return DenseElementsAttr.get(RankedTensorType.get(shape, elementType), [zero]);
}

GlobalOp.implement(GlobalVariableOpInterface, {
  isConstant: ({ constant }) => constant !== undefined,
  isDefined: ({ initial_value }) => initial_value !== undefined,
  contentType: ({ type }) => type.value,
  createLike: ({ op, type, alignment }, name, isConstant) =>
    GlobalOp.build(
      {
        sym_name: StringAttr.get(name),
        sym_visibility: StringAttr.get("private"),
        type,
        initial_value: zerosOf(type.value as MemRefType),
        constant: isConstant === true ? UnitAttr.get() : undefined,
        alignment,
      },
      op.loc,
    ),
  createAddress: ({ sym_name, type }, builder) =>
    builder.create(GetGlobalOp, { name: SymbolRefAttr.get(sym_name.value), resultTypes: [type.value] }).result,
});
GetGlobalOp.implement(GlobalAddressOpInterface, { symbol: ({ name }) => name });
