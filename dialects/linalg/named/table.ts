/**
 * The named operations, one line for each: what it is, its loops, how its operands are indexed, and its body. Everything
 * else follows from here: the definition, the region, verification, indexing maps, the reference page.
 */
import type { BinaryFunction, UnaryFunction } from "../attributes.ts";
import {
  type Body,
  binaryBody,
  castBody,
  multiplyAddBody,
  poolingBody,
  quantizedMultiplyAddBody,
  randomBody,
  selectBody,
  unaryBody,
} from "./bodies.ts";
import type { MapRule } from "./map-rules.ts";

export interface NamedOp {
  readonly name: string;
  /** What the operation is, for the reference; the formula is added to it. */
  readonly title: string;
  /** The names of the operands, the output last. */
  readonly operands: readonly string[];
  readonly body: Body;
  /** The loops and the indices of the operands (see access.ts); without them the operation is elementwise, of any rank. */
  readonly loops?: string;
  readonly access?: string;
  /** The attribute `cast` says how integers are cast; or it is read and, as upstream has it, does nothing. */
  readonly cast?: "used" | "ignored";
  /** The operation may be given other indexing maps, which must obey this rule. */
  readonly maps?: MapRule;
}

const unary = (name: UnaryFunction, title: string): NamedOp => ({
  name,
  title: `${title}, elementwise`,
  operands: ["I", "O"],
  body: unaryBody(name),
});

const binary = (name: string, title: string, kind: BinaryFunction): NamedOp => ({
  name,
  title: `${title}, elementwise`,
  operands: ["lhs", "rhs", "O"],
  body: binaryBody(kind),
});

const elementwise: readonly NamedOp[] = [
  { name: "copy", title: "Copies elements", operands: ["I", "O"], body: castBody, cast: "used" },
  { name: "fill", title: "Writes one value everywhere", operands: ["value", "O"], body: castBody },
  unary("exp", "Exponential function"),
  unary("log", "Natural logarithm"),
  unary("abs", "Absolute value"),
  unary("ceil", "Smallest integer that is not less"),
  unary("floor", "Largest integer that is not greater"),
  unary("negf", "Negation"),
  unary("reciprocal", "Reciprocal"),
  unary("round", "Nearest integer, halves away from zero"),
  unary("sqrt", "Square root"),
  unary("rsqrt", "Reciprocal of the square root"),
  unary("square", "Square"),
  unary("tanh", "Hyperbolic tangent"),
  unary("erf", "Error function"),
  binary("add", "Sum", "add"),
  binary("sub", "Difference", "sub"),
  binary("mul", "Product", "mul"),
  binary("div", "Quotient", "div"),
  binary("div_unsigned", "Quotient of unsigned integers", "div_unsigned"),
  binary("max", "Maximum, of signed integers or floats", "max_signed"),
  binary("min", "Minimum, of signed integers or floats", "min_signed"),
  binary("powf", "Power", "powf"),
  { name: "select", title: "Choice, elementwise", operands: ["cond", "lhs", "rhs", "O"], body: selectBody },
];

const contraction = (
  name: string,
  title: string,
  loops: string,
  access: string,
  rest: Pick<NamedOp, "cast" | "maps"> = {},
): NamedOp => ({ name, title, loops, access, operands: ["A", "B", "C"], body: multiplyAddBody, ...rest });

const quantized = (name: string, title: string, loops: string, access: string): NamedOp => ({
  name,
  title,
  loops,
  access: access.replace(" ->", ", , ->"),
  operands: ["A", "B", "AZp", "BZp", "C"],
  body: quantizedMultiplyAddBody,
});

