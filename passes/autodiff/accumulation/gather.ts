/**
 * Turns loops that scatter adjoints into loops that gather them. The reverse of a stencil adds to several neighbours in
 * each iteration, `a[i] += f(i)` and `a[i + 1] += g(i)`: element by element these are two additions, one iteration apart,
 * so no two iterations are independent. Here each addition is moved to the iteration whose number is that of the element:
 * `a[j] += f(j) + g(j - 1)`, which touches each element once. The iterations at both ends, which have some of the
 * additions only, become loops of their own.
 *
 * Method: Hückelheim, Kukreja, Narayanan, Luporini, Gorman, Hovland, "Automatic Differentiation for Adjoint Stencil
 * Loops" (ICPP 2019). It relies on what holds for shadows alone: additions to them may be executed in any order, and they
 * share no memory with anything else.
 */
import { AccumulateOp } from "../../../dialects/ad/index.ts";
import { OpBuilder } from "../../../ir/builder.ts";
import { type PartBound, SplittableLoopOpInterface } from "../../../ir/interfaces/splittable-loop.ts";
import { IRMapping } from "../../../ir/ir-mapping.ts";
import type { Operation } from "../../../ir/operation.ts";
import { Costly } from "../../../ir/traits.ts";
import type { Value } from "../../../ir/value.ts";
import { type Addition, type ScatteringLoop, scatteringLoop } from "./scattering-loops.ts";

/** How much larger the body of the loop may become. */
const maxGrowth = 4;

/** The sum of two adjoints, in the arithmetic of the operation's level. */
export type AdjointAddition = (op: Operation, builder: OpBuilder, lhs: Value, rhs: Value) => Value;

/** Rewrites the innermost loops in `root` that scatter. `isShadow` tells buffers of adjoints, by where they come from. */
export function gatherAccumulations(
  root: Operation,
  isShadow: (base: Value) => boolean,
  addAdjoints: AdjointAddition,
): void {
  const loops: Operation[] = [];
  root.walk((op) => {
    if (AccumulateOp.is(op) && op.parentOp !== null && loops[loops.length - 1] !== op.parentOp) loops.push(op.parentOp);
    return undefined;
  });
  for (const op of new Set(loops)) {
    const loop = scatteringLoop(op, isShadow);
    if (loop !== undefined) rewrite(loop, addAdjoints);
  }
}

/** The operations of the body that additions of one shift need, in their order. */
interface Slice {
  readonly shift: number;
  readonly ops: readonly Operation[];
}

function rewrite(loop: ScatteringLoop, addAdjoints: AdjointAddition): void {
  const shifts = [...new Set(loop.groups.flat().map(({ shift }) => shift))].sort((a, b) => a - b);
  const slices = shifts.map((shift) => sliceOf(loop, shift));
  if (!isWorthwhile(loop, slices)) return;
  new GatherEmitter(loop, slices, OpBuilder.before(loop.op), addAdjoints).loops();
  loop.op.replaceAllUsesWith(loop.invariants.map(([, init]) => init));
  loop.op.erase();
}

function sliceOf({ op, groups }: ScatteringLoop, shift: number): Slice {
  const block = op.regions[0]!.front;
  const needed = new Set<Operation>();
  const stack: Operation[] = groups.flatMap((group) =>
    group.filter((addition) => addition.shift === shift).flatMap(({ op: { op: addition } }) => definitions(addition)),
  );
  for (let inner = stack.pop(); inner !== undefined; inner = stack.pop()) {
    if (inner.block !== block || needed.has(inner)) continue;
    needed.add(inner);
    stack.push(...definitions(inner));
  }
  return { shift, ops: [...block.ops()].filter((inner) => needed.has(inner)) };
}

const definitions = (op: Operation): Operation[] =>
  op.operands.flatMap(({ definingOp }) => (definingOp === undefined ? [] : [definingOp]));

/** What several shifts need is computed for each of them, which must stay cheap. */
function isWorthwhile({ op }: ScatteringLoop, slices: readonly Slice[]): boolean {
  const seen = new Set<Operation>();
  let size = 0;
  for (const { ops } of slices) {
    size += ops.length;
    for (const inner of ops) {
      if (seen.has(inner) && inner.def.hasTrait(Costly)) return false;
      seen.add(inner);
    }
  }
  let bodySize = 0;
  for (const _ of op.regions[0]!.front.ops()) bodySize++;
  return size <= maxGrowth * bodySize;
}

