/**
 * Interprets assembly formats: one element tree parses and prints. Formats are compiled when their operation is first
 * parsed or printed.
 */
import type { Attribute, Type } from "../attribute.ts";
import { UnitAttr } from "../builtin/attributes.ts";
import { FunctionType } from "../builtin/types.ts";
import { type AttrConstraint, type AttrSpec, arityOf, attrConstraintOf, constraintOf } from "../constraint.ts";
import type { AttributeDefinition, TypeDefinition } from "../define-attribute.ts";
import { type OpDefinition, type OpSpec, operandSegmentSizes, resultSegmentSizes } from "../define-op.ts";
import type { Operation } from "../operation.ts";
import { canElideTerminator } from "../traits.ts";
import type { AsmParser, UnresolvedOperand } from "./asm-parser.ts";
import type { AsmPrinter } from "./asm-printer.ts";
import { type FormatElement, parseFormat } from "./format-syntax.ts";
import type { ParsedOperation } from "./parsed-operation.ts";
import { TokenKind } from "./token-parser.ts";
import { TypeResolution } from "./type-resolution.ts";

/** What a format has read of an operation before its operands can be resolved. */
export class FormatState {
  readonly op: ParsedOperation;
  /** By operand group. */
  readonly operands: (readonly UnresolvedOperand[] | undefined)[];
  /** By operand group, and by result group; undefined where the text does not say. */
  readonly operandTypes: (readonly Type[] | undefined)[];
  readonly resultTypes: (readonly Type[] | undefined)[];
  /** All operand or result types at once, from `type(operands)` and `functional-type`. */
  allOperandTypes: readonly Type[] | undefined;
  allResultTypes: readonly Type[] | undefined;
  /** All operands at once, from `operands`. */
  allOperands: readonly UnresolvedOperand[] | undefined;
  readonly #def: OpDefinition;

  constructor(op: ParsedOperation) {
    this.op = op;
    this.#def = op.def;
    this.operands = op.def.operandSegments.map(() => undefined);
    this.operandTypes = op.def.operandSegments.map(() => undefined);
    this.resultTypes = op.def.resultSegments.map(() => undefined);
    this.allOperandTypes = undefined;
    this.allResultTypes = undefined;
    this.allOperands = undefined;
  }

