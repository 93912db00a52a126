// Variables of the program: initialised or not, of one thread, weak, aligned, aliased.
int plain_counter;
static long initialised = 40;
const int constant_value = 7;
_Thread_local int per_thread = 3;
static _Thread_local double own_sum;
__attribute__((weak)) int weak_value = 11;
__attribute__((visibility("hidden"))) int hidden_value = 13;
__attribute__((aligned(64))) static double aligned_values[4] = {1, 2, 3, 4};
__attribute__((section(".data.special"))) int placed = 17;
int *pointer = &plain_counter;
int **pointer_to_pointer = &pointer;
struct self { struct self *me; int *element; };
static int block[8];
struct self recursive = {&recursive, &block[5]};
extern int constant_alias __attribute__((alias("placed")));
static int started;
__attribute__((constructor)) static void start(void) { started = 19; }

__attribute__((noinline)) static void change(int by) {
  plain_counter += by;
  initialised *= 2;
  per_thread -= by;
  own_sum += by / 2.0;
  **pointer_to_pointer += 1;
  *recursive.me->element = 100;
}

double globals(void) {
  for (int i = 0; i < 3; i++) change(i);
  return plain_counter + initialised + constant_value + per_thread + own_sum + weak_value + hidden_value + aligned_values[2] + placed + block[5] +
         constant_alias + started;
}