const lower: PartBound = { of: "lower", factor: 1, constant: 0 };
const upper: PartBound = { of: "upper", factor: 1, constant: 0 };
/** Where the numbers with the other sign end that begin at the bound, and the reverse. */
const opposite = ({ of }: PartBound): PartBound => ({ of, factor: -1, constant: 1 });
const later = (bound: PartBound, shift: number): PartBound => ({ ...bound, constant: bound.constant + shift });

/** Emits loops over `time`: an addition of shift s is executed when the time is s later than its iteration. */
class GatherEmitter {
  readonly #loop: ScatteringLoop;
  readonly #slices: readonly Slice[];
  readonly #builder: OpBuilder;
  readonly #addAdjoints: AdjointAddition;

  constructor(loop: ScatteringLoop, slices: readonly Slice[], builder: OpBuilder, addAdjoints: AdjointAddition) {
    this.#loop = loop;
    this.#slices = slices;
    this.#builder = builder;
    this.#addAdjoints = addAdjoints;
  }

  loops(): void {
    const { direction, stores } = this.#loop;
    // The iterations as times. In the opposite direction time is the iteration's number with the other sign.
    const start = direction === 1 ? lower : opposite(upper);
    const end = direction === 1 ? upper : opposite(lower);
    const last = this.#slices[this.#slices.length - 1]!.shift;
    const middle = later(start, last);
    for (const slice of this.#slices) {
      if (slice.shift < last) this.#emit([later(start, slice.shift)], [middle, later(end, slice.shift)], [slice]);
    }
    this.#emit([middle], [end], this.#slices);
    for (const slice of this.#slices) {
      if (slice.shift > 0) this.#emit([middle, end], [later(end, slice.shift)], [slice]);
    }
    if (stores.length > 0) this.#loopOver([lower], [upper], (builder, iv) => this.#storesAt(builder, iv));
  }

  /** The slices at the times from the greatest of `from` to the least of `to`. */
  #emit(from: readonly PartBound[], to: readonly PartBound[], slices: readonly Slice[]): void {
    const { op: loop, direction, groups, iv } = this.#loop;
    this.#loopOver(from, to, (builder, time) => {
      const mappings = new Map<number, IRMapping>();
      for (const { shift, ops } of slices) {
        const mapping = this.#mapping();
        const { createIndex } = SplittableLoopOpInterface.of(loop)!;
        const iteration = createIndex(loop, builder, time, direction, direction === 1 ? -shift : shift);
        mapping.map(iv, iteration);
        for (const op of ops) builder.clone(op, mapping);
        mappings.set(shift, mapping);
      }
      for (const group of groups) this.#sum(group, mappings, builder);
    });
  }

  /** One addition of all that the group has for the element. */
  #sum(group: readonly Addition[], mappings: ReadonlyMap<number, IRMapping>, builder: OpBuilder): void {
    let sum: { value: Value; indices: readonly Value[] } | undefined;
    for (const { op, shift } of group) {
      const mapping = mappings.get(shift);
      if (mapping === undefined) continue;
      const value = mapping.lookupOrSelf(op.value);
      if (sum === undefined) sum = { value, indices: op.indices.map((index) => mapping.lookupOrSelf(index)) };
      else sum.value = this.#addAdjoints(op.op, builder, sum.value, value);
    }
    if (sum !== undefined) builder.create(AccumulateOp, { ...sum, memref: group[0]!.op.memref });
  }

  #storesAt(builder: OpBuilder, iteration: Value): void {
    const { iv, stores } = this.#loop;
    const mapping = this.#mapping();
    mapping.map(iv, iteration);
    const needed = new Set<Operation>();
    const stack = stores.flatMap(definitions);
    for (let op = stack.pop(); op !== undefined; op = stack.pop()) {
      if (op.parentOp !== this.#loop.op || needed.has(op)) continue;
      needed.add(op);
      stack.push(...definitions(op));
    }
    const wanted = new Set([...needed, ...stores]);
    for (const op of this.#loop.op.regions[0]!.front.ops()) if (wanted.has(op)) builder.clone(op, mapping);
  }

  #loopOver(from: readonly PartBound[], to: readonly PartBound[], body: (builder: OpBuilder, iv: Value) => void): void {
    const { op } = this.#loop;
    SplittableLoopOpInterface.of(op)!.createPart(op, this.#builder, from, to, (iv) => body(this.#builder, iv));
  }

  #mapping(): IRMapping {
    const mapping = new IRMapping();
    for (const [arg, init] of this.#loop.invariants) mapping.map(arg, init);
    return mapping;
  }
}
