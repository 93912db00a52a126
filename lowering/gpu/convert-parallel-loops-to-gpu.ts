/**
 * `convert-parallel-loops-to-gpu`: nests of `scf.parallel` whose loops are mapped to blocks and threads become launches.
 * Loops that are mapped to no processor become sequential ones in the kernel. A nest that cannot be converted stays: one
 * with results, or with bounds that are not known where it begins, or with effects that may be executed once only, since
 * every thread executes what stands around the inner loops that are mapped. mlir-opt is less careful about these effects.
 */
import { ApplyOp, affineDialect, MinOp } from "../../dialects/affine/index.ts";
import {
  arithDialect,
  CmpIOp,
  CmpIPredicate,
  createIndexConstant,
  MinSIOp,
  MulIOp,
} from "../../dialects/arith/index.ts";
import {
  gpuDialect,
  LaunchOp,
  LoopDimMapping,
  loopMappingName,
  loopMappings,
  processors,
  TerminatorOp,
} from "../../dialects/gpu/index.ts";
import { createFor, createIf, ParallelOp } from "../../dialects/scf/index.ts";
import { AffineExpr, AffineMap } from "../../ir/affine.ts";
import { OpBuilder } from "../../ir/builder.ts";
import { AffineMapAttr, ArrayAttr } from "../../ir/builtin/attributes.ts";
import { BaseMemRefType, indexType } from "../../ir/builtin/types.ts";
import { opError } from "../../ir/diagnostic.ts";
import { memoryEffects } from "../../ir/interfaces/memory-effects.ts";
import { IRMapping } from "../../ir/ir-mapping.ts";
import { constantInteger } from "../../ir/matchers.ts";
import type { Operation } from "../../ir/operation.ts";
import { definePass } from "../../ir/pass.ts";
import { Pure } from "../../ir/traits.ts";
import type { Value } from "../../ir/value.ts";

export const convertParallelLoopsToGpu = definePass(
  "convert-parallel-loops-to-gpu",
  {
    summary: "Convert mapped scf.parallel ops to gpu launch operations",
    dependentDialects: [affineDialect, arithDialect, gpuDialect],
  },
  (root) => {
    const loops: Operation[] = [];
    root.walk((op) => {
      if (!ParallelOp.is(op)) return undefined;
      if (op.attr(loopMappingName) !== undefined) loops.push(op);
      return "skip";
    }, "pre");
    for (const loop of loops) new LoopNest(ParallelOp.view(loop)).convert();
  },
);

const configArguments = 12;

class LoopNest {
  readonly #loop: ParallelOp;
  readonly #launch: LaunchOp;
  /** What stood before the loop, behind which everything is made. */
  readonly #before: Operation | null;
  readonly #builder: OpBuilder;
  readonly #mapping: IRMapping;
  /** The sizes of the launch, by the processor. */
  readonly #bounds: Map<string, Value>;

