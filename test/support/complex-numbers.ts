/** Complex numbers in doubles, by the textbook: for numbers of moderate size, to compare with. */

export type Complex = readonly [re: number, im: number];

export const add = ([a, b]: Complex, [c, d]: Complex): Complex => [a + c, b + d];
export const sub = ([a, b]: Complex, [c, d]: Complex): Complex => [a - c, b - d];
export const mul = ([a, b]: Complex, [c, d]: Complex): Complex => [a * c - b * d, a * d + b * c];
export const div = (z: Complex, [c, d]: Complex): Complex => {
  const norm = c * c + d * d;
  return mul(z, [c / norm, -d / norm]);
};
export const neg = ([a, b]: Complex): Complex => [-a, -b];
export const conj = ([a, b]: Complex): Complex => [a, -b];
export const abs = ([a, b]: Complex): number => Math.hypot(a, b);
export const angle = ([a, b]: Complex): number => Math.atan2(b, a);
const polar = (size: number, phase: number): Complex => [size * Math.cos(phase), size * Math.sin(phase)];

export const sign = (z: Complex): Complex => polar(1, angle(z));
export const exp = ([a, b]: Complex): Complex => polar(Math.exp(a), b);
export const expm1 = ([a, b]: Complex): Complex => [
  Math.expm1(a) * Math.cos(b) - 2 * Math.sin(b / 2) ** 2,
  Math.exp(a) * Math.sin(b),
];
export const log = (z: Complex): Complex => [Math.log(abs(z)), angle(z)];
export const log1p = ([a, b]: Complex): Complex => [Math.log1p(a * (2 + a) + b * b) / 2, Math.atan2(b, 1 + a)];
export const sqrt = (z: Complex): Complex => polar(Math.sqrt(abs(z)), angle(z) / 2);
export const rsqrt = (z: Complex): Complex => polar(1 / Math.sqrt(abs(z)), -angle(z) / 2);
export const sin = ([a, b]: Complex): Complex => [Math.sin(a) * Math.cosh(b), Math.cos(a) * Math.sinh(b)];
export const cos = ([a, b]: Complex): Complex => [Math.cos(a) * Math.cosh(b), -Math.sin(a) * Math.sinh(b)];
export const tan = (z: Complex): Complex => div(sin(z), cos(z));
export const tanh = ([a, b]: Complex): Complex => {
  const [re, im] = tan([-b, a]);
  return [im, -re];
};
export const pow = (z: Complex, w: Complex): Complex => exp(mul(w, log(z)));
export const powi = (z: Complex, n: number): Complex => pow(z, [n, 0]);
/** -i log((x + iy) / sqrt(x^2 + y^2)) */
export const atan2 = (y: Complex, x: Complex): Complex => {
  const point = add(x, mul([0, 1], y));
  return mul([0, -1], log(div(point, sqrt(add(mul(x, x), mul(y, y))))));
};
