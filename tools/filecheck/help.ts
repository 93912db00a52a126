/** The explanation of the input dump that `--dump-input=help` prints. */
export const dumpHelp = `The input dump shows the lines of the input with annotations below them.

Options that control it:

  --dump-input=<value>         when it is printed
  --dump-input-filter=<value>  which lines are shown
  --dump-input-context=<N>     how many lines around these
  -v, --vv                     more annotations
  --color                      colours, also where the output is no terminal

All options can also be given in the environment variable FILECHECK_OPTS.

Annotations:

  L:     a line of the input, by its number; the space at its end stands for
         the end of the line
  T:L    the only result for the directive of type T on line L of the check
         file; for an implicit pattern L is "imp" and its number from 1
  T:L'N  result number N, from 0, of several for that directive
  ^~~    a good match (with -v)
  !~~    a bad match: on the wrong line, or of a pattern that must not match
         (errors), or one that is discarded because it overlaps an earlier
         match of a -DAG directive (with --vv)
  X~~    a range that was searched without a match: an error for a pattern
         that should match, otherwise shown with --vv
  ?      text that resembles a pattern without a match
  ...    lines and annotations that are not shown
`;