  constructor(loop: ParallelOp) {
    const { op } = loop;
    this.#loop = loop;
    this.#before = op.prev;
    this.#mapping = new IRMapping();
    this.#bounds = new Map();
    const builder = OpBuilder.before(op);
    const one = createIndexConstant(builder, 1);
    const body = builder.createRegion(Array.from({ length: configArguments }, indexType), () => {
      builder.create(TerminatorOp, {});
    });
    this.#launch = builder.create(LaunchOp, {
      asyncDependencies: [],
      gridSizeX: one,
      gridSizeY: one,
      gridSizeZ: one,
      blockSizeX: one,
      blockSizeY: one,
      blockSizeZ: one,
      body,
      resultTypes: [],
    });
    this.#builder = builder.setInsertionPoint(body.front.last!);
  }

  convert(): void {
    const { op } = this.#loop;
    if (this.#enter(this.#loop)) {
      for (const [processor, bound] of this.#bounds) {
        this.#launch.op.setOperand(processors.indexOf(processor as never), bound);
      }
      op.erase();
      return;
    }
    // Users come behind what they use.
    for (let made = op.prev; made !== this.#before; made = op.prev) made!.erase();
  }

  /** Puts the body of a loop into the launch; returns whether that was possible. */
  #enter(loop: ParallelOp): boolean {
    const { op, results, region, step } = loop;
    const mappings = op.attr(loopMappingName);
    if (!(mappings instanceof ArrayAttr) || results.length > 0 || !mayBeRepeated(op)) return false;
    const builder = this.#builder;
    const { loc } = builder;
    builder.loc = op.loc;
    let scopes = 0;
    for (const i of step.keys()) {
      const mapping = mappings.values[i];
      if (mapping === undefined || !LoopDimMapping.is(mapping)) {
        throw opError(op, "expected mapping attribute for lowering to GPU");
      }
      const opened = mapping.processor === "sequential" ? this.#openLoop(loop, i) : this.#map(loop, i, mapping);
      if (opened === undefined) return false;
      scopes += opened;
    }
    for (const [name, value] of op.discardableAttrs) if (name !== loopMappingName) this.#launch.op.setAttr(name, value);
    for (let inner = region.front.first!; inner.next !== null; inner = inner.next) {
      if (!ParallelOp.is(inner)) builder.clone(inner, this.#mapping);
      else if (!this.#enter(ParallelOp.view(inner))) return false;
    }
    for (; scopes > 0; scopes--) builder.setInsertionPointAfter(builder.insertionBlock.parentOp!);
    builder.loc = loc;
    return true;
  }

  /** A sequential loop; returns the number of scopes that were opened. */
  #openLoop({ region, lowerBound, upperBound, step }: ParallelOp, i: number): number {
    const builder = this.#builder;
    const bounds = {
      lowerBound: this.#mapping.lookupOrSelf(lowerBound[i]!),
      upperBound: this.#mapping.lookupOrSelf(upperBound[i]!),
      step: this.#mapping.lookupOrSelf(step[i]!),
    };
    const { front } = createFor(builder, bounds, [], () => []).region;
    builder.setInsertionPoint(front.last!);
    this.#mapping.map(region.front.args[i]!, front.args[0]!);
    return 1;
  }

  /**
   * Computes the induction variable from the id of a processor, and the size of the launch. Where the bound of the loop is
   * not known outside, the size is one that it does not exceed, and a condition leaves out the iterations too many.
   */
  #map(loop: ParallelOp, i: number, { processor, map, bound }: LoopDimMapping): number | undefined {
    const builder = this.#builder;
    const [lower, step] = [loop.lowerBound[i]!, loop.step[i]!];
    const upper = loop.upperBound[i]!;
    const id = this.#launch.body.front.args[processors.indexOf(processor)]!;
    const operands = [id, this.#inside(step), this.#inside(lower)];
    const index = builder.create(ApplyOp, {
      map: AffineMapAttr.get(map.compose(lowerAndStep())),
      mapOperands: operands,
    });
    this.#mapping.map(loop.region.front.args[i]!, index.result);
    if (!this.#isKnownOutside(lower) || !this.#isKnownOutside(step)) return undefined;
    const isPrecise = this.#isKnownOutside(upper);
    const size = builder.guarded(() => {
      builder.setInsertionPoint(this.#launch.op);
      const limit = isPrecise ? upper : staticUpperBound(upper, builder);
      if (limit === undefined || this.#bounds.has(processor)) return undefined;
      const mapOperands = [limit, lower, step].map((value) => this.#outside(value));
      return builder.create(ApplyOp, { map: AffineMapAttr.get(bound.compose(tripCount())), mapOperands }).result;
    });
    if (size === undefined) return undefined;
    this.#bounds.set(processor, size);
    if (isPrecise) return 0;
    const predicate = CmpIPredicate.of("slt");
    const rhs = this.#mapping.lookupOrSelf(upper);
    const condition = builder.create(CmpIOp, { predicate, lhs: index.result, rhs }).result;
    const { thenRegion } = createIf(builder, condition, () => []);
    builder.setInsertionPoint(thenRegion.front.last!);
    return 1;
  }

  #isOutside(value: Value): boolean {
    const region = value.parentBlock?.region;
    return region?.isAncestorOf(this.#launch.op.parentRegion!) === true;
  }
  #isKnownOutside(value: Value): boolean {
    return this.#isOutside(value) || constantInteger(value) !== undefined;
  }
  /** The value itself if it is defined outside, a constant like it, or what stands for it in the launch. */
  #inside(value: Value): Value {
    return this.#isKnownOutside(value) ? this.#outside(value) : this.#mapping.lookupOrSelf(value);
  }
  /** The value itself, or a constant like it at the builder's place. */
  #outside(value: Value): Value {
    return this.#isOutside(value) ? value : createIndexConstant(this.#builder, constantInteger(value)!.value);
  }
}

/**
 * Whether what stands in a loop beside mapped inner loops may be executed by each of their threads: its effects are known,
 * it does not write what it reads, and it touches nothing that the inner loops write, nor they what it writes.
 */
function mayBeRepeated(loop: Operation): boolean {
  const inner = [...loop.regions[0]!.front.ops()].filter(isMappedLoop);
  if (inner.length === 0) return true;
  const own = accessesOf([...loop.regions[0]!.front.ops()].filter((op) => !inner.includes(op) && op.next !== null));
  const others = accessesOf(inner);
  if (own === undefined) return false;
  if (others === undefined) return own.read.size === 0 && own.written.size === 0;
  return !meet(own.read, own.written) && !meet(own.read, others.written) && !meet(own.written, others.touched);
}

function isMappedLoop(op: Operation): boolean {
  const mappings = ParallelOp.is(op) ? loopMappings(op.attr(loopMappingName)) : undefined;
  return mappings?.some(({ processor }) => processor !== "sequential") === true;
}

interface Accesses {
  readonly read: ReadonlySet<Value>;
  readonly written: ReadonlySet<Value>;
  readonly touched: ReadonlySet<Value>;
}

const meet = (a: ReadonlySet<Value>, b: ReadonlySet<Value>): boolean => [...a].some((value) => b.has(value));

/** The buffers that operations read and write; undefined if that is not known. Different buffers do not overlap. */
function accessesOf(ops: readonly Operation[]): Accesses | undefined {
  const read = new Set<Value>();
  const written = new Set<Value>();
  for (const op of ops) {
    const effects = memoryEffects(op);
    if (effects === undefined) return undefined;
    for (const { kind, value } of effects) {
      if (kind === "allocate") continue;
      if (value === undefined) return undefined;
      (kind === "read" ? read : written).add(bufferOf(value));
    }
  }
  return { read, written, touched: new Set([...read, ...written]) };
}

/** The buffer on which `value` is a view. */
function bufferOf(value: Value): Value {
  const source = value.definingOp?.def.hasTrait(Pure) ? value.definingOp.operands[0] : undefined;
  return source?.type instanceof BaseMemRefType ? bufferOf(source) : value;
}

/** id * step + lower */
const lowerAndStep = (): AffineMap =>
  AffineMap.get(1, 2, [AffineExpr.dim(0).mul(AffineExpr.symbol(0)).add(AffineExpr.symbol(1))]);
/** (upper - lower) ceildiv step */
const tripCount = (): AffineMap =>
  AffineMap.get(1, 2, [AffineExpr.dim(0).sub(AffineExpr.symbol(0)).ceilDiv(AffineExpr.symbol(1))]);

/** A constant that the value does not exceed, if its definition tells one. */
function staticUpperBound(value: Value, builder: OpBuilder): Value | undefined {
  const bound = boundOf(value);
  return bound === undefined ? undefined : createIndexConstant(builder, bound);
}

/** A constant that an expression of a map does not exceed, where it is a constant or one of the operands. */
function constantOrOperand(expr: AffineExpr, numDims: number, operands: readonly Value[]): bigint | undefined {
  if (expr.kind === "constant") return expr.value;
  if (expr.kind === "dim") return boundOf(operands[expr.position]!);
  return expr.kind === "symbol" ? boundOf(operands[numDims + expr.position]!) : undefined;
}

function boundOf(value: Value): bigint | undefined {
  const constant = constantInteger(value);
  if (constant !== undefined) return constant.value;
  const minimum = MinOp.defining(value);
  if (minimum !== undefined) {
    const { numDims, results } = minimum.map.affineMap;
    for (const result of results) {
      const limit = constantOrOperand(result, numDims, minimum.op.operands);
      if (limit !== undefined) return limit;
    }
  }
  const smaller = MinSIOp.defining(value);
  if (smaller !== undefined) return boundOf(smaller.lhs) ?? boundOf(smaller.rhs);
  const product = MulIOp.defining(value);
  if (product === undefined) return undefined;
  const [lhs, rhs] = [boundOf(product.lhs), boundOf(product.rhs)];
  // With different signs the product of two upper bounds is none.
  if (lhs === undefined || rhs === undefined || lhs < 0n !== rhs < 0n) return undefined;
  return lhs * rhs;
}