const contractions: readonly NamedOp[] = [
  contraction("dot", "Scalar product", "m", "m, m ->"),
  contraction("matvec", "Matrix times vector", "m n", "m n, n -> m"),
  contraction("vecmat", "Vector times matrix", "n m", "m, m n -> n"),
  contraction("matmul", "Matrix product", "m n k", "m k, k n -> m n", { cast: "used", maps: "matmul" }),
  contraction("batch_matvec", "Matrices times vectors", "b m k", "b m k, b k -> b m"),
  contraction("batch_vecmat", "Vectors times matrices", "b n k", "b k, b k n -> b n"),
  contraction("batch_matmul", "Matrix products", "b m n k", "b m k, b k n -> b m n", {
    cast: "used",
    maps: "batch",
  }),
  contraction("batch_reduce_matmul", "Sum of matrix products", "b m n k", "b m k, b k n -> m n", {
    cast: "ignored",
    maps: "batch",
  }),
  contraction(
    "mmt4d",
    "Product of a tiled matrix and the transpose of another one",
    "m n k m0 n0 k0",
    "m k m0 k0, n k n0 k0 -> m n m0 n0",
  ),
  contraction(
    "batch_mmt4d",
    "Products of tiled matrices and the transposes of others",
    "b m n k m0 n0 k0",
    "b m k m0 k0, b n k n0 k0 -> b m n m0 n0",
  ),
  quantized("quantized_matmul", "Product of quantized matrices", "m n k", "m k, k n -> m n"),
  quantized("quantized_batch_matmul", "Products of quantized matrices", "b m n k", "b m k, b k n -> b m n"),
  {
    name: "contract",
    title: "Sum of products over the loops that the output does not have, with any projected permutations as maps",
    operands: ["A", "B", "C"],
    body: multiplyAddBody,
    cast: "used",
    maps: "contract",
  },
];

const convolution = (name: string, title: string, loops: string, access: string): NamedOp => ({
  name,
  title,
  loops,
  access,
  operands: ["I", "K", "O"],
  body: multiplyAddBody,
});

/** A convolution, and the same one of quantized numbers. */
const andQuantized = (op: NamedOp): readonly NamedOp[] => [
  op,
  {
    ...quantized(`${op.name}_q`, `${op.title}, of quantized numbers`, op.loops!, op.access!),
    operands: ["I", "K", "IZp", "KZp", "O"],
  },
];

const convolutions: readonly NamedOp[] = [
  convolution("conv_1d", "1-D convolution without channels", "ow kw", "ow+kw, kw -> ow"),
  convolution("conv_2d", "2-D convolution without channels", "oh ow kh kw", "oh+kh ow+kw, kh kw -> oh ow"),
  convolution(
    "conv_3d",
    "3-D convolution without channels",
    "od oh ow kd kh kw",
    "od+kd oh+kh ow+kw, kd kh kw -> od oh ow",
  ),
  convolution("conv_1d_nwc_wcf", "1-D convolution", "n ow f kw c", "n ow~kw c, kw c f -> n ow f"),
  convolution("conv_1d_ncw_fcw", "1-D convolution", "n f ow c kw", "n c ow~kw, f c kw -> n f ow"),
  ...andQuantized(
    convolution("conv_2d_nhwc_hwcf", "2-D convolution", "n oh ow f kh kw c", "n oh~kh ow~kw c, kh kw c f -> n oh ow f"),
  ),
  ...andQuantized(
    convolution("conv_2d_nhwc_fhwc", "2-D convolution", "n oh ow f kh kw c", "n oh~kh ow~kw c, f kh kw c -> n oh ow f"),
  ),
  ...andQuantized(
    convolution("conv_2d_nchw_fchw", "2-D convolution", "n f oh ow c kh kw", "n c oh~kh ow~kw, f c kh kw -> n f oh ow"),
  ),
  convolution(
    "conv_2d_ngchw_fgchw",
    "2-D convolution of groups of channels",
    "n g f oh ow c kh kw",
    "n g c oh~kh ow~kw, f g c kh kw -> n g f oh ow",
  ),
  ...andQuantized(
    convolution(
      "conv_2d_ngchw_gfchw",
      "2-D convolution of groups of channels",
      "n g f oh ow c kh kw",
      "n g c oh~kh ow~kw, g f c kh kw -> n g f oh ow",
    ),
  ),
  ...andQuantized(
    convolution(
      "conv_2d_nhwgc_gfhwc",
      "2-D convolution of groups of channels",
      "n oh ow g f kh kw c",
      "n oh~kh ow~kw g c, g f kh kw c -> n oh ow g f",
    ),
  ),
  ...andQuantized(
    convolution(
      "conv_3d_ndhwc_dhwcf",
      "3-D convolution",
      "n od oh ow f kd kh kw c",
      "n od~kd oh~kh ow~kw c, kd kh kw c f -> n od oh ow f",
    ),
  ),
  convolution(
    "conv_3d_ncdhw_fcdhw",
    "3-D convolution",
    "n f od oh ow c kd kh kw",
    "n c od~kd oh~kh ow~kw, f c kd kh kw -> n f od oh ow",
  ),
  convolution("depthwise_conv_1d_nwc_wc", "1-D convolution of each channel", "n ow c kw", "n ow~kw c, kw c -> n ow c"),
  convolution("depthwise_conv_1d_ncw_cw", "1-D convolution of each channel", "n ow c kw", "n c ow~kw, c kw -> n c ow"),
  convolution(
    "depthwise_conv_1d_nwc_wcm",
    "1-D convolutions of each channel",
    "n ow c m kw",
    "n ow~kw c, kw c m -> n ow c m",
  ),
  ...andQuantized(
    convolution(
      "depthwise_conv_2d_nhwc_hwc",
      "2-D convolution of each channel",
      "n oh ow c kh kw",
      "n oh~kh ow~kw c, kh kw c -> n oh ow c",
    ),
  ),
  convolution(
    "depthwise_conv_2d_nchw_chw",
    "2-D convolution of each channel",
    "n oh ow c kh kw",
    "n c oh~kh ow~kw, c kh kw -> n c oh ow",
  ),
  ...andQuantized(
    convolution(
      "depthwise_conv_2d_nhwc_hwcm",
      "2-D convolutions of each channel",
      "n oh ow c m kh kw",
      "n oh~kh ow~kw c, kh kw c m -> n oh ow c m",
    ),
  ),
  convolution(
    "depthwise_conv_3d_ndhwc_dhwc",
    "3-D convolution of each channel",
    "n od oh ow kd kh kw c",
    "n od~kd oh~kh ow~kw c, kd kh kw c -> n od oh ow c",
  ),
  convolution(
    "depthwise_conv_3d_ncdhw_cdhw",
    "3-D convolution of each channel",
    "n od oh ow kd kh kw c",
    "n c od~kd oh~kh ow~kw, c kd kh kw -> n c od oh ow",
  ),
  convolution(
    "depthwise_conv_3d_ndhwc_dhwcm",
    "3-D convolutions of each channel",
    "n od oh ow m kd kh kw c",
    "n od~kd oh~kh ow~kw c, kd kh kw c m -> n od oh ow c m",
  ),
];

