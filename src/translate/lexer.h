/*-------------------------------------------------------------------------
 *
 * lexer.h
 *	  Tokens of MySQL's SQL.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CVG_TRANSLATE_LEXER_H
#define CVG_TRANSLATE_LEXER_H

#include "translate/problem.h"

typedef enum CvgTokenKind
{
	CVG_TOKEN_END,
	CVG_TOKEN_NAME,				/* not quoted: a keyword or an identifier */
	CVG_TOKEN_QUOTED,			/* in backticks */
	CVG_TOKEN_STRING,
	CVG_TOKEN_HEX,				/* text: bytes */
	CVG_TOKEN_BITS,				/* text: digits 0 and 1 */
	CVG_TOKEN_INTEGER,
	CVG_TOKEN_DECIMAL,
	CVG_TOKEN_FLOAT,
	CVG_TOKEN_OPERATOR
} CvgTokenKind;

typedef struct CvgToken
{
	CvgTokenKind kind;
	char	   *text;			/* with quotes and escapes undone */
	int			length;			/* strings and bytes may contain NULs */
	int			position;		/* in the source text, for messages */
} CvgToken;

/*
 * The tokens of the text, palloc'd, with an END as the last.  After a problem
 * there are fewer of them.
 */
extern CvgToken *CvgTokensRead(const char *sql, CvgProblem *problem);

#endif							/* CVG_TRANSLATE_LEXER_H */
