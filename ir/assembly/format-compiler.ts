/** Compiles the elements of an assembly format to steps that parse and print. */

import type { OpDefinition, OpSpec } from "../define-op.ts";
import type { Operation } from "../operation.ts";
import { operandSegmentSizes, resultSegmentSizes } from "../segments.ts";
import type { AsmPrinter } from "./asm-printer.ts";
import { attrDictStep, attributeStep, propDictStep } from "./format-attributes.ts";
import { allRegionsStep, allSuccessorsStep, regionStep, successorStep } from "./format-regions.ts";
import { type CustomDirective, type FormatStep, operandGroup } from "./format-state.ts";
import type { FormatElement } from "./format-syntax.ts";
import { allOperandsStep, functionalTypeStep, operandStep, typesStep } from "./format-values.ts";
import { TokenKind } from "./token-parser.ts";

/** Literals that the lexer gives as a token of its own; all others are words. */
const punctuation: Readonly<Record<string, number>> = {
  "(": TokenKind.LPAREN,
  ")": TokenKind.RPAREN,
  "{": TokenKind.LBRACE,
  "}": TokenKind.RBRACE,
  "[": TokenKind.LSQUARE,
  "]": TokenKind.RSQUARE,
  "<": TokenKind.LESS,
  ">": TokenKind.GREATER,
  ",": TokenKind.COMMA,
  ":": TokenKind.COLON,
  "::": TokenKind.COLON_COLON,
  "=": TokenKind.EQUAL,
  "->": TokenKind.ARROW,
  "-": TokenKind.MINUS,
  "+": TokenKind.PLUS,
  "*": TokenKind.STAR,
  "?": TokenKind.QUESTION,
  "/": TokenKind.SLASH,
  "|": TokenKind.VERTICAL_BAR,
  "...": TokenKind.ELLIPSIS,
};

export class FormatCompiler {
  /** Names whose types the format writes; "operands" and "results" for all. */
  readonly typedNames: Set<string>;
  readonly #def: OpDefinition;
  readonly #spec: OpSpec;
  /** Attributes that the format writes, so that the dictionary leaves them out. */
  readonly #writtenAttributes: Set<string>;

  constructor(def: OpDefinition, elements: readonly FormatElement[]) {
    this.#def = def;
    this.#spec = def.spec as OpSpec;
    this.typedNames = new Set();
    this.#writtenAttributes = new Set([operandSegmentSizes, resultSegmentSizes]);
    this.#collect(elements);
  }

