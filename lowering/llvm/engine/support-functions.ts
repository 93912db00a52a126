/** Functions that lowered programs call and that no library on this machine is sure to have, as LLVM IR. */

/**
 * Rounding to `bfloat`, which LLVM's back ends leave to functions that libgcc has from version 13 on; halves go to the
 * even neighbour. From f64 the number is first cut to f32, with its last bit set if something was cut off, so that it is
 * not rounded twice.
 */
const bfloatFunctions = `
define bfloat @__truncsfbf2(float %x) {
  %bits = bitcast float %x to i32
  %kept = lshr i32 %bits, 16
  %even = and i32 %kept, 1
  %half = add i32 %even, 32767
  %sum = add i32 %bits, %half
  %rounded = lshr i32 %sum, 16
  %quiet = or i32 %kept, 64
  %isnan = fcmp uno float %x, 0.0
  %chosen = select i1 %isnan, i32 %quiet, i32 %rounded
  %short = trunc i32 %chosen to i16
  %result = bitcast i16 %short to bfloat
  ret bfloat %result
}
define bfloat @__truncdfbf2(double %x) {
  %nearest = fptrunc double %x to float
  %back = fpext float %nearest to double
  %bits = bitcast float %nearest to i32
  %isnegative = fcmp olt double %x, 0.0
  %isbelow = fcmp olt double %back, %x
  %isabove = fcmp ogt double %back, %x
  %isfarther = select i1 %isnegative, i1 %isbelow, i1 %isabove
  %excess = zext i1 %isfarther to i32
  %cut = sub i32 %bits, %excess
  %odd = or i32 %cut, 1
  %isinexact = fcmp one double %back, %x
  %chosen = select i1 %isinexact, i32 %odd, i32 %bits
  %single = bitcast i32 %chosen to float
  %result = call bfloat @__truncsfbf2(float %single)
  ret bfloat %result
}
`;

/**
 * `memref.copy` where the elements do not stand side by side: upstream's runtime function of this name. It is given the
 * size of an element and two unranked memrefs: rank and descriptor.
 */
const copyFunctions = `
define void @memrefCopy(i64 %size, ptr %source, ptr %target) {
  %rank = load i64, ptr %source
  %s = getelementptr i8, ptr %source, i64 8
  %t = getelementptr i8, ptr %target, i64 8
  %sd = load ptr, ptr %s
  %td = load ptr, ptr %t
  %sp = call ptr @memrefCopy.start(ptr %sd, i64 %size)
  %tp = call ptr @memrefCopy.start(ptr %td, i64 %size)
  %sizes = getelementptr i64, ptr %sd, i64 3
  %tsizes = getelementptr i64, ptr %td, i64 3
  %ss = getelementptr i64, ptr %sizes, i64 %rank
  %ts = getelementptr i64, ptr %tsizes, i64 %rank
  call void @memrefCopy.elements(i64 %size, i64 %rank, ptr %sizes, ptr %ss, ptr %ts, ptr %sp, ptr %tp)
  ret void
}
define internal ptr @memrefCopy.start(ptr %descriptor, i64 %size) {
  %a = getelementptr i64, ptr %descriptor, i64 1
  %aligned = load ptr, ptr %a
  %o = getelementptr i64, ptr %descriptor, i64 2
  %offset = load i64, ptr %o
  %bytes = mul i64 %offset, %size
  %start = getelementptr i8, ptr %aligned, i64 %bytes
  ret ptr %start
}
define internal void @memrefCopy.elements(i64 %size, i64 %rank, ptr %sizes, ptr %ss, ptr %ts, ptr %source, ptr %target) {
  %isscalar = icmp eq i64 %rank, 0
  br i1 %isscalar, label %element, label %dimension
element:
  call void @llvm.memmove.p0.p0.i64(ptr %target, ptr %source, i64 %size, i1 false)
  ret void
dimension:
  %n = load i64, ptr %sizes
  %s1 = load i64, ptr %ss
  %t1 = load i64, ptr %ts
  %sstep = mul i64 %s1, %size
  %tstep = mul i64 %t1, %size
  %inner = sub i64 %rank, 1
  %innersizes = getelementptr i64, ptr %sizes, i64 1
  %innerss = getelementptr i64, ptr %ss, i64 1
  %innerts = getelementptr i64, ptr %ts, i64 1
  br label %head
head:
  %i = phi i64 [ 0, %dimension ], [ %next, %body ]
  %s = phi ptr [ %source, %dimension ], [ %snext, %body ]
  %t = phi ptr [ %target, %dimension ], [ %tnext, %body ]
  %more = icmp slt i64 %i, %n
  br i1 %more, label %body, label %exit
body:
  call void @memrefCopy.elements(i64 %size, i64 %inner, ptr %innersizes, ptr %innerss, ptr %innerts, ptr %s, ptr %t)
  %next = add i64 %i, 1
  %snext = getelementptr i8, ptr %s, i64 %sstep
  %tnext = getelementptr i8, ptr %t, i64 %tstep
  br label %head
exit:
  ret void
}
`;

/** Which words in a program ask for which functions. */
const functions: readonly (readonly [word: RegExp, text: string])[] = [
  [/\bbfloat\b/, bfloatFunctions],
  [/@memrefCopy\b/, copyFunctions],
];

/** LLVM IR text with the functions that it may need, which it must not declare itself. */
export function withSupportFunctions(text: string): string {
  return functions.reduce((program, [word, support]) => (word.test(text) ? program + support : program), text);
}

/** Functions that `withSupportFunctions` defines and a program may declare. */
export const supportFunctionNames: readonly string[] = ["memrefCopy"];
