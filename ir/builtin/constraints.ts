/** The constraints that dialects share, named as in ODS. The summaries are what the verifier says. */

import type { AttributeParser } from "../assembly/attribute-parser.ts";
import { parseArrayElement } from "../assembly/number-parsing.ts";
import { Attribute, type Type } from "../attribute.ts";
import {
  type AttrConstraint,
  type AttrSyntax,
  anyTypeOf,
  attrConstraint,
  classConstraint,
  type TypeClass,
  type TypeConstraint,
  typeConstraint,
} from "../constraint.ts";
import {
  AffineMapAttr,
  ArrayAttr,
  DenseArrayAttr,
  DictionaryAttr,
  FloatAttr,
  IntegerAttr,
  IntegerSetAttr,
  StringAttr,
  SymbolRefAttr,
  TypeAttr,
  UnitAttr,
} from "./attributes.ts";
import { DenseElementsAttr, type ElementsAttr, isElementsAttr } from "./dense-elements.ts";
import {
  BaseMemRefType,
  ComplexType,
  elementTypeOrSelf,
  FloatType,
  FunctionType,
  f32,
  f64,
  IndexType,
  IntegerType,
  i1,
  i32,
  i64,
  isSignlessInteger,
  MemRefType,
  NoneType,
  RankedTensorType,
  ShapedType,
  TensorType,
  VectorType,
} from "./types.ts";

// Types.

// What formats insist on.
const integerClass: TypeClass = { name: "builtin.integer", is: (type) => type instanceof IntegerType };
const complexClass: TypeClass = { name: "builtin.complex", is: (type) => type instanceof ComplexType };
const vectorClass: TypeClass = { name: "builtin.vector", is: (type) => type instanceof VectorType };
export const tensorClass: TypeClass = { is: (type) => type instanceof TensorType };
export const rankedTensorClass: TypeClass = { name: "builtin.tensor", is: (type) => type instanceof RankedTensorType };
export const memrefClass: TypeClass = { name: "builtin.memref", is: (type) => type instanceof MemRefType };
export const anyMemrefClass: TypeClass = { is: (type) => type instanceof BaseMemRefType };

export const AnyType = typeConstraint("any type", (_type): _type is Type => true);
export const Index = typeConstraint(
  "index",
  (type): type is IndexType => type instanceof IndexType,
  () => IndexType.get(),
);
export const AnyInteger = typeConstraint("integer", (type): type is IntegerType => type instanceof IntegerType);
export const AnySignlessInteger = classConstraint(
  integerClass,
  "signless integer",
  (type): type is IntegerType => type instanceof IntegerType && type.isSignless,
);
export const AnySignlessIntegerOrIndex = anyTypeOf([AnySignlessInteger, Index]);
export const AnyFloat = typeConstraint("floating-point", (type): type is FloatType => type instanceof FloatType);
export const I1 = typeConstraint("1-bit signless integer", (type): type is IntegerType => type === i1(), i1);
export const I32 = typeConstraint("32-bit signless integer", (type): type is IntegerType => type === i32(), i32);
export const I64 = typeConstraint("64-bit signless integer", (type): type is IntegerType => type === i64(), i64);
export const F32 = typeConstraint("32-bit float", (type): type is FloatType => type === f32(), f32);
export const F64 = typeConstraint("64-bit float", (type): type is FloatType => type === f64(), f64);

