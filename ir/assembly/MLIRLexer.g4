/*
 * The tokens of MLIR's textual form. tools/build/lexer-tables.ts turns this grammar into the tables that lexer.ts runs
 * on; the tables treat all characters above ASCII alike.
 *
 * Keywords and type names are identifiers here, because every keyword may also be an identifier: the parser compares
 * their text.
 */
lexer grammar MLIRLexer;

// Punctuation
LPAREN: '(';
RPAREN: ')';
LBRACE: '{';
RBRACE: '}';
LSQUARE: '[';
RSQUARE: ']';
LESS: '<';
GREATER: '>';
COMMA: ',';
COLON: ':';
COLON_COLON: '::';
EQUAL: '=';
ARROW: '->';
MINUS: '-';
PLUS: '+';
STAR: '*';
QUESTION: '?';
SLASH: '/';
VERTICAL_BAR: '|';
ELLIPSIS: '...';
FILE_METADATA_BEGIN: '{-#';
FILE_METADATA_END: '#-}';

// Identifiers with a sigil
PERCENT_ID: '%' SuffixId;
CARET_ID: '^' SuffixId;
HASH_ID: '#' SuffixId;
EXCLAMATION_ID: '!' SuffixId;
AT_ID: '@' (BareId | StringLiteral);

// Literals
INTEGER: Digit+;
HEX_INTEGER: '0x' HexDigit+;
FLOAT: Digit+ '.' Digit* ([eE] [-+]? Digit+)?;
STRING: StringLiteral;

// One dimension of a shape, `4x` or `?x`
DIMENSION: (Digit+ | '?') 'x';

// Words
INTTYPE: [su]? 'i' [1-9] Digit*;
BARE_ID: BareId;

// MLIR takes NUL for white space.
WHITE_SPACE: [ \t\r\n\u0000]+ -> skip;
COMMENT: '//' ~[\r\n]* -> skip;

fragment Digit: [0-9];
fragment HexDigit: [0-9a-fA-F];
fragment BareId: [a-zA-Z_] [a-zA-Z0-9_$.]*;
fragment SuffixId: Digit+ | [a-zA-Z_$.\-] [a-zA-Z0-9_$.\-]*;
fragment StringLiteral: '"' (~["\\\n\u000B\f] | '\\' ["\\nt] | '\\' HexDigit HexDigit)* '"';
