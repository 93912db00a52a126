/**
 * The verifier: structure, constraints and traits of every operation, and its uses of values. Every operation that is wrong is
 * reported once; one operation's error does not hide another's.
 */
import type { Block } from "./block.ts";
import { ArrayAttr, type DictionaryAttr } from "./builtin/attributes.ts";
import type { Context } from "./context.ts";
import {
  Diagnostic,
  DiagnosticError,
  type DiagnosticHandler,
  limitingDepth,
  opError,
  reporting,
} from "./diagnostic.ts";
import { argAttrsName, FunctionOpInterface } from "./interfaces/function.ts";
import { SymbolUserOpInterface } from "./interfaces/symbol-user.ts";
import { checksOf } from "./op-checks.ts";
import type { Operation } from "./operation.ts";
import type { Region } from "./region.ts";
import { SymbolTableCollection } from "./symbol-table.ts";
import { GraphRegion, isIsolatedFromAbove, NoTerminator } from "./traits.ts";
import { verifyUses } from "./use-verifier.ts";

/** Verifies `op` and everything inside it. Reports through `report` and returns whether all is well. */
export function verify(op: Operation, context: Context, report: DiagnosticHandler = (d) => context.emit(d)): boolean {
  const verifier = new Verifier(context, report);
  const verified = reporting(report, () => {
    limitingDepth(op, "to be verified", () => verifier.root(op));
    return verifier.ok;
  });
  return verified === true;
}

/** Verifies the operations of a module one by one, as they are read, and what is left once all are there. */
export class ModuleVerifier {
  readonly #verifier: Verifier;
  readonly #tables: SymbolTableCollection;

  constructor(context: Context) {
    this.#verifier = new Verifier(context, (diagnostic) => context.emit(diagnostic));
    this.#tables = new SymbolTableCollection();
  }

  /** Makes an operation known that was added to `module`. */
  add(module: Operation, op: Operation): void {
    this.#tables.table(module).add(op);
  }

  /**
   * Verifies an operation directly inside the module. Returns false where it refers to symbols wrongly, or to symbols that are
   * not there yet: then it is verified again with the rest. Otherwise its body is no longer needed.
   */
  part(op: Operation): boolean {
    return limitingDepth(op, "to be verified", () => this.#verifier.part(op, this.#tables));
  }

  /** Verifies the module but for the parts that are verified. */
  rest(module: Operation): void {
    limitingDepth(module, "to be verified", () => this.#verifier.root(module));
  }
}

class Verifier {
  ok: boolean;
  readonly #context: Context;
  readonly #report: DiagnosticHandler;
  /** Operations that have something to say about the symbols they refer to. */
  readonly #symbolUsers: Operation[];
  /** Operations directly in the root that are not looked at again. */
  readonly #verified: Set<Operation>;
  #root: Operation | null;

  constructor(context: Context, report: DiagnosticHandler) {
    this.ok = true;
    this.#context = context;
    this.#report = (diagnostic) => {
      this.ok = false;
      report(diagnostic);
    };
    this.#symbolUsers = [];
    this.#verified = new Set();
    this.#root = null;
  }

  root(op: Operation): void {
    this.#root = op;
    this.operation(op);
    // Symbols and uses are only meaningful where the structure is sound.
    if (!this.ok) return;
    if (!isIsolatedFromAbove(op)) verifyUses(op, this.#report);
    this.#symbolUses(new SymbolTableCollection(), this.#report);
  }

  /** Verifies an operation before those around it. Returns whether its uses of symbols are right already. */
  part(op: Operation, tables: SymbolTableCollection): boolean {
    this.operation(op);
    const errors: Diagnostic[] = [];
    this.#symbolUses(tables, (diagnostic) => errors.push(diagnostic));
    if (errors.length === 0) this.#verified.add(op);
    return errors.length === 0;
  }

  operation(op: Operation): void {
    const before = this.ok;
    this.ok = true;
    try {
      if (op.def.isRegistered) this.#registered(op);
      else this.#unregistered(op);
    } catch (error) {
      if (!(error instanceof DiagnosticError)) throw error;
      this.#report(error.diagnostic);
    }
    this.ok = this.ok && before;
  }

  #registered(op: Operation): void {
    const checks = checksOf(op.def);
    const { entrance, exit } = checks;
    for (let i = 0; i < entrance.length; i++) entrance[i]!(op);
    if (checks.isSymbolUser) this.#symbolUsers.push(op);
    if (op.blockOperands.length > 0) checkSuccessors(op);
    if (op.discardableAttrs.size > 0) this.#discardableAttrs(op);
    // What is inside may rely on what is around it, and what the operation asks of its regions on what is inside.
    if (op.regions.length > 0) {
      this.#argumentAttrs(op);
      this.#regions(op);
      if (!this.ok) return;
    }
    for (let i = 0; i < exit.length; i++) exit[i]!(op);
    // As soon as the values are known to be all inside, while they are still at hand.
    if (checks.isIsolated) verifyUses(op, this.#report);
  }

  #unregistered(op: Operation): void {
    if (!this.#context.allowUnregisteredDialects) throw unregistered(op, this.#context);
    this.#regions(op);
  }

  #regions(op: Operation): void {
    const { regions } = op;
    for (let i = 0; i < regions.length; i++) {
      if (regions[i]!.isUntouched) continue;
      for (let block = regions[i]!.first; block !== null; block = block.next) this.#block(block, regions[i]!);
    }
  }

  #discardableAttrs(op: Operation): void {
    for (const [name, value] of op.discardableAttrs) {
      const dot = name.indexOf(".");
      if (dot > 0) this.#context.dialect(name.slice(0, dot))?.verifyAttribute?.(op, name, value);
    }
  }

