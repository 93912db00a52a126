/**
 * Programs on tensors are lowered to the llvm dialect and differentiated there: pointers may be memory on the heap or
 * constants of the module, buffers go round in structs, and addresses are compared to find out what is to be freed.
 */
import { describe, expect, test } from "vitest";
import { compile, isEngineAvailable } from "../../../../tools/compile.ts";
import { transformedText } from "../../../support/pipeline.ts";
import { type LoweredArgument, type LoweredProgram, loweredPrograms } from "./lowered-programs.ts";

type Call = (...args: unknown[]) => number;

/** Arguments of a lowered function: for a tensor two pointers, the offset, the sizes and the strides. */
function passed(
  arg: LoweredArgument,
  i: number,
): { readonly setup: string; readonly values: string[]; type: string[] } {
  if ("number" in arg) return { setup: "", values: [`%a${i}`], type: ["f64"] };
  if ("count" in arg) {
    return { setup: `%c${i} = arith.index_cast %a${i} : index to i64`, values: [`%c${i}`], type: ["i64"] };
  }
  const sizes = arg.shape;
  const strides = sizes.map((_, k) => sizes.slice(k + 1).reduce((product, size) => product * size, 1));
  const numbers = [0, ...sizes, ...strides];
  const constants = numbers.map((number, k) => `%n${i}_${k} = arith.constant ${number} : i64`);
  return {
    setup: [pointerTo(`a${i}`, arg), ...constants].join("\n"),
    values: [`%a${i}_p`, `%a${i}_p`, ...numbers.map((_, k) => `%n${i}_${k}`)],
    type: ["!llvm.ptr", "!llvm.ptr", ...numbers.map(() => "i64")],
  };
}

const typeOf = (arg: LoweredArgument): string => {
  if ("number" in arg) return "f64";
  return "count" in arg ? "index" : `memref<${arg.shape.join("x")}xf64>`;
};

const pointerTo = (name: string, arg: LoweredArgument): string => `
  %${name}_i = memref.extract_aligned_pointer_as_index %${name} : ${typeOf(arg)} -> index
  %${name}_n = arith.index_cast %${name}_i : index to i64
  %${name}_p = llvm.inttoptr %${name}_n : i64 to !llvm.ptr`;

/**
 * A function that calls a derivative with what the program takes, and shadows or tangents for all that is differentiated by.
 * Reverse mode returns the adjoint of the number, if there is one, forward mode the tangent.
 */
function caller({ args }: LoweredProgram, mode: "forward" | "reverse"): string {
  const given = args.map(passed);
  const active = args.flatMap((arg, i) => ("count" in arg ? [] : [{ arg, i }]));
  const buffers = active.filter(({ arg }) => "shape" in arg);
  const shadowed = mode === "reverse" ? buffers : active;
  const shadows = shadowed.map(({ arg, i }) => ("shape" in arg ? `%d${i}_p` : `%d${i}`));
  const shadowTypes = shadowed.map(({ arg }) => ("shape" in arg ? "!llvm.ptr" : "f64"));
  const [seed, seedType] = mode === "reverse" ? [["%seed"], ["f64"]] : [[], []];
  const parameters = [
    ...args.map((arg, i) => `%a${i}: ${typeOf(arg)}`),
    ...shadowed.map(({ arg, i }) => `%d${i}: ${typeOf(arg)}`),
  ];
  const hasStruct = mode === "forward" || active.length > buffers.length;
  const result = hasStruct ? "!llvm.struct<(f64, f64)>" : "f64";
  return `
    func.func @${mode}(${parameters.join(", ")}) -> (f64, f64) {
      ${given.map(({ setup }) => setup).join("\n")}
      ${buffers.map(({ arg, i }) => pointerTo(`d${i}`, arg)).join("\n")}
      %seed = arith.constant 1.0 : f64
      %all = llvm.call @derivative_${mode}(${[...given.flatMap(({ values }) => values), ...shadows, ...seed].join(", ")})
        : (${[...given.flatMap(({ type }) => type), ...shadowTypes, ...seedType].join(", ")}) -> ${result}
      ${hasStruct ? `%r = llvm.extractvalue %all[0] : ${result}\n %d = llvm.extractvalue %all[1] : ${result}` : ""}
      return ${hasStruct ? "%r, %d" : "%all, %seed"} : f64, f64
    }`;
}

/** The arguments to differentiate by: of the two pointers of a buffer the one to the elements. */
function wrtOf({ args }: LoweredProgram): string {
  const wrt: number[] = [];
  let next = 0;
  for (const arg of args) {
    if ("shape" in arg) wrt.push(next + 1);
    else if ("number" in arg) wrt.push(next);
    next += passed(arg, 0).values.length;
  }
  return wrt.join();
}

function derivativesOf(program: LoweredProgram): Record<"forward" | "reverse", Call> {
  const [wrt, { name }] = [wrtOf(program), program];
  const passes = [
    "lower-to-llvm,raise-from-llvm",
    ...["forward", "reverse"].map(
      (mode) => `autodiff{function=${name} mode=${mode} wrt=${wrt} name=derivative_${mode}}`,
    ),
    "return-to-llvm",
  ];
  const lowered = transformedText(program.text, passes.join()).replace(/\}\s*$/, "");
  const text = `${lowered}\n${caller(program, "forward")}\n${caller(program, "reverse")}\n}`;
  return compile(text, { engine: "llvm" }) as unknown as Record<"forward" | "reverse", Call>;
}

const inputOf = (arg: LoweredArgument): Float64Array | number => {
  if ("number" in arg) return arg.number;
  if ("count" in arg) return arg.count;
  const size = arg.shape.reduce((product, extent) => product * extent, 1);
  return Float64Array.from({ length: size }, (_, i) => arg.element(i));
};

const zeroLike = (value: Float64Array | number): Float64Array | number =>
  typeof value === "number" ? 0 : new Float64Array(value.length);

/** The same arguments, one number of which has changed. */
const changed = (values: readonly (Float64Array | number)[], at: number, i: number, by: number) =>
  values.map((value, k) => {
    if (k !== at) return value;
    return typeof value === "number" ? value + by : value.map((element, j) => (j === i ? element + by : element));
  });

describe.skipIf(!isEngineAvailable("llvm"))("programs that were lowered from tensors", () => {
  test.each(loweredPrograms)("$name", (program) => {
    const plain = (compile(program.text, { engine: "js" }) as unknown as Record<string, Call>)[program.name]!;
    const { forward, reverse } = derivativesOf(program);
    const values = program.args.map(inputOf);
    const active = program.args.flatMap((arg, i) => ("count" in arg ? [] : [i]));
    const shadows = values.map(zeroLike);
    const buffers = active.filter((i) => typeof shadows[i] !== "number").map((i) => shadows[i]!);
    const [value, ofNumber] = reverse(...values, ...buffers) as unknown as [number, number];
    expect(value).toBeCloseTo(plain(...values), 12);
    for (const at of active) {
      const shadow = shadows[at]!;
      const adjoints = typeof shadow === "number" ? [ofNumber] : [...shadow];
      adjoints.forEach((adjoint, i) => {
        const step = 1e-6;
        const [above, below] = [step, -step].map((by) => plain(...changed(values, at, i, by)));
        const tangents = changed(values.map(zeroLike), at, i, 1);
        const [, tangent] = forward(...values, ...active.map((k) => tangents[k])) as unknown as [number, number];
        expect(adjoint).toBeCloseTo((above! - below!) / (2 * step), 6);
        expect(tangent).toBeCloseTo(adjoint, 10);
      });
    }
  });
});
