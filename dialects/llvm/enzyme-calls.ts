/**
 * Requests for derivatives in C: calls of functions whose names hold `__enzyme_autodiff`, `__enzyme_fwddiff`, or, for the
 * halves of reverse mode, `__enzyme_augmentfwd`, `__enzyme_augmentsize` and `__enzyme_reverse`, as Enzyme
 * has them (https://enzyme.mit.edu). The first argument is the function; its arguments follow, with markers in front of
 * those that take part in another way than their type suggests.
 */
import type { Type } from "../../ir/attribute.ts";
import { OpBuilder } from "../../ir/builder.ts";
import { DictionaryAttr, StringAttr, TypeAttr } from "../../ir/builtin/attributes.ts";
import { FloatType, IntegerType, i8, i64, indexType, VectorType } from "../../ir/builtin/types.ts";
import { opError } from "../../ir/diagnostic.ts";
import {
  type DerivativeRequest,
  DerivativeRequestOpInterface,
  type RequestedActivity,
} from "../../ir/interfaces/derivative-request.ts";
import { isDifferentiableType, isPointerType } from "../../ir/interfaces/differentiable.ts";
import { FunctionOpInterface } from "../../ir/interfaces/function.ts";
import { constantInteger } from "../../ir/matchers.ts";
import type { Operation } from "../../ir/operation.ts";
import { lookupSymbol } from "../../ir/symbol-table.ts";
import type { Value } from "../../ir/value.ts";
import { IndexCastOp } from "../arith/index.ts";
import { valueOfNumbers } from "./aggregate-values.ts";
import { createConstant } from "./arithmetic.ts";
import { MulOp } from "./arithmetic-ops.ts";
import { CallOp } from "./call-op.ts";
import { FPTruncOp, IntToPtrOp, PtrToIntOp, TruncOp } from "./cast-ops.ts";
import { AddressOfOp } from "./constant-ops.ts";
import { createGEP } from "./gep-op.ts";
import { GlobalOp } from "./global-ops.ts";
import { LoadOp, StoreOp } from "./memory-ops.ts";
import { ptr } from "./types.ts";

/** What stands in front of an argument, and says how it takes part. */
const activities: Readonly<Record<string, RequestedActivity>> = {
  enzyme_out: "enzyme_active",
  enzyme_dup: "enzyme_dup",
  enzyme_dupnoneed: "enzyme_dupnoneed",
  enzyme_const: "enzyme_const",
  enzyme_dupv: "enzyme_dup",
  enzyme_dupnoneedv: "enzyme_dupnoneed",
};
/** These are followed by the distance of the shadows in bytes, of which only the first one is passed. */
const spaced: ReadonlySet<string> = new Set(["enzyme_dupv", "enzyme_dupnoneedv"]);
/** Asks for the result of the function beside the derivatives. */
const primalReturn = "enzyme_primal_return";
/** Asks for several tangents or adjoints at once, as many as the integer that follows says. */
const widthMarker = "enzyme_width";
const markers = [...Object.keys(activities), primalReturn, widthMarker];
/** Is followed by the place of the tape, where the caller keeps it. */
const tapeMarker = "enzyme_tape";
/** Is followed by the number of bytes there. */
const allocatedMarker = "enzyme_allocated";
/** A tape is known by its address. */
const tapeBytes = 8;
const splitMarkers = [...markers, tapeMarker, allocatedMarker];

/** What the names of functions ask for. */
const modes: readonly (readonly [name: string, mode: DerivativeRequest["mode"]])[] = [
  ["__enzyme_autodiff", "reverse"],
  ["__enzyme_fwddiff", "forward"],
  ["__enzyme_augmentfwd", "augment"],
  ["__enzyme_reverse", "pullback"],
];

CallOp.implement(DerivativeRequestOpInterface, {
  request({ op, callee }) {
    const name = callee?.root ?? "";
    if (name.includes("__enzyme_augmentsize")) return { mode: "size", replace: () => replaceByTapeSize(op) };
    const found = modes.find(([part]) => name.includes(part));
    return found && new EnzymeCall(op, found[1]);
  },
});

/** What names the function and the activities goes as well. */
function replaceByTapeSize(op: Operation): void {
  const [result] = op.results;
  const names = op.operands.flatMap(({ definingOp }) => definingOp ?? []);
  if (result !== undefined) {
    if (!(result.type instanceof IntegerType)) throw opError(op, `gives the size of a tape as '${result.type}'`);
    result.replaceAllUsesWith(createConstant(OpBuilder.before(op), result.type, tapeBytes));
  }
  op.erase();
  for (const name of names) if (AddressOfOp.is(name) || LoadOp.is(name)) eraseUnused(name);
}

