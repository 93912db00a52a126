/** Parses a command line. */
import { type Token, tokenize } from "./lexer.ts";
import { type CommandList, type Pipeline, type Redirect, ShellSyntaxError, type SimpleCommand } from "./syntax.ts";

/** @throws ShellSyntaxError */
export function parseCommandLine(line: string): CommandList {
  const parser = new ShellParser(tokenize(line));
  return parser.parseList();
}

class ShellParser {
  readonly #tokens: readonly Token[];
  #next: number;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
    this.#next = 0;
  }

  parseList(): CommandList {
    const first = this.#parsePipeline();
    const rest: CommandList["rest"][number][] = [];
    while (this.#next < this.#tokens.length) {
      const operator = this.#acceptOperator("&&", "||", ";");
      if (operator === undefined) throw new ShellSyntaxError(`'${this.#peekText()}' is not supported here`);
      // The last command may end with a semicolon.
      if (operator === ";" && this.#next === this.#tokens.length) break;
      rest.push({ operator, pipeline: this.#parsePipeline() });
    }
    return { first, rest };
  }

  #parsePipeline(): Pipeline {
    const commands: SimpleCommand[] = [];
    while (true) {
      const command = this.#parseCommand();
      const pipe = this.#acceptOperator("|", "|&");
      if (pipe === "|&") {
        const errorsToOutput: Redirect = { kind: "duplicate", stream: 2, target: 1 };
        commands.push({ ...command, redirects: [...command.redirects, errorsToOutput] });
      } else {
        commands.push(command);
      }
      if (pipe === undefined) return commands;
    }
  }

  #parseCommand(): SimpleCommand {
    const words: SimpleCommand["words"][number][] = [];
    const redirects: Redirect[] = [];
    for (; this.#next < this.#tokens.length; ) {
      const token = this.#tokens[this.#next]!;
      if (token.kind === "operator") break;
      this.#next++;
      if (token.kind === "word") words.push(token.word);
      else redirects.push(this.#parseRedirect(token.text));
    }
    if (words.length === 0) throw new ShellSyntaxError(`a command is missing before ${this.#peekText()}`);
    return { words, redirects };
  }

  #parseRedirect(text: string): Redirect {
    const duplicate = /^([12]?)>&([12])$/.exec(text);
    if (duplicate !== null) {
      return { kind: "duplicate", stream: streamNumber(duplicate[1]!), target: streamNumber(duplicate[2]!) };
    }
    const token = this.#tokens[this.#next];
    if (token?.kind !== "word") throw new ShellSyntaxError(`a file is missing after '${text}'`);
    this.#next++;
    const file = token.word;
    if (text.endsWith("<")) return { kind: "read", file };
    const append = text.endsWith(">>");
    const streams: (1 | 2)[] = text.includes("&") ? [1, 2] : [streamNumber(text.replace(/>+$/, ""))];
    return { kind: "write", streams, file, append };
  }

  #acceptOperator<T extends string>(...texts: readonly T[]): T | undefined {
    const token = this.#tokens[this.#next];
    if (token?.kind !== "operator") return undefined;
    const found = texts.find((text) => text === token.text);
    if (found !== undefined) this.#next++;
    return found;
  }

  #peekText(): string {
    const token = this.#tokens[this.#next];
    if (token === undefined) return "the end";
    return token.kind === "word" ? token.word.text : token.text;
  }
}

/** Output is the stream that needs no number. */
function streamNumber(digit: string): 1 | 2 {
  return digit === "2" ? 2 : 1;
}
