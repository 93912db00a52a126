// Inline assembly of the machine.
__attribute__((noinline)) static unsigned add_in_assembly(unsigned a, unsigned b) {
#if defined(__x86_64__)
  __asm__("addl %1, %0" : "+r"(a) : "r"(b) : "cc");
  return a;
#else
  return a + b;
#endif
}
__attribute__((noinline)) static int barrier(int *p) {
  *p = 3;
  __asm__ volatile("" ::: "memory");
  return *p;
}

double assembly(void) {
  int x;
  return add_in_assembly(40, 2) + barrier(&x);
}
