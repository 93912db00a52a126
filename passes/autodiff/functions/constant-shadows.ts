/**
 * Shadows of constant variables, for pointers that may be a constant as well as memory that the function changes. In forward
 * mode that is a constant of zeros. In reverse mode adjoints are added to it like to any other shadow, and nobody asks for
 * them, as nobody ever writes to the constant.
 */
import type { Type } from "../../../ir/attribute.ts";
import type { OpBuilder } from "../../../ir/builder.ts";
import { isDenseElementType } from "../../../ir/builtin/dense-elements.ts";
import { elementTypeOrSelf, MemRefType } from "../../../ir/builtin/types.ts";
import { definitionOf } from "../../../ir/define-attribute.ts";
import { GlobalAddressOpInterface, GlobalVariableOpInterface } from "../../../ir/interfaces/global-variable.ts";
import type { Operation } from "../../../ir/operation.ts";
import { type SymbolTable, symbolName } from "../../../ir/symbol-table.ts";
import type { Value } from "../../../ir/value.ts";
import type { DerivativeSignature } from "../signature.ts";

export class ConstantShadows {
  readonly #symbols: SymbolTable;
  readonly #shadows: Map<Operation, Map<DerivativeSignature["mode"], Operation>>;

  constructor(symbols: SymbolTable) {
    this.#symbols = symbols;
    this.#shadows = new Map();
  }

  /** The constant variable whose memory an operation gives, if it holds nothing but numbers. */
  constantAt(op: Operation): Operation | undefined {
    const symbol = GlobalAddressOpInterface.of(op)?.symbol(op);
    const variable = symbol === undefined ? undefined : this.#symbols.get(symbol.root);
    const global = variable === undefined ? undefined : GlobalVariableOpInterface.of(variable);
    if (variable === undefined || global === undefined) return undefined;
    if (!global.isConstant(variable) || !global.isDefined(variable)) return undefined;
    return holdsNumbersOnly(global.contentType(variable)) ? variable : undefined;
  }

  /** Emits the address of the shadow of the constant whose memory `op` gives. */
  addressFor(op: Operation, mode: DerivativeSignature["mode"], builder: OpBuilder): Value {
    const shadow = this.#shadowOf(this.constantAt(op)!, mode);
    return GlobalVariableOpInterface.of(shadow)!.createAddress(shadow, builder);
  }

  #shadowOf(constant: Operation, mode: DerivativeSignature["mode"]): Operation {
    const shadows = this.#shadows.get(constant) ?? new Map<DerivativeSignature["mode"], Operation>();
    this.#shadows.set(constant, shadows);
    const known = shadows.get(mode);
    if (known !== undefined) return known;
    const isForward = mode === "forward";
    const name = `${symbolName(constant)}_${isForward ? "tangent" : "adjoint"}`;
    const shadow = GlobalVariableOpInterface.of(constant)!.createLike(constant, name, isForward);
    this.#symbols.insert(shadow, constant.next);
    shadows.set(mode, shadow);
    return shadow;
  }
}

function holdsNumbersOnly(type: Type): boolean {
  if (type instanceof MemRefType) return isDenseElementType(type.elementType);
  const parts = definitionOf(type)?.spec.parts?.(type);
  return parts === undefined ? isDenseElementType(elementTypeOrSelf(type)) : parts.every(holdsNumbersOnly);
}
