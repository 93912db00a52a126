/**
 * Second derivatives of C functions: forward and reverse mode of their gradients agree with each other and with
 * differences. Most of them are split, since they call themselves and change memory.
 */
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { translateToLLVMIR } from "../../../../lowering/llvm/print/index.ts";
import { cFunctionFile } from "../../../support/c-derivatives.ts";
import { canImportC, importC, inTemporaryFolder } from "../../../support/c-programs.ts";
import { runOracle } from "../../../support/oracles.ts";
import { transformed } from "../../../support/pipeline.ts";

const names = ["merge_sort", "merge_on_heap", "determinant", "search_tree"];

const pipeline = (name: string): string =>
  [
    "raise-from-llvm",
    `autodiff{function=${name} mode=reverse wrt=0 name=${name}_gradient}`,
    `autodiff{function=${name}_gradient mode=forward wrt=0,2 name=${name}_forward}`,
    `autodiff{function=${name}_gradient mode=reverse wrt=0,2 name=${name}_reverse}`,
    "return-to-llvm",
  ].join();

/** Prints how far products of the Hessian with a vector are from each other and from differences, relative to the largest. */
const driver = `
#include <math.h>
#include <stdio.h>
#include <string.h>
#define N 12
typedef struct { double value, tangent; } pair;
${names
  .map(
    (name) => `double ${name}_gradient(double *, int, double *, double);
pair ${name}_forward(double *, int, double *, double, double *, double *);
double ${name}_reverse(double *, int, double *, double, double *, double *, double);`,
  )
  .join("\n")}
typedef double gradient(double *, int, double *, double);
static void at(double *x, const double *v, double by) {
  for (int i = 0; i < N; i++) x[i] = 0.4 + 0.3 * sin(1.7 * i + 1) + by * v[i];
}
static void along(gradient *f, const double *v, double by, double *found) {
  double x[N];
  at(x, v, by);
  memset(found, 0, N * sizeof *found);
  f(x, N, found, 1);
}
int main(void) {
  double v[N];
  for (int i = 0; i < N; i++) v[i] = cos(2.3 * i + 0.5);
${names
  .map(
    (name) => `  {
    double x[N], g[N] = {0}, xDot[N], gDot[N] = {0}, above[N], below[N], h = 1e-5;
    at(x, v, 0);
    memcpy(xDot, v, sizeof v);
    ${name}_forward(x, N, g, 1, xDot, gDot);
    double gBar[N], xBar[N] = {0};
    at(x, v, 0);
    memcpy(gBar, v, sizeof v);
    memset(g, 0, sizeof g);
    ${name}_reverse(x, N, g, 1, xBar, gBar, 0);
    along(${name}_gradient, v, h, above);
    along(${name}_gradient, v, -h, below);
    double error = 0, apart = 0, largest = 0;
    for (int i = 0; i < N; i++) {
      double slope = (above[i] - below[i]) / (2 * h), wrong = fabs(gDot[i] - slope), between = fabs(xBar[i] - gDot[i]);
      if (!(wrong <= error)) error = wrong;
      if (!(between <= apart)) apart = between;
      largest = fmax(largest, fabs(slope));
    }
    printf("${name} %g %g\\n", error / largest, apart / largest);
  }`,
  )
  .join("\n")}
  return 0;
}
`;

function compare(texts: readonly string[]): string[] {
  return inTemporaryFolder((place) => {
    writeFileSync(join(place, "driver.c"), driver);
    const files = texts.map((text, i) => {
      const file = join(place, `${names[i]}.ll`);
      writeFileSync(file, text);
      return file;
    });
    const program = join(place, "program");
    const { stderr, status } = runOracle("clang", ["-w", "-O1", "driver.c", ...files, "-lm", "-o", program], "", place);
    if (status !== 0) throw new Error(`clang: ${stderr}`);
    return spawnSync(program, { encoding: "utf8" }).stdout.trim().split("\n");
  });
}

describe.skipIf(!canImportC())("second derivatives of C functions", () => {
  test.each([["-O0"], ["-O2"]])("%s", (flag) => {
    const modules = importC(names.map(cFunctionFile), [flag]);
    const lines = compare(modules.map((text, i) => translateToLLVMIR(transformed(text, pipeline(names[i]!)))));
    expect(lines.map((line) => line.split(" ")[0])).toEqual(names);
    for (const line of lines) {
      const [name, error, apart] = line.split(" ");
      expect(Number(error), `${name}, forward over reverse`).toBeLessThan(1e-7);
      expect(Number(apart), `${name}, reverse over reverse`).toBeLessThan(1e-12);
    }
  });
});
