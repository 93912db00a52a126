/** A program in a browser: compiled there, from a page of this machine, and executed on the browser's device. */

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { build } from "esbuild";
import { describe, expect, it } from "vitest";
import { hasChromium, withPage } from "../../support/chromium.ts";

const program = `
func.func @normalize(%x: memref<?xf32>) -> f32 {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c64 = arith.constant 64 : index
  %zero = arith.constant 0.0 : f32
  %n = memref.dim %x, %c0 : memref<?xf32>
  %total = memref.alloc() : memref<1xf32>
  gpu.launch blocks(%bx, %by, %bz) in (%gx = %c1, %gy = %c1, %gz = %c1)
      threads(%t, %ty, %tz) in (%sx = %c64, %sy = %c1, %sz = %c1) {
    %sum = scf.for %i = %t to %n step %c64 iter_args(%s = %zero) -> f32 {
      %v = memref.load %x[%i] : memref<?xf32>
      %e = math.exp %v : f32
      memref.store %e, %x[%i] : memref<?xf32>
      %next = arith.addf %s, %e : f32
      scf.yield %next : f32
    }
    %all = gpu.all_reduce add %sum {} : (f32) -> f32
    scf.for %i = %t to %n step %c64 {
      %e = memref.load %x[%i] : memref<?xf32>
      %p = arith.divf %e, %all : f32
      memref.store %p, %x[%i] : memref<?xf32>
    }
    %isFirst = arith.cmpi eq, %t, %c0 : index
    scf.if %isFirst {
      memref.store %all, %total[%c0] : memref<1xf32>
    }
    gpu.terminator
  }
  %0 = memref.load %total[%c0] : memref<1xf32>
  return %0 : f32
}`;

/** The page's script in one file. */
async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [new URL("browser-page.ts", import.meta.url).pathname],
    bundle: true,
    format: "esm",
    platform: "browser",
    // Only outside of browsers.
    external: ["webgpu"],
    write: false,
  });
  return outputFiles[0]!.text;
}

/** Serves a page with the script on this machine while `use` runs. */
async function serve<T>(script: string, use: (url: string) => Promise<T>): Promise<T> {
  const server = createServer(({ url }, response) => {
    const isScript = url === "/page.js";
    response.setHeader("content-type", isScript ? "text/javascript" : "text/html");
    response.end(
      isScript ? script : '<!doctype html><title>adopt</title><script type="module" src="/page.js"></script>',
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    return await use(`http://localhost:${(server.address() as AddressInfo).port}/`);
  } finally {
    server.close();
  }
}

describe.skipIf(!hasChromium)("in Chromium", () => {
  it("a program computes what it computes elsewhere", async () => {
    const x = Array.from({ length: 200 }, (_, i) => Math.fround(Math.sin(i)));
    const { result, arrays } = await serve(await bundle(), (url) =>
      withPage(async (page) => {
        await page.goto(url);
        return page.evaluate<{ result: number; arrays: number[][] }>(
          `run(${JSON.stringify(program)}, "normalize", ${JSON.stringify(x)})`,
        );
      }),
    );
    const total = x.reduce((sum, v) => sum + Math.exp(v), 0);
    expect(Math.abs(result / total - 1)).toBeLessThan(1e-6);
    for (const [i, p] of arrays[0]!.entries()) expect(Math.abs(p / (Math.exp(x[i]!) / total) - 1)).toBeLessThan(2e-6);
  });
});
