/**
 * The verifier: structure, constraints and traits of every operation, then dominance. Every operation that is wrong is
 * reported once; one operation's error does not hide another's.
 */
import type { Block, Region } from "./block.ts";
import { DenseArrayAttr } from "./builtin/attributes.ts";
import { arityOf, attrConstraintOf, constraintOf, type OperandSpec, type RegionSpec } from "./constraint.ts";
import type { Context } from "./context.ts";
import type { OpSpec, Segment } from "./define-op.ts";
import { operandSegmentSizes, resultSegmentSizes } from "./define-op.ts";
import { Diagnostic, type DiagnosticHandler, opError, reporting } from "./diagnostic.ts";
import { DominanceInfo } from "./dominance.ts";
import { SymbolUserOpInterface } from "./interfaces/symbol-user.ts";
import type { Operation } from "./operation.ts";
import { SymbolTableCollection } from "./symbol-table.ts";
import { GraphRegion, NoTerminator } from "./traits.ts";
import type { Value } from "./value.ts";

/** Verifies `op` and everything inside it. Reports through `report` and returns whether all is well. */
export function verify(op: Operation, context: Context, report: DiagnosticHandler = (d) => context.emit(d)): boolean {
  const verifier = new Verifier(context, report);
  verifier.operation(op);
  // Symbols and dominance are only meaningful where the structure is sound.
  if (verifier.ok) {
    verifier.symbolUses();
    verifier.dominance(op);
  }
  return verifier.ok;
}

class Verifier {
  ok: boolean;
  readonly #context: Context;
  readonly #report: DiagnosticHandler;
  /** Operations that have something to say about the symbols they refer to. */
  readonly #symbolUsers: Operation[];

  constructor(context: Context, report: DiagnosticHandler) {
    this.ok = true;
    this.#context = context;
    this.#report = (diagnostic) => {
      this.ok = false;
      report(diagnostic);
    };
    this.#symbolUsers = [];
  }

  operation(op: Operation): void {
    const before = this.ok;
    this.ok = true;
    reporting(this.#report, () => this.#entrance(op));
    // What is inside may rely on what is around it.
    if (this.ok) {
      for (const region of op.regions) {
        for (let block = region.first; block !== null; block = block.next) this.#block(block, region);
      }
    }
    if (this.ok) reporting(this.#report, () => this.#exit(op));
    this.ok = this.ok && before;
  }

  /** What can be checked before the regions are. */
  #entrance(op: Operation): void {
    const def = op.def;
    if (!def.isRegistered) {
      if (!this.#context.allowUnregisteredDialects) throw unregistered(op, this.#context);
      return;
    }
    verifyCounts(op);
    verifyTraits(op, true);
    verifyConstraints(op);
    verifyTraits(op, false);
    for (const { checks } of def.interfaces.keys()) checks.verify?.(op);
    if (SymbolUserOpInterface.implementedBy(op)) this.#symbolUsers.push(op);
    if (def.hooks.verify !== undefined) def.hooks.verify(def.view(op));
    if (op.blockOperands.length > 0) {
      for (const successor of op.successors) {
        if (successor.region !== op.parentRegion) throw opError(op, "reference to block defined in another region");
      }
      if (op.block?.last !== op) throw opError(op, "operation with block successors must terminate its parent block");
    }
    for (const [name, value] of op.discardableAttrs) {
      const dot = name.indexOf(".");
      if (dot > 0) this.#context.dialect(name.slice(0, dot))?.verifyAttribute?.(op, name, value);
    }
  }

  #block(block: Block, region: Region): void {
    for (const argument of block.args) {
      if (argument.owner !== block) throw new Error("a block argument belongs to another block");
    }
    for (let op = block.first; op !== null; op = op.next) this.operation(op);
    const parent = region.parentOp!;
    const mayEndAnyhow =
      !parent.def.isRegistered || parent.def.hasTrait(NoTerminator) || parent.def.hasTrait(GraphRegion);
    if (block.last === null) {
      if (!mayEndAnyhow) this.#report(new Diagnostic("error", parent.loc, "empty block: expect at least a terminator"));
    } else if (!block.last.mightBeTerminator && !mayEndAnyhow) {
      this.#report(new Diagnostic("error", block.last.loc, `block with no terminator, has ${block.last.name}`));
    }
  }

  #exit(op: Operation): void {
    const { traits, hooks, interfaces } = op.def;
    for (let i = 0; i < traits.length; i++) {
      const trait = traits[i]!;
      if (trait.verifyRegions !== undefined) trait.verifyRegions(op);
    }
    for (const { checks } of interfaces.keys()) checks.verifyRegions?.(op);
    if (hooks.verifyRegions !== undefined) hooks.verifyRegions(op.def.view(op));
  }

  /** What was found on the way refers to the right symbols. */
  symbolUses(): void {
    const tables = new SymbolTableCollection();
    for (const op of this.#symbolUsers) {
      reporting(this.#report, () => SymbolUserOpInterface.of(op)!.verifySymbolUses(op, tables));
    }
  }

  /** Every operand must be defined on all ways to its use. */
  dominance(root: Operation): void {
    const info = new DominanceInfo();
    const visit = (op: Operation): void => {
      for (let r = 0; r < op.regions.length; r++) {
        const region = op.regions[r]!;
        for (let block = region.first; block !== null; block = block.next) {
          const reachable = info.isReachableFromEntry(block);
          for (let inner = block.first; inner !== null; inner = inner.next) {
            if (reachable) this.#operandsDominate(inner, info);
            if (inner.regions.length > 0) visit(inner);
          }
        }
      }
    };
    visit(root);
  }

  #operandsDominate(op: Operation, info: DominanceInfo): void {
    const operands = op.opOperands;
    for (let i = 0; i < operands.length; i++) {
      const value = operands[i]!.value;
      if (info.properlyDominates(value, op)) continue;
      const error = opError(op, `operand #${i} does not dominate this use`);
      this.#report(describeDefinition(error.diagnostic, value, op));
    }
  }
}

