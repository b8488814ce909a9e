/*
 * The tables of TPC-H, filled by the rules of its specification (clause 4.2):
 * numbers of rows, keys, ranges, lists of words, and the values that follow
 * from others.  Its texts come from a grammar, ours from other words; numbers
 * come from another generator than in the programs of TPC, so that nothing
 * made of this may be called a result of TPC-H.
 * Usage: generate SCALE-FACTOR FOLDER
 */
#include "../generator.h"

/* days after 1950-01-01 */
#define START_DATE 15340		/* 1992-01-01 */
#define CURRENT_DATE 16603		/* 1995-06-17 */
#define END_DATE 17896			/* 1998-12-31 */

static const struct
{
	const char *name;
	int			region;
}			nations[] = {
	{"ALGERIA", 0}, {"ARGENTINA", 1}, {"BRAZIL", 1}, {"CANADA", 1}, {"EGYPT", 4},
	{"ETHIOPIA", 0}, {"FRANCE", 3}, {"GERMANY", 3}, {"INDIA", 2}, {"INDONESIA", 2},
	{"IRAN", 4}, {"IRAQ", 4}, {"JAPAN", 2}, {"JORDAN", 4}, {"KENYA", 0},
	{"MOROCCO", 0}, {"MOZAMBIQUE", 0}, {"PERU", 1}, {"CHINA", 2}, {"ROMANIA", 3},
	{"SAUDI ARABIA", 4}, {"VIETNAM", 2}, {"RUSSIA", 3}, {"UNITED KINGDOM", 3},
	{"UNITED STATES", 1}
};
static const char *const regions[] = {"AFRICA", "AMERICA", "ASIA", "EUROPE", "MIDDLE EAST"};
static const char *const colors[] = {
	"almond", "antique", "aquamarine", "azure", "beige", "bisque", "black",
	"blanched", "blue", "blush", "brown", "burlywood", "burnished", "chartreuse",
	"chiffon", "chocolate", "coral", "cornflower", "cornsilk", "cream", "cyan",
	"dark", "deep", "dim", "dodger", "drab", "firebrick", "floral", "forest",
	"frosted", "gainsboro", "ghost", "goldenrod", "green", "grey", "honeydew",
	"hot", "indian", "ivory", "khaki", "lace", "lavender", "lawn", "lemon",
	"light", "lime", "linen", "magenta", "maroon", "medium", "metallic",
	"midnight", "mint", "misty", "moccasin", "navajo", "navy", "olive", "orange",
	"orchid", "pale", "papaya", "peach", "peru", "pink", "plum", "powder",
	"puff", "purple", "red", "rose", "rosy", "royal", "saddle", "salmon",
	"sandy", "seashell", "sienna", "sky", "slate", "smoke", "snow", "spring",
	"steel", "tan", "thistle", "tomato", "turquoise", "violet", "wheat",
	"white", "yellow"
};
static const char *const sizes[] = {"STANDARD", "SMALL", "MEDIUM", "LARGE", "ECONOMY", "PROMO"};
static const char *const finishes[] = {"ANODIZED", "BURNISHED", "PLATED", "POLISHED", "BRUSHED"};
static const char *const metals[] = {"TIN", "NICKEL", "BRASS", "STEEL", "COPPER"};
static const char *const container_sizes[] = {"SM", "LG", "MED", "JUMBO", "WRAP"};
static const char *const containers[] = {"CASE", "BOX", "BAG", "JAR", "PKG", "PACK", "CAN", "DRUM"};
static const char *const segments[] = {"AUTOMOBILE", "BUILDING", "FURNITURE", "MACHINERY", "HOUSEHOLD"};
static const char *const priorities[] = {"1-URGENT", "2-HIGH", "3-MEDIUM", "4-NOT SPECIFIED", "5-LOW"};
static const char *const instructions[] = {"DELIVER IN PERSON", "COLLECT COD", "NONE", "TAKE BACK RETURN"};
static const char *const modes[] = {"REG AIR", "AIR", "RAIL", "SHIP", "TRUCK", "MAIL", "FOB"};

typedef struct Order
{
	long		key;
	long		day;
	long		lines;
	long		open;			/* of the lines, those not yet shipped */
	long		total;			/* in ten thousandths of a cent */
} Order;

static double scale;
static char text_pool[1 << 20];

static void make_text_pool(void);
static void region(void);
static void nation(void);
static void supplier(void);
static void part(void);
static void put_part_name(Table *table);
static void partsupp(void);
static void customer(void);
static void put_address(Table *table);
static void orders(void);
static void put_lines(Table *table, Order *order);
static void put_money(Table *table, long cents);
static long scaled(long rows);
static const char *text(long shortest, long longest);
static const char *characters(long shortest, long longest);
static long retail_price(long partkey);
static long supplier_of(long partkey, long n);

