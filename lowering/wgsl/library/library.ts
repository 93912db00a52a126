/**
 * Functions that WGSL lacks, or has with little accuracy, as functions of f32, i32 and i1 that are made when a kernel
 * needs them. What a function is made of may need others in turn.
 *
 * WGSL lets an implementation reorder sums and products as if they were exact, and assume that there are no NaNs. So the
 * functions never compute what an operation lost from its result, and look for NaNs in the bits.
 */
import { CallOp, FuncOp, ReturnOp } from "../../../dialects/func/index.ts";
import { GenericAtomicRMWOp } from "../../../dialects/memref/index.ts";
import type { Type } from "../../../ir/attribute.ts";
import type { Block } from "../../../ir/block.ts";
import { OpBuilder } from "../../../ir/builder.ts";
import { StringAttr, SymbolRefAttr, TypeAttr } from "../../../ir/builtin/attributes.ts";
import { FunctionType, f32 } from "../../../ir/builtin/types.ts";
import type { OpDefinition } from "../../../ir/define-op.ts";
import type { Operation } from "../../../ir/operation.ts";
import { SymbolTable } from "../../../ir/symbol-table.ts";
import type { Value } from "../../../ir/value.ts";
import { LibraryCode } from "./library-code.ts";

/** Begins the names of the library's functions. */
export const libraryPrefix = "wgsl.";

export interface LibraryFunction {
  readonly name: string;
  readonly inputs: readonly Type[];
  readonly results: readonly Type[];
  /** Writes the body and gives the results. */
  write(code: LibraryCode, ...args: Value[]): readonly Value[];
}

/** A function of numbers of type f32. */
export const floatFunction = (
  name: string,
  write: (code: LibraryCode, ...args: Value[]) => Value,
): LibraryFunction => ({
  name,
  inputs: new Array(write.length - 1).fill(f32()),
  results: [f32()],
  write: (code, ...args) => [write(code, ...args)],
});

/** What takes the place of an operation: values for its results; none if it may stay. */
export type Expansion = (op: Operation, code: LibraryCode) => readonly Value[];
export type ExpansionEntry = readonly [OpDefinition, Expansion];

/** Replaces an operation by a call of a function that takes its operands. */
export const callOf = (def: OpDefinition, func: LibraryFunction): ExpansionEntry => [
  def,
  (op, code) => code.callAll(func, ...op.operands),
];

/** The update in one step that a block belongs to. */
function enclosingAtomic(block: Block): Operation | undefined {
  let op = block.parentOp;
  while (op !== null && !GenericAtomicRMWOp.is(op)) op = op.parentOp;
  return op ?? undefined;
}

/** The functions in a module that its kernels call. */
export class Library {
  readonly #module: Operation;
  readonly #table: SymbolTable;
  readonly #expansionOf: (op: Operation) => Expansion | undefined;
  readonly #symbols: Map<LibraryFunction, SymbolRefAttr>;
  readonly #pending: Operation[];

  constructor(module: Operation, expansionOf: (op: Operation) => Expansion | undefined) {
    this.#module = module;
    this.#table = new SymbolTable(module);
    this.#expansionOf = expansionOf;
    this.#symbols = new Map();
    this.#pending = [];
  }

  /** Replaces the operations in `root` that WGSL does not have, and those of the functions that this needs. */
  expand(root: Operation): void {
    this.#pending.push(root);
    for (let next = this.#pending.pop(); next !== undefined; next = this.#pending.pop()) {
      next.walk((op) => {
        this.#expandOperation(op);
      });
    }
  }

  #expandOperation(op: Operation): void {
    const expansion = this.#expansionOf(op);
    if (expansion === undefined) return;
    const { prev, block, def } = op;
    const values = expansion(op, new LibraryCode(OpBuilder.before(op), this));
    if (values.length === 0) return;
    op.replaceAllUsesWith(values);
    const made: Operation[] = [];
    for (let next = prev === null ? block!.first! : prev.next!; next !== op; next = next.next!) made.push(next);
    op.erase();
    for (const next of made) {
      next.walk((inner) => {
        if (inner.def !== def) this.#expandOperation(inner);
      });
    }
  }

  call(builder: OpBuilder, func: LibraryFunction, operands: readonly Value[]): readonly Value[] {
    const atomic = enclosingAtomic(builder.insertionBlock);
    if (atomic !== undefined) {
      // Calls are not allowed there. What is put there instead may need the library in turn.
      this.#pending.push(atomic);
      return func.write(new LibraryCode(builder, this), ...operands);
    }
    return builder.create(CallOp, { callee: this.#symbolOf(func), operands, resultTypes: func.results }).results;
  }

  #symbolOf(func: LibraryFunction): SymbolRefAttr {
    let symbol = this.#symbols.get(func);
    if (symbol === undefined) {
      symbol = SymbolRefAttr.get(`${libraryPrefix}${func.name}`);
      this.#symbols.set(func, symbol);
      // The library may have been at work before.
      if (this.#table.get(symbol.root) === undefined) this.#pending.push(this.#write(func, symbol.root));
    }
    return symbol;
  }

  #write(func: LibraryFunction, name: string): Operation {
    const { loc } = this.#module;
    const function_type = TypeAttr.get(FunctionType.get(func.inputs, func.results));
    const made = FuncOp.build(
      { sym_name: StringAttr.get(name), sym_visibility: StringAttr.get("private"), function_type },
      loc,
    );
    this.#table.insert(made);
    const builder = new OpBuilder(loc);
    const block = builder.createBlock(made.regions[0]!, func.inputs);
    builder.create(ReturnOp, { operands: func.write(new LibraryCode(builder, this), ...block.args) });
    return made;
  }
}
