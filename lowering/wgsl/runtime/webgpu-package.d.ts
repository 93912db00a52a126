/** What is used of the npm package webgpu, an optional dependency. */
declare module "webgpu" {
  /** Gives a `Gpu`. Dawn fails once it is collected: keep it. */
  export function create(options: readonly string[]): unknown;
  /** Classes that are global in browsers. */
  export const globals: object;
}
