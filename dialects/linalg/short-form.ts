/**
 * The short form of a body that is one operation on the elements: `{ arith.addf {fastmath = #arith.fastmath<fast>} }` in
 * front of the operands.
 */
import type { AsmParser } from "../../ir/assembly/asm-parser.ts";
import type { AsmPrinter } from "../../ir/assembly/asm-printer.ts";
import { definitionNamed } from "../../ir/assembly/generic-form.ts";
import { TokenKind } from "../../ir/assembly/token-parser.ts";
import type { Attribute } from "../../ir/attribute.ts";
import type { Block } from "../../ir/block.ts";
import { OpBuilder } from "../../ir/builder.ts";
import type { OpDefinition } from "../../ir/define-op.ts";
import { elementOrSelf } from "../../ir/interfaces/linalg.ts";
import type { Location } from "../../ir/location.ts";
import type { Operation } from "../../ir/operation.ts";
import type { Region } from "../../ir/region.ts";
import type { Value } from "../../ir/value.ts";
import { YieldOp } from "./body-ops.ts";

/** Which elements the operation is given: all but the output's, or all with the last one first. */
export type PayloadOperands = "inputs" | "output first";

interface Payload {
  readonly def: OpDefinition;
  readonly attributes: Readonly<Record<string, Attribute>>;
}

function payloadOperands(which: PayloadOperands, elements: readonly Value[]): Value[] {
  const inputs = elements.slice(0, -1);
  return which === "inputs" ? inputs : [elements.at(-1)!, ...inputs];
}

export function parseOptionalPayload(parser: AsmParser): Payload | undefined {
  if (parser.kind !== TokenKind.LBRACE) return undefined;
  parser.parseLBrace();
  const at = parser.start;
  const def = definitionNamed(parser, parser.parseAnyKeyword("operation name"), at);
  const attributes: Record<string, Attribute> = {};
  if (parser.kind === TokenKind.LBRACE) {
    parser.parseNamedAttributes((name, value) => {
      attributes[name] = value;
    });
  }
  parser.parseRBrace();
  return { def, attributes };
}

/** The region with the body that the short form stands for. */
export function payloadRegion(
  { def, attributes }: Payload,
  operands: readonly Value[],
  which: PayloadOperands,
  loc: Location,
): Region {
  const builder = new OpBuilder(loc);
  const types = operands.map(({ type }) => elementOrSelf(type));
  return builder.createRegion(types, (args) => {
    const payload = builder.createOperation(def, payloadOperands(which, args), types.slice(-1), attributes);
    builder.create(YieldOp, { values: payload.results });
  });
}

/** The operation that is the whole body, if the short form can say it. */
function payloadOf(body: Block, which: PayloadOperands): Operation | undefined {
  const [payload, terminator, ...more] = body.ops();
  if (payload === undefined || !YieldOp.is(terminator) || more.length > 0) return undefined;
  const same = (a: readonly Value[], b: readonly Value[]): boolean =>
    a.length === b.length && a.every((value, i) => value === b[i]);
  const isPlain = payload.numOperands > 0 && payload.regions.length === 0 && terminator!.discardableAttrs.size === 0;
  const output = body.args.at(-1)?.type;
  return isPlain &&
    payload.numResults === 1 &&
    payload.result().type === output &&
    same(payload.operands, payloadOperands(which, body.args)) &&
    same(terminator!.operands, payload.results)
    ? payload
    : undefined;
}

/** Writes ` { name {attributes} }` if the body has a short form; tells whether it has. */
export function printOptionalPayload(printer: AsmPrinter, body: Block, which: PayloadOperands): boolean {
  const payload = payloadOf(body, which);
  if (payload === undefined) return false;
  printer.write(` { ${payload.name}`).optionalAttrDict(payload);
  printer.write(" }");
  return true;
}

/** Writes the arguments and the operations of a body, on lines of their own: `(%in: f32, %init: f32) { ... }`. */
export function printLongBody(printer: AsmPrinter, region: Region): void {
  printer.indented(() => {
    printer
      .newline()
      .write("(")
      .list(region.front.args, (argument) => printer.argument(argument));
    printer.write(") ").region(region, { entryBlockArgs: false });
  });
}
