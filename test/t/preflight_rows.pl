# converge_preflight finds in the rows what an import would refuse, all of it and
# nothing else: each table here has good rows and, of one kind, bad ones.

use v5.36;
use Converge::MySQL;
use Converge::Target;
use Digest::SHA 'sha512_hex';
use Test::More;

my $mysql = Converge::MySQL->shared('preflight_rows');
my $node  = start_cluster('preflight_rows');

# Text that does not compress.
sub noise ($characters)
{
    return substr(join('', map { sha512_hex("noise $_") } 0 .. $characters / 128), 0, $characters);
}

# A table for each kind.  from, to: types of the column v on both sides; rows
# of v: good and bad, in the source's SQL.  Good rows have the ids 1, 2, ...,
# bad ones 11, 12, ..., and are read in that order, as no index holds all three
# columns.  The finding names v unless "column" says otherwise.
# extra, on: more of the target, in the table and after it; key: of the
# source; rule: of the column, there from the beginning.  What settles the bad
# rows is a rule, with the code of its loss, or else their deletion.
my @cases = (
    { code => 'ZERO_DATE', from => 'date', to => 'date', good => [qw('2024-02-29' NULL)], bad => [qw('0000-00-00' '2024-00-10' '2024-02-00')],
        settle => [qw(zero_date null)], loss => 'ZERO_DATE_REPLACED' },
    { code => 'INVALID_DATE', from => 'datetime', to => 'timestamp', good => ["'2024-02-29 01:02:03'"], bad => [ "'2023-02-29 00:00:00'", "'2024-04-31 00:00:00'" ],
        settle => [qw(zero_date -infinity)], loss => 'ZERO_DATE_REPLACED' },
    { code => 'TIME_RANGE', from => 'time', to => 'time', good => [qw('00:00:00' '24:00:00')], bad => [qw('24:00:01' '-00:00:01' '838:59:59')] },
    { code => 'TIME_LOST', from => 'datetime', to => 'date', good => ["'2024-02-29 00:00:00'"], bad => ["'2024-02-29 00:00:01'"] },
    { code => 'TIME_ZONE', from => 'datetime', to => 'timestamptz', good => ["'2024-03-31 01:30:00'"], bad => [ "'2024-03-31 02:30:00'", "'2024-10-27 02:30:00'" ],
        rule => [qw(time_zone Europe/Paris)] },
    { code => 'NUMBER_RANGE', from => 'int unsigned', to => 'int', good => [2147483647], bad => [ 2147483648, 4294967295 ] },
    { code => 'INVALID_NUMBER', from => 'varchar(20)', to => 'int', good => [qw('7' '-7')], bad => ["'7a'"] },
    { code => 'DECIMAL_DIGITS', from => 'decimal(10,4)', to => 'numeric(6,2)', good => [qw(1.25 9999.99)], bad => [qw(1.2345 10000)] },
    { code => 'FRACTION_LOST', from => 'decimal(10,4)', to => 'int', good => [qw(1 -1)], bad => [0.5] },
    { code => 'FRACTION_LOST', name => 'seconds', from => 'datetime(6)', to => 'timestamp(3)', good => ["'2024-02-29 01:02:03.123'"], bad => ["'2024-02-29 01:02:03.1234'"] },
    { code => 'TEXT_LENGTH', from => 'varchar(20)', to => 'varchar(3)', good => [qw('abc' 'äöü' '')], bad => [qw('abcd' 'äöüß')] },
    { code => 'NULL_VALUE', from => 'int', to => 'int NOT NULL', good => [0], bad => [qw(NULL NULL NULL)], settle => [ 'using', 'coalesce(value, 0::text)::int' ], loss => 'RULE_CHANGES' },
    { code => 'INVALID_UTF8', from => 'varbinary(20)', to => 'text', good => ["'plain'"], bad => [qw(X'FF41' X'C0AF')] },
    { code => 'NUL_BYTE', from => 'varchar(20)', to => 'text', good => ["'plain'"], bad => [q('a\0b')], settle => [qw(nul strip)], loss => 'NUL_REPLACED' },
    { code => 'INVALID_UUID', from => 'char(36)', to => 'uuid', good => ["'6f1c2b1e-0000-4000-8000-000000000001'"], bad => ["'6f1c2b1e-0000-4000-8000-00000000000g'"] },
    { code => 'INVALID_JSON', from => 'text', to => 'jsonb', good => [q('{"a": [1, null]}')], bad => [ q('{"a": }'), q('') ], codes => { INVALID_JSON => [11], EMPTY_STRING => [12] } },
    { code => 'JSON_NUL', from => 'json', to => 'jsonb', good => [q('{"a": "b"}')], bad => [q('["\\\\u0000"]')] },
    { code => 'ENUM_LABEL', from => "enum('a','b','c')", to => 'letter', good => [qw('a' 'b')], bad => [qw('c' 'c')] },
    { code => 'ENUM_EMPTY', from => "enum('a','b')", to => 'letter', good => ["'a'"], bad => ["'zz'"], settle => [qw(empty null)], loss => 'EMPTY_TO_NULL' },
    { code => 'BOOLEAN_VALUE', from => 'tinyint', to => 'boolean', good => [qw(0 1)], bad => [qw(2 -1)], settle => [qw(boolean nonzero)], loss => 'BOOLEAN_NONZERO' },
    { code => 'EMPTY_STRING', from => 'varchar(20)', to => 'int', good => ["'1'"], bad => [qw('' '')], settle => [qw(empty null)], loss => 'EMPTY_TO_NULL' },
    { code => 'DOMAIN_VIOLATION', from => 'int', to => 'positive', good => [ 1, 'NULL' ], bad => [qw(0 -1)] },
    { code => 'USING_FAILED', from => 'int', to => 'int', good => [50], bad => [0], rule => [ 'using', '(100 / value::int) * value::int / 2' ] },
    { code => 'VALUE_REFUSED', from => 'varbinary(16)', to => 'inet', good => ["X'7F000001'"], bad => ["X'7F0000'"] },
    { code => 'CHECK_VIOLATION', from => 'int', to => 'int CHECK (v <> 13)', good => [ 12, 'NULL' ], bad => [13], column => undef },
    { code => 'GENERATED_FAILED', from => 'int', to => 'int', good => [5], bad => [0], column => undef, extra => 'g int GENERATED ALWAYS AS (100 / v) STORED' },
    { code => 'NO_PARTITION', from => 'int', to => 'int', good => [ 5, 6 ], bad => [qw(10 NULL)], column => undef, by => 'PARTITION BY RANGE (v)',
        on => 'CREATE TABLE no_partition_one PARTITION OF no_partition FOR VALUES FROM (0) TO (10)' },
    # a partition with its columns in another order, and a check of its own
    { code => 'CHECK_VIOLATION', name => 'leaf', from => 'int', to => 'int', good => [5], bad => [6], column => undef, by => 'PARTITION BY RANGE (v)',
        on => 'CREATE TABLE leaf_one (w int, v int, id int NOT NULL, CHECK (v <> 6)); ALTER TABLE leaf ATTACH PARTITION leaf_one FOR VALUES FROM (0) TO (10)' },
    { code => 'INDEX_FAILED', from => 'int', to => 'int', good => [5], bad => [0], column => undef, on => 'CREATE INDEX ON index_failed ((100 / v))' },
    { code => 'INDEX_ROW_SIZE', from => 'text', to => 'text', good => [ "'" . noise(2000) . "'", "REPEAT('a', 20000)" ], bad => [ "'" . noise(6000) . "'", "'" . noise(6001) . "'" ],
        on => 'CREATE INDEX index_row_size_v ON index_row_size (v)' },
    { code => 'INDEX_ROW_SIZE', name => 'huge', from => 'text', to => 'text', good => ["'short'"], bad => [ "'" . noise(30000) . "'" ], on => 'CREATE INDEX ON huge (v)' },

    # keys: the good row comes first
    { code => 'DUPLICATE_KEY', name => 'only_here', from => 'int', to => 'int UNIQUE', good => [qw(1 2 NULL NULL)], bad => [qw(2 1 1)] },
    { code => 'DUPLICATE_KEY', name => 'lower_case', from => 'varchar(20) COLLATE utf8mb4_0900_bin UNIQUE', to => 'text', good => [qw('a' 'b')], bad => [qw('A' 'B')], column => undef,
        on => 'CREATE UNIQUE INDEX ON lower_case (lower(v))' },
    { code => 'DUPLICATE_KEY', name => 'accents', from => 'varchar(20) COLLATE utf8mb4_0900_bin UNIQUE', to => 'text COLLATE no_accents UNIQUE', good => [qw('a' 'b')], bad => [qw('ä' 'B')] },
    { code => 'DUPLICATE_KEY', name => 'blanks', from => 'varchar(20) COLLATE utf8mb4_0900_bin UNIQUE', to => 'bpchar UNIQUE', good => [qw('a' 'b')], bad => ["'a  '"] },
    { code => 'DUPLICATE_KEY', name => 'spelling', from => 'varchar(40) COLLATE utf8mb4_bin UNIQUE', to => 'uuid UNIQUE', good => ["'6f1c2b1e-0000-4000-8000-00000000000a'"],
        bad => [ "'6F1C2B1E-0000-4000-8000-00000000000A'", "'{6f1c2b1e00004000800000000000000a}'" ] },
    { code => 'DUPLICATE_KEY', name => 'stripped', from => 'varchar(20) COLLATE utf8mb4_bin UNIQUE', to => 'text UNIQUE', good => ["'a'"], bad => [q('a\0')], rule => [qw(nul strip)], losses => { NUL_REPLACED => 11 } },
    { code => 'DUPLICATE_KEY', name => 'truths', from => 'tinyint UNIQUE', to => 'boolean UNIQUE', good => [qw(0 1)], bad => [5], rule => [qw(boolean nonzero)], losses => { BOOLEAN_NONZERO => 11 } },
    { code => 'DUPLICATE_KEY', name => 'nulls', from => 'int UNIQUE', to => 'int UNIQUE NULLS NOT DISTINCT', good => [qw(1 NULL)], bad => [qw(NULL NULL)] },
    { code => 'DUPLICATE_KEY', name => 'partial', from => 'int', to => 'int', good => [qw(1 2 -1 -1)], bad => [1], on => 'CREATE UNIQUE INDEX ON partial (v) WHERE v > 0' },
    { code => 'DUPLICATE_KEY', name => 'excluded', from => 'int', to => 'int', good => [qw(1 2)], bad => [2], extra => 'EXCLUDE USING btree (v WITH =)' },
    { code => 'DUPLICATE_KEY', name => 'divided', from => 'int', to => 'int UNIQUE', good => [qw(1 15)], bad => [qw(15 1)], message => qr/^could not create unique index "divided_one_v_key"/, by => 'PARTITION BY RANGE (v)',
        on => 'CREATE TABLE divided_one (w int, v int, id int NOT NULL); ALTER TABLE divided ATTACH PARTITION divided_one FOR VALUES FROM (0) TO (10);
            CREATE TABLE divided_two PARTITION OF divided FOR VALUES FROM (10) TO (20)' },
    # of one partition alone, with its columns in another order; the other one has no such key
    { code => 'DUPLICATE_KEY', name => 'own_key', from => 'int', to => 'int', good => [qw(1 2 15 15)], bad => [qw(1 2)], by => 'PARTITION BY RANGE (v)',
        on => 'CREATE TABLE own_key_one (w int, v int UNIQUE, id int NOT NULL); ALTER TABLE own_key ATTACH PARTITION own_key_one FOR VALUES FROM (0) TO (10);
            CREATE TABLE own_key_two PARTITION OF own_key FOR VALUES FROM (10) TO (20)' },
    { code => 'INDEX_FAILED', name => 'own_index', from => 'int', to => 'int', good => [ 5, 15 ], bad => [0], column => undef, by => 'PARTITION BY RANGE (v)',
        on => 'CREATE TABLE own_index_one PARTITION OF own_index FOR VALUES FROM (0) TO (10); CREATE INDEX ON own_index_one ((100 / v));
            CREATE TABLE own_index_two PARTITION OF own_index FOR VALUES FROM (10) TO (20)' },
    { code => 'DUPLICATE_KEY', name => 'hashed', from => 'int', to => 'int', good => [qw(1 2)], bad => [2], extra => 'EXCLUDE USING hash (v WITH =)' },
    { code => 'CHECK_VIOLATION', name => 'unsupported', from => 'varchar(20)', to => "text COLLATE no_accents CHECK (v ~ 'a')", good => [qw(NULL NULL)], bad => [qw('a' 'b')], column => undef },
);

# ---------------------------------------------------------------- both sides

my (@source, @target, @rules, @expected, @left);
for my $case (@cases)
{
    my $table = $case->{name} //= lc $case->{code};
    my @good  = $case->{good}->@*;
    my @bad   = $case->{bad}->@*;
    $case->{column} = 'v' unless exists $case->{column};

    push @source, "CREATE TABLE $table (id int PRIMARY KEY, v $case->{from}, w int)",
        "INSERT INTO $table VALUES " . join(', ', (map { '(' . ($_ + 1) . ", $good[$_], 0)" } 0 .. $#good), (map { '(' . ($_ + 11) . ", $bad[$_], 0)" } 0 .. $#bad));
    push @target, "CREATE TABLE $table (" . join(', ', ($case->{by} ? 'id int NOT NULL' : 'id int PRIMARY KEY'), "v $case->{to}", 'w int', $case->{extra} // ()) . ') ' . ($case->{by} // ''),
        $case->{on} // ();
    push @rules, rule($table, $case->{rule}->@*) if $case->{rule};

    my $codes = $case->{codes} // { $case->{code} => [ map { $_ + 11 } 0 .. $#bad ] };
    push @expected, map { finding('error', $_, $table, $case->{column}, scalar $codes->{$_}->@*, $codes->{$_}[0]) } keys %$codes;
    # what a rule does to rows that are there from the beginning
    push @expected, map { finding('loss', $_, $table, 'v', 1, $case->{losses}{$_}) } keys %{ $case->{losses} // {} };
    push @left, finding('loss', $case->{loss}, $table, 'v', scalar @bad, 11) if $case->{settle};
}

sub rule ($table, $action, $value)
{
    return "INSERT INTO converge_rule VALUES ('poison', '$table', 'v', '$action', '$value')";
}

sub finding ($severity, $code, $table, $column, $rows, $id)
{
    return join('|', $severity, $code, $table, $column // '', $rows, defined $id ? qq({"id": "$id"}) : '');
}

# Tables of another shape: three bad columns in one row, a row with a bad
# column and a good check, no primary key; columns that the source does not
# have; keys that the source promises.
push @source, split /;\n/, <<'SQL';
CREATE TABLE many (a int, id varchar(10), d date, b tinyint, w varchar(10), PRIMARY KEY (a, id));
INSERT INTO many VALUES (1, 'x', '2024-01-01', 1, 'ok'), (1, 'y', '0000-00-00', 7, 'too long'), (2, 'x', '0000-00-00', 1, 'ok'), (3, 'x', '2024-01-01', 8, 'ok');
CREATE TABLE keyless (v int, w varchar(20));
INSERT INTO keyless VALUES (1, 'abc'), (-1, 'abc'), (-1, 'abcd'), (NULL, 'abcd');
CREATE TABLE counted (v int PRIMARY KEY, w varchar(20) NOT NULL, UNIQUE KEY (w(5)));
INSERT INTO counted VALUES (1, 'abcde'), (2, 'abcdf'), (3, '');
CREATE TABLE seen (id int PRIMARY KEY, v varchar(20));
INSERT INTO seen VALUES (1, 'abc');
CREATE TABLE secured (id int PRIMARY KEY, v varchar(20));
INSERT INTO secured VALUES (1, 'abc');
CREATE TABLE defaulted (v int PRIMARY KEY);
INSERT INTO defaulted VALUES (7), (8);
CREATE TABLE emptied (id int PRIMARY KEY, v char(36));
INSERT INTO emptied VALUES (1, ''), (2, '6f1c2b1e-0000-4000-8000-000000000001'), (3, NULL), (4, '');
SQL
push @target, split /;\n/, <<'SQL';
CREATE TABLE many (a int, id varchar(10), d date, b boolean, w varchar(5), CHECK (a < 3), PRIMARY KEY (a, id));
CREATE TABLE keyless (v int NOT NULL CHECK (v > 0) CHECK (v <> -1), w varchar(3));
CREATE TABLE counted (id bigserial PRIMARY KEY, v int, w text UNIQUE, n int GENERATED ALWAYS AS IDENTITY, u uuid NOT NULL DEFAULT gen_random_uuid() UNIQUE,
    at timestamptz NOT NULL DEFAULT now(), CHECK (id > 0 AND n IS NOT NULL), twice bigint NOT NULL GENERATED ALWAYS AS (id * 2) STORED, CHECK (at > '2000-01-01'));
CREATE SCHEMA base;
CREATE TABLE base.seen (id int PRIMARY KEY, v text);
CREATE VIEW seen AS SELECT * FROM base.seen;
CREATE FUNCTION into_seen() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN INSERT INTO base.seen VALUES (NEW.*); RETURN NEW; END';
CREATE TRIGGER into_seen INSTEAD OF INSERT ON seen FOR EACH ROW EXECUTE FUNCTION into_seen();
CREATE TABLE secured (id int PRIMARY KEY, v text UNIQUE);
ALTER TABLE secured ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE TABLE defaulted (v int PRIMARY KEY, d int DEFAULT (1 / (length(current_setting('search_path')) * 0)));
CREATE TABLE emptied (id int PRIMARY KEY, v uuid UNIQUE);
SQL
push @expected, map { join('|', @$_) }
    [ 'error', 'ZERO_DATE',        'many', 'd', 2, '{"a": "1", "id": "y"}' ],
    [ 'error', 'BOOLEAN_VALUE',    'many', 'b', 2, '{"a": "1", "id": "y"}' ],
    [ 'error', 'TEXT_LENGTH',      'many', 'w', 1, '{"a": "1", "id": "y"}' ],
    # checks are not asked where a column has no value, NOT NULL is
    [ 'error', 'CHECK_VIOLATION',  'keyless', '', 1, '' ], [ 'error', 'CHECK_VIOLATION', 'keyless', '', 1, '' ],
    [ 'error', 'TEXT_LENGTH',      'keyless', 'w', 2, '' ], [ 'error', 'NULL_VALUE', 'keyless', 'v', 1, '' ],
    [ 'error', 'DEFAULT_FAILED',   'defaulted', '', 2, '{"v": "7"}' ];
push @expected, my $emptied = finding('loss', 'EMPTY_TO_NULL', 'emptied', 'v', 2, 1);
push @left, $emptied;

$mysql->make_database('tap_poison', join(";\n", q(SET SESSION sql_mode = 'NO_ENGINE_SUBSTITUTION,ALLOW_INVALID_DATES'), @source));
make_target($node, 'target', q(CREATE TYPE letter AS ENUM ('a', 'b'); CREATE DOMAIN positive AS int CHECK (VALUE > 0);
    CREATE COLLATION no_accents (provider = icu, locale = 'und-u-ks-level1', deterministic = false)), join(";\n", @target));
foreign_server($node, 'target', 'poison', $mysql, dbname => 'tap_poison');
$node->safe_psql('target', join(";\n", @rules)) if @rules;

# Errors and losses that rows are the reason of.
sub found ($arguments = '')
{
    return $node->safe_psql('target', qq(SELECT severity, code, table_name, column_name, rows, sample_key
        FROM converge_preflight('poison'$arguments) WHERE severity IN ('error', 'loss') AND rows IS NOT NULL));
}

sub sorted (@lines) { return join("\n", sort @lines) }

# ---------------------------------------------------------------- poisoned

my $before = fingerprint($node, 'target');
is(sorted(split /\n/, found()), sorted(@expected), 'exactly the bad rows are found');
is(fingerprint($node, 'target'), $before, 'nothing is written, no sequence moves');

my %messages = map { split /\|/, $_, 2 } split /\n/, $node->safe_psql('target',
    q(SELECT table_name, message FROM converge_preflight('poison') WHERE severity = 'error' AND rows IS NOT NULL));
for my $table (map({ $_->{name} } @cases), qw(many keyless defaulted))
{
    my ($case) = grep { $_->{name} eq $table } @cases;
    my $error = import_error($node, 'target', "SELECT * FROM converge_import('poison', tables => '{$table}', dry_run => true)");

    ok(defined $error, "$table: the import is refused") or next;
    if ($case && $case->{message}) { like($error->{message}, $case->{message}, "$table: for that reason") }
    elsif ($case && !$case->{codes})
    {
        is(substr($messages{$table}, 0, length $error->{message}), $error->{message}, "$table: in the same words");
    }
}
ok(!defined import_error($node, 'target', "SELECT * FROM converge_import('poison', tables => '{counted,emptied,seen,secured}', dry_run => true)"), 'good tables: the import is not refused');

# what converge creates meets the same rows
$node->safe_psql('target', 'CREATE SCHEMA fresh');
my @created = qw(zero_date invalid_date nul_byte json_nul enum_empty counted lower_case);
$before = fingerprint($node, 'target');
is(sorted(split /\n/, found(", 'fresh', ARRAY[" . join(', ', map { "'$_'" } @created) . "], missing => 'create'")),
    sorted(finding('error', 'ZERO_DATE', 'zero_date', 'v', 3, 11), finding('error', 'INVALID_DATE', 'invalid_date', 'v', 2, 11), finding('error', 'NUL_BYTE', 'nul_byte', 'v', 1, 11),
        finding('error', 'JSON_NUL', 'json_nul', 'v', 1, 11), finding('error', 'ENUM_EMPTY', 'enum_empty', 'v', 1, 11)),
    'tables to be created: exactly the bad rows');
$node->safe_psql('target', q(
    CREATE FUNCTION cancel() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_cancel_backend(pg_backend_pid()), pg_sleep(180); END';
    CREATE EVENT TRIGGER cancel ON ddl_command_end WHEN TAG IN ('CREATE TABLE') EXECUTE FUNCTION cancel()));
is(import_error($node, 'target', "SELECT * FROM converge_preflight('poison', 'fresh', tables => '{counted}', missing => 'create')")->{sqlstate},
    '57014', 'a cancel while tables are created is no finding');
$node->safe_psql('target', 'DROP EVENT TRIGGER cancel; DROP FUNCTION cancel()');
is(fingerprint($node, 'target'), $before, 'nothing is left of what was created');
for my $table (@created)
{
    my $error = import_error($node, 'target', "SELECT * FROM converge_import('poison', 'fresh', tables => '{$table}', missing => 'create', dry_run => true)");
    is(defined $error ? 'refused' : 'imported', $table =~ /counted|lower_case/ ? 'imported' : 'refused', "$table to be created: the import says so too");
}

# ---------------------------------------------------------------- settled

for my $case (@cases)
{
    if ($case->{settle}) { $node->safe_psql('target', rule($case->{name}, $case->{settle}->@*)) }
    else { $mysql->sql("DELETE FROM $case->{name} WHERE id > 10", 'tap_poison') }
}
$mysql->sql("DELETE FROM many WHERE a > 1 OR id = 'y'; DELETE FROM keyless WHERE v IS NULL OR v < 0", 'tap_poison');
$node->safe_psql('target', 'ALTER TABLE defaulted ALTER d SET DEFAULT 1');

is(sorted(split /\n/, found()), sorted(@left), 'settled: what rules change is left');
my $error = import_error($node, 'target', "SELECT * FROM converge_import('poison')");
ok(!defined $error, 'settled: the import passes') or diag($error->{text});

# ---------------------------------------------------------------- many rows

# A sort that does not fit into memory, beside rows that are refused: of 40,000
# rows each 500th has no date, the last ten are like the first ten, and one of
# these is without date.  Nothing is left open when a row is refused.
$mysql->sql(q(SET SESSION cte_max_recursion_depth = 40000;
    CREATE TABLE spilled (id int PRIMARY KEY, v char(64), d date, w int);
    INSERT INTO spilled WITH RECURSIVE s (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < 40000)
        SELECT n, SHA2(n % 39990, 256), IF(n % 500 = 0, '0000-00-00', '2024-01-01'), n FROM s), 'tap_poison');
$node->safe_psql('target', 'CREATE TABLE spilled (id int NOT NULL, v text UNIQUE, d date, w int) PARTITION BY HASH (v);
    CREATE TABLE spilled_0 PARTITION OF spilled FOR VALUES WITH (MODULUS 2, REMAINDER 0);
    CREATE TABLE spilled_1 (w int, d date, v text, id int NOT NULL); ALTER TABLE spilled ATTACH PARTITION spilled_1 FOR VALUES WITH (MODULUS 2, REMAINDER 1);
    CREATE UNIQUE INDEX ON spilled_1 (w); CREATE UNIQUE INDEX ON spilled_1 (lower(v), w)');
my (undef, $out, $err) = $node->psql('target', q(SET work_mem = '64kB'; SET log_temp_files = 0; SET client_min_messages = log;
    SELECT code, rows, sample_key FROM converge_preflight('poison', tables => '{spilled}') WHERE severity = 'error'));
is($out, qq(ZERO_DATE|80|{"id": "500"}\nDUPLICATE_KEY|9|{"id": "39991"}), 'many rows: all are found');
like($err, qr/temporary file/, 'many rows: the sort went to disk');
unlike($err, qr/WARNING|ERROR/, 'many rows: nothing is left open');

# ---------------------------------------------------------------- rows that stay

# Of three rows the first meets an old one by its text, the second by its
# number; the partition has its columns in another order.
$mysql->sql("CREATE TABLE grown (id int PRIMARY KEY, v varchar(20) COLLATE utf8mb4_bin UNIQUE, w int);
    INSERT INTO grown VALUES (1, 'a', 0), (2, 'b', 0), (3, 'c', 0);
    CREATE TABLE parted LIKE grown; INSERT INTO parted SELECT * FROM grown", 'tap_poison');
$node->safe_psql('target', "CREATE TABLE grown (id int PRIMARY KEY, v text COLLATE no_accents UNIQUE, w int);
    INSERT INTO grown VALUES (10, 'Ä'), (2, 'z');
    CREATE TABLE parted (id int, v text COLLATE no_accents, w int, PRIMARY KEY (id)) PARTITION BY RANGE (id);
    CREATE TABLE parted_1 (w int, v text COLLATE no_accents UNIQUE, id int NOT NULL); ALTER TABLE parted ATTACH PARTITION parted_1 FOR VALUES FROM (0) TO (100);
    INSERT INTO parted SELECT * FROM grown");
for my $table (qw(grown parted))
{
    my $asked = ", tables => '{$table}', existing => ";
    is(sorted(split /\n/, found("$asked 'append'")), sorted(finding('error', 'DUPLICATE_KEY', $table, 'id', 1, 2), finding('error', 'DUPLICATE_KEY', $table, 'v', 1, 1)),
        "$table: rows that meet old ones");
    is(found("$asked 'truncate'"), '', "$table: none, if the old ones go");
    is($node->safe_psql('target', "SELECT code, column_name FROM converge_preflight('poison'$asked 'upsert') WHERE code ~ 'KEY'"), 'KEY_NOT_CHECKED|v', "$table: an upsert is not looked through");
    like(import_error($node, 'target', "SELECT * FROM converge_import('poison'$asked 'append', dry_run => true)")->{text}, qr/is duplicated|already exists/, "$table: the import is refused");
    $node->safe_psql('target', "UPDATE $table SET id = 20 WHERE id = 2; UPDATE $table SET v = 'y' WHERE id = 10");
    is(found("$asked 'append'"), '', "$table: none is left");
    ok(!defined import_error($node, 'target', "SELECT * FROM converge_import('poison'$asked 'append', dry_run => true)"), "$table: the import passes");
}
$node->safe_psql('target', 'ALTER TABLE grown DROP CONSTRAINT grown_pkey');
is($node->safe_psql('target', "SELECT code, message FROM converge_preflight('poison', tables => '{grown}', existing => 'upsert') WHERE severity = 'error'"),
    'CANNOT_WRITE|cannot upsert into public.grown: It has no primary key, not deferrable, that the source fills.', 'an upsert without a key');

done_testing();