export const AnyComplex = classConstraint(
  complexClass,
  "complex-type",
  (type): type is ComplexType => type instanceof ComplexType,
);
export const ComplexOfFloat = classConstraint(
  complexClass,
  "complex type with floating-point elements",
  (type): type is ComplexType => type instanceof ComplexType && type.elementType instanceof FloatType,
);
export const AnyVector = classConstraint(
  vectorClass,
  "vector of any type values",
  (type): type is VectorType => type instanceof VectorType,
);
/** The summary is the same as that of any vector. */
export const AnyVectorOfNonZeroRank = typeConstraint(
  AnyVector.summary,
  (type): type is VectorType => type instanceof VectorType && type.shape.length > 0,
);
export const AnyTensor = classConstraint(
  tensorClass,
  "tensor of any type values",
  (type): type is TensorType => type instanceof TensorType,
);
export const AnyRankedTensor = classConstraint(
  rankedTensorClass,
  "ranked tensor of any type values",
  (type): type is RankedTensorType => type instanceof RankedTensorType,
);
export const AnyMemRef = classConstraint(
  memrefClass,
  "memref of any type values",
  (type): type is MemRefType => type instanceof MemRefType,
);
export const AnyRankedOrUnrankedMemRef = classConstraint(
  anyMemrefClass,
  "ranked or unranked memref of any type values",
  (type): type is BaseMemRefType => type instanceof BaseMemRefType,
);
export const AnyShaped = typeConstraint(
  "shaped of any type values",
  (type): type is ShapedType => type instanceof ShapedType,
);
export const AnyFunctionType = typeConstraint(
  "function type",
  (type): type is FunctionType => type instanceof FunctionType,
);

const isVectorOrTensor = (type: Type): boolean => type instanceof VectorType || type instanceof TensorType;
/** A scalar that `is` accepts, or a vector or tensor of them. */
const orContainerOf =
  (is: (type: Type) => boolean) =>
  (type: Type): type is Type =>
    is(type) || (isVectorOrTensor(type) && is(elementTypeOrSelf(type)));

const isFloat = (type: Type): boolean => type instanceof FloatType;
const isSignlessIntegerOrIndex = (type: Type): boolean => type instanceof IndexType || isSignlessInteger(type);

export const SignlessIntegerLike = typeConstraint("signless-integer", orContainerOf(isSignlessInteger));
export const SignlessIntegerOrIndexLike = typeConstraint(
  "signless-integer-like",
  orContainerOf(isSignlessIntegerOrIndex),
);
export const FloatLike = typeConstraint("floating-point-like", orContainerOf(isFloat));
export const BoolLike = typeConstraint(
  "bool-like",
  orContainerOf((type) => type === i1()),
);
export const SignlessIntegerOrFloatLike = typeConstraint(
  "signless-integer-like or floating-point-like",
  orContainerOf((type) => isSignlessInteger(type) || isFloat(type)),
);
export const SignlessIntegerOrIndexOrFloatLike = typeConstraint(
  "signless-integer-or-index-like or floating-point-like",
  orContainerOf((type) => isSignlessIntegerOrIndex(type) || isFloat(type)),
);

// Attributes.

const wrap = <A extends Attribute>(
  summary: string,
  is: (attribute: Attribute) => boolean,
  rest: Pick<AttrConstraint<A>, "valueType" | "syntax" | "base"> = {},
): AttrConstraint<A> => attrConstraint(summary, is as (attribute: Attribute) => attribute is A, rest);

export const AnyAttr = wrap<Attribute>("any attribute", () => true);
export const UnitAttribute = wrap<UnitAttr>("unit attribute", (attr) => attr instanceof UnitAttr);
/** Where a format writes it, no type follows. */
export const StrAttr = wrap<StringAttr>("string attribute", (attr) => attr instanceof StringAttr, {
  valueType: () => NoneType.get(),
});
export const BoolAttribute = wrap<IntegerAttr>("bool attribute", (attr) => attr instanceof IntegerAttr && attr.isBool, {
  valueType: i1,
});
export const AnyIntegerAttr = wrap<IntegerAttr>("arbitrary integer attribute", (attr) => attr instanceof IntegerAttr);
const integerAttr = (summary: string, type: () => IntegerType | IndexType): AttrConstraint<IntegerAttr> =>
  wrap<IntegerAttr>(summary, (attr) => attr instanceof IntegerAttr && attr.type === type(), {
    valueType: type,
    base: AnyIntegerAttr,
  });
