/** What ends a program before its end. */

/** A program's own assertion failed. */
export class AssertionFailure extends Error {
  constructor(message: string) {
    super(`assertion failed: ${message}`);
    this.name = "AssertionFailure";
  }
}

export function failAssertion(message: string): never {
  throw new AssertionFailure(message);
}

export function reachUnreachable(): never {
  throw new Error("the program got to 'ub.unreachable'");
}

/** @param access the operation and its place in the source */
export function outOfBounds(access: string): never {
  throw new RangeError(`${access} is out of bounds`);
}
