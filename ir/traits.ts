/** The builtin traits: those that many dialects share. */

import type { Type } from "./attribute.ts";
import { StringAttr } from "./builtin/attributes.ts";
import { elementTypeOrSelf, IntegerType, ShapedType, TensorType, VectorType } from "./builtin/types.ts";
import type { OpDefinition } from "./define-op.ts";
import { errorAt, opError } from "./diagnostic.ts";
import type { Operation } from "./operation.ts";
import type { Region } from "./region.ts";
import type { InferringTrait, Trait, TypeRelation } from "./trait.ts";
import type { Value } from "./value.ts";

/** No memory effects, no undefined behaviour: may be moved, repeated and removed. ODS: `Pure`. */
export const Pure: Trait<"Pure"> = { name: "Pure" };
/** Its results are its operands, one for one: it only tells what may be assumed of them. */
export const Assumption: Trait<"Assumption"> = { name: "Assumption" };
/** Takes much longer than reading its results from memory: what is needed twice is better kept than computed again. */
export const Costly: Trait<"Costly"> = { name: "Costly" };
/** The result is the sum of the two operands: each gets the result's adjoint, whatever the other one is. */
export const Addition: Trait<"Addition"> = { name: "Addition" };
export const Commutative: Trait<"Commutative"> = { name: "Commutative" };
/** f(f(x)) = f(x) for one operand, f(x, x) = x for two. */
export const Idempotent: Trait<"Idempotent"> = { name: "Idempotent" };
/** f(f(x)) = x. */
export const Involution: Trait<"Involution"> = { name: "Involution" };
/** Its result is the attribute that its fold hook returns. */
export const ConstantLike: Trait<"ConstantLike"> = {
  name: "ConstantLike",
  verify(op) {
    if (op.numOperands !== 0 || op.numResults !== 1) throw opError(op, "must have no operands and one result");
  },
};
/** Last in its block. */
export const Terminator: Trait<"Terminator"> = {
  name: "Terminator",
  verify(op) {
    if (op.block === null || op.block.last !== op) throw opError(op, "must be the last operation in the parent block");
  },
};
/** A terminator that control never reaches. */
export const Unreachable: Trait<"Unreachable"> = { name: "Unreachable" };
/** Does what terminators do with the values they are given: they become the results of the region. */
export const ReturnLike: Trait<"ReturnLike"> = { name: "ReturnLike" };
/** Values from outside may not be used inside. */
export const IsolatedFromAbove: Trait<"IsolatedFromAbove"> = {
  name: "IsolatedFromAbove",
};

/** Whether what is inside `op` is known to use nothing from outside. */
export const isIsolatedFromAbove = ({ def }: Operation): boolean => def.isRegistered && def.hasTrait(IsolatedFromAbove);