export const I8Attr = integerAttr("8-bit signless integer attribute", () => IntegerType.get(8));
export const I32Attr = integerAttr("32-bit signless integer attribute", i32);
export const I64Attr = integerAttr("64-bit signless integer attribute", i64);
export const IndexAttr = integerAttr("index attribute", () => IndexType.get());
export const AnyFloatAttr = wrap<FloatAttr>("arbitrary float attribute", (attr) => attr instanceof FloatAttr);
export const F64Attr = wrap<FloatAttr>(
  "64-bit float attribute",
  (attr) => attr instanceof FloatAttr && attr.type === f64(),
  { valueType: f64, base: AnyFloatAttr },
);
/** An attribute with a type: numbers, strings with a type, elements. */
export const TypedAttrInterface = wrap<IntegerAttr | FloatAttr | StringAttr | ElementsAttr>(
  "TypedAttr instance",
  (attr) => attr instanceof Attribute && "type" in attr,
);
/** Elements of tensors and vectors of one type. ODS: `IntElementsAttrBase`. */
export const denseElementsOf = (summary: string, holds: (attr: DenseElementsAttr) => boolean) =>
  wrap<DenseElementsAttr>(summary, (attr) => attr instanceof DenseElementsAttr && holds(attr), {
    base: wrap<DenseElementsAttr>("dense elements", (attr) => attr instanceof DenseElementsAttr),
  });
export const ElementsAttrConstraint = wrap<ElementsAttr>("constant vector/tensor attribute", isElementsAttr);
export const ArrayAttribute = wrap<ArrayAttr>("array attribute", (attr) => attr instanceof ArrayAttr);
/** An array of attributes that `is` accepts. ODS: `TypedArrayAttrBase`. */
export const arrayAttrOf = (summary: string, is: (value: Attribute) => boolean): AttrConstraint<ArrayAttr> =>
  wrap<ArrayAttr>(summary, (attr) => attr instanceof ArrayAttr && attr.values.every(is), { base: ArrayAttribute });
export const DictArrayAttr = arrayAttrOf("Array of dictionary attributes", (value) => value instanceof DictionaryAttr);
export const DictAttribute = wrap<DictionaryAttr>(
  "dictionary of named attribute values",
  (attr) => attr instanceof DictionaryAttr,
);
export const AffineMapAttribute = wrap<AffineMapAttr>("AffineMap attribute", (attr) => attr instanceof AffineMapAttr);
export const IntegerSetAttribute = wrap<IntegerSetAttr>(
  "IntegerSet attribute",
  (attr) => attr instanceof IntegerSetAttr,
);
export const TypeAttribute = wrap<TypeAttr>("any type attribute", (attr) => attr instanceof TypeAttr);
/** A type attribute whose type satisfies a constraint. */
export const typeAttrOf = (constraint: TypeConstraint): AttrConstraint<TypeAttr> =>
  wrap<TypeAttr>(
    `type attribute of ${constraint.summary}`,
    (attr) => attr instanceof TypeAttr && constraint.is(attr.value),
    { base: TypeAttribute },
  );

/** `@name`, as the name of what is defined. */
export const SymbolNameAttr = wrap<StringAttr>("string attribute", (attr) => attr instanceof StringAttr, {
  syntax: {
    parse: (parser) => StringAttr.get(parser.parseSymbolName()),
    parseOptional(parser) {
      const name = parser.parseOptionalSymbolName();
      return name === undefined ? undefined : StringAttr.get(name);
    },
    print: (attr, printer) => {
      printer.symbolName(attr.value);
    },
  },
});
/** `@name`, as a reference to what is defined elsewhere. */
export const FlatSymbolRef = wrap<SymbolRefAttr>(
  "flat symbol reference attribute",
  (attr) => attr instanceof SymbolRefAttr && attr.isFlat,
);
export const SymbolRef = wrap<SymbolRefAttr>("symbol reference attribute", (attr) => attr instanceof SymbolRefAttr);

