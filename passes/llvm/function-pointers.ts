/**
 * Which functions pointers may point to, as far as that follows from constants, choices, tables, variables and calls. What
 * is not the address of a function counts as nothing, since it cannot be called.
 */
import {
  AddressOfOp,
  AliasOp,
  AllocaOp,
  CallOp,
  FreezeOp,
  FuncOp,
  GEPOp,
  GlobalOp,
  ICmpOp,
  LifetimeEndOp,
  LifetimeStartOp,
  LoadOp,
  MemcpyOp,
  MemmoveOp,
  MemsetOp,
  PoisonOp,
  SelectOp,
  StoreOp,
  UndefOp,
  ZeroOp,
} from "../../dialects/llvm/index.ts";
import { SymbolRefAttr } from "../../ir/builtin/attributes.ts";
import { FloatType, IntegerType } from "../../ir/builtin/types.ts";
import { BranchOpInterface, CallOpInterface, incomingOperands } from "../../ir/interfaces/control-flow.ts";
import { isPointerType } from "../../ir/interfaces/differentiable.ts";
import { constantInteger } from "../../ir/matchers.ts";
import type { Operation } from "../../ir/operation.ts";
import { forEachSymbolUse, SymbolTable } from "../../ir/symbol-table.ts";
import type { BlockArgument, OpOperand, Value } from "../../ir/value.ts";

const localLinkages: ReadonlySet<string> = new Set(["internal", "private"]);

/** What may be done with an address without that anything is written there. */
const readers: readonly { is(op: Operation): boolean }[] = [ICmpOp, LifetimeEndOp, LifetimeStartOp, LoadOp];

const pointsNowhere = (op: Operation): boolean => [ZeroOp, UndefOp, PoisonOp].some((def) => def.is(op));

/** Whether what is stored can be no part of a pointer: pointers have 64 bits. */
function isNoPointer(value: Value): boolean {
  const { type } = value;
  if (type instanceof FloatType) return true;
  return type instanceof IntegerType && (type.width < 64 || constantInteger(value) !== undefined);
}

export class FunctionPointers {
  readonly #symbols: SymbolTable;
  /** What mentions a symbol, by its name. */
  readonly #mentions: Map<string, Operation[]>;

  constructor(module: Operation) {
    this.#symbols = new SymbolTable(module);
    this.#mentions = new Map();
    forEachSymbolUse(module, ({ root }, user) => {
      const list = this.#mentions.get(root);
      if (list === undefined) this.#mentions.set(root, [user]);
      else list.push(user);
    });
  }

