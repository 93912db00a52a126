/** Functions and calls as analyses and transformations see them. */

import { describe, expect, it } from "vitest";
import { CallIndirectOp, CallOp, funcDialect } from "../../../dialects/func/index.ts";
import { printModule } from "../../../ir/assembly/asm-printer.ts";
import { OpBuilder } from "../../../ir/builder.ts";
import { SymbolRefAttr } from "../../../ir/builtin/attributes.ts";
import { f32, i32 } from "../../../ir/builtin/types.ts";
import { CallableOpInterface, CallOpInterface, callArguments } from "../../../ir/interfaces/control-flow.ts";
import { FunctionOpInterface } from "../../../ir/interfaces/function.ts";
import type { Operation } from "../../../ir/operation.ts";
import { verify } from "../../../ir/verifier.ts";
import { parseOk, testContext } from "../../support/round-trip.ts";

const context = testContext(funcDialect);
const parse = (text: string): Operation => parseOk(text, context);
const firstFunction = (module: Operation): Operation => module.regions[0]!.front.first!;

describe("functions", () => {
  it("can be made like others, and called", () => {
    const module = parse(
      "func.func @f(%x: i32) -> f32 attributes {no_inline} {\n%0 = call @f(%x) : (i32) -> f32\nreturn %0 : f32\n}",
    );
    const original = firstFunction(module);
    const { createLike, createCall, createReturn, argumentTypes, resultTypes, body } =
      FunctionOpInterface.of(original)!;
    expect([argumentTypes(original), resultTypes(original)]).toEqual([[i32()], [f32()]]);
    const made = createLike(original, "g", [i32(), i32()], [f32()]);
    module.regions[0]!.front.append(made);
    const builder = new OpBuilder(original.loc);
    const block = builder.createBlock(body(made), [i32(), i32()]);
    const call = createCall(original, builder, [block.args[1]!]);
    createReturn(made, builder, call.results);
    expect(verify(module, context)).toBe(true);
    expect(printModule(module)).toContain(`func.func private @g(%arg0: i32, %arg1: i32) -> f32 {
    %0 = call @f(%arg1) : (i32) -> f32
    return %0 : f32
  }`);
  });

  it("can get another type", () => {
    const func = firstFunction(parse("func.func private @f(i32) -> f32"));
    const { setType, argumentTypes, resultTypes } = FunctionOpInterface.of(func)!;
    setType(func, [], [i32(), f32()]);
    expect([argumentTypes(func), resultTypes(func)]).toEqual([[], [i32(), f32()]]);
  });

  it("can be called if they have a body", () => {
    const declared = firstFunction(parse("func.func private @f()"));
    const defined = firstFunction(parse("func.func @f() { return }"));
    const callable = CallableOpInterface.of(declared)!;
    expect(callable.callableRegion(declared)).toBeUndefined();
    expect(callable.callableRegion(defined)).toBe(defined.regions[0]);
  });
});

describe("calls", () => {
  const text = `func.func @f(%x: i32, %g: (i32) -> i32, %h: (i32) -> i32) {
      %0 = call @callee(%x) : (i32) -> i32
      %1 = call_indirect %g(%0) : (i32) -> i32
      return
    }
    func.func private @callee(i32) -> i32
    func.func private @other(i32) -> i32`;

  it("tell whom they call with what", () => {
    const [direct, indirect] = firstFunction(parse(text)).regions[0]!.front.ops();
    expect(CallOpInterface.of(direct!)!.callee(direct!)).toBe(SymbolRefAttr.get("callee"));
    expect(callArguments(direct!)).toEqual(direct!.operands);
    expect(CallOpInterface.of(indirect!)!.callee(indirect!)).toBe(indirect!.operand(0));
    expect(callArguments(indirect!)).toEqual([direct!.result()]);
  });

  it("can call others", () => {
    const func = firstFunction(parse(text));
    const [direct, indirect] = func.regions[0]!.front.ops();
    CallOpInterface.of(direct!)!.setCallee(direct!, SymbolRefAttr.get("other"));
    const other = func.regions[0]!.front.args[2]!;
    CallOpInterface.of(indirect!)!.setCallee(indirect!, other);
    expect(CallOp.view(direct!).callee.root).toBe("other");
    expect(CallIndirectOp.view(indirect!).callee).toBe(other);
  });
});
