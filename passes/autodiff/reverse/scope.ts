/**
 * Scopes of the reverse sweep. Each region of the primal has one while its reverse is emitted. It answers what the adjoints
 * are so far, and gives primal values: as placeholders first; when the region's reverse is complete and it is known what
 * is needed, `close` decides what is kept and what is recomputed, and puts the real values in the placeholders' place.
 */
import { Block } from "../../../ir/block.ts";
import type { InsertionPoint, OpBuilder } from "../../../ir/builder.ts";
import type { RegionStorage } from "../../../ir/interfaces/differentiable.ts";
import { isMemoryEffectFree } from "../../../ir/interfaces/memory-effects.ts";
import { IRMapping } from "../../../ir/ir-mapping.ts";
import type { Operation } from "../../../ir/operation.ts";
import type { Region } from "../../../ir/region.ts";
import type { Value } from "../../../ir/value.ts";
import { usedValues } from "../analysis/flow.ts";
import type { PlanReport } from "../report.ts";
import { moveCostlyOps } from "./partials.ts";
import { planStorage } from "./plan.ts";

/** The scope of a function's body: its primal values are all there, since the reverse sweep follows in the same block. */
export class FunctionScope {
  readonly parent = null;
  readonly region: Region;
  readonly storage = undefined;
  /** How many regions keep a value that is passed on to here. */
  readonly keepers = 0;
  readonly adjoints: Map<Value, Value>;
  constructor(region: Region) {
    this.region = region;
    this.adjoints = new Map();
  }
  primal(value: Value): Value {
    return value;
  }
}

/** Makes it cheaper to compute anything again than to keep it. */
const tooManyKeepers = 2 ** 40;

export interface RegionScopeOptions {
  readonly parent: Scope;
  readonly region: Region;
  readonly storage: RegionStorage;
  /** Values of the region that are there without being kept. */
  readonly known: ReadonlyMap<Value, Value>;
  readonly builder: OpBuilder;
  isRepeatable(op: Operation): boolean;
  /** Is told what is executed again. */
  repeats(op: Operation): void;
  readonly report: PlanReport;
}

export class RegionScope {
  readonly parent: Scope;
  readonly region: Region;
  readonly storage: RegionStorage;
  /** How many regions keep a value of this one: those around it do, too, if it is passed on to them. */
  readonly keepers: number;
  readonly adjoints: Map<Value, Value>;
  readonly #options: RegionScopeOptions;
  /** What stands just before the region's reverse: restored and recomputed values go behind it. */
  readonly #block: Block;
  readonly #before: Operation | null;
  readonly #placeholders: Map<Value, Value>;

  constructor(options: RegionScopeOptions) {
    this.parent = options.parent;
    this.region = options.region;
    this.storage = options.storage;
    const { isPassedOn, keepsNothing } = options.storage;
    this.keepers = keepsNothing ? tooManyKeepers : 1 + (isPassedOn ? options.parent.keepers : 0);
    this.adjoints = new Map();
    this.#options = options;
    const { block, before } = options.builder.insertionPoint;
    this.#block = block;
    this.#before = before === null ? block.last : before.prev;
    this.#placeholders = new Map();
  }

  /** The value as the primal computed it, for use in the reverse of this region or of one inside it. */
  primal(value: Value): Value {
    if (value.parentBlock?.region !== this.region) return this.parent.primal(value);
    const known = this.#options.known.get(value);
    if (known !== undefined) return known;
    let placeholder = this.#placeholders.get(value);
    if (placeholder === undefined) {
      placeholder = new Block().addArgument(value.type, value.loc);
      this.#placeholders.set(value, placeholder);
    }
    return placeholder;
  }

