/*
 * Derivative formulas: `grad * math.cos(operand)`, `select(lhs < rhs, grad, 0)`.
 *
 * `npm run generate` makes a parser of this in generated/, which is used only when rule files are compiled.
 */
grammar Formula;

formula
    : expression EOF
    ;

// What stands further up binds tighter.
expression
    : '-' expression                                                            # negation
    | expression operator = ('*' | '/') expression                              # binary
    | expression operator = ('+' | '-') expression                              # binary
    | expression predicate = ('<' | '<=' | '>' | '>=' | '==' | '!=') expression # comparison
    | NAME '(' (argument (',' argument)*)? ')'                                  # call
    | NAME                                                                      # name
    | NUMBER                                                                    # number
    | '(' expression ')'                                                        # parentheses
    ;

// A named argument is an attribute of the operation that is called.
argument
    : (NAME '=')? expression
    ;

NAME
    : WORD ('.' WORD)*
    ;

NUMBER
    : [0-9]+ ('.' [0-9]*)? ([eE] [-+]? [0-9]+)?
    ;

SPACE
    : [ \t\r\n]+ -> skip
    ;

UNKNOWN
    : .
    ;

fragment WORD
    : [a-zA-Z_] [a-zA-Z0-9_]*
    ;
