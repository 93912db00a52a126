/** Functions and strings that lowered code needs in its module. */

import {
  arrayType,
  createCall,
  FuncOp,
  GlobalOp,
  Linkage,
  type LLVMFunctionType,
  llvmFunctionType,
} from "../../dialects/llvm/index.ts";
import type { Type } from "../../ir/attribute.ts";
import type { OpBuilder } from "../../ir/builder.ts";
import { IntegerAttr, StringAttr, SymbolRefAttr, TypeAttr, UnitAttr } from "../../ir/builtin/attributes.ts";
import { DenseElementsAttr } from "../../ir/builtin/dense-elements.ts";
import { IntegerType, i32, RankedTensorType } from "../../ir/builtin/types.ts";
import type { OpDefinition } from "../../ir/define-op.ts";
import { errorAt, opError } from "../../ir/diagnostic.ts";
import { getOrMake } from "../../ir/maps.ts";
import type { Operation } from "../../ir/operation.ts";
import { encodeBytes } from "../../ir/string-bytes.ts";
import { nearestSymbolTable, symbolName } from "../../ir/symbol-table.ts";
import type { Value } from "../../ir/value.ts";

/** The symbols of the modules that one run of a pass changes. */
export class ModuleSymbols {
  readonly #tables: Map<Operation, Map<string, Operation>>;
  /** For each module and base name, the suffix to try next. */
  readonly #suffixes: Map<Operation, Map<string, number>>;

  constructor() {
    this.#tables = new Map();
    this.#suffixes = new Map();
  }

  /** The symbol `name` that `user` sees. */
  lookup(user: Operation, name: string): Operation | undefined {
    return this.#lookup(nearestSymbolTable(user)!, name);
  }

  /** Hears of a symbol that takes the place of the one with its name. */
  define(symbol: Operation): void {
    this.#table(nearestSymbolTable(symbol)!).set(symbolName(symbol)!, symbol);
  }

  /** The symbol of that name in the module, unless it was taken back since. */
  #lookup(module: Operation, name: string): Operation | undefined {
    const symbol = this.#table(module).get(name);
    return symbol?.block === null ? undefined : symbol;
  }

  #table(module: Operation): Map<string, Operation> {
    let table = this.#tables.get(module);
    if (table === undefined) {
      table = new Map();
      for (const op of module.regions[0]!.front.ops()) {
        const name = symbolName(op);
        if (name !== undefined) table.set(name, op);
      }
      this.#tables.set(module, table);
    }
    return table;
  }

  #insert(module: Operation, name: string, builder: OpBuilder, make: () => Operation): Operation {
    const symbol = builder.guarded(() => {
      builder.setInsertionPointToStart(module.regions[0]!.front);
      return make();
    });
    this.#table(module).set(name, symbol);
    return symbol;
  }

  /**
   * A reference to the function `name`, which is declared if the module around `user` does not have it.
   * @throws DiagnosticError if there is something else of that name
   */
  func(user: Operation, builder: OpBuilder, name: string, type: LLVMFunctionType): SymbolRefAttr {
    const function_type = TypeAttr.get(type);
    return this.declared(user, builder, name, FuncOp, function_type, () => {
      return builder.create(FuncOp, { sym_name: StringAttr.get(name), function_type }).op;
    });
  }

  /**
   * A reference to `name`, which is a `def` of type `type`, and is made by `make` if the module around `user` does not
   * have it.
   * @throws DiagnosticError if there is something else of that name
   */
  declared(
    user: Operation,
    builder: OpBuilder,
    name: string,
    def: OpDefinition,
    type: TypeAttr,
    make: () => Operation,
  ): SymbolRefAttr {
    const module = nearestSymbolTable(user)!;
    const symbol = this.#lookup(module, name) ?? this.#insert(module, name, builder, make);
    if (symbol.def !== def) throw errorAt(symbol.loc, `redefinition of symbol named '${name}'`);
    if (symbol.attr("function_type") !== type) {
      throw opError(symbol, `redefinition of function '${name}' of different type '${type.value}' is prohibited`);
    }
    return SymbolRefAttr.get(name);
  }

  /** A constant that holds the bytes of `text` and a zero behind them. Its name begins with `base`. */
  string(user: Operation, builder: OpBuilder, base: string, text: string): GlobalOp {
    const module = nearestSymbolTable(user)!;
    const name = this.#uniqueName(module, base);
    const bytes = Uint8Array.from([...encodeBytes(text), 0]);
    const i8 = IntegerType.get(8);
    const symbol = this.#insert(module, name, builder, () => {
      return builder.create(GlobalOp, {
        global_type: TypeAttr.get(arrayType(i8, bytes.length)),
        constant: UnitAttr.get(),
        sym_name: StringAttr.get(name),
        linkage: Linkage.of("private"),
        value: DenseElementsAttr.fromBytes(RankedTensorType.get([bytes.length], i8), bytes),
        addr_space: IntegerAttr.get(i32(), 0),
      }).op;
    });
    return GlobalOp.view(symbol);
  }

  #uniqueName(module: Operation, base: string): string {
    const suffixes = getOrMake(this.#suffixes, module, () => new Map());
    let next = suffixes.get(base) ?? -1;
    let name: string;
    do {
      name = next < 0 ? base : `${base}_${next}`;
      next++;
    } while (this.#lookup(module, name) !== undefined);
    suffixes.set(base, next);
    return name;
  }
}

/** Calls the function `name` of a library, which is declared if need be. */
export function callLibrary(
  builder: OpBuilder,
  symbols: ModuleSymbols,
  name: string,
  args: readonly Value[],
  resultTypes: readonly Type[] = [],
): Value | undefined {
  const user = builder.insertionBlock.parentOp!;
  const params = args.map((arg) => arg.type);
  const callee = symbols.func(user, builder, name, llvmFunctionType(resultTypes, params));
  return createCall(builder, callee, args, resultTypes).result;
}
