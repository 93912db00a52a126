/** Where consecutive values stand among the operands or results of an operation, or among the arguments of a block. */
export interface IndexRange {
  readonly start: number;
  readonly count: number;
}

/** Of no values. */
export const emptyRange: IndexRange = { start: 0, count: 0 };