int
main(int argc, char **argv)
{
	if (argc != 3 || (scale = atof(argv[1])) < 0.01 || scale > 100)
	{
		fputs("usage: generate SCALE-FACTOR FOLDER (0.01 to 100)\n", stderr);
		return 2;
	}
	begin_files(argv[2]);
	make_text_pool();
	region();
	nation();
	supplier();
	part();
	partsupp();
	customer();
	orders();
	end_files();
	return 0;
}

/* Sentences of words; text() cuts pieces out of them. */
static void
make_text_pool(void)
{
	static const char *const words[] = {
		"account", "again", "always", "among", "arrive", "beside", "bold", "branch",
		"bright", "broad", "calm", "careful", "carry", "change", "common", "count",
		"deliver", "early", "even", "every", "far", "final", "follow", "gather",
		"grow", "hold", "idle", "iron", "keen", "keep", "late", "lead", "likely",
		"long", "measure", "mild", "morning", "move", "narrow", "never", "offer",
		"open", "order", "packet", "part", "plain", "promise", "quick", "quiet",
		"reach", "ready", "regular", "request", "rest", "return", "round", "send",
		"settle", "silent", "slow", "small", "special", "stand", "steady", "stone",
		"sudden", "theory", "toward", "turn", "under", "unusual", "usual", "wait",
		"warm", "watch", "west", "whole", "wide", "winter", "yearly"
	};
	size_t		at = 0;

	begin_numbers("text");
	while (at + 64 < sizeof(text_pool))
	{
		for (long n = between(3, 9); n > 0 && at + 64 < sizeof(text_pool); n--)
			at += (size_t) sprintf(text_pool + at, "%s%s", PICK(words), n > 1 ? " " : "");
		at += (size_t) sprintf(text_pool + at, "%c ", "...,;?!"[between(0, 6)]);
	}
	memset(text_pool + at, '.', sizeof(text_pool) - at);
}

static void
region(void)
{
	Table		table = begin_table("region");

	for (int n = 0; n < LENGTH(regions); n++)
	{
		put_number(&table, n);
		put_text(&table, regions[n]);
		put_text(&table, text(31, 115));
		end_row(&table);
	}
	end_table(&table);
}

static void
nation(void)
{
	Table		table = begin_table("nation");

	for (int n = 0; n < LENGTH(nations); n++)
	{
		put_number(&table, n);
		put_text(&table, nations[n].name);
		put_number(&table, nations[n].region);
		put_text(&table, text(31, 114));
		end_row(&table);
	}
	end_table(&table);
}

/* Five of 10,000 comments tell of complaints, five others of praise. */
static void
supplier(void)
{
	Table		table = begin_table("supplier");

	for (long key = 1; key <= scaled(10000); key++)
	{
		put_number(&table, key);
		put(&table, "Supplier#%09ld", key);
		put_address(&table);
		put_money(&table, between(-99999, 999999));
		if (key % 2000 == 17)
			put(&table, "Customer %s Complaints", text(5, 80));
		else if (key % 2000 == 1017)
			put(&table, "Customer %s Recommends", text(5, 80));
		else
			put_text(&table, text(25, 100));
		end_row(&table);
	}
	end_table(&table);
}

static void
part(void)
{
	Table		table = begin_table("part");

	for (long key = 1; key <= scaled(200000); key++)
	{
		long		maker;
		const char *word;

		put_number(&table, key);
		put_part_name(&table);
		maker = between(1, 5);
		put(&table, "Manufacturer#%ld", maker);
		put(&table, "Brand#%ld%ld", maker, between(1, 5));
		word = PICK(sizes);
		put(&table, "%s %s", word, PICK(finishes));
		fprintf(table.file, " %s", PICK(metals));
		put_number(&table, between(1, 50));
		word = PICK(container_sizes);
		put(&table, "%s %s", word, PICK(containers));
		put_money(&table, retail_price(key));
		put_text(&table, text(5, 22));
		end_row(&table);
	}
	end_table(&table);
}

/* Five different colors. */
static void
put_part_name(Table *table)
{
	const char *color[5];
	int			n = 0;

	while (n < 5)
	{
		int			i = 0;

		color[n] = PICK(colors);
		while (color[i] != color[n])
			i++;
		n += i == n;
	}
	put(table, "%s %s %s %s %s", color[0], color[1], color[2], color[3], color[4]);
}

static void
partsupp(void)
{
	Table		table = begin_table("partsupp");

	for (long key = 1; key <= scaled(200000); key++)
		for (long n = 0; n < 4; n++)
		{
			put_number(&table, key);
			put_number(&table, supplier_of(key, n));
			put_number(&table, between(1, 9999));
			put_money(&table, between(100, 100000));
			put_text(&table, text(49, 198));
			end_row(&table);
		}
	end_table(&table);
}

