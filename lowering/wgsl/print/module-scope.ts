/** What all functions of a text share: names, features and declarations. */
import type { Type } from "../../../ir/attribute.ts";
import { f16, f32, IndexType, i1, i32 } from "../../../ir/builtin/types.ts";
import type { WgslFeature } from "../kernel-interface.ts";
import { Names } from "./names.ts";

export class ModuleScope {
  readonly names: Names;
  readonly features: Set<WgslFeature>;
  /** Variables, constants, structures and functions. */
  readonly declarations: string[];

  constructor() {
    this.names = new Names();
    this.features = new Set();
    this.declarations = [];
  }

  /** A type as text. `index` has 32 bits. */
  type(type: Type): string {
    if (type === f16()) {
      this.features.add("shader-f16");
      return "f16";
    }
    if (type === f32()) return "f32";
    if (type === i1()) return "bool";
    if (type === i32() || type instanceof IndexType) return "i32";
    throw new Error(`'${type}' is no type of WGSL`);
  }
}
