/**
 * Derivatives of the C functions in test/passes/autodiff/c/functions/. Each file defines a function of its name that takes
 * an array, which it may overwrite, and its length. Tests that use this need clang, mlir-translate and opt.
 */
import { spawnSync } from "node:child_process";
import { readdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { inTemporaryFolder } from "./c-programs.ts";
import { runOracle } from "./oracles.ts";

const folder = fileURLToPath(new URL("../passes/autodiff/c/functions/", import.meta.url));

export const cFunctionNames: readonly string[] = readdirSync(folder)
  .filter((file) => file.endsWith(".c"))
  .map((file) => basename(file, ".c"))
  .sort();

export const cFunctionFile = (name: string): string => join(folder, `${name}.c`);

/** Compares derivatives at a point with central differences. */
const driver = (names: readonly string[]): string => `
#include <math.h>
#include <stdio.h>
#include <string.h>
#define N 12
typedef struct { double value, tangent; } pair;
typedef struct {
  const char *name;
  double (*value)(double *, int);
  double (*gradient)(double *, int, double *, double);
  pair (*tangent)(double *, int, double *);
} function;
${names
  .map(
    (name) => `
double ${name}(double *, int);
double ${name}_gradient(double *, int, double *, double);
pair ${name}_tangent(double *, int, double *);`,
  )
  .join("\n")}
static const function functions[] = {
${names.map((name) => `  {"${name}", ${name}, ${name}_gradient, ${name}_tangent},`).join("\n")}
};
static void point(double *x) {
  for (int i = 0; i < N; i++) x[i] = 0.4 + 0.3 * sin(1.7 * i + 1);
}
static double shifted(const function *f, int i, double by) {
  double x[N];
  point(x);
  x[i] += by;
  return f->value(x, N);
}
int main(void) {
  for (unsigned k = 0; k < sizeof(functions) / sizeof(*functions); k++) {
    const function *f = &functions[k];
    double x[N], gradient[N] = {0};
    point(x);
    double value = f->gradient(x, N, gradient, 2);
    double wrong = fabs(value - shifted(f, 0, 0)), apart = 0, largest = 0;
    for (int i = 0; i < N; i++) {
      double direction[N] = {0}, h = 1e-5;
      direction[i] = 1;
      point(x);
      pair forward = f->tangent(x, N, direction);
      double difference = (shifted(f, i, h) - shifted(f, i, -h)) / (2 * h);
      double ofForward = fabs(forward.tangent - difference) + fabs(forward.value - value);
      double between = fabs(gradient[i] / 2 - forward.tangent);
      if (!(ofForward <= wrong)) wrong = ofForward;
      if (!(between <= apart)) apart = between;
      largest = fmax(largest, fabs(difference));
    }
    printf("%s %g %g\\n", f->name, wrong / largest, apart / largest);
  }
  return 0;
}
`;

/** Errors in units of the largest element of the gradient. */
export interface Comparison {
  /** How far forward mode is from differences. */
  readonly error: number;
  /** How far reverse mode is from forward mode. */
  readonly apart: number;
}

/**
 * Compares the derivatives in texts of LLVM IR, one for each name, with differences of what clang makes of the C
 * functions. The texts hold `f`, `f_gradient` and `f_tangent`.
 */
export function compareWithDifferences(names: readonly string[], texts: readonly string[]): Map<string, Comparison> {
  return inTemporaryFolder((place) => {
    writeFileSync(join(place, "driver.c"), driver(names));
    const files = texts.map((text, i) => {
      const file = join(place, `${names[i]}.ll`);
      writeFileSync(file, text);
      const { stderr, status } = runOracle("opt", ["-passes=verify", "-disable-output", file]);
      if (status !== 0) throw new Error(`opt: ${names[i]}: ${stderr}`);
      return file;
    });
    const program = join(place, "program");
    const { stderr, status } = runOracle("clang", ["-w", "-O1", "driver.c", ...files, "-lm", "-o", program], "", place);
    if (status !== 0) throw new Error(`clang: ${stderr}`);
    const lines = spawnSync(program, { encoding: "utf8" }).stdout.trim().split("\n");
    if (lines.length !== names.length) throw new Error(`the program stopped behind '${lines.at(-1)}'`);
    return new Map(
      lines.map((line) => {
        const [name, error, apart] = line.split(" ") as [string, string, string];
        return [name, { error: Number(error), apart: Number(apart) }];
      }),
    );
  });
}
