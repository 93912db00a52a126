/** The variables that `-D` defines: `NAME=TEXT`, and `#FORMAT,NAME=EXPRESSION` for numbers. */
import { CheckFileError } from "./errors.ts";
import { evaluate } from "./expression.ts";
import { ExpressionParser } from "./expression-parser.ts";
import { SourceBuffer } from "./source-buffer.ts";
import type { Variables } from "./variables.ts";

/** A definition in the buffer that shows the definitions in messages. */
interface Definition {
  readonly start: number;
  readonly end: number;
  readonly isNumeric: boolean;
}

/** Sets the variables and returns what is wrong with the definitions, in order. */
export function defineVariables(definitions: readonly string[], variables: Variables): readonly CheckFileError[] {
  const places: Definition[] = [];
  let text = "";
  definitions.forEach((definition, index) => {
    const isNumeric = definition.startsWith("#");
    text += `Global define #${index + 1}: `;
    if (isNumeric) text += `${definition} (parsed as: [[`;
    places.push({ start: text.length, end: text.length + definition.length, isNumeric });
    text += isNumeric ? `${definition.replace("=", ":")}]])\n` : `${definition}\n`;
  });
  const source = new SourceBuffer("Global defines", text);
  const errors: CheckFileError[] = [];
  for (const place of places) {
    try {
      if (place.isNumeric) defineNumber(source, place, variables);
      else defineString(source, place, variables);
    } catch (error) {
      if (!(error instanceof CheckFileError)) throw error;
      errors.push(error);
    }
  }
  return errors;
}

function defineString(source: SourceBuffer, { start, end }: Definition, variables: Variables): void {
  const location = { source, offset: start };
  const valueStart = source.text.indexOf("=", start) + 1;
  const parser = new ExpressionParser(source, start, valueStart - 1, variables, undefined);
  const { name, isPseudo } = parser.parseVariableName();
  if (isPseudo || !parser.atEnd) {
    const written = source.text.slice(start, valueStart - 1);
    throw new CheckFileError(location, `invalid name in string variable definition '${written}'`);
  }
  if (variables.numbers.has(name)) {
    throw new CheckFileError(location, `numeric variable with name '${name}' already exists`);
  }
  // The first definition of a name counts.
  if (!variables.strings.has(name)) variables.strings.set(name, source.text.slice(valueStart, end));
  variables.stringNames.add(name);
}

function defineNumber(source: SourceBuffer, { start, end }: Definition, variables: Variables): void {
  const parser = new ExpressionParser(source, start + 1, end, variables, undefined);
  const { expression, definition } = parser.parseBlock();
  const location = { source, offset: start };
  if (expression === undefined) throw new CheckFileError(location, "missing value in numeric variable definition");
  const value = evaluate(expression);
  if (typeof value !== "bigint") {
    const [failure] = value;
    if (failure?.kind === "undefined") {
      throw new CheckFileError(undefined, `undefined variable: ${failure.variable.text}`);
    }
    throw new CheckFileError(undefined, "overflow error");
  }
  if (definition === undefined) throw new CheckFileError(location, "missing name in numeric variable definition");
  definition.value = value;
  variables.numbers.set(definition.name, definition);
}