  #argumentAttrs(op: Operation): void {
    if (!FunctionOpInterface.implementedBy(op)) return;
    const array = op.attr(argAttrsName);
    if (!(array instanceof ArrayAttr)) return;
    (array.values as readonly DictionaryAttr[]).forEach(({ entries }, i) => {
      for (const [name, value] of entries) {
        const dialect = this.#context.dialect(name.slice(0, name.indexOf(".")));
        dialect?.verifyArgumentAttribute?.(op, i, name, value);
      }
    });
  }

  #block(block: Block, region: Region): void {
    for (const argument of block.args) {
      if (argument.owner !== block) throw new Error("a block argument belongs to another block");
    }
    for (let op = block.first; op !== null; op = op.next) {
      if (region.parentOp === this.#root && this.#verified.has(op)) continue;
      if (op.next === null || op.blockOperands.length === 0) this.operation(op);
      else
        this.#report(
          new Diagnostic("error", op.loc, "operation with block successors must terminate its parent block"),
        );
    }
    const parent = region.parentOp!;
    const { def } = parent;
    const mayEndAnyhow =
      region.hasOneBlock && (!def.isRegistered || def.hasTrait(NoTerminator) || def.hasTrait(GraphRegion));
    if (block.last === null) {
      if (!mayEndAnyhow) this.#report(new Diagnostic("error", parent.loc, "empty block: expect at least a terminator"));
    } else if (!block.last.mightBeTerminator && !mayEndAnyhow) {
      this.#report(new Diagnostic("error", block.last.loc, `block with no terminator, has ${block.last.name}`));
    }
  }

  /** What was found on the way refers to the right symbols. */
  #symbolUses(tables: SymbolTableCollection, report: DiagnosticHandler): void {
    for (const op of this.#symbolUsers) {
      reporting(report, () => SymbolUserOpInterface.of(op)!.verifySymbolUses(op, tables));
    }
    this.#symbolUsers.length = 0;
  }
}

function checkSuccessors(op: Operation): void {
  for (const successor of op.successors) {
    if (successor.region !== op.parentRegion) throw opError(op, "reference to block defined in another region");
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