class EnzymeCall implements DerivativeRequest {
  readonly mode: DerivativeRequest["mode"];
  readonly fn: DerivativeRequest["fn"];
  readonly activities: readonly RequestedActivity[];
  readonly inputs: readonly Value[];
  readonly #op: Operation;
  readonly #builder: OpBuilder;
  /** What is left of the arguments of the call. */
  readonly #args: Value[];
  /** Where the results are stored, if they are too large to be returned, and as what. */
  readonly #place: { readonly pointer: Value; readonly type: Type } | undefined;
  readonly #resultTypes: readonly Type[];
  /** What named the function and the activities. */
  readonly #names: Operation[];
  /** Results of the function that have derivatives get these in the second half of reverse mode. */
  readonly #cotangents: ReadonlyMap<number, Value>;
  readonly tape: Value | undefined;
  /** Where the caller keeps the tape. */
  #tapePlace: Value | undefined;
  #needsPrimal: boolean;
  #width: number;

  constructor(op: Operation, mode: DerivativeRequest["mode"]) {
    this.mode = mode;
    this.#op = op;
    this.#builder = OpBuilder.before(op);
    this.#names = [];
    this.#needsPrimal = false;
    this.#width = 1;
    const { callee_operands, arg_attrs } = CallOp.view(op);
    this.#args = [...callee_operands];
    const [first] = arg_attrs?.values ?? [];
    const stored = first instanceof DictionaryAttr ? first.get("llvm.sret") : undefined;
    this.#place = stored instanceof TypeAttr ? { pointer: this.#args.shift()!, type: stored.value } : undefined;
    const address = AddressOfOp.match(this.#args.shift()?.definingOp);
    const fn = address === undefined ? undefined : lookupSymbol(op, address.global_name.root);
    const implementation = fn === undefined ? undefined : FunctionOpInterface.of(fn);
    if (address === undefined || fn === undefined || implementation === undefined) {
      throw opError(op, "asks for the derivative of a function that is not known").attachNote(
        op.loc,
        "the first argument must name a function: (void *)f",
      );
    }
    this.fn = address.global_name;
    this.#names.push(address.op);
    this.#resultTypes = implementation.resultTypes(fn);
    const inputs: Value[] = [];
    this.activities = implementation.argumentTypes(fn).map((type, i) => {
      const { activity, distance } = this.#activity(type, i === 0);
      inputs.push(this.#next(type));
      if (activity === "enzyme_dup" || activity === "enzyme_dupnoneed") inputs.push(...this.#shadows(type, distance));
      return activity;
    });
    this.inputs = inputs;
    const seeded =
      mode === "pullback" ? this.#resultTypes.flatMap((type, i) => (isDifferentiableType(type) ? [i] : [])) : [];
    this.#cotangents = new Map(seeded.map((i) => [i, this.#next(this.#resultTypes[i]!)]));
    this.tape = mode === "pullback" ? this.#takeTape() : undefined;
    const extra = this.#args.length;
    if (extra > 0) throw opError(op, `has more arguments than the function and their activities ask for: ${extra}`);
  }

  get needsPrimal(): boolean {
    return this.#needsPrimal;
  }

  get width(): number {
    return this.#width;
  }

  cotangent(index: number): Value {
    const given = this.#cotangents.get(index);
    if (given !== undefined) return given;
    const type = this.#resultTypes[index]!;
    if (type instanceof FloatType) return createConstant(this.#builder, type, 1);
    throw opError(this.#op, `asks for the gradient of a result of type '${type}'`);
  }

  replaceBy(given: readonly Value[]): void {
    const [result] = this.#op.results;
    const outputs = this.mode === "augment" ? this.#withTape(given) : given;
    const { pointer, type } = this.#place ?? {};
    if (pointer !== undefined && type !== undefined) {
      this.#builder.create(StoreOp, { value: this.#packed(outputs, type), addr: pointer });
    } else if (result?.hasUses === true) result.replaceAllUsesWith(this.#packed(outputs, result.type));
    this.#op.erase();
    for (const op of this.#names) eraseUnused(op);
  }

  /** The address of the tape, which comes last if the caller does not keep it elsewhere. */
  #takeTape(): Value {
    const place = this.#tapePlace;
    const arg =
      place === undefined ? this.#next(ptr()) : this.#builder.create(LoadOp, { addr: place, resultTypes: [ptr()] }).res;
    const number = this.#builder.create(PtrToIntOp, { arg, resultTypes: [i64()] }).res;
    return this.#builder.create(IndexCastOp, { in: number, resultTypes: [indexType()] }).out;
  }

  /** Gives the tape as a pointer, or leaves it in its place. Who asks for nothing else gets it alone. */
  #withTape([tape, ...results]: readonly Value[]): readonly Value[] {
    const number = this.#builder.create(IndexCastOp, { in: tape!, resultTypes: [i64()] }).out;
    const value = this.#builder.create(IntToPtrOp, { arg: number, resultTypes: [ptr()] }).res;
    if (this.#tapePlace !== undefined) {
      this.#builder.create(StoreOp, { value, addr: this.#tapePlace });
      return results;
    }
    const type = this.#place?.type ?? this.#op.results[0]?.type;
    if (type === undefined) {
      throw opError(this.#op, "gives a tape that nobody takes").attachNote(
        this.#op.loc,
        `let it return 'void *', or name a place for it with '${tapeMarker}'`,
      );
    }
    return isPointerType(type) ? [value] : [value, ...results];
  }

  /** The outputs as one value. */
  #packed(outputs: readonly Value[], type: Type): Value {
    const packed = valueOfNumbers(this.#builder, type, outputs);
    if (packed !== undefined) return packed;
    const found = outputs.map((output) => output.type).join(", ");
    throw opError(this.#op, `gives '${type}', but these activities give (${found})`);
  }

  /** As the marker says; else numbers are active, pointers followed by their shadows, and integers constant. */
  #activity(
    type: Type,
    isFirst: boolean,
  ): { readonly activity: RequestedActivity; readonly distance?: Value | undefined } {
    for (let marker = this.#marker(); marker !== undefined; marker = this.#marker()) {
      this.#args.shift();
      if (marker === primalReturn) this.#needsPrimal = true;
      else if (marker === widthMarker) this.#width = this.#readWidth(isFirst);
      else if (marker === tapeMarker) this.#tapePlace = this.#next(ptr());
      else if (marker === allocatedMarker) this.#checkRoom();
      else return { activity: activities[marker]!, distance: spaced.has(marker) ? this.#args.shift() : undefined };
    }
    if (isPointerType(type)) return { activity: "enzyme_dup" };
    if (!isDifferentiableType(type)) return { activity: "enzyme_const" };
    return { activity: this.mode === "forward" ? "enzyme_dup" : "enzyme_active" };
  }

  /** The bytes that the caller has for the tape. */
  #checkRoom(): void {
    const size = this.#args.shift();
    const number = size === undefined ? undefined : constantInteger(size)?.number;
    if (number === undefined || number >= tapeBytes) return;
    throw opError(this.#op, `has room for ${number} bytes of a tape, which takes ${tapeBytes}`);
  }

  #readWidth(isFirst: boolean): number {
    if (!isFirst)
      throw opError(this.#op, `has a marker '${widthMarker}' that does not stand in front of all arguments`);
    const width = this.#args.shift();
    const number = width === undefined ? undefined : constantInteger(width)?.number;
    if (number === undefined || number < 1) {
      throw opError(this.#op, `has a marker '${widthMarker}' without a constant behind it that is at least 1`);
    }
    return number;
  }

  /** As many as there are derivatives of a number: the arguments that follow, or memory at distances from the first one. */
  #shadows(type: Type, distance: Value | undefined): readonly Value[] {
    if (distance === undefined) return Array.from({ length: this.#width }, () => this.#next(type));
    if (!isPointerType(type) || !(distance.type instanceof IntegerType)) {
      throw opError(this.#op, "has shadows at a distance from each other for an argument that is no pointer");
    }
    const first = this.#next(type);
    return Array.from({ length: this.#width }, (_, i) => {
      if (i === 0) return first;
      const rhs = createConstant(this.#builder, distance.type, i);
      return createGEP(this.#builder, first, i8(), [this.#builder.create(MulOp, { lhs: distance, rhs }).res]);
    });
  }

  /** The name of the marker that comes next: a variable, what it holds, or a string. */
  #marker(): string | undefined {
    const op = this.#args[0]?.definingOp;
    const address = AddressOfOp.match(LoadOp.match(op)?.addr.definingOp ?? op);
    if (op === undefined || address === undefined) return undefined;
    const { value } = GlobalOp.match(lookupSymbol(this.#op, address.global_name.root)) ?? {};
    const name = value instanceof StringAttr ? value.value.replace(/\0$/, "") : address.global_name.root;
    if (!name.startsWith("enzyme_")) return undefined;
    const isHalf = this.mode === "augment" || this.mode === "pullback";
    const supported = isHalf ? splitMarkers : markers;
    if (!supported.includes(name)) {
      throw opError(this.#op, `has a marker '${name}', which is not supported`).attachNote(
        this.#op.loc,
        `these are: ${supported.join(", ")}`,
      );
    }
    this.#names.push(op, address.op);
    return name;
  }

  /** The next argument. Where any may be passed, C makes larger numbers of small ones. */
  #next(type: Type): Value {
    const value = this.#args.shift();
    if (value === undefined)
      throw opError(this.#op, "has fewer arguments than the function and their activities ask for");
    if (value.type === type) return value;
    const { type: given } = value;
    const widths = [given, type].map((each) => (each instanceof VectorType ? 0 : widthOf(each)));
    const isShorter = widths[1]! > 0 && widths[1]! < widths[0]!;
    const cast = { arg: value, resultTypes: [type] };
    if (isShorter && given instanceof FloatType && type instanceof FloatType)
      return this.#builder.create(FPTruncOp, cast).res;
    if (isShorter && given instanceof IntegerType && type instanceof IntegerType)
      return this.#builder.create(TruncOp, cast).res;
    throw opError(this.#op, `passes '${given}' for an argument of type '${type}'`);
  }
}

const widthOf = (type: Type): number => (type instanceof FloatType || type instanceof IntegerType ? type.width : 0);

function eraseUnused(op: Operation): void {
  if (op.block !== null && !op.hasUses) op.erase();
}
