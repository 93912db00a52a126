/** The error that carries what LLVM says about a module, with the place in its IR text where LLVM tells one. */

export class LlvmError extends Error {
  /** The line of the IR text, counted from 1. */
  readonly line: number | undefined;
  /** The column in that line, counted from 1 in bytes of UTF-8. */
  readonly column: number | undefined;
  constructor(message: string, line?: number, column?: number) {
    super(message.trim());
    this.name = "LlvmError";
    this.line = line;
    this.column = column;
  }
}

/** A message of LLVM's parser, which begins with `name:line:column: error:`. */
export function parserError(message: string): LlvmError {
  const place = /:(\d+):(\d+): error: /.exec(message);
  return place ? new LlvmError(message, Number(place[1]), Number(place[2])) : new LlvmError(message);
}

/**
 * A message of LLVM's verifier. It names no place, but prints the instructions concerned, each on a line of its own:
 * the place is that of the first one which stands in `irText` as printed, exactly once.
 */
export function verifierError(message: string, irText: string): LlvmError {
  const lineOf = new Map<string, number>();
  const lines = irText.split("\n");
  lines.forEach((line, index) => {
    const key = line.trim();
    lineOf.set(key, lineOf.has(key) ? 0 : index + 1);
  });
  const [, ...printed] = message.split("\n").map((line) => line.trim());
  const line = printed.map((instruction) => (instruction === "" ? undefined : lineOf.get(instruction))).find(Boolean);
  if (line === undefined) return new LlvmError(message);
  const column = lines[line - 1]!.search(/\S/) + 1;
  return new LlvmError(`${line}:${column}: ${message}`, line, column);
}
