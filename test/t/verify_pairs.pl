# Every pair of types that an import takes: what it stored is equal, and one
# value changed on either side is found, with its table, key and column.

use v5.36;
use Converge::MySQL;
use Converge::Target;
use Test::More;

my $mysql = Converge::MySQL->shared('verify_pairs');
my $node  = start_cluster('verify_pairs');

# Type of the source, type of the target, two values of the source that the
# target tells apart, and rules (action => value).
my @pairs = (
    # booleans
    [ 'tinyint(1)',     'boolean', 0,        1 ],
    [ 'bigint',         'boolean', 0,        1 ],
    [ 'bit(1)',         'boolean', q(b'0'),  q(b'1') ],
    [ 'varchar(5)',     'boolean', q('yes'), q('no') ],
    [ q(enum('Y','N')), 'boolean', q('Y'),   q('N') ],
    [ 'tinyint',        'boolean', 0,        7, boolean => 'nonzero' ],

    # whole numbers
    [ 'tinyint',                     'smallint', -128,                   127 ],
    [ 'tinyint unsigned',            'smallint', 0,                      255 ],
    [ 'smallint',                    'integer',  -32768,                 32767 ],
    [ 'mediumint',                   'integer',  -8388608,               8388607 ],
    [ 'int',                         'integer',  -2147483648,            2147483647 ],
    [ 'int unsigned',                'bigint',   4294967295,             0 ],
    [ 'bigint',                      'bigint',   '-9223372036854775808', '9223372036854775807' ],
    [ 'bigint unsigned',             'bigint',   '9223372036854775807',  1 ],
    [ 'int(5) unsigned zerofill',    'integer',  7,                      70 ],
    [ 'year',                        'smallint', 1901,                   2155 ],
    [ 'decimal(10,2)',               'integer',  '12.00',                '120.00' ],
    [ 'varchar(20)',                 'smallint', q('-12'),               q('12') ],
    [ 'varchar(20)',                 'integer',  q('12'),                q('21') ],
    [ 'varchar(20)',                 'bigint',   q('12'),                q('21') ],
    [ 'int unsigned',                'oid',      4294967295,             1 ],
    [ 'varchar(20)',                 'oid',      q('4294967295'),        q('1') ],

    # numbers with a point
    [ 'bigint unsigned', 'numeric(20)',      '18446744073709551615', '18446744073709551614' ],
    [ 'int',             'numeric(12,2)',    100,                    1000 ],
    [ 'decimal(65,30)',  'numeric(65,30)',   '99999999999999999999999999999999999.999999999999999999999999999999',
                                             '99999999999999999999999999999999999.999999999999999999999999999998' ],
    [ 'decimal(10,2)',   'numeric',          '-0.01',                '0.01' ],
    [ 'decimal(10,2)',   'numeric(20,10)',   '10.10',                '10.01' ],
    [ 'varchar(40)',     'numeric',          q('0.000100'),          q('0.0010') ],
    [ 'decimal(10,2)',   'money',            '12.34',                '-12.34' ],
    [ 'varchar(10)',     'money',            q('12.34'),             q('12.35') ],
    [ 'float',           'real',             '0.1',                  '0.2' ],
    [ 'float',           'double precision', '16777216',             '16777218' ],
    [ 'double',          'double precision', '5e-324',               '1.7976931348623157e308' ],
    [ 'int',             'real',             16777216,               16777214 ],
    [ 'bigint',          'double precision', '9007199254740992',     '9007199254740991' ],
    [ 'decimal(10,3)',   'double precision', '0.125',                '0.126' ],
    [ 'varchar(30)',     'real',             q('1.5'),               q('-1.5') ],
    [ 'varchar(30)',     'double precision', q('0.1'),               q('0.2') ],

    # strings
    [ 'char(10)',                             'text',        q('a'),            q('A') ],
    [ 'varchar(50)',                          'text',        q('a b'),          q('a b ') ],
    [ 'longtext',                             'text',        q(''),             q(' ') ],
    [ 'text',                                 'text',        q(CONCAT('line', CHAR(10), 'two')), q(CONCAT('line', CHAR(13), CHAR(10), 'two')) ],
    [ 'varchar(50) CHARACTER SET utf8mb4',    'varchar(50)', q(CONVERT(x'F09F9880' USING utf8mb4)), q(CONVERT(x'F09F9881' USING utf8mb4)) ],
    [ 'varchar(50) CHARACTER SET latin1',     'text',        q('é'),            q('e') ],
    [ 'char(10)',                             'char(10)',    q('a'),            q('b') ],
    [ 'varchar(3)',                           'char(3)',     q('ab '),          q('abc') ],
    [ 'varchar(20)',                          'name',        q('one'),          q('One') ],
    [ 'varbinary(20)',                        'text',        q('bytes'),        q('byteS') ],
    [ 'blob',                                 'varchar(20)', q('bytes'),        q('byteS') ],
    [ 'int(4) zerofill',                      'text',        7,                 70 ],
    [ 'decimal(10,2)',                        'text',        '1.50',            '1.05' ],
    [ 'double',                               'text',        '1e100',           '1e-100' ],
    [ 'float',                                'text',        '0.1',             '0.3' ],
    [ 'date',                                 'text',        q('2024-02-29'),   q('2024-02-28') ],
    [ 'datetime(3)',                          'varchar(30)', q('2024-02-29 01:02:03.450'), q('2024-02-29 01:02:03.405') ],
    [ 'timestamp',                            'text',        q('2024-02-29 01:02:03'), q('2024-02-29 01:02:04') ],
    [ 'time',                                 'text',        q('-01:00:00'),    q('01:00:00') ],
    [ q(enum('a','b')),                       'text',        q('a'),            q('b') ],
    [ q(set('a','b')),                        'text',        q('a,b'),          q('b') ],
    [ 'json',                                 'text',        q('{"a": 1}'),     q('{"a": 2}') ],
    [ 'varchar(20)',                          'text',        q(CONCAT('a', CHAR(0), 'b')), q('ab '), nul => 'strip' ],
    [ 'varchar(20)',                          'text',        q(CONCAT('a', CHAR(0), 'b')), q('ab'), nul => 'escape' ],
    [ 'varchar(20)',                          'text',        q(CONCAT('a', CHAR(0), 'b')), q('ab'), nul => 'base64' ],
    [ 'varchar(50)',                          'text[]',      q('a,b'),          q('a,,b') ],
    [ 'varchar(50)',                          'text[]',      q(''),             q(',') ],
    [ q(set('a','b','c')),                    'text[]',      q('a,c'),          q('a,b') ],
    [ 'varchar(50)',                          'varchar(5)[]', q('a b'),         q('a,b') ],

    # words
    [ q(enum('red','green')), 'color',   q('red'),   q('green') ],
    [ 'varchar(10)',          'color',   q('green'), q('red') ],
    [ 'char(36)',    'uuid', q('0D9A2F3C-1111-4222-8333-444455556666'), q('0d9a2f3c-1111-4222-8333-444455556667') ],
    [ 'varchar(40)', 'uuid', q('{0d9a2f3c-1111-4222-8333-444455556666}'), q('0d9a2f3c111142228333444455556667') ],
    [ 'varchar(40)', 'uuid', q(''), q('0d9a2f3c111142228333444455556667') ],
    [ 'binary(16)',  'uuid', q(x'000102030405060708090A0B0C0D0E0F'), q(x'000102030405060708090A0B0C0D0E0E') ],

    # dates and times
    [ 'date',        'date',           q('1000-01-01'), q('9999-12-31') ],
    [ 'datetime',    'date',           q('2024-02-29 00:00:00'), q('2024-03-01 00:00:00') ],
    [ 'timestamp',   'date',           q('2024-02-29 00:00:00'), q('2024-03-01 00:00:00') ],
    [ 'varchar(20)', 'date',           q('2024-02-29'), q('2024-02-28') ],
    [ 'date',        'timestamp',      q('2024-02-29'), q('2024-02-28') ],
    [ 'datetime(6)', 'timestamp(6)',   q('1000-01-01 00:00:00.000001'), q('9999-12-31 23:59:59.999999') ],
    [ 'timestamp(6)', 'timestamp',     q('2024-02-29 00:00:00.1'), q('2024-02-29 00:00:00.01') ],
    [ 'varchar(30)', 'timestamp',      q('2024-02-29T01:02:03'), q('2024-02-29 01:02:30') ],
    [ 'timestamp(6)', 'timestamptz',   q('1970-01-01 00:00:01'), q('2038-01-19 03:14:07.999999') ],
    [ 'datetime',    'timestamptz',    q('2024-02-29 01:02:03'), q('2024-02-29 02:02:03') ],
    [ 'datetime',    'timestamptz',    q('2024-07-01 01:02:03'), q('2024-01-01 01:02:03'), time_zone => 'Europe/Paris' ],
    [ 'timestamp',   'timestamp',      q('2024-07-01 01:02:03'), q('2024-01-01 01:02:03'), time_zone => 'America/New_York' ],
    [ 'timestamp',   'date',           q('2024-07-01 04:00:00'), q('2024-01-01 05:00:00'), time_zone => 'America/New_York' ],
    [ 'date',        'timestamptz',    q('2024-07-01'), q('2024-01-01'), time_zone => 'Europe/Paris' ],
    [ 'varchar(40)', 'timestamptz',    q('2024-02-29 01:02:03+02:00'), q('2024-02-29T01:02:03Z') ],
    [ 'date',        'date',           q('0000-00-00'), q('2024-02-28'), zero_date => 'null' ],
    [ 'date',        'date',           q('2024-00-00'), q('2024-02-28'), zero_date => '-infinity' ],
    [ 'datetime',    'timestamp',      q('0000-00-00 00:00:00'), q('2024-02-28 00:00:00'), zero_date => '1970-01-01' ],
    [ 'time',        'time',           q('24:00:00'), q('00:00:00') ],
    [ 'time(6)',     'time(6)',        q('23:59:59.999999'), q('23:59:59.999998') ],
    [ 'varchar(20)', 'time',           q('01:02:03'), q('01:02:30') ],
    [ 'time(6)',     'interval',       q('-838:59:59'), q('838:59:59') ],
    [ 'time',        'interval',       q('24:00:00'), q('-24:00:00') ],

    # documents
    [ 'json',     'jsonb', q('{"a": [1, {"b": null}], "c": "x"}'), q('{"a": [1, {"c": null}], "b": "x"}') ],
    [ 'json',     'jsonb', q('1e-7'), q('1e-8') ],
    [ 'json',     'json',  q('{"a": 1}'), q('{"a": 1.5}') ],
    [ 'longtext', 'jsonb', q('{"a":1,"a":2}'), q('{"a":1}') ],
    [ 'text',     'json',  q('{"a":1}'), q('{"a": 1}') ],

    # bytes and bits
    [ 'binary(4)',    'bytea', q(x'00010203'), q(x'00010204') ],
    [ 'varbinary(9)', 'bytea', q(x''), q(x'00') ],
    [ 'longblob',     'bytea', q(REPEAT(x'FF', 100000)), q(CONCAT(REPEAT(x'FF', 99999), x'FE')) ],
    [ 'text',         'bytea', q('é'), q('e') ],
    [ 'bit(7)',       'bit(7)', q(b'0000001'), q(b'1000000') ],
    [ 'bit(64)',      'bit(64)', q(b'1'), q(b'1000000000000000000000000000000000000000000000000000000000000000') ],
    [ 'bit(10)',      'bit varying(12)', q(b'1000000001'), q(b'0000000001') ],
    [ 'varbinary(16)', 'inet', q(INET6_ATON('10.0.0.1')), q(INET6_ATON('::1')) ],
    [ 'binary(4)',    'inet', q(INET6_ATON('10.0.0.1')), q(INET6_ATON('10.0.0.2')) ],

    # shapes and vectors
    [ 'point',      'point',   q(ST_GeomFromText('POINT(1 2)')), q(ST_GeomFromText('POINT(2 1)')) ],
    [ 'linestring', 'path',    q(ST_GeomFromText('LINESTRING(0 0,1 1)')), q(ST_GeomFromText('LINESTRING(0 0,1 1,2 2)')) ],
    [ 'polygon',    'polygon', q(ST_GeomFromText('POLYGON((0 0,1 1,1 0,0 0))')), q(ST_GeomFromText('POLYGON((0 0,1 1,2 0,0 0))')) ],
    [ 'point',      'bytea',   q(ST_GeomFromText('POINT(1 2)')), q(ST_GeomFromText('POINT(1 2)', 4326)) ],
    [ 'vector(3)',  'real[]',  q(STRING_TO_VECTOR('[1,2,3]')), q(STRING_TO_VECTOR('[1,2,4]')) ],
    [ 'vector(3)',  'double precision[]', q(STRING_TO_VECTOR('[0.1,2,3]')), q(STRING_TO_VECTOR('[0.2,2,3]')) ],

    # other types, by their input functions
    [ 'varchar(40)',  'citext',    q('Word'), q('Words') ],
    [ 'varchar(40)',  'inet',      q('10.0.0.1/8'), q('10.0.0.1') ],
    [ 'varchar(40)',  'int4range', "'[1,5)'", "'[1,6)'" ],
    [ 'varchar(40)',  'integer[]', q('{1,2}'), q('{2,1}') ],
    [ 'varchar(40)',  'macaddr',   q('08:00:2b:01:02:03'), q('08002b:010204') ],
    [ q(enum('a','b')), 'citext',  q('a'), q('b') ],
    [ 'int',          'positive',  5, 6 ],
    [ 'varchar(10)',  'word',      q('a'), q('b') ],

    # expressions
    [ 'int',          'text',        1,     2, using => q('no ' || value) ],
    [ 'int',          'timestamptz', 86400, 86401, using => 'to_timestamp(value::bigint)' ],
    [ 'varbinary(9)', 'text',        q(x'FF'), q(x'FE'), using => q(encode(value::bytea, 'base64')) ]);

