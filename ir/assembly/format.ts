/**
 * Interprets assembly formats: one list of steps parses and prints. Formats are compiled when their operation is first
 * parsed or printed.
 */
import type { OpDefinition, OpSpec } from "../define-op.ts";
import type { Operation } from "../operation.ts";
import type { AsmParser } from "./asm-parser.ts";
import type { AsmPrinter } from "./asm-printer.ts";
import { FormatCompiler } from "./format-compiler.ts";
import { FormatState, type FormatStep } from "./format-state.ts";
import { parseFormat } from "./format-syntax.ts";
import type { ParsedOperation } from "./parsed-operation.ts";
import { TypeResolution } from "./type-resolution.ts";

export type { CustomDirective, FormatState } from "./format-state.ts";

export class OpFormat {
  readonly #steps: readonly FormatStep[];
  readonly #resolution: TypeResolution;
  /** A state that is not in use: an operation inside one of the same kind needs another one. */
  #spareState: FormatState | null;

  constructor(def: OpDefinition, text: string) {
    const elements = parseFormat(def.name, text);
    const compiler = new FormatCompiler(def, elements);
    this.#steps = elements.map((element) => compiler.step(element));
    this.#resolution = new TypeResolution(def, compiler.typedNames);
    this.#spareState = null;
  }

  /** Reads what follows the operation's name into `op`. */
  parse(parser: AsmParser, op: ParsedOperation, offset: number): void {
    const state = this.#stateFor(op);
    const steps = this.#steps;
    for (let i = 0; i < steps.length; i++) steps[i]!.parse(parser, state);
    this.#resolution.resolve(parser, state, offset);
    this.#spareState = state;
  }

  #stateFor(op: ParsedOperation): FormatState {
    const state = this.#spareState;
    if (state === null) return new FormatState(op);
    this.#spareState = null;
    state.restart(op);
    return state;
  }

  /** Writes what follows the operation's name. */
  print(op: Operation, printer: AsmPrinter): void {
    printer.beginFormat();
    const steps = this.#steps;
    for (let i = 0; i < steps.length; i++) steps[i]!.print(op, printer);
  }
}

/** The compiled format of an operation; undefined if it has none. */
export function formatOf(def: OpDefinition): OpFormat | undefined {
  if (def.format === null) {
    const text = (def.spec as OpSpec).assemblyFormat;
    if (text === undefined) return undefined;
    def.format = new OpFormat(def, text);
  }
  return def.format;
}
