/** Writes the text of a function's body line by line, indented by the blocks around it. */
export class CodeWriter {
  readonly #lines: string[];
  #indent: string;

  constructor() {
    this.#lines = [];
    this.#indent = "  ";
  }

  get body(): string {
    return this.#lines.join("\n");
  }

  line(text: string): void {
    this.#lines.push(this.#indent + text);
  }
  /** Begins a block: `header` ends in an opening brace. */
  open(header: string): void {
    this.line(header);
    this.#indent += "  ";
  }
  /** Ends a block and begins its next part: `} else {`. */
  next(header: string): void {
    this.#indent = this.#indent.slice(2);
    this.open(header);
  }
  close(suffix = ""): void {
    this.#indent = this.#indent.slice(2);
    this.line(`}${suffix}`);
  }
}
