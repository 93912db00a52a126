/** Collects the lines of a random program, with a new name for each value. */

import { RandomNumbers } from "./numbers.ts";

export class ProgramLines {
  protected readonly random: RandomNumbers;
  readonly #lines: string[];
  #names: number;

  constructor(seed: number) {
    this.random = new RandomNumbers(seed);
    this.#lines = [];
    this.#names = 0;
  }

  protected get text(): string {
    return this.#lines.join("\n");
  }
  protected emit(line: string): void {
    this.#lines.push(line);
  }
  protected name(): string {
    return `%v${this.#names++}`;
  }
  /** A line that defines one value, whose name it returns. */
  protected let(expression: string): string {
    const name = this.name();
    this.emit(`${name} = ${expression}`);
    return name;
  }
  /** Between -0.9 and 0.9. */
  protected number(): number {
    return (this.random.below(1801) - 900) / 1000;
  }
}
