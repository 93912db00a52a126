/** An error in the check file or in a definition on the command line, found while it is read. */
import type { Location } from "./source-buffer.ts";

export class CheckFileError extends Error {
  /** Undefined when the error belongs to no place. */
  readonly location: Location | undefined;

  constructor(location: Location | undefined, message: string) {
    super(message);
    this.location = location;
  }
}

/** An unbalanced bracket, after which the program ends as if the check had failed. */
export class UnbalancedBracketError extends CheckFileError {}
