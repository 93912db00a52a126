/**
 * A context knows the dialects, passes and rules that it was given, and where diagnostics go. Contexts are independent of
 * each other; types and attributes are shared between them.
 */
import type { Type } from "./attribute.ts";
import type { AttributeDefinition, TypeDefinition } from "./define-attribute.ts";
import { type OpDefinition, unregisteredOp } from "./define-op.ts";
import { functionOperationName, isFunctionOperation } from "./derivatives/function-operation.ts";
import type { Diagnostic, DiagnosticHandler } from "./diagnostic.ts";
import type { DerivativeRules, Dialect, Extension } from "./dialect.ts";
import type { Arithmetic, DynamicShapes } from "./interfaces/arithmetic.ts";
import type { DerivativeRule } from "./interfaces/differentiable.ts";
import type { Operation } from "./operation.ts";
import type { Pass, PassPipeline } from "./pass.ts";
import type { Pattern } from "./pattern.ts";

export interface ContextOptions {
  readonly extensions?: readonly (Dialect | Extension)[];
  /** Accept operations, types and attributes of dialects that are not registered. */
  readonly allowUnregisteredDialects?: boolean;
}

/** The dialects, passes and derivative rules that are known, and who hears of diagnostics. */
export class Context {
  allowUnregisteredDialects: boolean;
  /** Receives every diagnostic. The tools replace it; by default diagnostics are collected in `diagnostics`. */
  handler: DiagnosticHandler;
  readonly diagnostics: Diagnostic[];
  readonly #dialects: Map<string, Dialect>;
  readonly #ops: Map<string, OpDefinition>;
  readonly #unregisteredOps: Map<string, OpDefinition>;
  readonly #types: Map<string, TypeDefinition>;
  readonly #attributes: Map<string, AttributeDefinition>;
  readonly #passes: Map<string, Pass>;
  readonly #pipelines: Map<string, PassPipeline>;
  readonly #derivatives: Map<OpDefinition, DerivativeRule>;
  /** By name. */
  readonly #functionOperations: Map<string, OpDefinition>;
  /** Rules that were not asked for yet, in the order in which they came. */
  readonly #derivativeSources: DerivativeRules[];
  readonly #canonicalizations: Pattern[];
  /** Rule files that extensions brought and nobody has read yet. */
  readonly derivativeFiles: URL[];

  constructor(options: ContextOptions = {}) {
    this.allowUnregisteredDialects = options.allowUnregisteredDialects ?? false;
    this.diagnostics = [];
    this.handler = (diagnostic) => {
      this.diagnostics.push(diagnostic);
    };
    this.#dialects = new Map();
    this.#ops = new Map();
    this.#unregisteredOps = new Map();
    this.#types = new Map();
    this.#attributes = new Map();
    this.#passes = new Map();
    this.#pipelines = new Map();
    this.#derivatives = new Map();
    this.#functionOperations = new Map();
    this.#derivativeSources = [];
    this.#canonicalizations = [];
    this.derivativeFiles = [];
    this.register(...(options.extensions ?? []));
  }

  /** Adds dialects and extensions. A dialect or pass that is known already is skipped. Throws if two things share a name. */
  register(...extensions: readonly (Dialect | Extension)[]): this {
    for (const extension of extensions) {
      if ("ops" in extension) this.#registerDialect(extension);
      else this.#registerExtension(extension);
    }
    return this;
  }

