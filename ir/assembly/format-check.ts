/** The `$name`s of an assembly format, as a type: a misspelt one is then a compile error. */

// One template type per character; tail recursion keeps TypeScript's depth limit out of reach.
type Letter =
  | "a"
  | "b"
  | "c"
  | "d"
  | "e"
  | "f"
  | "g"
  | "h"
  | "i"
  | "j"
  | "k"
  | "l"
  | "m"
  | "n"
  | "o"
  | "p"
  | "q"
  | "r"
  | "s"
  | "t"
  | "u"
  | "v"
  | "w"
  | "x"
  | "y"
  | "z";
type NameChar = Letter | Uppercase<Letter> | "_" | "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9";

type TakeName<S extends string, Name extends string = ""> = S extends `${infer C}${infer Rest}`
  ? C extends NameChar
    ? TakeName<Rest, `${Name}${C}`>
    : Name
  : Name;

/** All names that follow a `$`. */
export type FormatNames<F extends string, Found extends string = never> = F extends `${string}$${infer Rest}`
  ? FormatNames<Rest, Found | TakeName<Rest>>
  : Found;

type Keys<T> = T extends object ? keyof T & string : never;
type NamesOf<S> =
  | (S extends { operands: infer O } ? Keys<O> : never)
  | (S extends { attributes: infer A } ? Keys<A> : never)
  | (S extends { results: infer R } ? Keys<R> : never)
  | (S extends { regions: infer G } ? Keys<G> : never)
  | (S extends { successors: infer B } ? Keys<B> : never);

/** `unknown` if every name of `S["assemblyFormat"]` exists in `S`; otherwise a property that nothing satisfies. */
export type CheckedFormat<S> = S extends { readonly assemblyFormat: infer F extends string }
  ? Exclude<FormatNames<F>, NamesOf<S>> extends infer Unknown
    ? [Unknown] extends [never]
      ? unknown
      : { readonly unknownNameInAssemblyFormat: Unknown }
    : never
  : unknown;
