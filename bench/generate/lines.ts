/** Collects indented lines. */
export class Lines {
  readonly #lines: string[];
  #indent: string;
  length: number;
  constructor() {
    this.#lines = [];
    this.#indent = "  ";
    this.length = 0;
  }

  get text(): string {
    return this.#lines.join("");
  }
  line(text: string): void {
    const line = `${this.#indent}${text}\n`;
    this.#lines.push(line);
    this.length += line.length;
  }
  open(text: string): void {
    this.line(text);
    this.#indent += "  ";
  }
  close(text: string): void {
    this.#indent = this.#indent.slice(2);
    this.line(text);
  }
  /** Closes one part and opens another: `} else {`. */
  reopen(text: string): void {
    this.close(text);
    this.#indent += "  ";
  }
}
