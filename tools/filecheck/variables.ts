/** The variables of a run, which the check file, the command line and matches define. */
import { type NumericFormat, unsignedFormat } from "./numeric-format.ts";

export interface NumericVariable {
  readonly name: string;
  /** The format that a use without a format of its own is printed in. */
  readonly format: NumericFormat;
  /** The line of the directive that defined it first, if one did. */
  readonly definitionLine: number | undefined;
  /** Undefined until a match, or the command line, has set it. */
  value: bigint | undefined;
}

/** The name of the variable whose value is the line of the directive. */
export const lineVariableName = "@LINE";

export class Variables {
  /** The values of string variables that have one. */
  readonly strings: Map<string, string>;
  /** The names of string variables defined so far, with or without a value. */
  readonly stringNames: Set<string>;
  readonly numbers: Map<string, NumericVariable>;
  readonly line: NumericVariable;

  constructor() {
    this.strings = new Map();
    this.stringNames = new Set();
    this.numbers = new Map();
    this.line = { name: lineVariableName, format: unsignedFormat, definitionLine: undefined, value: undefined };
  }

  /** Forgets the values of the variables whose names do not start with `$`. */
  clearLocals(): void {
    for (const name of [...this.strings.keys()]) {
      if (!name.startsWith("$")) this.strings.delete(name);
    }
    for (const variable of this.numbers.values()) {
      if (!variable.name.startsWith("$")) variable.value = undefined;
    }
  }
}