static void
customer(void)
{
	Table		table = begin_table("customer");

	for (long key = 1; key <= scaled(150000); key++)
	{
		put_number(&table, key);
		put(&table, "Customer#%09ld", key);
		put_address(&table);
		put_money(&table, between(-99999, 999999));
		put_text(&table, PICK(segments));
		put_text(&table, text(29, 116));
		end_row(&table);
	}
	end_table(&table);
}

/* Address, key of the nation, and a phone number in that. */
static void
put_address(Table *table)
{
	long		nation_key = between(0, LENGTH(nations) - 1);

	put_text(table, characters(10, 40));
	put_number(table, nation_key);
	put(table, "%02ld-%03ld", nation_key + 10, between(100, 999));
	fprintf(table->file, "-%03ld", between(100, 999));
	fprintf(table->file, "-%04ld", between(1000, 9999));
}

/*
 * Of every 32 order keys the first 8 are in use, and of every three customers
 * one has no orders.
 */
static void
orders(void)
{
	Table		lineitem = begin_table("lineitem");
	Table		table = begin_table("orders");

	for (long n = 0; n < scaled(1500000); n++)
	{
		Order		order = {.key = n / 8 * 32 + n % 8 + 1};
		long		customer_key;

		do
			customer_key = between(1, scaled(150000));
		while (customer_key % 3 == 0);
		order.day = between(START_DATE, END_DATE - 151);
		put_lines(&lineitem, &order);

		put_number(&table, order.key);
		put_number(&table, customer_key);
		put_text(&table, order.open == 0 ? "F" : order.open == order.lines ? "O" : "P");
		put_money(&table, (order.total + 5000) / 10000);
		put_text(&table, date(order.day));
		put_text(&table, PICK(priorities));
		put(&table, "Clerk#%09ld", between(1, scaled(1000)));
		put_number(&table, 0);
		put_text(&table, text(19, 78));
		end_row(&table);
	}
	end_table(&table);
	end_table(&lineitem);
}

static void
put_lines(Table *table, Order *order)
{
	order->lines = between(1, 7);
	for (long number = 1; number <= order->lines; number++)
	{
		long		part_key = between(1, scaled(200000));
		long		quantity = between(1, 50);
		long		price = quantity * retail_price(part_key);
		long		discount = between(0, 10);
		long		tax = between(0, 8);
		long		shipped = order->day + between(1, 121);
		long		received = shipped + between(1, 30);

		order->open += shipped > CURRENT_DATE;
		order->total += price * (100 - discount) * (100 + tax);
		put_number(table, order->key);
		put_number(table, part_key);
		put_number(table, supplier_of(part_key, between(0, 3)));
		put_number(table, number);
		put_money(table, quantity * 100);
		put_money(table, price);
		put_money(table, discount);
		put_money(table, tax);
		put(table, "%c", received <= CURRENT_DATE ? "RA"[between(0, 1)] : 'N');
		put_text(table, shipped > CURRENT_DATE ? "O" : "F");
		put_text(table, date(shipped));
		put_text(table, date(order->day + between(30, 90)));
		put_text(table, date(received));
		put_text(table, PICK(instructions));
		put_text(table, PICK(modes));
		put_text(table, text(10, 43));
		end_row(table);
	}
}

static void
put_money(Table *table, long cents)
{
	put(table, "%s%ld.%02ld", cents < 0 ? "-" : "", labs(cents) / 100, labs(cents) % 100);
}

static long
scaled(long rows)
{
	return lround((double) rows * scale);
}

/* A piece of text between these lengths, at most 255, until the next call. */
static const char *
text(long shortest, long longest)
{
	static char piece[256];
	long		length = between(shortest, longest);

	memcpy(piece, text_pool + between(0, (long) sizeof(text_pool) - longest - 1), (size_t) length);
	piece[length] = '\0';
	return piece;
}

/* Characters without sense, the same way. */
static const char *
characters(long shortest, long longest)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789, ";
	static char buffer[256];
	long		length = between(shortest, longest);

	for (long i = 0; i < length; i++)
		buffer[i] = letters[between(0, 63)];
	buffer[length] = '\0';
	return buffer;
}

static long
retail_price(long partkey)
{
	return 90000 + partkey / 10 % 20001 + 100 * (partkey % 1000);
}

/* One of the four that have the part. */
static long
supplier_of(long partkey, long n)
{
	long		suppliers = scaled(10000);

	return (partkey + n * (suppliers / 4 + (partkey - 1) / suppliers)) % suppliers + 1;
}
