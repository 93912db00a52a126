/** The function that tells at run time which of many buffers are to be freed. */

import { createIndexConstant } from "../../../dialects/arith/index.ts";
import { CallOp } from "../../../dialects/func/index.ts";
import { AllocOp, CastOp, DeallocOp, LoadOp, StoreOp } from "../../../dialects/memref/index.ts";
import { parseModule } from "../../../ir/assembly/parse.ts";
import type { Type } from "../../../ir/attribute.ts";
import type { OpBuilder } from "../../../ir/builder.ts";
import { SymbolRefAttr } from "../../../ir/builtin/attributes.ts";
import { Dynamic, i1, indexType, MemRefType } from "../../../ir/builtin/types.ts";
import type { Context } from "../../../ir/context.ts";
import { errorAt } from "../../../ir/diagnostic.ts";
import type { Operation } from "../../../ir/operation.ts";
import { nearestSymbolTable, SymbolTable } from "../../../ir/symbol-table.ts";
import type { Value } from "../../../ir/value.ts";

/**
 * Of buffers at the same address the first one is freed whose condition holds, unless one that is retained is there. For
 * each that is retained: whether a buffer there would have been freed.
 */
const helperText = `
func.func private @dealloc_helper(%addresses: memref<?xindex>, %retained: memref<?xindex>, %conditions: memref<?xi1>,
                                  %freed: memref<?xi1>, %owned: memref<?xi1>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %true = arith.constant true
  %false = arith.constant false
  %count = memref.dim %addresses, %c0 : memref<?xindex>
  %retained_count = memref.dim %retained, %c0 : memref<?xindex>
  scf.for %j = %c0 to %retained_count step %c1 {
    memref.store %false, %owned[%j] : memref<?xi1>
  }
  scf.for %i = %c0 to %count step %c1 {
    %address = memref.load %addresses[%i] : memref<?xindex>
    %condition = memref.load %conditions[%i] : memref<?xi1>
    %is_retained = scf.for %j = %c0 to %retained_count step %c1 iter_args(%before = %false) -> (i1) {
      %other = memref.load %retained[%j] : memref<?xindex>
      %is_same = arith.cmpi eq, %address, %other : index
      %is_owned_now = arith.andi %is_same, %condition : i1
      %was_owned = memref.load %owned[%j] : memref<?xi1>
      %is_owned = arith.ori %was_owned, %is_owned_now : i1
      memref.store %is_owned, %owned[%j] : memref<?xi1>
      %result = arith.ori %before, %is_same : i1
      scf.yield %result : i1
    }
    %stays = scf.for %j = %c0 to %i step %c1 iter_args(%before = %is_retained) -> (i1) {
      %other = memref.load %addresses[%j] : memref<?xindex>
      %is_same = arith.cmpi eq, %address, %other : index
      %is_other_freed = memref.load %freed[%j] : memref<?xi1>
      %is_freed_there = arith.andi %is_same, %is_other_freed : i1
      %result = arith.ori %before, %is_freed_there : i1
      scf.yield %result : i1
    }
    %goes = arith.xori %stays, %true : i1
    %is_freed = arith.andi %goes, %condition : i1
    memref.store %is_freed, %freed[%i] : memref<?xi1>
  }
  return
}`;

/** What is to be freed. */
export interface FreeingDecision {
  /** For each buffer whether it is. */
  readonly freed: readonly Value[];
  /** Emits for each retained buffer whether its memory would have been freed. */
  owned(): readonly Value[];
}

export class DeallocHelper {
  readonly #root: Operation;
  readonly #context: Context;
  readonly #names: Map<Operation, SymbolRefAttr>;

  /** Puts functions into modules inside `root` alone. */
  constructor(root: Operation, context: Context) {
    this.#root = root;
    this.#context = context;
    this.#names = new Map();
  }

  /**
   * Emits a call.
   *
   * @throws {DiagnosticError} if there is no module to put the function into
   */
  call(
    builder: OpBuilder,
    addresses: readonly Value[],
    conditions: readonly Value[],
    retained: readonly Value[],
  ): FreeingDecision {
    const callee = this.#nameFor(builder);
    const [freedIn, ownedIn] = [conditions, retained].map(({ length }) => allocateList(builder, i1(), length));
    const lists = [
      createList(builder, indexType(), addresses),
      createList(builder, indexType(), retained),
      createList(builder, i1(), conditions),
      freedIn!,
      ownedIn!,
    ];
    builder.create(CallOp, { callee, operands: lists.map((list) => withAnySize(builder, list)), resultTypes: [] });
    const freed = readList(builder, freedIn!);
    const owned = readList(builder, ownedIn!);
    for (const memref of lists) builder.create(DeallocOp, { memref });
    return { freed, owned: () => owned };
  }

  #nameFor(builder: OpBuilder): SymbolRefAttr {
    const module = nearestSymbolTable(builder.insertionBlock.parentOp!);
    if (module === undefined || !this.#root.isAncestorOf(module)) {
      throw errorAt(
        builder.loc,
        "library function required for generic lowering, but cannot be automatically inserted when operating on functions",
      );
    }
    let name = this.#names.get(module);
    if (name === undefined) {
      const helper = parseModule(helperText, this.#context)!.regions[0]!.front.first!;
      helper.block!.remove(helper);
      name = SymbolRefAttr.get(new SymbolTable(module).insert(helper));
      this.#names.set(module, name);
    }
    return name;
  }
}

const allocateList = (builder: OpBuilder, type: Type, length: number): Value =>
  builder.create(AllocOp, { dynamicSizes: [], symbolOperands: [], resultTypes: [MemRefType.get([length], type)] })
    .memref;

function createList(builder: OpBuilder, type: Type, values: readonly Value[]): Value {
  const memref = allocateList(builder, type, values.length);
  values.forEach((value, i) => {
    builder.create(StoreOp, { value, memref, indices: [createIndexConstant(builder, i)] });
  });
  return memref;
}

function readList(builder: OpBuilder, memref: Value): Value[] {
  const { shape, elementType } = memref.type as MemRefType;
  return Array.from({ length: shape[0]! }, (_, i) => {
    const indices = [createIndexConstant(builder, i)];
    return builder.create(LoadOp, { memref, indices, resultTypes: [elementType] }).result;
  });
}

function withAnySize(builder: OpBuilder, source: Value): Value {
  const { elementType } = source.type as MemRefType;
  return builder.create(CastOp, { source, resultTypes: [MemRefType.get([Dynamic], elementType)] }).dest;
}
