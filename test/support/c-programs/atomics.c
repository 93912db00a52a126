// Volatile and atomic accesses.
#include <stdatomic.h>

static volatile int device;
static atomic_int counter;
static _Atomic double accumulated;
static atomic_flag lock = ATOMIC_FLAG_INIT;

__attribute__((noinline)) static int work(int n) {
  int old = 0;
  for (int i = 0; i < n; i++) {
    old += atomic_fetch_add(&counter, i);
    atomic_fetch_or_explicit(&counter, 1, memory_order_relaxed);
    device = i;
    old += device;
  }
  while (atomic_flag_test_and_set_explicit(&lock, memory_order_acquire)) {
  }
  accumulated += 1.5;
  atomic_flag_clear_explicit(&lock, memory_order_release);
  atomic_thread_fence(memory_order_seq_cst);
  int expected = atomic_load_explicit(&counter, memory_order_acquire);
  atomic_compare_exchange_strong(&counter, &expected, 1000);
  atomic_compare_exchange_weak_explicit(&counter, &expected, 5, memory_order_acq_rel, memory_order_relaxed);
  atomic_store_explicit(&counter, atomic_load(&counter) + 1, memory_order_release);
  return old + atomic_exchange(&counter, 3);
}

double atomics(void) { return work(5) + counter + accumulated; }