  #registerDialect(dialect: Dialect): void {
    const known = this.#dialects.get(dialect.name);
    if (known === dialect) return;
    if (known !== undefined) throw new Error(`dialect '${dialect.name}' is registered twice`);
    this.#dialects.set(dialect.name, dialect);
    this.register(...(dialect.dependsOn ?? []));
    for (const op of dialect.ops) addUnique(this.#ops, op.name, op, "operation");
    for (const type of dialect.types ?? []) addUnique(this.#types, type.name, type, "type");
    for (const attr of dialect.attributes ?? []) addUnique(this.#attributes, attr.name, attr, "attribute");
    this.#canonicalizations.push(...(dialect.canonicalizations ?? []));
    if (dialect.derivatives !== undefined) this.#derivativeSources.push(dialect.derivatives);
  }

  #registerExtension(extension: Extension): void {
    this.register(...(extension.dialects ?? []));
    for (const pass of extension.passes ?? []) addUnique(this.#passes, pass.name, pass, "pass");
    for (const pipeline of extension.pipelines ?? []) addUnique(this.#pipelines, pipeline.name, pipeline, "pipeline");
    this.#canonicalizations.push(...(extension.canonicalizations ?? []));
    if (extension.derivatives !== undefined) this.#derivativeSources.push(extension.derivatives);
    this.derivativeFiles.push(...(extension.derivativeFiles ?? []));
  }

  /** Adds a rule; a later rule for the same operation replaces an earlier one. */
  addDerivative(rule: DerivativeRule): void {
    this.#derivativeSources.push([rule]);
  }
  derivative(op: OpDefinition): DerivativeRule | undefined {
    this.#takeDerivatives();
    return this.#derivatives.get(op);
  }
  /** The operation that stands for calls of a function that is only declared; undefined if there are no rules for it. */
  functionOperation(call: OpDefinition, name: string): OpDefinition | undefined {
    this.#takeDerivatives();
    return this.#functionOperations.get(functionOperationName(call, name));
  }
  #takeDerivatives(): void {
    for (const source of this.#derivativeSources.splice(0)) {
      for (const rule of typeof source === "function" ? source() : source) {
        this.#derivatives.set(rule.op, rule);
        if (isFunctionOperation(rule.op)) this.#functionOperations.set(rule.op.name, rule.op);
      }
    }
  }

  emit(diagnostic: Diagnostic): void {
    this.handler(diagnostic);
  }

  dialect(name: string): Dialect | undefined {
    return this.#dialects.get(name);
  }
  get dialects(): Dialect[] {
    return [...this.#dialects.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }
  /** The registered operation of this name. */
  op(name: string): OpDefinition | undefined {
    return this.#ops.get(name);
  }
  /** A definition for an operation that no dialect knows; the same one for the same name. */
  unregisteredOp(name: string): OpDefinition {
    let def = this.#unregisteredOps.get(name);
    if (def === undefined) {
      def = unregisteredOp(name);
      this.#unregisteredOps.set(name, def);
    }
    return def;
  }
  get ops(): Iterable<OpDefinition> {
    return this.#ops.values();
  }
  type(name: string): TypeDefinition | undefined {
    return this.#types.get(name);
  }
  attribute(name: string): AttributeDefinition | undefined {
    return this.#attributes.get(name);
  }
  pass(name: string): Pass | undefined {
    return this.#passes.get(name);
  }
  get passes(): Pass[] {
    return [...this.#passes.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }
  pipeline(name: string): PassPipeline | undefined {
    return this.#pipelines.get(name);
  }
  get pipelines(): PassPipeline[] {
    return [...this.#pipelines.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }
  get canonicalizations(): readonly Pattern[] {
    return this.#canonicalizations;
  }
  dialectOf(op: Operation): Dialect | undefined {
    return this.#dialects.get(op.def.dialectName);
  }
  /** How to calculate with values of `type`: as the dialect of `op` does, else as the first dialect that can. */
  arithmeticFor(type: Type, op?: Operation): Arithmetic | undefined {
    const own = op === undefined ? undefined : this.dialectOf(op)?.arithmetic;
    if (own?.supports(type)) return own;
    for (const { arithmetic } of this.#dialects.values()) if (arithmetic?.supports(type)) return arithmetic;
    return undefined;
  }
  /** How to make values of `type`, whose shape is not static, as the first dialect does that can. */
  dynamicShapesFor(type: Type): DynamicShapes | undefined {
    for (const { dynamicShapes } of this.#dialects.values()) if (dynamicShapes?.supports(type)) return dynamicShapes;
    return undefined;
  }
}

function addUnique<T>(map: Map<string, T>, name: string, value: T, what: string): void {
  const known = map.get(name);
  if (known !== undefined && known !== value) throw new Error(`${what} '${name}' is defined twice`);
  map.set(name, value);
}