/** Automatically allocated memory inside is freed when control leaves the operation. */
export const AutomaticAllocationScope: Trait<"AutomaticAllocationScope"> = { name: "AutomaticAllocationScope" };
/** Indices that are defined directly inside are symbols to the affine expressions inside. */
export const AffineScope: Trait<"AffineScope"> = { name: "AffineScope" };
/** Its memory effects are those of the operations inside it, besides its own. */
export const HasRecursiveMemoryEffects: Trait<"HasRecursiveMemoryEffects"> = { name: "HasRecursiveMemoryEffects" };
/** May be speculated if everything inside may. */
export const RecursivelySpeculatable: Trait<"RecursivelySpeculatable"> = { name: "RecursivelySpeculatable" };
/** Regions need no terminator (`builtin.module`). */
export const NoTerminator: Trait<"NoTerminator"> = { name: "NoTerminator" };
/** Regions are graphs: uses may stand before definitions. */
export const GraphRegion: Trait<"GraphRegion"> = { name: "GraphRegion" };
/** Every region has at most one block. */
export const SingleBlock: Trait<"SingleBlock"> = {
  name: "SingleBlock",
  structural: true,
  verify(op) {
    op.regions.forEach(({ shown: region }, i) => {
      if (!region.isEmpty && !region.hasOneBlock) throw opError(op, `expects region #${i} to have 0 or 1 blocks`);
      if (region.first?.isEmpty && !op.def.hasTrait(NoTerminator)) throw opError(op, "expects a non-empty block");
    });
  },
};
/** The regions' blocks have no arguments. */
export const NoRegionArguments: Trait<"NoRegionArguments"> = {
  name: "NoRegionArguments",
  structural: true,
  verify(op) {
    for (const region of op.regions) {
      const name = op.regions.length > 1 ? `region #${region.index}` : "region";
      for (const block of region.blocks()) {
        if (block.args.length > 0) throw opError(op, `${name} should have no arguments`);
      }
    }
  },
};
/** Works on each element of vectors and tensors alone. */
export const Elementwise: Trait<"Elementwise"> = {
  name: "Elementwise",
  verify(op) {
    if (haveOneType(op) || haveScalarTypes(op)) return;
    const results = op.resultTypes.filter(isMappable);
    const operands = op.operandTypes.filter(isMappable);
    if (results.length > 0 && operands.length === 0) {
      throw opError(op, "if a result is non-scalar, then at least one operand must be non-scalar");
    }
    if (results.length === 0) {
      throw opError(op, "if an operand is non-scalar, then there must be at least one non-scalar result");
    }
    if (results.length !== op.numResults) {
      throw opError(op, "if an operand is non-scalar, then all results must be non-scalar");
    }
    const all = [...operands, ...results] as ShapedType[];
    const isLikeFirst = (type: ShapedType): boolean =>
      type.constructor === all[0]!.constructor && compatibleShapes(type, all[0]!);
    if (!all.every(isLikeFirst)) {
      throw opError(op, "all non-scalar operands/results must have the same shape and base type");
    }
  },
};
const isMappable = (type: Type): boolean => type instanceof VectorType || type instanceof TensorType;

// The usual cases of several traits, found without making lists.

/** Whether all operands and results have this very type. */
function haveAllType(op: Operation, type: Type): boolean {
  for (let i = 0; i < op.numOperands; i++) if (op.operand(i).type !== type) return false;
  for (let i = 0; i < op.numResults; i++) if (op.result(i).type !== type) return false;
  return true;
}
const haveOneType = (op: Operation): boolean => op.numOperands > 0 && haveAllType(op, op.operand(0).type);

function haveScalarTypes(op: Operation): boolean {
  for (let i = 0; i < op.numOperands; i++) if (isMappable(op.operand(i).type)) return false;
  for (let i = 0; i < op.numResults; i++) if (isMappable(op.result(i).type)) return false;
  return true;
}

/** It has a name in the symbol table around it. */
export const SymbolTrait: Trait<"Symbol"> = {
  name: "Symbol",
  verify(op) {
    const name = op.attr("sym_name");
    if (!(name instanceof StringAttr)) throw opError(op, "requires string attribute 'sym_name'");
    const visibility = op.attr("sym_visibility");
    if (visibility !== undefined && !(visibility instanceof StringAttr)) {
      throw opError(
        op,
        `requires visibility attribute 'sym_visibility' to be a string attribute, but got ${visibility}`,
      );
    }
    if (visibility !== undefined && !["public", "private", "nested"].includes(visibility.value)) {
      throw opError(op, `visibility expected to be one of ["public", "private", "nested"], but got ${visibility}`);
    }
    const parent = op.parentOp;
    if (parent?.def.isRegistered && !parent.def.hasTrait(SymbolTableTrait)) {
      throw opError(op, "symbol's parent must have the SymbolTable trait");
    }
  },
};
/** Names the symbols directly inside it; they must differ. */
export const SymbolTableTrait: Trait<"SymbolTable"> = {
  name: "SymbolTable",
  verifyRegions(op) {
    if (op.regions.length !== 1) throw opError(op, "Operations with a 'SymbolTable' must have exactly one region");
    if (!op.regions[0]!.hasOneBlock) {
      throw opError(op, "Operations with a 'SymbolTable' must have exactly one block");
    }
    const seen = new Map<string, Operation>();
    for (const child of op.regions[0]!.front.ops()) {
      const name = child.attr("sym_name");
      if (!(name instanceof StringAttr)) continue;
      const first = seen.get(name.value);
      if (first !== undefined) {
        throw errorAt(child.loc, `redefinition of symbol named '${name.value}'`).attachNote(
          first.loc,
          "see existing symbol definition here",
        );
      }
      seen.set(name.value, child);
    }
  },
};