  /** Emits the needed values. Returns them by placeholder, for those who hold one; they hold no others than `held`. */
  close(held: ReadonlySet<Value | undefined>): ReadonlyMap<Value, Value> {
    const { known, storage, isRepeatable, repeats, builder, report } = this.#options;
    this.#moveCostlyOps(held);
    for (const [value, placeholder] of this.#placeholders) {
      if (!placeholder.hasUses && !held.has(placeholder)) this.#placeholders.delete(value);
    }
    const needed = [...this.#placeholders.keys()];
    const kept = planStorage({
      region: this.region,
      needed,
      isKnown: (value) => known.has(value),
      isRepeatable: (op) => isRepeatable(op) || (storage.keepsNothing === true && isFormula(op)),
      keepers: this.keepers,
    });
    report.add(this.region, needed, kept);
    const resolved = new Map<Value, Value>();
    builder.guarded(() => {
      this.#moveToStart(builder);
      storage.begin?.(builder);
      const materialize = new Materializer(this, { builder, known, kept, storage, repeats });
      for (const [value, placeholder] of this.#placeholders) {
        const real = materialize.value(value);
        placeholder.replaceAllUsesWith(real);
        resolved.set(placeholder, real);
      }
    });
    return resolved;
  }

  #moveCostlyOps(held: ReadonlySet<Value | undefined>): void {
    const primals = new Map<Value, Value>();
    for (const [value, placeholder] of this.#placeholders) primals.set(placeholder, value);
    const abandoned = moveCostlyOps({
      first: this.#before === null ? this.#block.first : this.#before.next,
      primal: this.region.front,
      primals,
      held,
      needed: (value) => this.primal(value),
    });
    for (const placeholder of abandoned) this.#placeholders.delete(primals.get(placeholder)!);
  }

  #moveToStart(builder: OpBuilder): void {
    const start: InsertionPoint = {
      block: this.#block,
      before: this.#before === null ? this.#block.first : this.#before.next,
    };
    builder.restore(start);
  }
}

/** Whether an operation with regions can be executed again where nothing is kept, as nothing inside it has an effect. */
const isFormula = (op: Operation): boolean => op.regions.length > 0 && isMemoryEffectFree(op);

export type Scope = FunctionScope | RegionScope;

/** Emits values of a region: read back if they are kept, else computed again from their operands. */
class Materializer {
  readonly #scope: RegionScope;
  readonly #builder: OpBuilder;
  readonly #values: Map<Value, Value>;
  readonly #kept: ReadonlySet<Value>;
  readonly #storage: RegionStorage;
  readonly #repeats: (op: Operation) => void;

  constructor(
    scope: RegionScope,
    {
      builder,
      known,
      kept,
      storage,
      repeats,
    }: Pick<RegionScopeOptions, "builder" | "known" | "storage" | "repeats"> & { readonly kept: readonly Value[] },
  ) {
    this.#scope = scope;
    this.#builder = builder;
    this.#values = new Map(known);
    this.#kept = new Set(kept);
    this.#storage = storage;
    this.#repeats = repeats;
  }

  /** Walks the chain of definitions with an explicit stack, since it may be long. */
  value(wanted: Value): Value {
    const stack = [wanted];
    while (stack.length > 0) {
      const value = stack[stack.length - 1]!;
      if (this.#find(value) !== undefined) {
        stack.pop();
        continue;
      }
      const missing = usedValues(value.definingOp!).filter((used) => this.#find(used) === undefined);
      if (missing.length > 0) stack.push(...missing);
      else this.#recompute(value.definingOp!);
    }
    return this.#find(wanted)!;
  }

  #find(value: Value): Value | undefined {
    const made = this.#values.get(value);
    if (made !== undefined) return made;
    if (value.parentBlock?.region !== this.#scope.region) return this.#scope.parent.primal(value);
    if (!this.#kept.has(value)) return undefined;
    const saved = this.#scope.parent.primal(this.#storage.save(value));
    const restored = this.#storage.restore(value, saved, this.#builder);
    this.#values.set(value, restored);
    return restored;
  }

  #recompute(op: Operation): void {
    this.#repeats(op);
    const mapping = new IRMapping();
    for (const used of usedValues(op)) mapping.map(used, this.#find(used)!);
    const copy = this.#builder.clone(op, mapping);
    op.results.forEach((result, i) => {
      this.#values.set(result, copy.result(i));
    });
  }
}
