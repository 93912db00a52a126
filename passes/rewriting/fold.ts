/**
 * Folding one operation: its own fold hook first, then what its traits imply. Folding computes replacements and may turn
 * operands around, but never creates operations.
 */
import type { Attribute } from "../../ir/attribute.ts";
import { type FoldResult, foldedInPlace, type OpDefinition } from "../../ir/define-op.ts";
import { constantValue } from "../../ir/matchers.ts";
import type { Operation } from "../../ir/operation.ts";
import { Commutative, Idempotent, Involution } from "../../ir/traits.ts";
import type { Value } from "../../ir/value.ts";

/** One replacement for each result, or `foldedInPlace`; undefined when nothing folds. */
export type Folded = readonly (Value | Attribute)[] | typeof foldedInPlace | undefined;

/**
 * Folds `op`. `known` holds, for each operand, the constant that it is known to be.
 * @throws {Error} if its folder gives another number of values than it has results
 */
export function fold(op: Operation, known?: readonly (Attribute | undefined)[]): Folded {
  const { def } = op;
  if (def.hooks.fold === undefined && traitFoldersOf(def).length === 0) return undefined;
  const constants = known ?? constantOperands(op);
  const own = def.hooks.fold?.(def.view(op), namedConstants(op, constants));
  if (own === undefined || own === foldedInPlace) return foldTraits(op, constants) ?? own;
  const values = isList(own) ? own : [own];
  if (values.length !== op.numResults) {
    throw new Error(`the folder of '${op.name}' returned ${values.length} values for ${op.numResults} results`);
  }
  // A value that is its own replacement (possible in code that is never reached) does not fold.
  for (let i = 0; i < values.length; i++) if (values[i] === op.result(i)) return undefined;
  return values;
}

const isList = (folded: FoldResult): folded is readonly (Value | Attribute)[] => Array.isArray(folded);

/** The constants that `op` uses, by position. */
function constantOperands(op: Operation): (Attribute | undefined)[] {
  const constants: (Attribute | undefined)[] = [];
  for (let i = 0; i < op.numOperands; i++) constants.push(constantValue(op.operand(i)));
  return constants;
}

type NamedConstants = Record<string, Attribute | undefined | readonly (Attribute | undefined)[]>;

function namedConstants(op: Operation, constants: readonly (Attribute | undefined)[]): NamedConstants {
  const { def } = op;
  const segments = def.operandSegments;
  const named: NamedConstants = {};
  for (let i = 0; i < segments.length; i++) {
    const { name, arity } = segments[i]!;
    const { start, count } = def.operandRange(op, i);
    named[name] =
      arity === "variadic" ? constants.slice(start, start + count) : count > 0 ? constants[start] : undefined;
  }
  return named;
}

type TraitFolder = (op: Operation, constants: readonly (Attribute | undefined)[]) => Folded;

/** In the order in which they are tried. */
const traitFolders = [
  { trait: Commutative, fold: moveConstantsRight },
  { trait: Idempotent, fold: foldIdempotent },
  { trait: Involution, fold: foldInvolution },
] as const;

const foldersOfDefinition = new WeakMap<OpDefinition, readonly TraitFolder[]>();

function traitFoldersOf(def: OpDefinition): readonly TraitFolder[] {
  let folders = foldersOfDefinition.get(def);
  if (folders === undefined) {
    folders = traitFolders.filter(({ trait }) => def.hasTrait(trait)).map((entry) => entry.fold);
    foldersOfDefinition.set(def, folders);
  }
  return folders;
}

function foldTraits(op: Operation, constants: readonly (Attribute | undefined)[]): Folded {
  const folders = traitFoldersOf(op.def);
  for (let i = 0; i < folders.length; i++) {
    const folded = folders[i]!(op, constants);
    if (folded !== undefined) return folded;
  }
  return undefined;
}

/** op(c, x)  ->  op(x, c) */
function moveConstantsRight(op: Operation, constants: readonly (Attribute | undefined)[]): Folded {
  const first = constants.findIndex((constant) => constant !== undefined);
  if (first < 0 || constants.indexOf(undefined, first) < 0) return undefined;
  const values = op.operands;
  const isConstant = (_value: Value, i: number): boolean => constants[i] !== undefined;
  const isOther = (_value: Value, i: number): boolean => constants[i] === undefined;
  [...values.filter(isOther), ...values.filter(isConstant)].forEach((value, i) => {
    op.setOperand(i, value);
  });
  return foldedInPlace;
}

/** f(f(x))  ->  f(x);  f(x, x)  ->  x */
function foldIdempotent(op: Operation): Folded {
  if (op.numResults !== 1) return undefined;
  const first = op.operand(0);
  if (first.type !== op.result().type) return undefined;
  const repeats = op.numOperands === 1 ? first.definingOp?.def === op.def : op.operand(1) === first;
  return repeats ? [first] : undefined;
}

/** f(f(x))  ->  x */
function foldInvolution(op: Operation): Folded {
  const inner = op.numOperands === 1 ? op.operand(0).definingOp : undefined;
  if (inner?.def !== op.def || inner.numOperands !== 1) return undefined;
  const value = inner.operand(0);
  return value.type === op.resultTypes[0] ? [value] : undefined;
}