/** `[1, 2]` for `array<i64: 1, 2>`. */
const denseArraySyntax = (type: () => IntegerType | FloatType): AttrSyntax<DenseArrayAttr> => ({
  parse: (parser) => parseDenseArrayBody(parser, type()),
  print(attr, printer) {
    printer.write("[").list(attr.values, (value) => printer.write(attr.printElement(value)));
    printer.write("]");
  },
});

function parseDenseArrayBody(parser: AttributeParser, type: IntegerType | FloatType): DenseArrayAttr {
  const values: bigint[] = [];
  parser.parseLSquare();
  if (!parser.parseOptionalRSquare()) {
    parser.parseCommaSeparated(() => {
      values.push(parseArrayElement(parser, type));
    });
    parser.parseRSquare();
  }
  return DenseArrayAttr.get(type, values);
}

const denseArrayAttr = (name: string, type: () => IntegerType | FloatType): AttrConstraint<DenseArrayAttr> =>
  wrap<DenseArrayAttr>(
    `${name} dense array attribute`,
    (attr) => attr instanceof DenseArrayAttr && attr.elementType === type(),
    {
      syntax: denseArraySyntax(type),
    },
  );
export const DenseI32Array = denseArrayAttr("i32", i32);
export const DenseI64Array = denseArrayAttr("i64", i64);
export const DenseBoolArray = denseArrayAttr("i1", i1);

/** An enumeration that is stored as an integer and written as a word. */
export interface EnumAttr<N extends string> extends AttrConstraint<IntegerAttr> {
  readonly cases: Readonly<Record<N, number>>;
  /** The attribute for a case. */
  of(name: N): IntegerAttr;
  nameOf(attribute: IntegerAttr): N;
}

/**
 * ODS: `I64EnumAttr` and `I32EnumAttr`. The summary is what the verifier says is expected; where it is empty the verifier
 * lists the cases.
 */
export function integerEnum<const N extends string>(
  summary: string,
  type: () => IntegerType,
  cases: Readonly<Record<N, number>>,
): EnumAttr<N> {
  const words = Object.keys(cases) as N[];
  let known: ReadonlyMap<string, IntegerAttr> | undefined;
  /** The attributes by their words, made when the enumeration is first used. */
  const attributes = (): ReadonlyMap<string, IntegerAttr> => {
    known ??= new Map(words.map((word) => [word, IntegerAttr.get(type(), cases[word])]));
    return known;
  };
  let knownNames: ReadonlyMap<Attribute, N> | undefined;
  const names = (): ReadonlyMap<Attribute, N> => {
    knownNames ??= new Map(words.map((word) => [attributes().get(word)!, word]));
    return knownNames;
  };
  const parseOptional = (parser: AttributeParser, attributeName: string): IntegerAttr | undefined => {
    const at = parser.start;
    const attr = attributes().get(parser.word().text);
    if (attr !== undefined) {
      parser.advance();
      return attr;
    }
    const quoted = parser.parseOptionalString();
    if (quoted === undefined) return undefined;
    const named = attributes().get(quoted);
    if (named === undefined) throw parser.error(`invalid ${attributeName} attribute specification: "${quoted}"`, at);
    return named;
  };
  return {
    cases,
    of: (name) => attributes().get(name)!,
    nameOf: (attr) => names().get(attr)!,
    ...wrap<IntegerAttr>(
      summary || `allowed ${type().width}-bit signless integer cases: ${Object.values(cases).join(", ")}`,
      (attr) => names().has(attr),
      {
        syntax: {
          parse(parser, attributeName) {
            const attr = parseOptional(parser, attributeName);
            if (attr !== undefined) return attr;
            throw parser.error(
              "expected string or keyword containing one of the following enum values for attribute " +
                `'${attributeName}' [${words.join(", ")}]`,
            );
          },
          parseOptional,
          print: (attr, printer) => {
            printer.write(names().get(attr)!);
          },
        },
      },
    ),
  };
}
