/** `linalg-fuse-elementwise-ops` makes of programs what mlir-opt makes of them, and they compute the same as before. */

import { describe, expect, it } from "vitest";
import { compile } from "../../../tools/library.ts";
import { RandomNumbers } from "../../support/numbers.ts";
import { hasOracle } from "../../support/oracles.ts";
import { transformedText } from "../../support/pipeline.ts";
import { mlirOptEach, programsIn } from "../../support/programs.ts";

const pass = "linalg-fuse-elementwise-ops";
const litPrograms = (file: string): string[] => programsIn(`passes/${pass}/${file}`);

const shapes = ["4x6", "6x4", "4", "24", "2x2x6"] as const;
type Shape = (typeof shapes)[number];
const typeOf = (shape: Shape): string => `tensor<${shape}xf32>`;

/** Reshapes between the shapes, as the text that stands between the operand and the types. */
const reshapes: readonly [from: Shape, to: Shape, op: string, text: string][] = [
  ["4x6", "24", "collapse_shape", "[[0, 1]]"],
  ["24", "4x6", "expand_shape", "[[0, 1]] output_shape [4, 6]"],
  ["4x6", "2x2x6", "expand_shape", "[[0, 1], [2]] output_shape [2, 2, 6]"],
  ["2x2x6", "4x6", "collapse_shape", "[[0, 1], [2]]"],
];
/** How a loop nest of four by six sees a tensor. */
const maps: Readonly<Partial<Record<Shape, string>>> = { "4x6": "(i, j)", "6x4": "(j, i)", "4": "(i)" };

/** Programs of structured operations and reshapes on what is there already. */
function randomProgram(seed: number): string {
  const random = new RandomNumbers(seed);
  const values = new Map<Shape, string[]>([
    ["4x6", ["%a", "%b"]],
    ["4", ["%v"]],
  ]);
  const lines: string[] = [];
  const define = (shape: Shape, text: string): void => {
    const name = `%t${lines.length}`;
    lines.push(`${name} = ${text}`);
    values.set(shape, [...(values.get(shape) ?? []), name]);
  };
  const pick = (shape: Shape): string => random.pick(values.get(shape)!);
  const addReshape = (): void => {
    const possible = reshapes.filter(([from]) => values.has(from));
    const [from, to, op, text] = random.pick(possible);
    define(to, `tensor.${op} ${pick(from)} ${text} : ${typeOf(from)} into ${typeOf(to)}`);
  };
  const addGeneric = (): void => {
    const known = [...values.keys()].filter((shape) => maps[shape] !== undefined);
    const inputs: Shape[] = ["4x6", ...Array.from({ length: random.below(3) }, () => random.pick(known))];
    const isReduction = random.below(4) === 0;
    const output: Shape = isReduction ? "4" : random.pick(["4x6", "6x4"]);
    const names = inputs.map(pick);
    const all = [...inputs, output].map((shape) => `affine_map<(i, j) -> ${maps[shape]}>`);
    const kinds = ["parallel", isReduction ? "reduction" : "parallel"].map((kind) => `"${kind}"`);
    lines.push(`%e${lines.length} = arith.constant dense<0.5> : ${typeOf(output)}`);
    const out = `%e${lines.length - 1}`;
    const body = inputs.map((_, i) => `%s${i + 1} = arith.addf %s${i}, %x${i} : f32`);
    const index = random.below(3) === 0;
    const start = index
      ? `%k = linalg.index ${random.below(2)} : index
         %l = arith.index_cast %k : index to i32
         %s0 = arith.sitofp %l : i32 to f32`
      : `%s0 = arith.mulf %x0, %x0 : f32`;
    // Without a reduction the output is looked at by chance.
    const usesOutput = isReduction || random.below(3) === 0;
    const result = usesOutput ? "%r" : `%s${inputs.length}`;
    const join = usesOutput ? `%r = arith.addf %s${inputs.length}, %o : f32` : "";
    const args = [...inputs.map((_, i) => `%x${i}: f32`), "%o: f32"];
    define(
      output,
      `linalg.generic {indexing_maps = [${all.join(", ")}], iterator_types = [${kinds.join(", ")}]}
       ins(${names.join(", ")} : ${inputs.map(typeOf).join(", ")}) outs(${out} : ${typeOf(output)}) {
       ^body(${args.join(", ")}):
         ${start}
         ${body.join("\n")}
         ${join}
         linalg.yield ${result} : f32
       } -> ${typeOf(output)}`,
    );
  };
  for (let i = 0; i < 6; i++) {
    if (random.below(3) === 0) addReshape();
    else addGeneric();
  }
  const results = [...values].map(([shape, names]) => ({ shape, name: names.at(-1)! }));
  const types = results.map(({ shape }) => typeOf(shape)).join(", ");
  return `func.func @f(%a: tensor<4x6xf32>, %b: tensor<4x6xf32>, %v: tensor<4xf32>) -> (${types}) {
    ${lines.join("\n")}
    return ${results.map(({ name }) => name).join(", ")} : ${types}
  }\n`;
}

const programs = Array.from({ length: 40 }, (_, seed) => randomProgram(seed));

describe.skipIf(!hasOracle("mlir-opt"))("like mlir-opt", () => {
  it.each(["elementwise.mlir", "constants.mlir", "reshapes.mlir"])("%s", (file) => {
    const texts = litPrograms(file);
    mlirOptEach(texts, `--${pass}`).forEach(({ text, errors }, i) => {
      expect(errors).toEqual([]);
      expect(transformedText(texts[i]!, pass).trimEnd()).toBe(text);
    });
  });

  it("random programs", () => {
    mlirOptEach(programs, `--${pass}`).forEach(({ text, errors }, i) => {
      expect(errors).toEqual([]);
      expect(transformedText(programs[i]!, pass).trimEnd()).toBe(text);
    });
  });
});

describe("what programs compute stays", () => {
  const numbers = (count: number, scale: number) =>
    Float32Array.from({ length: count }, (_, i) => ((i * 7) % 5) * scale);
  const run = (text: string): Float32Array[] => {
    const results = compile<any>(text, { engine: "js" }).f(numbers(24, 0.25), numbers(24, 0.5), numbers(4, 2));
    return (results as unknown[]).map((result) => Float32Array.from(result as Float32Array));
  };
  it.each(programs.map((program, seed) => [seed, program] as const).slice(0, 12))("program %i", (_, program) => {
    expect(run(transformedText(program, pass))).toEqual(run(program));
  });
});
