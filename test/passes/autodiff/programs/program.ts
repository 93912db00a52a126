/** A program whose derivatives are checked in both modes and against differences. */
export interface Program {
  readonly name: string;
  /** Defines `@f`, a function of floats with one float result. */
  readonly text: string;
  /** Arguments at which it is smooth. */
  readonly points: readonly (readonly number[])[];
}

export const program = (name: string, points: readonly (readonly number[])[], text: string): Program => ({
  name,
  points,
  text,
});
