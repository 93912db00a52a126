/** Messages about the user's input, and the error that carries one up to whoever reports it. */

import type { Location } from "./location.ts";
import type { Operation } from "./operation.ts";

export type Severity = "error" | "warning" | "remark" | "note";

/** A message about a place in a file, with notes about other places. */
export class Diagnostic {
  readonly severity: Severity;
  readonly location: Location;
  readonly message: string;
  readonly notes: Diagnostic[];
  constructor(severity: Severity, location: Location, message: string) {
    this.severity = severity;
    this.location = location;
    this.message = message;
    this.notes = [];
  }
  attachNote(location: Location, message: string): this {
    this.notes.push(new Diagnostic("note", location, message));
    return this;
  }
}

/** Thrown where work on an operation cannot go on; caught by the parser, the verifier and the pass manager. */
export class DiagnosticError extends Error {
  readonly diagnostic: Diagnostic;
  constructor(diagnostic: Diagnostic) {
    super(diagnostic.message);
    this.name = "DiagnosticError";
    this.diagnostic = diagnostic;
  }
  attachNote(location: Location, message: string): this {
    this.diagnostic.attachNote(location, message);
    return this;
  }
}

export type DiagnosticHandler = (diagnostic: Diagnostic) => void;

/** An error at a location. To be thrown. */
export const errorAt = (location: Location, message: string): DiagnosticError =>
  new DiagnosticError(new Diagnostic("error", location, message));

/** An error about an operation: `'name' op message`. To be thrown. */
export const opError = (op: Operation, message: string): DiagnosticError =>
  errorAt(op.loc, `'${op.name}' op ${message}`);

/** Runs `work`; if it throws a diagnostic, hands that to `report` and returns undefined. */
export function reporting<T>(report: DiagnosticHandler, work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    report(error.diagnostic);
    return undefined;
  }
}

/** Whether the error says that recursion went too deep, which the input can cause by deep nesting. */
export const isStackOverflow = (error: unknown): boolean =>
  error instanceof RangeError && /call stack/i.test(error.message);

/**
 * Runs `work`, which is recursive over the IR in `op`.
 * @throws {DiagnosticError} at `op` if the IR is nested too deeply for it; `what` says for what: "to be printed"
 */
export function limitingDepth<T>(op: Operation, what: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (isStackOverflow(error)) throw errorAt(op.loc, `the operations or attributes are nested too deeply ${what}`);
    throw error;
  }
}