/** The groups of operands that have no fixed size are all of the same size. */
export const SameVariadicOperandSize: Trait<"SameVariadicOperandSize"> = { name: "SameVariadicOperandSize" };
/** The groups of results that have no fixed size are all of the same size. */
export const SameVariadicResultSize: Trait<"SameVariadicResultSize"> = { name: "SameVariadicResultSize" };

/** The operation must stand directly in one of these. */
export const hasParent = (...parents: readonly string[]): Trait<"HasParent"> => ({
  name: "HasParent",
  structural: true,
  verify(op) {
    const parent = op.parentOp;
    if (parent !== null && parents.includes(parent.name)) return;
    const what = parents.length === 1 ? "expects parent op" : "expects parent op to be one of";
    throw opError(op, `${what} '${parents.join(", ")}'`);
  },
});

/** The body ends in this terminator, which the text may leave out when it has no operands. */
export interface ImplicitTerminatorTrait extends Trait<"SingleBlockImplicitTerminator"> {
  readonly terminator: string;
}
export const singleBlockImplicitTerminator = (terminator: string): ImplicitTerminatorTrait => ({
  name: "SingleBlockImplicitTerminator",
  structural: true,
  terminator,
  verify: (op) => SingleBlock.verify!(op),
  verifyRegions(op) {
    for (const { shown: region } of op.regions) {
      const last = region.first?.last;
      if (region.isEmpty || last?.name === terminator) continue;
      throw opError(op, `expects regions to end with '${terminator}', found '${last?.name}'`).attachNote(
        op.loc,
        `in custom textual format, the absence of terminator implies '${terminator}'`,
      );
    }
  },
});
/** The terminator that operations of this kind may leave out in their text. */
export const implicitTerminator = (def: OpDefinition): string | undefined =>
  (def.traits.find((trait) => trait.name === "SingleBlockImplicitTerminator") as ImplicitTerminatorTrait | undefined)
    ?.terminator;

/** Whether the terminator of a region with one block says only what the parser would add by itself. */
export function canElideTerminator(region: Region): boolean {
  const terminator = region.last?.last;
  if (terminator === null || terminator === undefined) return false;
  return (
    implicitTerminator(region.parentOp!.def) === terminator.name &&
    terminator.numOperands === 0 &&
    terminator.discardableAttrs.size === 0 &&
    terminator.regions.every(isEmptyBody)
  );
}
const isEmptyBody = (region: Region): boolean => region.first === null || region.first.isEmpty;

// Types that must agree.

/** Shapes that could be equal at run time. */
export function compatibleShapes(a: Type, b: Type): boolean {
  if (!(a instanceof ShapedType) || !(b instanceof ShapedType))
    return !(a instanceof ShapedType || b instanceof ShapedType);
  if (a.shape === null || b.shape === null) return true;
  return (
    a.shape.length === b.shape.length &&
    a.shape.every((size, i) => size === b.shape![i] || a.isDynamicDim(i) || b.isDynamicDim(i))
  );
}

const sameElementAndShape = (a: Type, b: Type): boolean =>
  a === b || (elementTypeOrSelf(a) === elementTypeOrSelf(b) && compatibleShapes(a, b));

function requireOperands(op: Operation): Type {
  if (op.numOperands === 0) throw opError(op, "expected 1 or more operands");
  return op.operand(0).type;
}

/** All operands and results have one type; so results need not be given. */
export const SameOperandsAndResultType: InferringTrait<"SameOperandsAndResultType"> = {
  name: "SameOperandsAndResultType",
  sameTypes: "all",
  verify(op) {
    const type = requireOperands(op);
    if (haveAllType(op, type)) return;
    for (const value of [...op.operands, ...op.results]) {
      if (value.type !== type && !sameElementAndShape(value.type, type)) {
        throw opError(op, "requires the same type for all operands and results");
      }
    }
    // Shapes that may be equal at run time do for operands; the results have the inferred type.
    requireResultTypes(
      op,
      op.results.map(() => type),
    );
  },
  inferResultTypes: ({ operands }) => [operands[0]!.type],
};