  setOperands(name: string, operands: readonly UnresolvedOperand[]): void {
    this.operands[this.#def.operandSegments.findIndex((segment) => segment.name === name)] = operands;
  }
  setTypes(name: string, types: readonly Type[]): void {
    const operand = this.#def.operandSegments.findIndex((segment) => segment.name === name);
    if (operand >= 0) this.operandTypes[operand] = types;
    else this.resultTypes[this.#def.resultSegments.findIndex((segment) => segment.name === name)] = types;
  }
  /** The types that were read for a name; undefined if the text has not told them. */
  typesOf(name: string): readonly Type[] | undefined {
    const operand = this.#def.operandSegments.findIndex((segment) => segment.name === name);
    if (operand >= 0) return this.operandTypes[operand];
    return this.resultTypes[this.#def.resultSegments.findIndex((segment) => segment.name === name)];
  }
  setAttribute(name: string, value: Attribute): void {
    this.op.addAttribute(name, value);
  }
}

/** `custom<Name>(...)`: syntax in TypeScript inside a format. It is given the names that stand in the parentheses. */
export interface CustomDirective {
  parse(parser: AsmParser, state: FormatState, ...names: string[]): void;
  print(op: Operation, printer: AsmPrinter, ...names: string[]): void;
}

/** One step of a compiled format. */
interface Step {
  parse(parser: AsmParser, state: FormatState): void;
  /** Reads the step if it stands here; only where it may open an optional group. */
  parseOptional?(parser: AsmParser, state: FormatState): boolean;
  print(op: Operation, printer: AsmPrinter): void;
  /** Whether there is anything to print; decides optional groups. */
  isPresent?(op: Operation): boolean;
  /** For an anchor that is not first: what its presence means when the group was read. */
  markPresent?(state: FormatState): void;
}

export class OpFormat {
  readonly #steps: readonly Step[];
  readonly #resolution: TypeResolution;

  constructor(def: OpDefinition, text: string) {
    const elements = parseFormat(def.name, text);
    const compiler = new FormatCompiler(def, elements);
    this.#steps = elements.map((element) => compiler.step(element));
    this.#resolution = new TypeResolution(def, compiler.typedNames);
  }

  /** Reads what follows the operation's name into `op`. */
  parse(parser: AsmParser, op: ParsedOperation, offset: number): void {
    const state = new FormatState(op);
    const steps = this.#steps;
    for (let i = 0; i < steps.length; i++) steps[i]!.parse(parser, state);
    this.#resolution.resolve(parser, state, offset);
  }

  /** Writes what follows the operation's name. */
  print(op: Operation, printer: AsmPrinter): void {
    printer.beginFormat();
    const steps = this.#steps;
    for (let i = 0; i < steps.length; i++) steps[i]!.print(op, printer);
  }
}

/** The compiled format of an operation; undefined if it has none. */
export function formatOf(def: OpDefinition): OpFormat | undefined {
  if (def.format === null) {
    const text = (def.spec as OpSpec).assemblyFormat;
    if (text === undefined) return undefined;
    def.format = new OpFormat(def, text);
  }
  return def.format;
}

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

class FormatCompiler {
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

  step(element: FormatElement): Step {
    switch (element.kind) {
      case "literal":
        return literalStep(element.text);
      case "space":
        return { parse: () => {}, print: (_, printer) => printer.formatSpace(element.text) };
      case "variable":
        return this.#variable(element.name, element.qualified);
      case "type":
        return this.#types(element.of, element.qualified);
      case "functional-type":
        return this.#functionalType(element.inputs, element.results);
      case "attr-dict":
        return this.#attrDict(element.withKeyword);
      case "prop-dict":
        return this.#propDict();
      case "operands":
        return {
          parse: (parser, state) => {
            state.allOperands = parser.parseOperandList();
          },
          print: (op, printer) => {
            printer.formatGap();
            printer.operands(op.operands);
          },
        };
      case "regions":
        return {
          parse: (parser, state) => {
            do state.op.regions.push(parser.parseRegion(state.op));
            while (parser.parseOptionalComma());
          },
          print: (op, printer) => {
            printer.formatGap();
            printer.list(op.regions, (region) => printer.region(region));
          },
        };
      case "successors":
        return {
          parse: (parser, state) => {
            do state.op.successors.push(parser.parseSuccessor());
            while (parser.parseOptionalComma());
          },
          print: (op, printer) => {
            printer.formatGap();
            printer.list(op.successors, (block) => printer.successor(block));
          },
        };
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

  #variable(name: string, qualified: boolean): Step {
    const def = this.#def;
    const operand = def.operandSegments.findIndex((segment) => segment.name === name);
    if (operand >= 0) return operandStep(def, operand);
    const attribute = this.#spec.attributes?.[name];
    if (attribute !== undefined) return attributeStep(def, name, attribute, qualified);
    const regions = Object.keys(this.#spec.regions ?? {});
    if (regions.includes(name)) return regionStep(def, name);
    if (name in (this.#spec.successors ?? {})) return successorStep(def, name);
    throw new Error(`assembly format of '${def.name}': unknown name '$${name}'`);
  }

  #types(of: string, qualified: boolean): Step {
    const def = this.#def;
    const operand = def.operandSegments.findIndex((segment) => segment.name === of);
    const result = def.resultSegments.findIndex((segment) => segment.name === of);
    // A group may be called "operands" or "results" as well.
    if (operand < 0 && result < 0) {
      if (of !== "operands" && of !== "results") {
        throw new Error(`assembly format of '${def.name}': unknown name '${of}' in type(...)`);
      }
      return {
        parse(parser, state) {
          const types = parser.parseTypeList();
          if (of === "operands") state.allOperandTypes = types;
          else state.allResultTypes = types;
        },
        print(op, printer) {
          printer.formatGap();
          printer.types(of === "operands" ? op.operandTypes : op.resultTypes);
        },
        isPresent: (op) => (of === "operands" ? op.numOperands : op.numResults) > 0,
      };
    }
    const isOperand = operand >= 0;
    const group = isOperand ? operand : result;
    const spec = isOperand ? this.#spec.operands![of]! : this.#spec.results![of]!;
    const isSingle = arityOf(spec) === "single";
    const stripped = qualified ? undefined : asDefinition<TypeDefinition>(constraintOf(spec));
    const parseOne = (parser: AsmParser): Type =>
      stripped === undefined || parser.kind === TokenKind.EXCLAMATION_ID
        ? parser.parseType()
        : stripped.get(stripped.spec.parse(parser));
    return {
      parse(parser, state) {
        let types: Type[];
        if (isSingle) types = [parseOne(parser)];
        else {
          types = [];
          const first = parser.parseOptionalType();
          if (first !== undefined) {
            types.push(first);
            if (arityOf(spec) === "variadic") while (parser.parseOptionalComma()) types.push(parseOne(parser));
          }
        }
        (isOperand ? state.operandTypes : state.resultTypes)[group] = types;
      },
      print(op, printer) {
        printer.formatGap();
        const [start, count] = isOperand ? def.operandRange(op, group) : def.resultRange(op, group);
        for (let i = start; i < start + count; i++) {
          if (i > start) printer.write(", ");
          const { type } = isOperand ? op.operand(i) : op.result(i);
          if (stripped?.is(type)) stripped.spec.print(type, printer);
          else printer.type(type);
        }
      },
      isPresent: (op) => (isOperand ? def.operandRange(op, group) : def.resultRange(op, group))[1] > 0,
    };
  }

  #functionalType(inputs: string, results: string): Step {
    const { setInputs, getInputs, setResults, getResults } = functionalTypeAccess(this.#def, inputs, results);
    return {
      parse(parser, state) {
        const at = parser.start;
        const type = parser.parseType();
        if (!(type instanceof FunctionType)) throw parser.error("expected function type", at);
        setInputs(state, type.inputs);
        setResults(state, type.results);
      },
      print(op, printer) {
        printer.formatGap();
        printer.functionalType(getInputs(op), getResults(op));
      },
    };
  }

  #attrDict(withKeyword: boolean): Step {
    const written = this.#writtenAttributes;
    return {
      parse(parser, state) {
        if (withKeyword) parser.parseOptionalAttrDictWithKeyword(state.op);
        else parser.parseOptionalAttrDict(state.op);
      },
      print(op, printer) {
        printer.optionalAttrDict(op, written, withKeyword);
        printer.afterAttrDict();
      },
      isPresent: (op) => op.discardableAttrs.size > 0,
    };
  }

  #propDict(): Step {
    const written = this.#writtenAttributes;
    return {
      parse(parser, state) {
        if (!parser.parseOptionalLess()) return;
        parser.parseOptionalAttrDict(state.op);
        parser.parseGreater();
      },
      print(op, printer) {
        printer.propDict(op, written);
      },
    };
  }

  #custom(name: string, args: readonly FormatElement[]): Step {
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

  #group(then: readonly FormatElement[], otherwise: readonly FormatElement[], anchorIndex: number): Step {
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
  #oilist(clauses: readonly (readonly FormatElement[])[]): Step {
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

/** The name that a custom directive's argument stands for. */
function argumentName(element: FormatElement): string {
  if (element.kind === "variable") return element.name;
  if (element.kind === "type") return element.of;
  if (element.kind === "ref") return argumentName(element.of);
  if (element.kind === "literal") return element.text;
  throw new Error(`'${element.kind}' cannot be an argument of a custom directive`);
}

/** A constraint that is itself the definition of a dialect's attribute or type. */
function asDefinition<D>(constraint: unknown): D | undefined {
  return typeof constraint === "object" && constraint !== null && "spec" in constraint ? (constraint as D) : undefined;
}

function literalStep(text: string): Step {
  const kind = punctuation[text];
  return {
    parse(parser) {
      if (kind === undefined) parser.parseKeyword(text);
      else parser.expect(kind, `'${text}'`);
    },
    parseOptional: (parser) => (kind === undefined ? parser.parseOptionalKeyword(text) : parser.consumeIf(kind)),
    print: (_, printer) => printer.formatLiteral(text),
  };
}

function operandStep(def: OpDefinition, group: number): Step {
  const { arity } = def.operandSegments[group]!;
  const parseOptional = (parser: AsmParser, state: FormatState): boolean => {
    if (parser.kind !== TokenKind.PERCENT_ID) {
      if (arity !== "single") state.operands[group] = [];
      return false;
    }
    state.operands[group] = arity === "variadic" ? parser.parseOperandList() : [parser.parseOperand()];
    return true;
  };
  const fixedIndex = def.operandSegments.every((segment) => segment.arity === "single") ? group : -1;
  return {
    parse(parser, state) {
      if (arity === "single") state.operands[group] = [parser.parseOperand()];
      else parseOptional(parser, state);
    },
    parseOptional,
    print(op, printer) {
      printer.formatGap();
      if (fixedIndex >= 0) {
        printer.operand(op.operand(fixedIndex));
        return;
      }
      const [start, count] = def.operandRange(op, group);
      for (let i = start; i < start + count; i++) {
        if (i > start) printer.write(", ");
        printer.operand(op.operand(i));
      }
    },
    isPresent: (op) => def.operandRange(op, group)[1] > 0,
  };
}

function attributeStep(def: OpDefinition, name: string, spec: AttrSpec, qualified: boolean): Step {
  const slot = def.attributeSlot(name)!;
  const constraint = attrConstraintOf(spec);
  const isDefaulted = "kind" in spec && spec.kind === "default";
  const isUnit = constraint.is(UnitAttr.get()) && constraint.syntax === undefined && isUnitConstraint(constraint);
  const syntax = constraint.syntax;
  const definition = qualified ? undefined : asDefinition<AttributeDefinition>(constraint);
  const read = (parser: AsmParser): Attribute => {
    if (syntax !== undefined) return syntax.parse(parser, name);
    if (definition !== undefined && parser.kind !== TokenKind.HASH_ID)
      return definition.get(definition.spec.parse(parser));
    return parser.parseAttribute(constraint.valueType?.());
  };
  const isPresent = (op: Operation): boolean => {
    const value = op.properties[slot];
    return value !== undefined && !(isDefaulted && value === spec.value());
  };
  return {
    parse(parser, state) {
      if (isUnit) {
        state.op.properties[slot] = UnitAttr.get();
        return;
      }
      const at = parser.start;
      const value = read(parser);
      if (!constraint.is(value)) {
        throw parser.error(`invalid kind of attribute specified: expected ${constraint.summary}`, at);
      }
      state.op.properties[slot] = value;
    },
    parseOptional(parser, state) {
      const value =
        syntax === undefined
          ? parser.parseOptionalAttribute(constraint.valueType?.())
          : syntax.parseOptional === undefined
            ? syntax.parse(parser, name)
            : syntax.parseOptional(parser, name);
      if (value === undefined) return false;
      state.op.properties[slot] = value;
      return true;
    },
    print(op, printer) {
      if (isUnit) return;
      const value = op.properties[slot];
      if (value === undefined) return;
      printer.formatGap();
      if (syntax !== undefined) syntax.print(value, printer);
      else if (definition !== undefined) definition.spec.print(value, printer);
      else if (constraint.valueType !== undefined) printer.attributeWithoutType(value);
      else printer.attribute(value);
    },
    isPresent,
    markPresent(state) {
      if (isUnit) state.op.properties[slot] = UnitAttr.get();
    },
  };
}

const isUnitConstraint = (constraint: AttrConstraint): boolean => constraint.summary === "unit attribute";

function regionStep(def: OpDefinition, name: string): Step {
  const spec = (def.spec as OpSpec).regions![name]!;
  const index = Object.keys((def.spec as OpSpec).regions!).indexOf(name);
  return {
    parse(parser, state) {
      if (!spec.variadic) state.op.regions[index] = parser.parseRegion(state.op);
      else if (parser.kind === TokenKind.LBRACE) {
        parser.parseCommaSeparated(() => {
          state.op.regions.push(parser.parseRegion(state.op));
        });
      }
    },
    parseOptional(parser, state) {
      if (parser.kind !== TokenKind.LBRACE) return false;
      this.parse(parser, state);
      return true;
    },
    print(op, printer) {
      printer.formatGap();
      const regions = spec.variadic ? op.regions.slice(index) : [op.regions[index]!];
      printer.list(regions, (region) => printer.region(region, { terminators: !canElideTerminator(region) }));
    },
    isPresent: (op) => op.regions[index] !== undefined && !op.regions[index]!.isEmpty,
  };
}

function successorStep(def: OpDefinition, name: string): Step {
  const specs = (def.spec as OpSpec).successors!;
  const index = Object.keys(specs).indexOf(name);
  const { variadic } = specs[name]!;
  return {
    parse(parser, state) {
      if (!variadic) state.op.successors.push(parser.parseSuccessor());
      else if (parser.kind === TokenKind.CARET_ID) {
        parser.parseCommaSeparated(() => {
          state.op.successors.push(parser.parseSuccessor());
        });
      }
    },
    parseOptional(parser, state) {
      if (parser.kind !== TokenKind.CARET_ID) return false;
      this.parse(parser, state);
      return true;
    },
    print(op, printer) {
      printer.formatGap();
      const blocks = variadic ? op.successors.slice(index) : [op.successors[index]!];
      printer.list(blocks, (block) => printer.successor(block));
    },
    isPresent: (op) => op.successors.length > index,
  };
}

/** How `functional-type(inputs, results)` reaches the types of what it names. */
function functionalTypeAccess(def: OpDefinition, inputs: string, results: string) {
  const operandGroup = def.operandSegments.findIndex((segment) => segment.name === inputs);
  const resultGroup = def.resultSegments.findIndex((segment) => segment.name === results);
  const types = (values: readonly { readonly type: Type }[], [start, count]: readonly [number, number]): Type[] =>
    values.slice(start, start + count).map((value) => value.type);
  return {
    setInputs(state: FormatState, given: readonly Type[]): void {
      if (operandGroup < 0) state.allOperandTypes = given;
      else state.operandTypes[operandGroup] = given;
    },
    getInputs: (op: Operation): Type[] =>
      operandGroup < 0 ? op.operandTypes : types(op.operands, def.operandRange(op, operandGroup)),
    setResults(state: FormatState, given: readonly Type[]): void {
      if (resultGroup < 0) state.allResultTypes = given;
      else state.resultTypes[resultGroup] = given;
    },
    getResults: (op: Operation): Type[] =>
      resultGroup < 0 ? op.resultTypes : types(op.results, def.resultRange(op, resultGroup)),
  };
}
