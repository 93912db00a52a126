// Booleans, characters and strings.
#include <ctype.h>
#include <stdbool.h>
#include <string.h>

static bool is_palindrome(const char *s) {
  size_t n = strlen(s);
  for (size_t i = 0; i < n / 2; i++)
    if (s[i] != s[n - 1 - i]) return false;
  return true;
}

static int words(const char *s) {
  bool inside = false;
  int count = 0;
  for (; *s; s++) {
    bool letter = isalpha((unsigned char)*s) != 0;
    if (letter && !inside) count++;
    inside = letter;
  }
  return count;
}

static long number(const char *s) {
  bool negative = *s == '-';
  long value = 0;
  if (negative) s++;
  while ('0' <= *s && *s <= '9') value = value * 10 + (*s++ - '0');
  return negative ? -value : value;
}

static void upper(char *s) {
  for (; *s; s++)
    if (*s >= 'a' && *s <= 'z') *s ^= 32;
}

double texts(void) {
  char text[] = "the quick, brown fox -- jumps\tover";
  upper(text);
  return is_palindrome("abcdedcba") * 100 + is_palindrome("ab") + words(text) + number("-1234x") + text[4] + (strchr(text, 'F') - text) + strcmp(text, "THE") % 2;
}