function unregistered(op: Operation, context: Context) {
  const dialect = op.def.dialectName;
  const message =
    dialect === "" || context.dialect(dialect) === undefined
      ? `created with unregistered dialect \`${dialect}\`. If this is intended, pass --allow-unregistered-dialect`
      : `unregistered operation '${op.name}' in dialect '${dialect}' that does not allow unknown operations`;
  return opError(op, message);
}

/** Where a value that does not dominate its use is defined. */
function describeDefinition(diagnostic: Diagnostic, value: Value, user: Operation): Diagnostic {
  const def = value.definingOp;
  if (def !== undefined) {
    const where =
      def.block === user.block
        ? "operand defined here (op in the same block)"
        : def.parentRegion === user.parentRegion
          ? "operand defined here (op in the same region)"
          : def.isProperAncestorOf(user)
            ? "operand defined here (op in a parent region)"
            : "operand defined here (op is neither in a parent nor in a child region)";
    return diagnostic.attachNote(def.loc, where);
  }
  return diagnostic.attachNote(value.loc, "operand defined as a block argument");
}

/** Numbers of regions, results, successors and operands. */
function verifyCounts(op: Operation): void {
  const { def } = op;
  const spec = def.spec as OpSpec;
  checkRegionCount(op, spec);
  checkCount(op, def.resultSegments, op.numResults, "result");
  checkSuccessorCount(op, spec);
  checkCount(op, def.operandSegments, op.numOperands, "operand");
  checkSizes(op, def.operandSegments, op.numOperands, operandSegmentSizes, "operand");
  checkSizes(op, def.resultSegments, op.numResults, resultSegmentSizes, "result");
}

/** The traits that are structural, or those that are not. */
function verifyTraits(op: Operation, structural: boolean): void {
  const { traits } = op.def;
  for (let i = 0; i < traits.length; i++) {
    const trait = traits[i]!;
    if (trait.verify !== undefined && (trait.structural === true) === structural) trait.verify(op);
  }
}

/** The constraints on each attribute, operand, result and region. */
function verifyConstraints(op: Operation): void {
  const { def } = op;
  const spec = def.spec as OpSpec;
  let slot = 0;
  const attributes = spec.attributes;
  for (const name in attributes) {
    const attrSpec = attributes[name]!;
    const value = op.properties[slot++];
    if (value === undefined) {
      if (!("kind" in attrSpec)) throw opError(op, `requires attribute '${name}'`);
      continue;
    }
    const constraint = attrConstraintOf(attrSpec);
    if (!constraint.is(value)) {
      throw opError(op, `attribute '${name}' failed to satisfy constraint: ${constraint.summary}`);
    }
  }
  checkTypes(
    op,
    "operand",
    spec.operands,
    def.operandSegments,
    (i) => def.operandRange(op, i),
    (i) => op.operand(i),
  );
  checkTypes(
    op,
    "result",
    spec.results,
    def.resultSegments,
    (i) => def.resultRange(op, i),
    (i) => op.result(i),
  );
  checkRegions(op, spec);
}

function checkCount(op: Operation, segments: readonly Segment[], actual: number, what: string): void {
  let fixed = 0;
  let open = false;
  for (const segment of segments) {
    if (segment.arity === "single") fixed++;
    else open = true;
  }
  if (!open && actual !== fixed) {
    const expected =
      fixed === 0
        ? `zero ${what}s`
        : fixed === 1
          ? what === "operand"
            ? "a single operand"
            : "one result"
          : `${fixed} ${what}s`;
    if (what === "operand" && fixed !== 1)
      throw opError(op, fixed === 0 ? "requires zero operands" : `expected ${fixed} operands, but found ${actual}`);
    throw opError(op, `requires ${expected}`);
  }
  if (open && actual < fixed) {
    throw opError(op, `expected ${fixed} or more ${what}s${what === "operand" ? `, but found ${actual}` : ""}`);
  }
}