  #collect(elements: readonly FormatElement[]): void {
    for (const element of elements) {
      if (element.kind === "variable") this.#writtenAttributes.add(element.name);
      else if (element.kind === "type") this.typedNames.add(element.of);
      else if (element.kind === "functional-type") this.typedNames.add(element.inputs).add(element.results);
      else if (element.kind === "custom") this.#collect(element.args);
      else if (element.kind === "group") this.#collect([...element.then, ...element.otherwise]);
      else if (element.kind === "oilist") for (const clause of element.clauses) this.#collect(clause);
    }
  }

  step(element: FormatElement): FormatStep {
    return uniform(this.#step(element));
  }

  #step(element: FormatElement): FormatStep {
    switch (element.kind) {
      case "literal":
        return literalStep(element.text);
      case "space":
        return { parse: () => {}, print: (_, printer) => printer.formatSpace(element.text) };
      case "variable":
        return this.#variable(element.name, element.qualified);
      case "type":
        return typesStep(this.#def, element.of, element.qualified);
      case "functional-type":
        return functionalTypeStep(this.#def, element.inputs, element.results);
      case "attr-dict":
        return attrDictStep(this.#def, this.#writtenAttributes, element.withKeyword);
      case "prop-dict":
        return propDictStep(this.#writtenAttributes);
      case "operands":
        return allOperandsStep;
      case "regions":
        return allRegionsStep;
      case "successors":
        return allSuccessorsStep;
      case "custom":
        return this.#custom(element.name, element.args);
      case "group":
        return this.#group(element.then, element.otherwise, element.anchor);
      case "oilist":
        return this.#oilist(element.clauses);
      case "ref":
        throw new Error(`assembly format of '${this.#def.name}': 'ref' may only be an argument of a custom directive`);
    }
  }

  #variable(name: string, qualified: boolean): FormatStep {
    const def = this.#def;
    const operand = operandGroup(def, name);
    if (operand >= 0) return operandStep(def, operand);
    const attribute = this.#spec.attributes?.[name];
    if (attribute !== undefined) return attributeStep(def, name, attribute, qualified);
    const regions = Object.keys(this.#spec.regions ?? {});
    if (regions.includes(name)) return regionStep(def, name);
    if (name in (this.#spec.successors ?? {})) return successorStep(def, name);
    throw new Error(`assembly format of '${def.name}': unknown name '$${name}'`);
  }

  #custom(name: string, args: readonly FormatElement[]): FormatStep {
    const directive = this.#def.hooks.directives?.[name] as CustomDirective | undefined;
    if (directive === undefined) {
      throw new Error(`assembly format of '${this.#def.name}': no directive '${name}' in the hooks`);
    }
    const names = args.map(argumentName);
    return {
      parse: (parser, state) => directive.parse(parser, state, ...names),
      print(op, printer) {
        printer.formatGap();
        directive.print(op, printer, ...names);
      },
    };
  }

  #group(then: readonly FormatElement[], otherwise: readonly FormatElement[], anchorIndex: number): FormatStep {
    const steps = then.map((element) => this.step(element));
    const others = otherwise.map((element) => this.step(element));
    const anchor = steps[anchorIndex]!;
    // White space is not what the parser sees first.
    const firstIndex = then.findIndex((element) => element.kind !== "space");
    const first = steps[firstIndex]!;
    if (first.parseOptional === undefined) {
      throw new Error(`assembly format of '${this.#def.name}': an optional group must begin with something optional`);
    }
    if (anchor.isPresent === undefined) {
      throw new Error(`assembly format of '${this.#def.name}': the anchor of an optional group cannot be tested`);
    }
    return {
      parse(parser, state) {
        if (!first.parseOptional!(parser, state)) {
          for (const step of others) step.parse(parser, state);
          return;
        }
        for (let i = firstIndex + 1; i < steps.length; i++) steps[i]!.parse(parser, state);
        anchor.markPresent?.(state);
      },
      print(op, printer) {
        for (const step of anchor.isPresent!(op) ? steps : others) step.print(op, printer);
      },
      isPresent: (op) => anchor.isPresent!(op),
    };
  }

  /** Clauses in any order, each at most once; a clause begins with a word. */
  #oilist(clauses: readonly (readonly FormatElement[])[]): FormatStep {
    const compiled = clauses.map((clause) => {
      const word = clause[0]!;
      if (word.kind !== "literal")
        throw new Error(`assembly format of '${this.#def.name}': oilist clauses begin with words`);
      return { word: word.text, steps: clause.map((element) => this.step(element)) };
    });
    return {
      parse(parser, state) {
        const seen = new Set<string>();
        for (;;) {
          const clause = compiled.find(({ word }) => parser.atKeyword(word));
          if (clause === undefined) return;
          if (seen.has(clause.word)) {
            throw parser.error(
              `'${clause.word}' clause can appear at most once in the expansion of the oilist directive`,
            );
          }
          seen.add(clause.word);
          for (const step of clause.steps) step.parse(parser, state);
          for (const step of clause.steps) step.markPresent?.(state);
        }
      },
      print(op, printer) {
        for (const { steps } of compiled) {
          if (steps.some((step) => step.isPresent?.(op) === true)) for (const step of steps) step.print(op, printer);
        }
      },
    };
  }
}

/** The same step in an object of one shape for all, so that reading one of its functions is fast. */
const uniform = ({ parse, parseOptional, print, isPresent, markPresent }: FormatStep): FormatStep => ({
  parse,
  parseOptional,
  print,
  isPresent,
  markPresent,
});

/** The name that a custom directive's argument stands for. */
function argumentName(element: FormatElement): string {
  if (element.kind === "variable") return element.name;
  if (element.kind === "type") return element.of;
  if (element.kind === "ref") return argumentName(element.of);
  if (element.kind === "literal") return element.text;
  throw new Error(`'${element.kind}' cannot be an argument of a custom directive`);
}

function literalStep(text: string): FormatStep {
  const print = (_: Operation, printer: AsmPrinter): void => printer.formatLiteral(text);
  const kind = punctuation[text];
  if (kind === undefined) {
    return { parse: (parser) => parser.parseKeyword(text), parseOptional: (p) => p.parseOptionalKeyword(text), print };
  }
  const quoted = `'${text}'`;
  return { parse: (parser) => parser.expect(kind, quoted), parseOptional: (parser) => parser.consumeIf(kind), print };
}
