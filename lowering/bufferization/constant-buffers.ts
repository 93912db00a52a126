/** Buffers of constants: one global for each constant of a module. */

import { GetGlobalOp, GlobalOp } from "../../dialects/memref/index.ts";
import type { OpBuilder } from "../../ir/builder.ts";
import { IntegerAttr, StringAttr, SymbolRefAttr, TypeAttr, UnitAttr } from "../../ir/builtin/attributes.ts";
import { type ElementsAttr, isElementsAttr } from "../../ir/builtin/dense-elements.ts";
import { i64, type MemRefType } from "../../ir/builtin/types.ts";
import type { Operation } from "../../ir/operation.ts";
import { nearestSymbolTable, SymbolTable } from "../../ir/symbol-table.ts";
import type { Value } from "../../ir/value.ts";

interface Globals {
  readonly symbols: SymbolTable;
  /** Names by type and initial value. */
  readonly names: Map<MemRefType, Map<ElementsAttr, string>>;
  /** How many names were made of each type. */
  readonly counts: Map<MemRefType, number>;
}

export class ConstantBuffers {
  readonly #alignment: IntegerAttr | undefined;
  readonly #modules: Map<Operation, Globals>;

  /** The alignment is in bytes; 0 for none. */
  constructor(alignment: number) {
    this.#alignment = alignment > 0 ? IntegerAttr.get(i64(), alignment) : undefined;
    this.#modules = new Map();
  }

  /** The buffer of the constant for what stands at the builder's insertion point. */
  get(builder: OpBuilder, value: ElementsAttr, type: MemRefType): Value {
    const globals = this.#globalsAround(builder.insertionBlock.parentOp!);
    const known = globals.names.get(type)?.get(value);
    const name = known ?? this.#makeGlobal(value, type, globals);
    return builder.create(GetGlobalOp, { name: SymbolRefAttr.get(name), resultTypes: [type] }).result;
  }

  #makeGlobal(value: ElementsAttr, type: MemRefType, globals: Globals): string {
    const { symbols } = globals;
    const name = freeName(type, globals);
    const global = GlobalOp.build(
      {
        sym_name: StringAttr.get(name),
        sym_visibility: StringAttr.get("private"),
        type: TypeAttr.get(type),
        initial_value: value,
        constant: UnitAttr.get(),
        alignment: this.#alignment,
      },
      symbols.op.loc,
    );
    symbols.insert(global, symbols.op.regions[0]!.front.first);
    addName(globals, type, value, name);
    return name;
  }

  #globalsAround(op: Operation): Globals {
    const module = nearestSymbolTable(op)!;
    let globals = this.#modules.get(module);
    if (globals === undefined) {
      globals = { symbols: new SymbolTable(module), names: new Map(), counts: new Map() };
      this.#modules.set(module, globals);
      for (const symbol of globals.symbols.symbols) this.#addExisting(symbol, globals);
    }
    return globals;
  }

  /** A global that was there before serves for the same constant. */
  #addExisting(symbol: Operation, globals: Globals): void {
    const global = GlobalOp.match(symbol);
    if (global?.constant === undefined || global.alignment !== this.#alignment) return;
    const { initial_value: value, type, sym_name } = global;
    if (value !== undefined && isElementsAttr(value)) addName(globals, type.value as MemRefType, value, sym_name.value);
  }
}

function addName({ names }: Globals, type: MemRefType, value: ElementsAttr, name: string): void {
  const known = names.get(type);
  if (known === undefined) names.set(type, new Map([[value, name]]));
  else if (!known.has(value)) known.set(value, name);
}

/** A name that no symbol has: that of the type, with a number behind it from the second one on. */
function freeName(type: MemRefType, { symbols, counts }: Globals): string {
  const base = `__constant_${[...type.shape, type.elementType].join("x")}`;
  let count = counts.get(type) ?? 0;
  const name = (): string => (count === 0 ? base : `${base}_${count - 1}`);
  while (symbols.get(name()) !== undefined) count++;
  const free = name();
  counts.set(type, count + 1);
  return free;
}