function checkSizes(op: Operation, segments: readonly Segment[], actual: number, name: string, what: string): void {
  const slot = op.def.attributeSlot(name);
  if (slot === undefined) return;
  const attr = op.properties[slot];
  if (!(attr instanceof DenseArrayAttr)) throw opError(op, `requires attribute '${name}'`);
  const sizes = attr.numbers;
  if (sizes.length !== segments.length) {
    throw opError(
      op,
      `'${name}' attribute for specifying ${what} segments must have ${segments.length} elements, but got ${sizes.length}`,
    );
  }
  if (sizes.some((size) => size < 0)) throw opError(op, `'${name}' attribute cannot have negative elements`);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  if (total !== actual) {
    throw opError(
      op,
      `${what} count (${actual}) does not match with the total size (${total}) specified in attribute '${name}'`,
    );
  }
  segments.forEach(({ arity }, i) => {
    const size = sizes[i]!;
    if (arity === "single" && size !== 1)
      throw opError(op, `${what} group starting at #${offset(sizes, i)} requires one value, but found ${size}`);
    if (arity === "optional" && size > 1)
      throw opError(op, `${what} group starting at #${offset(sizes, i)} requires 0 or 1 element, but found ${size}`);
  });
}
const offset = (sizes: readonly number[], index: number): number => sizes.slice(0, index).reduce((a, b) => a + b, 0);

function checkTypes(
  op: Operation,
  what: string,
  specs: Readonly<Record<string, OperandSpec>> | undefined,
  segments: readonly Segment[],
  range: (segment: number) => readonly [number, number],
  at: (index: number) => Value,
): void {
  if (specs === undefined) return;
  let fixed = true;
  for (let i = 0; i < segments.length; i++) if (segments[i]!.arity !== "single") fixed = false;
  for (let i = 0; i < segments.length; i++) {
    const spec = specs[segments[i]!.name]!;
    const constraint = constraintOf(spec);
    const [start, count] = fixed ? [i, 1] : range(i);
    if (arityOf(spec) === "optional" && count > 1) {
      throw opError(op, `${what} group starting at #${start} requires 0 or 1 element, but found ${count}`);
    }
    for (let k = start; k < start + count; k++) {
      const { type } = at(k);
      if (constraint.is(type)) continue;
      const kind = arityOf(spec) === "variadic" ? `variadic of ${constraint.summary}` : constraint.summary;
      throw opError(op, `${what} #${k} must be ${kind}, but got '${type}'`);
    }
  }
}

const regionSizes: Readonly<
  Record<RegionSpec["blocks"], { readonly summary: string; accepts(region: Region): boolean }>
> = {
  any: { summary: "any region", accepts: () => true },
  single: { summary: "region with 1 blocks", accepts: (region) => region.hasOneBlock },
  optional: { summary: "region with at most 1 blocks", accepts: (region) => region.isEmpty || region.hasOneBlock },
  some: { summary: "region with at least 1 blocks", accepts: (region) => !region.isEmpty },
};

function checkRegionCount(op: Operation, { regions = {} }: OpSpec): void {
  const [expected, isOpen] = groupCount(regions);
  const found = op.regions.length;
  if (isOpen ? found >= expected : found === expected) return;
  if (isOpen) throw opError(op, `expected ${expected} or more regions`);
  if (expected === 0) throw opError(op, "requires zero regions");
  throw opError(op, expected === 1 ? "requires one region" : `expected ${expected} regions`);
}

function checkSuccessorCount(op: Operation, { successors = {} }: OpSpec): void {
  const [expected, isOpen] = groupCount(successors);
  const found = op.blockOperands.length;
  if (isOpen ? found >= expected : found === expected) return;
  const what = expected === 1 && !isOpen ? "successor" : "successors";
  throw opError(op, `requires ${isOpen ? "at least " : ""}${expected} ${what} but found ${found}`);
}

/** How many must be there, and whether there may be more. */
function groupCount(specs: Readonly<Record<string, { readonly variadic: boolean }>>): [count: number, isOpen: boolean] {
  let count = 0;
  let isOpen = false;
  for (const name in specs) {
    if (specs[name]!.variadic) isOpen = true;
    else count++;
  }
  return [count, isOpen];
}

function checkRegions(op: Operation, spec: OpSpec): void {
  const { regions } = spec;
  if (regions === undefined) return;
  const names = Object.keys(regions);
  for (let i = 0; i < op.regions.length; i++) {
    const name = names[Math.min(i, names.length - 1)]!;
    const size = regionSizes[regions[name]!.blocks];
    if (!size.accepts(op.regions[i]!)) {
      throw opError(op, `region #${i} ('${name}') failed to verify constraint: ${size.summary}`);
    }
  }
}
