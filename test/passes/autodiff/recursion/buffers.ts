/** Types of buffers, and numbers to fill them with. */

export const buffer = "memref<?xf64>";
export const view = "memref<?xf64, strided<[?], offset: ?>>";
export const wave = (count: number): number[] =>
  Array.from({ length: count }, (_, i) => 0.6 + 0.5 * Math.sin(1.7 * i + 1));
