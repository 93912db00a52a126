/** Folding and canonicalization of floats, function by function the same as mlir-opt's. */

import { describe } from "vitest";
import { same } from "./canonical-forms.ts";
import { floatOps, fn } from "./functions.ts";

describe("floats", () => {
  const flags = ["", "fastmath<nsz>", "fastmath<nnan>", "fastmath<nnan,nsz>", "fastmath<fast>"];
  const constants = ["0.0", "-0.0", "1.0", "-1.0", "2.0", "0x7F800000", "0xFF800000", "0x7FC00000", "0x7FC00001"];
  for (const op of floatOps) {
    same(op, [
      ...constants.flatMap((c) =>
        flags.flatMap((flag) => [
          fn("%x: f32", `%c = ${c} : f32; %r = @${op} %x, %c ${flag} : f32`, "%r: f32"),
          fn("%x: f32", `%c = ${c} : f32; %r = @${op} %c, %x ${flag} : f32`, "%r: f32"),
        ]),
      ),
      ...flags.map((flag) => fn("%x: f32", `%r = @${op} %x, %x ${flag} : f32`, "%r: f32")),
      fn("%x: vector<2xf32>", `%r = @${op} %x, %x : vector<2xf32>`, "%r: vector<2xf32>"),
      ...["0.0", "-0.0", "1.0"].map((c) =>
        fn(
          "%x: vector<2xf32>",
          `%c = dense<${c}> : vector<2xf32>; %r = @${op} %x, %c : vector<2xf32>`,
          "%r: vector<2xf32>",
        ),
      ),
      fn(
        "",
        `%c = dense<[7.5, -3.0]> : vector<2xf32>; %d = dense<[2.0, 0.0]> : vector<2xf32>; %r = @${op} %c, %d : vector<2xf32>`,
        "%r: vector<2xf32>",
      ),
      fn("", `%c = 7.5 : f32; %d = 0.1 : f32; %r = @${op} %c, %d fastmath<fast> : f32`, "%r: f32"),
      fn("%x: f32, %y: f32", `%n = @negf %x : f32; %r = @${op} %n, %y : f32`, "%r: f32"),
      fn(
        "%x: f32, %y: f32",
        `%n = @negf %x fastmath<nnan> : f32; %m = @negf %y : f32; %r = @${op} %n, %m fastmath<nsz> : f32`,
        "%r: f32",
      ),
      fn(
        "%x: f32, %y: f32",
        `%n = @negf %x : f32; %m = @negf %y : f32; %r = @${op} %n, %m : f32`,
        "%r: f32",
        "%n: f32",
      ),
      fn("%x: f32, %y: f32", `%n = @${op} %x, %y : f32; %r = @${op} %n, %y : f32`, "%r: f32"),
      fn("%x: f32", `%p = ub.poison : f32; %r = @${op} %x, %p : f32`, "%r: f32"),
    ]);
  }
  same("negf", [
    fn("%x: f32", "%n = @negf %x : f32; %r = @negf %n : f32", "%r: f32"),
    fn("%x: f32, %y: f32", "%n = @subf %x, %y : f32; %r = @negf %n : f32", "%r: f32"),
    ...["1.5", "-0.0", "0x7FC00001", "0x7F800001"].map((c) =>
      fn("", `%c = ${c} : f32; %r = @negf %c : f32`, "%r: f32"),
    ),
    fn("", "%c = dense<[1.5, -0.0]> : vector<2xf32>; %r = @negf %c : vector<2xf32>", "%r: vector<2xf32>"),
    ...["f4E2M1FN", "f8E4M3FNUZ"].map((type) => fn("", `%c = 0.0 : ${type}; %r = @negf %c : ${type}`, `%r: ${type}`)),
    fn("", "%p = ub.poison : f32; %r = @negf %p : f32", "%r: f32"),
  ]);
});