/** A layout of images: its loops, how the input is indexed, the shape of the window, and the output. */
interface Layout {
  readonly loops: string;
  readonly access: string;
}

const layouts = {
  nwc: { loops: "n ow c kw", access: "n ow~kw c, kw -> n ow c" },
  ncw: { loops: "n c ow kw", access: "n c ow~kw, kw -> n c ow" },
  nhwc: { loops: "n oh ow c kh kw", access: "n oh~kh ow~kw c, kh kw -> n oh ow c" },
  nchw: { loops: "n c oh ow kh kw", access: "n c oh~kh ow~kw, kh kw -> n c oh ow" },
  ndhwc: { loops: "n od oh ow c kd kh kw", access: "n od~kd oh~kh ow~kw c, kd kh kw -> n od oh ow c" },
} as const satisfies Record<string, Layout>;

const poolings = {
  sum: { title: "Sum", function: "add" },
  max: { title: "Maximum", function: "max_signed" },
  min: { title: "Minimum", function: "min_signed" },
  max_unsigned: { title: "Maximum of unsigned integers", function: "max_unsigned" },
  min_unsigned: { title: "Minimum of unsigned integers", function: "min_unsigned" },
} as const satisfies Record<string, { title: string; function: BinaryFunction }>;

const pooling = (layout: keyof typeof layouts, ...kinds: readonly (keyof typeof poolings)[]): NamedOp[] =>
  kinds.map((kind) => ({
    name: `pooling_${layout}_${kind}`,
    title: `${poolings[kind].title} under a window that moves`,
    ...layouts[layout],
    operands: ["I", "K", "O"],
    body: poolingBody(poolings[kind].function),
  }));

const random: NamedOp = {
  name: "fill_rng_2d",
  title: "Writes pseudo-random numbers between two others",
  operands: ["min", "max", "seed", "O"],
  loops: "m n",
  access: ", , -> m n",
  body: randomBody,
};

export const namedOps: readonly NamedOp[] = [
  ...elementwise,
  random,
  ...contractions,
  ...convolutions,
  ...pooling("nwc", "sum", "max", "min", "max_unsigned", "min_unsigned"),
  ...pooling("ncw", "sum", "max"),
  ...pooling("nhwc", "sum", "max", "min", "max_unsigned", "min_unsigned"),
  ...pooling("nchw", "sum", "max"),
  ...pooling("ndhwc", "sum", "max", "min"),
];
