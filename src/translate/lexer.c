/*-------------------------------------------------------------------------
 *
 * lexer.c
 *	  Tokens of MySQL's SQL.
 *
 * Strings are taken as with the default sql_mode: backslash escapes, and
 * double quotes mean a string.  information_schema always shows them so.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "lib/stringinfo.h"
#include "mb/pg_wchar.h"
#include "translate/lexer.h"

#define LONGEST_TEXT (256 * 1024)

typedef struct Lexer
{
	const char *start;
	const char *next;
	CvgProblem *problem;
	CvgToken   *tokens;
	int			ntokens;
	int			size;
} Lexer;

/* Longer ones first: the first that fits is taken. */
static const char *const operators[] = {
	"<=>", "->>", "<<", ">>", "<>", "!=", "<=", ">=", ":=", "&&", "||", "->",
	"+", "-", "*", "/", "%", "&", "|", "^", "~", "!", "=", "<", ">", "(", ")",
	",", ".", "@", "?", NULL
};

static bool LexSpace(Lexer *lexer);
static bool LexComment(Lexer *lexer);
static void LexToken(Lexer *lexer);
static bool LexRadix(Lexer *lexer);
static void LexHex(Lexer *lexer, const char *digits, int ndigits);
static void LexNumber(Lexer *lexer);
static void LexName(Lexer *lexer);
static void LexQuoted(Lexer *lexer);
static void LexString(Lexer *lexer);
static const char *LexEscape(const char *next, StringInfo buf);
static void LexOperator(Lexer *lexer);
static CvgToken *AddToken(Lexer *lexer, CvgTokenKind kind, const char *text, int length);
static bool NameChar(unsigned char c);

CvgToken *
CvgTokensRead(const char *sql, CvgProblem *problem)
{
	Lexer		lexer = {.start = sql,.next = sql,.problem = problem,.size = 64};

	lexer.tokens = palloc(sizeof(CvgToken) * lexer.size);
	if (strlen(sql) > LONGEST_TEXT)
		CvgProblemSet(problem, CVG_P_COMPLEX, "the text is too long");
	else if (!pg_verify_mbstr(PG_UTF8, sql, strlen(sql), true))
		CvgProblemSet(problem, CVG_P_SYNTAX, "the text is not valid UTF-8");
	while (problem->code == NULL && LexSpace(&lexer))
		LexToken(&lexer);
	AddToken(&lexer, CVG_TOKEN_END, "", 0);
	return lexer.tokens;
}

/* Skips spaces and comments; false at the end of the text. */
static bool
LexSpace(Lexer *lexer)
{
	do
	{
		while (*lexer->next != '\0' && strchr(" \t\r\n\f\v", *lexer->next) != NULL)
			lexer->next++;
	} while (LexComment(lexer));
	return *lexer->next != '\0' && lexer->problem->code == NULL;
}

static bool
LexComment(Lexer *lexer)
{
	const char *p = lexer->next;

	if (p[0] == '/' && p[1] == '*')
	{
		const char *end = strstr(p + 2, "*/");

		if (end == NULL || p[2] == '!' || (p[2] == 'M' && p[3] == '!'))
		{
			CvgProblemSet(lexer->problem, CVG_P_SYNTAX,
						  "comment at character %d is open or executable",
						  (int) (p - lexer->start) + 1);
			return false;
		}
		lexer->next = end + 2;
		return true;
	}
	if (p[0] == '#' ||
		(p[0] == '-' && p[1] == '-' && (p[2] == '\0' || strchr(" \t\r\n", p[2]) != NULL)))
	{
		lexer->next = p + strcspn(p, "\n");
		return true;
	}
	return false;
}

static void
LexToken(Lexer *lexer)
{
	unsigned char c = *lexer->next;

	if (LexRadix(lexer))
		return;
	if (isdigit(c) || (c == '.' && isdigit((unsigned char) lexer->next[1])))
		LexNumber(lexer);
	else if (NameChar(c))
		LexName(lexer);
	else if (c == '`')
		LexQuoted(lexer);
	else if (c == '\'' || c == '"')
		LexString(lexer);
	else
		LexOperator(lexer);
}

/* x'ff', 0xff, b'101', 0b101, n'text' */
static bool
LexRadix(Lexer *lexer)
{
	const char *p = lexer->next;
	bool		quoted = p[0] != '\0' && p[1] == '\'';
	bool		hex = (quoted && (p[0] == 'x' || p[0] == 'X')) || (p[0] == '0' && p[1] == 'x');
	bool		bits = (quoted && (p[0] == 'b' || p[0] == 'B')) || (p[0] == '0' && p[1] == 'b');
	const char *digits = p + 2;
	int			ndigits;

	if (quoted && (p[0] == 'n' || p[0] == 'N'))
	{
		lexer->next++;
		LexString(lexer);
		return true;
	}
	if (!hex && !bits)
		return false;
	ndigits = strspn(digits, hex ? "0123456789abcdefABCDEF" : "01");
	if (quoted && digits[ndigits] != '\'')
	{
		CvgProblemSet(lexer->problem, CVG_P_SYNTAX, "literal at character %d has no end",
					  (int) (p - lexer->start) + 1);
		return true;
	}
	if (!quoted && (ndigits == 0 || NameChar(digits[ndigits])))
		return false;
	if (hex)
		LexHex(lexer, digits, ndigits);
	else
		AddToken(lexer, CVG_TOKEN_BITS, digits, ndigits);
	lexer->next = digits + ndigits + (quoted ? 1 : 0);
	return true;
}

