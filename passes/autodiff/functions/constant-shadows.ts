/**
 * Shadows of constant variables, for pointers that may be a constant as well as memory that the function changes. In forward
 * mode that is a constant of zeros. In reverse mode adjoints are added to it like to any other shadow, and nobody asks for
 * them, as nobody ever writes to the constant.
 */
import type { Type } from "../../../ir/attribute.ts";
import type { OpBuilder } from "../../../ir/builder.ts";
import { SymbolRefAttr } from "../../../ir/builtin/attributes.ts";
import { isDenseElementType } from "../../../ir/builtin/dense-elements.ts";
import { elementTypeOrSelf, MemRefType } from "../../../ir/builtin/types.ts";
import { definitionOf } from "../../../ir/define-attribute.ts";
import { isPointerType } from "../../../ir/interfaces/differentiable.ts";
import { FunctionOpInterface } from "../../../ir/interfaces/function.ts";
import { GlobalAddressOpInterface, GlobalVariableOpInterface } from "../../../ir/interfaces/global-variable.ts";
import type { Operation } from "../../../ir/operation.ts";
import { type SymbolTable, symbolName } from "../../../ir/symbol-table.ts";
import type { Value } from "../../../ir/value.ts";
import type { DerivativeSignature } from "../signature.ts";

export class ConstantShadows {
  readonly #symbols: SymbolTable;
  /** Whether constants hold nothing but numbers and the addresses of functions and of such constants. */
  readonly #areApart: Map<Operation, boolean>;
  readonly #shadows: Map<Operation, Map<DerivativeSignature["mode"], Operation>>;

  constructor(symbols: SymbolTable) {
    this.#symbols = symbols;
    this.#areApart = new Map();
    this.#shadows = new Map();
  }

  /**
   * The constant variable whose memory an operation gives, if it holds nothing but numbers and the addresses of functions and
   * of other such constants.
   */
  constantAt(op: Operation): Operation | undefined {
    const symbol = GlobalAddressOpInterface.of(op)?.symbol(op);
    const variable = symbol === undefined ? undefined : this.#symbols.get(symbol.root);
    return variable !== undefined && this.#isApart(variable) ? variable : undefined;
  }

  #isApart(variable: Operation): boolean {
    const known = this.#areApart.get(variable);
    if (known !== undefined) return known;
    // Constants that hold the addresses of each other are none.
    this.#areApart.set(variable, false);
    const isApart = this.#holdsNoOtherMemory(variable);
    this.#areApart.set(variable, isApart);
    return isApart;
  }

  #holdsNoOtherMemory(variable: Operation): boolean {
    const global = GlobalVariableOpInterface.of(variable);
    if (global?.isConstant(variable) !== true || !global.isDefined(variable)) return false;
    const type = global.contentType(variable);
    if (type instanceof MemRefType) return isDenseElementType(type.elementType);
    const kinds = leafTypes(type);
    if (kinds.every(isDenseElementType)) return true;
    if (!kinds.every((kind) => isDenseElementType(kind) || isPointerType(kind))) return false;
    return global.held?.(variable)?.every((symbol) => this.#isFunctionOrApart(symbol)) === true;
  }

  #isFunctionOrApart({ root }: SymbolRefAttr): boolean {
    const held = this.#symbols.get(root);
    return held !== undefined && (FunctionOpInterface.implementedBy(held) || this.#isApart(held));
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
    const { createLike } = GlobalVariableOpInterface.of(constant)!;
    const shadow = createLike(constant, name, isForward, ({ root }) => {
      const held = this.#symbols.get(root)!;
      return FunctionOpInterface.implementedBy(held)
        ? undefined
        : SymbolRefAttr.get(symbolName(this.#shadowOf(held, mode))!);
    });
    this.#symbols.insert(shadow, constant.next);
    shadows.set(mode, shadow);
    return shadow;
  }
}

/** The types that a type is made of. */
function leafTypes(type: Type): readonly Type[] {
  const parts = definitionOf(type)?.spec.parts?.(type);
  return parts === undefined ? [elementTypeOrSelf(type)] : parts.flatMap(leafTypes);
}