export const SameTypeOperands: Trait<"SameTypeOperands"> = {
  name: "SameTypeOperands",
  sameTypes: "operands",
  verify(op) {
    if (op.numOperands === 0) return;
    const type = op.operand(0).type;
    for (let i = 1; i < op.numOperands; i++) {
      if (op.operand(i).type !== type) throw opError(op, "requires all operands to have the same type");
    }
  },
};

export const SameOperandsAndResultShape: Trait<"SameOperandsAndResultShape"> = {
  name: "SameOperandsAndResultShape",
  verify(op) {
    const type = requireOperands(op);
    if (haveAllType(op, type)) return;
    for (const value of [...op.operands, ...op.results]) {
      if (!compatibleShapes(value.type, type)) {
        throw opError(op, "requires the same shape for all operands and results");
      }
    }
  },
};

export const SameOperandsAndResultElementType: Trait<"SameOperandsAndResultElementType"> = {
  name: "SameOperandsAndResultElementType",
  verify(op) {
    const element = elementTypeOrSelf(requireOperands(op));
    for (const value of [...op.operands, ...op.results]) {
      if (elementTypeOrSelf(value.type) !== element) {
        throw opError(op, "requires the same element type for all operands and results");
      }
    }
  },
};

/** The named operands and results have one type. */
export const allTypesMatch = (...names: readonly string[]): Trait<"AllTypesMatch"> => ({
  name: "AllTypesMatch",
  sameTypes: names,
  verify(op) {
    let first: Type | undefined;
    for (const name of names) {
      for (const { type } of valuesNamed(op, name)) {
        first ??= type;
        if (type !== first) throw opError(op, `failed to verify that all of {${names.join(", ")}} have same type`);
      }
    }
  },
});

/** `type(to) = transform(type(from))`. */
export const typesMatchWith = (relation: TypeRelation): Trait<"TypesMatchWith"> => ({
  name: "TypesMatchWith",
  typeRelations: [relation],
  verify(op) {
    const [from] = valuesNamed(op, relation.from);
    if (from === undefined) return;
    const to = valuesNamed(op, relation.to);
    const type = relation.transform(from.type);
    if (to.some((value) => value.type !== type) || (relation.count?.(from.type) ?? to.length) !== to.length) {
      throw opError(op, `failed to verify that ${relation.summary}`);
    }
  },
});

/** Results follow from the rest of the operation. ODS: `InferTypeOpInterface`. The verifier compares. */
export const inferTypes = (infer: InferringTrait["inferResultTypes"]): InferringTrait<"InferTypeOpInterface"> => ({
  name: "InferTypeOpInterface",
  inferResultTypes: infer,
  verify(op) {
    const attr = (name: string) => op.attr(name);
    requireResultTypes(op, infer({ operands: op.operands, attr, regions: op.regions }));
  },
});

function requireResultTypes(op: Operation, inferred: readonly Type[]): void {
  const actual = op.resultTypes;
  if (inferred.length === actual.length && inferred.every((type, i) => type === actual[i])) return;
  const quote = (types: readonly Type[]): string => types.map((type) => `'${type}'`).join(", ");
  throw opError(
    op,
    `inferred type(s) ${quote(inferred)} are incompatible with return type(s) of operation ${quote(actual)}`,
  );
}

/** The operands or results that a name of the operation's definition stands for. */
export function valuesNamed(op: Operation, name: string): readonly Value[] {
  const { def } = op;
  const values: Value[] = [];
  const operands = def.operandSegments.findIndex((segment) => segment.name === name);
  if (operands >= 0) {
    const { start, count } = def.operandRange(op, operands);
    for (let i = start; i < start + count; i++) values.push(op.operand(i));
    return values;
  }
  const results = def.resultSegments.findIndex((segment) => segment.name === name);
  if (results < 0) throw new Error(`'${def.name}' has no operands or results that are called '${name}'`);
  const { start, count } = def.resultRange(op, results);
  for (let i = start; i < start + count; i++) values.push(op.result(i));
  return values;
}

/** `i1`, or a vector or tensor of `i1` with the shape of `type`. */
export function i1SameShape(type: Type): Type {
  const bit = IntegerType.get(1);
  return type instanceof ShapedType ? type.cloneWith(type.shape, bit) : bit;
}