  /** The functions whose addresses the module takes, in its order. */
  get addressed(): readonly FuncOp[] {
    const takesAddress = (user: Operation): boolean => AddressOfOp.is(user) || GlobalOp.is(user);
    return [...this.#symbols.symbols].flatMap((symbol) => {
      const fn = FuncOp.match(symbol);
      return fn !== undefined && this.#mentions.get(fn.sym_name.value)?.some(takesAddress) === true ? [fn] : [];
    });
  }

  /** The functions that may be called through `pointer`; undefined if there may be others. */
  of(pointer: Value): readonly FuncOp[] | undefined {
    const found = new Set<FuncOp>();
    const values = new Set<Value>([pointer]);
    const memory = new Set<Operation>();
    // The set grows while it is walked.
    for (const value of values) {
      const fn = this.#functionAt(value);
      if (fn !== undefined) found.add(fn);
      const sources = this.#sourcesOf(value, memory);
      if (sources === undefined) return undefined;
      for (const source of sources) values.add(source);
    }
    return [...found];
  }

  #functionAt({ definingOp }: Value): FuncOp | undefined {
    const address = AddressOfOp.match(definingOp);
    return address && FuncOp.match(this.#symbols.get(address.global_name.root));
  }

  /** The values of which `value` is one; undefined if there may be others. `memory` is what was looked at before. */
  #sourcesOf(value: Value, memory: Set<Operation>): readonly Value[] | undefined {
    const op = value.definingOp;
    if (op === undefined) return this.#passedTo(value as BlockArgument);
    if (pointsNowhere(op)) return [];
    const address = AddressOfOp.match(op);
    if (address !== undefined) return AliasOp.is(this.#symbols.get(address.global_name.root)) ? undefined : [];
    const select = SelectOp.match(op);
    if (select !== undefined) return [select.trueValue, select.falseValue];
    if (FreezeOp.is(op)) return op.operands;
    const load = LoadOp.match(op);
    return load && this.#heldAt(load.addr, memory);
  }

  /** What branches pass to a block, or calls to a function that nothing else mentions. */
  #passedTo(argument: BlockArgument): readonly Value[] | undefined {
    const { owner, index } = argument;
    if (owner.region?.first !== owner) {
      const isTold = owner.predecessors.every(({ terminator }) => BranchOpInterface.implementedBy(terminator!));
      return isTold ? incomingOperands(argument).map(({ value }) => value) : undefined;
    }
    const fn = FuncOp.match(owner.region.parentOp);
    if (fn === undefined || !localLinkages.has(fn.linkage.value)) return undefined;
    const passed: Value[] = [];
    for (const user of this.#mentions.get(fn.sym_name.value) ?? []) {
      const callee = CallOpInterface.of(user)?.callee(user);
      if (!CallOp.is(user) || !(callee instanceof SymbolRefAttr)) return undefined;
      passed.push(user.operand(index));
    }
    return passed;
  }

  /** The pointers in a constant, or in a variable of which all uses are known. */
  #heldAt(pointer: Value, memory: Set<Operation>): readonly Value[] | undefined {
    let base = pointer.definingOp;
    for (let gep = GEPOp.match(base); gep !== undefined; gep = GEPOp.match(base)) base = gep.base.definingOp;
    if (base === undefined) return undefined;
    const address = AddressOfOp.match(base);
    const variable = address === undefined ? base : this.#symbols.get(address.global_name.root);
    if (variable === undefined) return undefined;
    if (memory.has(variable)) return [];
    memory.add(variable);
    const global = GlobalOp.match(variable);
    if (global === undefined) return AllocaOp.is(variable) ? this.#writtenTo(variable.result(0), memory) : undefined;
    const initial = initialPointers(global);
    if (initial === undefined || global.constant !== undefined) return initial;
    if (!localLinkages.has(global.linkage.value) || global.externally_initialized !== undefined) return undefined;
    const held = [...initial];
    for (const user of this.#mentions.get(global.sym_name.value) ?? []) {
      const written = AddressOfOp.is(user) ? this.#writtenTo(user.result(0), memory) : undefined;
      if (written === undefined) return undefined;
      held.push(...written);
    }
    return held;
  }

  /** The pointers that are written through an address; undefined if there may be others. */
  #writtenTo(address: Value, memory: Set<Operation>): readonly Value[] | undefined {
    const written: Value[] = [];
    const addresses = [address];
    for (const each of addresses) {
      for (const use of each.uses()) {
        if (GEPOp.is(use.owner) && use.index === 0) addresses.push(use.owner.result(0));
        else {
          const values = this.#writtenBy(use, memory);
          if (values === undefined) return undefined;
          written.push(...values);
        }
      }
    }
    return written;
  }

  /** The pointers that an operation writes to the address that it uses. */
  #writtenBy({ owner, index }: OpOperand, memory: Set<Operation>): readonly Value[] | undefined {
    if (readers.some((def) => def.is(owner))) return [];
    const store = StoreOp.match(owner);
    if (store !== undefined && index === 1) {
      if (isPointerType(store.value.type)) return [store.value];
      return isNoPointer(store.value) ? [] : undefined;
    }
    if (MemsetOp.is(owner)) return [];
    if (!MemcpyOp.is(owner) && !MemmoveOp.is(owner)) return undefined;
    return index === 0 ? this.#heldAt(owner.operand(1), memory) : [];
  }
}

/** The pointers in the initial value of a variable; undefined if it is not known. */
function initialPointers({ value, initializer }: GlobalOp): readonly Value[] | undefined {
  if (initializer.isEmpty) return value === undefined || value instanceof SymbolRefAttr ? undefined : [];
  const pointers: Value[] = [];
  for (const op of initializer.front.ops()) {
    for (const result of op.results) {
      if (!isPointerType(result.type) || pointsNowhere(op)) continue;
      // An address within a variable is that of no function.
      if (GEPOp.is(op)) continue;
      if (!AddressOfOp.is(op)) return undefined;
      pointers.push(result);
    }
  }
  return pointers;
}