/* An odd number of digits has a zero before it. */
static void
LexHex(Lexer *lexer, const char *digits, int ndigits)
{
	char	   *bytes = palloc0(ndigits / 2 + 2);
	int			nbytes = (ndigits + 1) / 2;

	for (int i = 0; i < ndigits; i++)
	{
		int			place = i + ndigits % 2;
		char		c = digits[i];
		int			value = isdigit((unsigned char) c) ? c - '0' : (c | 0x20) - 'a' + 10;

		bytes[place / 2] |= place % 2 == 0 ? value << 4 : value;
	}
	AddToken(lexer, CVG_TOKEN_HEX, bytes, nbytes);
}

static void
LexNumber(Lexer *lexer)
{
	const char *p = lexer->next;
	const char *end = p + strspn(p, "0123456789");
	CvgTokenKind kind = CVG_TOKEN_INTEGER;

	if (NameChar(*end) && *end != 'e' && *end != 'E')
	{
		LexName(lexer);
		return;
	}
	if (*end == '.')
	{
		kind = CVG_TOKEN_DECIMAL;
		end++;
		end += strspn(end, "0123456789");
	}
	if (*end == 'e' || *end == 'E')
	{
		const char *exponent = end + 1;

		if (*exponent == '+' || *exponent == '-')
			exponent++;
		if (isdigit((unsigned char) *exponent))
		{
			kind = CVG_TOKEN_FLOAT;
			end = exponent + strspn(exponent, "0123456789");
		}
	}
	AddToken(lexer, kind, p, end - p);
	lexer->next = end;
}

static void
LexName(Lexer *lexer)
{
	const char *p = lexer->next;

	while (NameChar(*lexer->next))
		lexer->next++;
	AddToken(lexer, CVG_TOKEN_NAME, p, lexer->next - p);
}

static void
LexQuoted(Lexer *lexer)
{
	StringInfoData buf;
	const char *p = lexer->next + 1;

	initStringInfo(&buf);
	for (; *p != '\0'; p++)
	{
		if (*p == '`' && p[1] != '`')
			break;
		if (*p == '`')
			p++;
		appendStringInfoChar(&buf, *p);
	}
	if (*p == '\0')
		CvgProblemSet(lexer->problem, CVG_P_SYNTAX, "quoted name at character %d has no end",
					  (int) (lexer->next - lexer->start) + 1);
	AddToken(lexer, CVG_TOKEN_QUOTED, buf.data, buf.len);
	lexer->next = *p == '\0' ? p : p + 1;
}

/* Adjacent strings are one. */
static void
LexString(Lexer *lexer)
{
	StringInfoData buf;
	char		quote = *lexer->next;
	const char *p = lexer->next + 1;
	CvgToken   *last = lexer->ntokens > 0 ? &lexer->tokens[lexer->ntokens - 1] : NULL;

	initStringInfo(&buf);
	if (last != NULL && last->kind == CVG_TOKEN_STRING)
	{
		appendBinaryStringInfo(&buf, last->text, last->length);
		lexer->ntokens--;
	}
	while (*p != '\0' && !(*p == quote && p[1] != quote))
	{
		if (*p == '\\' && p[1] != '\0')
			p = LexEscape(p + 1, &buf);
		else
		{
			p += *p == quote ? 1 : 0;
			appendStringInfoChar(&buf, *p++);
		}
	}
	if (*p == '\0')
		CvgProblemSet(lexer->problem, CVG_P_SYNTAX, "string at character %d has no end",
					  (int) (lexer->next - lexer->start) + 1);
	AddToken(lexer, CVG_TOKEN_STRING, buf.data, buf.len);
	lexer->next = *p == '\0' ? p : p + 1;
}

/* Adds what stands after a backslash; returns what follows it. */
static const char *
LexEscape(const char *next, StringInfo buf)
{
	static const char from[] = "0bnrtZ";
	static const char to[] = "\0\b\n\r\t\032";
	const char *found = strchr(from, *next);

	if (*next == '%' || *next == '_')
		appendStringInfoChar(buf, '\\');
	appendStringInfoChar(buf, found != NULL ? to[found - from] : *next);
	return next + 1;
}

static void
LexOperator(Lexer *lexer)
{
	for (int i = 0; operators[i] != NULL; i++)
	{
		int			length = strlen(operators[i]);

		if (strncmp(lexer->next, operators[i], length) == 0)
		{
			AddToken(lexer, CVG_TOKEN_OPERATOR, operators[i], length);
			lexer->next += length;
			return;
		}
	}
	CvgProblemSet(lexer->problem, CVG_P_SYNTAX, "unexpected character \"%c\" at character %d",
				  *lexer->next, (int) (lexer->next - lexer->start) + 1);
}

static CvgToken *
AddToken(Lexer *lexer, CvgTokenKind kind, const char *text, int length)
{
	CvgToken   *token;

	if (lexer->ntokens == lexer->size)
	{
		lexer->size *= 2;
		lexer->tokens = repalloc(lexer->tokens, sizeof(CvgToken) * lexer->size);
	}
	token = &lexer->tokens[lexer->ntokens++];
	token->kind = kind;
	token->text = palloc(length + 1);
	memcpy(token->text, text, length);
	token->text[length] = '\0';
	token->length = length;
	token->position = lexer->next - lexer->start;
	return token;
}

static bool
NameChar(unsigned char c)
{
	return isalnum(c) || c == '_' || c == '$' || c >= 0x80;
}