my @columns = map { 'c' . ($_ + 1) } 0 .. $#pairs;

# ---------------------------------------------------------------- both sides

# row 1 holds the one value of each pair, row 2 the other, row 3 none
$mysql->make_database('tap_verify_pairs', "SET sql_mode = 'NO_ENGINE_SUBSTITUTION,ALLOW_INVALID_DATES';
    CREATE TABLE pairs (id int PRIMARY KEY, " . join(', ', map { "$columns[$_] $pairs[$_][0] NULL" } 0 .. $#pairs) . ');'
    . join('', map { my $row = $_; "INSERT INTO pairs VALUES ($row, " . join(', ', map { $_->[ $row + 1 ] } @pairs) . ');' } 1, 2)
    . 'INSERT INTO pairs (id) VALUES (3)');
make_target($node, 'target', q(
    CREATE EXTENSION citext;
    CREATE TYPE color AS ENUM ('green', 'red');
    CREATE DOMAIN positive AS integer CHECK (VALUE > 0);
    CREATE DOMAIN word AS varchar(10);
    ) . 'CREATE TABLE pairs (id int PRIMARY KEY, ' . join(', ', map { "$columns[$_] $pairs[$_][1]" } 0 .. $#pairs) . ')');
foreign_server($node, 'target', 'pairs', $mysql, dbname => 'tap_verify_pairs');
for my $i (0 .. $#pairs)
{
    my (undef, undef, undef, undef, %rules) = $pairs[$i]->@*;
    $node->safe_psql('target', "INSERT INTO converge_rule VALUES ('pairs', 'pairs', '$columns[$i]', '$_', \$\$$rules{$_}\$\$)") for keys %rules;
}

# ---------------------------------------------------------------- equal

my $rows = q(SELECT count(*) FROM pairs);
is($node->safe_psql('target', q(SELECT note FROM converge_import('pairs', verify => 'checksum') WHERE table_name = 'checksums')),
    @pairs + 1 . ' columns of 1 table hold what the source holds', 'imported, with checksums');
is($node->safe_psql('target', $rows), 3, 'three rows');
is(unlike_ok('checksum'), '', 'nothing differs afterwards');

# ---------------------------------------------------------------- values changed

# half of the columns at a time: those are found, and no other
for my $half (0, 1)
{
    my @changed = @columns[ grep { $_ % 2 == $half } 0 .. $#columns ];
    my @filled  = grep { $node->safe_psql('target', "SELECT $_ IS NOT NULL FROM pairs WHERE id = 1") eq 't' } @changed;
    my $name    = $half ? 'every other pair' : 'one half of the pairs';
    my $back    = join(', ', map { "$columns[$_] = $pairs[$_][2]" } grep { $_ % 2 == $half } 0 .. $#pairs);

    changed_on_target(\@changed, 2, "$name, another value at the target");
    changed_on_target(\@filled, 3, "$name, NULL at the target");
    $mysql->sql("SET sql_mode = 'ALLOW_INVALID_DATES'; UPDATE pairs p JOIN pairs o ON o.id = 2 SET "
        . join(', ', map { "p.$_ = o.$_" } @changed) . ' WHERE p.id = 1', 'tap_verify_pairs');
    found(\@changed, "$name, another value at the source");
    $mysql->sql("SET sql_mode = 'ALLOW_INVALID_DATES'; UPDATE pairs SET $back WHERE id = 1", 'tap_verify_pairs');
}
is(unlike_ok('full'), '', 'all is equal again');
done_testing();

# What is not ok of the rows, as "check column" lines.
sub unlike_ok ($level)
{
    return $node->safe_psql('target', "SELECT check_name, column_name FROM converge_verify('pairs', '$level')
        WHERE status <> 'ok' AND check_name IN ('count', 'checksum', 'row') ORDER BY 1, 2 NULLS FIRST");
}

# Row 1 takes the columns of another row of the target.
sub changed_on_target ($changed, $other, $name)
{
    my $list = join(', ', @$changed);

    $node->safe_psql('target', qq(CREATE TABLE kept AS SELECT $list FROM pairs WHERE id = 1;
        UPDATE pairs SET ($list) = (SELECT $list FROM pairs WHERE id = $other) WHERE id = 1));
    found($changed, $name);
    $node->safe_psql('target', qq(UPDATE pairs SET ($list) = (SELECT $list FROM kept) WHERE id = 1; DROP TABLE kept));
}

# Row 1 differs in these columns alone: at every level that looks at values,
# with the table, the key and the column.
sub found ($changed, $name)
{
    my @sorted = sort @$changed;
    my $sums   = join("\n", 'checksum|', map { "checksum|$_" } @sorted);
    my $rows   = join("\n", map { "row|$_" } @sorted);
    my $diff   = join("\n", map { qq({"id": "1"}|$_|changed) } @sorted);

    told(unlike_ok('checksum'), $sums, "$name: by checksums");
    told(unlike_ok('full'), "$sums\n$rows", "$name: by rows");
    told($node->safe_psql('target', q(SELECT primary_key, column_name, difference FROM converge_row_diff('pairs', 'pairs') ORDER BY 2)), $diff, "$name: by converge_row_diff");
}

# Lines that differ are shown with their pairs of types.
sub told ($got, $want, $name)
{
    my (%got, %want);
    @got{ split /\n/, $got } = ();
    @want{ split /\n/, $want } = ();
    ok($got eq $want, $name) and return;
    for my $line (grep { !exists $got{$_} || !exists $want{$_} } sort keys %{ { %got, %want } })
    {
        my ($number) = $line =~ /c(\d+)/;
        diag(exists $got{$line} ? 'told:     ' : 'not told: ', $line, $number ? " ($pairs[$number - 1][0] to $pairs[$number - 1][1])" : '');
    }
}
