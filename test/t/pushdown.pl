# converge_verify(pushdown => true): digests by the servers' own SQL.  A
# column of every pair of types that has a form is equal after an import; one
# changed value of it is found and the column named; the others are called not
# comparable.

use v5.36;
use Converge::MySQL;
use Converge::Target;
use Test::More;

# name => [ type at the source, of the target, values, a value to change the
# first one into ]; values of MySQL in its own SQL, that of the target in its.
my %COMMON = (
    tiny      => [ 'tinyint', 'smallint', [ -128, 127, 'NULL', 0 ], -127 ],
    tinyu     => [ 'tinyint unsigned', 'smallint', [ 0, 255, 'NULL', 1 ], 2 ],
    small     => [ 'smallint', 'integer', [ -32768, 32767, 'NULL', 0 ], 3 ],
    medium    => [ 'mediumint unsigned', 'integer', [ 16777215, 0, 'NULL', 1 ], 3 ],
    int4      => [ 'int', 'integer', [ -2147483648, 2147483647, 'NULL', 0 ], -2147483647 ],
    int4u     => [ 'int unsigned', 'bigint', [ 4294967295, 0, 'NULL', 1 ], 4294967294 ],
    int8      => [ 'bigint', 'bigint', [ '-9223372036854775808', '9223372036854775807', 'NULL', 0 ], '-9223372036854775807' ],
    int8u     => [ 'bigint unsigned', 'numeric(20)', [ '18446744073709551615', 0, 'NULL', 1 ], '18446744073709551614' ],
    int_wide  => [ 'int', 'numeric(12,2)', [ 100, -5, 'NULL', 0 ], '100.01' ],
    int_real  => [ 'int', 'real', [ 16777216, -5, 'NULL', 0 ], 16777218 ],
    int_dbl   => [ 'bigint', 'double precision', [ '9007199254740992', -10, 'NULL', 0 ], '9007199254740991' ],
    int_text  => [ 'int', 'text', [ 100, -5, 'NULL', 0 ], "'0100'" ],
    zero_text => [ 'int(6) zerofill', 'varchar(10)', [ 7, 123456, 'NULL', 0 ], "'000007'" ],
    oid       => [ 'int unsigned', 'oid', [ 4294967295, 0, 'NULL', 1 ], 5 ],
    year      => [ 'year', 'smallint', [ 1901, 2155, 'NULL', 0 ], 1902 ],
    year_text => [ 'year', 'text', [ 1901, 2155, 'NULL', 0 ], "'1902'" ],
    flag      => [ 'tinyint(1)', 'boolean', [ 1, 0, 'NULL', 1 ], 'false' ],
    flag_bit  => [ 'bit(1)', 'boolean', [ "b'1'", "b'0'", 'NULL', "b'1'" ], 'false' ],
    flag_word => [ 'varchar(5)', 'boolean', [ "'Yes'", "'off'", 'NULL', "'t'" ], 'false' ],
    flag_enum => [ "enum('0','1')", 'boolean', [ "'1'", "'0'", 'NULL', "'1'" ], 'false' ],
    dec_same  => [ 'decimal(65,30)', 'numeric(65,30)', [ '-' . '9' x 35 . '.' . '9' x 30, '0.' . '0' x 29 . '1', 'NULL', 0 ], '-' . '9' x 35 . '.' . '9' x 29 . '8' ],
    dec_wide  => [ 'decimal(10,2)', 'numeric(20,6)', [ '99999999.90', '-0.10', 'NULL', 0 ], '99999999.900001' ],
    dec_bare  => [ 'decimal(10,2)', 'numeric', [ '100.00', '-0.10', 'NULL', 0 ], '10.00' ],
    dec_int   => [ 'decimal(10,2)', 'bigint', [ '100.00', '-7.00', 'NULL', 0 ], 10 ],
    dec_dbl   => [ 'decimal(10,2)', 'double precision', [ '1234567.10', '-0.10', 'NULL', 0 ], '1234567.1000001' ],
    dec_text  => [ 'decimal(10,2)', 'text', [ '1.50', '-0.10', 'NULL', 0 ], "'1.5'" ],
    dec_money => [ 'decimal(10,2)', 'money', [ '1.50', '-0.10', 'NULL', 0 ], "1.51::numeric::money" ],
    float4    => [ 'float', 'real', [ '3.4028234e38', '1.4e-45', 'NULL', '-0e0', '16777216', '0.1', '-1234567' ], "'3.4028233e38'" ],
    float_dbl => [ 'float', 'double precision', [ '0.1', '1.17549435e-38', 'NULL', '-0e0' ], '0.1' ],
    float_dec => [ 'float(10,2)', 'real', [ '1234567.875', '0.3', 'NULL', '-99999999.99' ], '1234568' ],
    float8    => [ 'double', 'double precision', [ '1.7976931348623157e308', '5e-324', 'NULL', '-0e0', '1e15', '1e14', '0.1', '-2.2250738585072014e-308', '0.00001234', '123e-17', '100' ], "'1.7976931348623155e308'" ],
    zero_sign => [ 'double', 'double precision', [ '-0e0', '0e0', 'NULL', 1 ], '0' ],
    dbl_dec   => [ 'double(20,3)', 'double precision', [ '12345678901234.567', '-0.5', 'NULL', '1e15' ], '12345678901234.57' ],
    bits      => [ 'bit(10)', 'bit(10)', [ "b'1111111111'", "b'101'", 'NULL', "b'0'" ], "B'0111111111'" ],
    bits64    => [ 'bit(64)', 'bit varying', [ '~0', "b'1'", 'NULL', "b'0'" ], "B'1'" ],
    date      => [ 'date', 'date', [ "'1000-01-01'", "'9999-12-31'", 'NULL', "'2024-02-29'" ], "'1000-01-02'" ],
    date_ts   => [ 'date', 'timestamp', [ "'0001-01-01'", "'9999-12-31'", 'NULL', "'2024-02-29'" ], "'0001-01-01 00:00:00.000001'" ],
    date_tz   => [ 'date', 'timestamptz', [ "'1970-01-01'", "'9999-12-31'", 'NULL', "'2024-02-29'" ], "'infinity'" ],
    datetime  => [ 'datetime(6)', 'timestamp(6)', [ "'0001-01-01 00:00:00.000001'", "'9999-12-31 23:59:59.999999'", 'NULL', "'2024-03-31 02:30:00'" ], "'0001-01-01 00:00:00.000001 BC'" ],
    datetimed => [ 'datetime', 'date', [ "'2024-03-31 00:00:00'", "'9999-12-31'", 'NULL', "'1000-01-01'" ], "'2024-03-30'" ],
    instant   => [ 'timestamp(6) NULL', 'timestamptz(6)', [ "'1970-01-01 00:00:01'", "'2038-01-19 03:14:07.999999'", 'NULL', "'2024-03-31 02:30:00'" ], "'1970-01-01 00:00:01+01'" ],
    instantts => [ 'timestamp NULL', 'timestamp', [ "'1970-01-01 00:00:01'", "'2038-01-19 03:14:07'", 'NULL', "'2024-03-31 02:30:00'" ], "'-infinity'" ],
    dt_text   => [ 'datetime(3)', 'text', [ "'2024-01-01 10:00:00'", "'9999-12-31 23:59:59.999'", 'NULL', "'1000-01-01'" ], "'2024-01-01 10:00:00'" ],
    paris     => [ 'datetime', 'timestamptz', [ "'2024-07-01 12:00:00'", "'2024-01-01 12:00:00'", 'NULL', "'1999-12-31 23:59:59'" ], "'2024-07-01 12:00:00+00'" ],
    offset    => [ 'datetime', 'timestamptz', [ "'2024-07-01 12:00:00'", "'2024-01-01 12:00:00'", 'NULL', "'1999-12-31 23:59:59'" ], "'2024-07-01 12:00:00+00'" ],
    time      => [ 'time(6)', 'time(6)', [ "'23:59:59.999999'", "'00:00:00'", 'NULL', "'12:00:00'" ], "'24:00:00'" ],
    span      => [ 'time(6)', 'interval', [ "'-838:59:59'", "'838:59:58.999999'", 'NULL', "'-00:00:00.5'", "'24:00:00'" ], "'838:59:59'" ],
    day       => [ 'time', 'interval', [ "'24:00:00'", "'00:00:01'", 'NULL', "'-24:00:00'" ], "'1 day'" ],
    time_text => [ 'time', 'text', [ "'-01:00:00'", "'100:00:00'", 'NULL', "'00:00:00'" ], "'01:00:00'" ],
    char      => [ 'char(5)', 'char(5)', [ "'ab'", "''", 'NULL', "'\xc3\xa9'" ], "'ac'" ],
    char_text => [ 'char(5)', 'text', [ "'ab'", "''", 'NULL', "'abcde'" ], "'ab '" ],
    varchar   => [ 'varchar(50)', 'varchar(50)', [ "'tab\\t, |line\\n'", "' '", 'NULL', "CONVERT(0xF09F9982 USING utf8mb4)" ], "'N'" ],
    empty     => [ 'varchar(50)', 'varchar(50)', [ "''", "'N'", 'NULL', "'|'" ], 'NULL' ],
    null      => [ 'varchar(50)', 'varchar(50)', [ 'NULL', "'N'", "''", "'a'" ], "''" ],
    letter    => [ 'varchar(50)', 'varchar(50)', [ "'N'", "'a'", "''", 'NULL' ], 'NULL' ],
    latin     => [ 'varchar(50) CHARACTER SET latin1', 'text', [ "CONVERT(0xC3A9E282AC USING utf8mb4)", "''", 'NULL', "'a'" ], "'\xc3\xa8\xe2\x82\xac'" ],
    wide      => [ 'varchar(50) CHARACTER SET utf16', 'text', [ "CONVERT(0xF09F9982 USING utf8mb4)", "''", 'NULL', "'a'" ], "''" ],
    long      => [ 'longtext', 'text', [ "REPEAT('long \xc3\xa9', 500000)", "''", 'NULL', "'a'" ], "repeat('long \xc3\xa9', 500000) || 'x'" ],
    name      => [ 'varchar(50)', 'name', [ "'Name'", "''", 'NULL', "'a'" ], "'name'" ],
    text_byte => [ 'varchar(50)', 'bytea', [ "CONVERT(0xC3A900 USING utf8mb4)", "''", 'NULL', "'a'" ], "'\\xc3a9'" ],
    binary    => [ 'binary(4)', 'bytea', [ '0x01', "''", 'NULL', '0xFFFFFFFF' ], "'\\x010000'" ],
    blob      => [ 'longblob', 'bytea', [ "REPEAT(UNHEX('00FF'), 1000000)", "''", 'NULL', '0x00' ], "'\\x00'" ],
    byte_text => [ 'varbinary(50)', 'text', [ '0xC3A9', "''", 'NULL', "'a'" ], "'e'" ],
    enum      => [ "enum('one','two','it''s')", 'mood', [ "'one'", "'it''s'", 'NULL', "'two'" ], "'two'" ],
    enum_text => [ "enum('one','two')", 'text', [ "'one'", "'two'", 'NULL', "'two'" ], "'One'" ],
    text_enum => [ 'varchar(5)', 'mood', [ "'one'", "'it''s'", 'NULL', "'two'" ], "'two'" ],
    set       => [ "set('a','b','c')", 'text[]', [ "'a,c'", "''", 'NULL', "'b'" ], "'{\"a,c\"}'" ],
    set_null  => [ "set('a','b','c')", 'varchar(5)[]', [ "'a,b'", "''", 'NULL', "'b'" ], "'{\"a,b\",NULL}'" ],
    set_empty => [ "set('a','b','c')", 'text[]', [ "''", "'a'", 'NULL', "'b'" ], "'{\"\"}'" ],
    set_order => [ "set('a','b','c')", 'text[]', [ "'a,b'", "'a'", 'NULL', "'b'" ], "'{b,a}'" ],
    set_shift => [ "set('a','b','c')", 'text[]', [ "'a,b'", "'a'", 'NULL', "'b'" ], "'[2:3]={a,b}'" ],
    set_text  => [ "set('a','b','c')", 'text', [ "'a,b'", "''", 'NULL', "'b'" ], "'b,a'" ],
    list      => [ 'varchar(50)', 'text[]', [ "'a,,b'", "''", 'NULL', "'one'" ], "'{a,b}'" ],
    uuid_text => [ 'char(36)', 'uuid', [ "'6CCD780C-baba-1026-9564-5b8c656024db'", "''", 'NULL', "'{6ccd780cbaba102695645b8c656024dc}'" ], "'6ccd780c-baba-1026-9564-5b8c656024da'" ],
    uuid_byte => [ 'binary(16)', 'uuid', [ "UNHEX('6ccd780cbaba102695645b8c656024db')", "UNHEX('00')", 'NULL', "UNHEX(REPEAT('ff', 16))" ], "'6ccd780c-baba-1026-9564-5b8c656024da'" ],
    inet_byte => [ 'varbinary(16)', 'inet', [ "INET6_ATON('10.0.0.1')", "INET6_ATON('2001:db8::ff')", 'NULL', "INET6_ATON('::ffff:1.2.3.4')" ], "'10.0.0.1/24'" ],
    json_kept => [ 'json', 'json', [ q('{"b": 1, "a": [1.50, 1e5, "x"]}'), "'null'", 'NULL', "'[]'" ], q('{"b": 1, "a": [1.50, 1e5, "y"]}') ],
    json_text => [ 'json', 'text', [ q('{"b": 1, "a": [1.50, 1e5, "x"]}'), "'null'", 'NULL', "'[]'" ], q('{"b":1}') ],
    text_json => [ 'text', 'json', [ q('{"b": 1,   "b": 1e5}'), "'null'", 'NULL', "'[]'" ], q('{"b": 1, "b": 1e5}') ],
    point     => [ 'point', 'bytea', [ "ST_GeomFromText('POINT(1 2)')", "ST_GeomFromText('POINT(-1 0)')", 'NULL', "ST_GeomFromText('POINT(0 0)')" ], "'\\x00'" ],
    domain    => [ 'int', 'positive', [ 1, 2, 'NULL', 3 ], 4 ],
    nul_strip => [ 'varchar(50)', 'text', [ "'a\\0b'", "''", 'NULL', "'c'" ], "'a'" ],
    nul_esc   => [ 'varchar(50)', 'text', [ "'a\\0b\\\\'", "''", 'NULL', "'c'" ], "'ab'" ],
    nul_b64   => [ 'varchar(200)', 'text', [ "REPEAT('a\\0b', 40)", "''", 'NULL', "'c'" ], "'a'" ],
    nonzero   => [ 'tinyint', 'boolean', [ -3, 0, 'NULL', 2 ], 'false' ],
    zero_null => [ 'date', 'date', [ "'0000-00-00'", "'2024-00-01'", "'2024-01-01'", "'2023-02-29'" ], "'-infinity'" ],
    zero_inf  => [ 'datetime', 'timestamp', [ "'0000-00-00'", "'2024-01-01'", 'NULL', "'2024-04-31'" ], 'NULL' ],
    zero_date => [ 'date', 'timestamptz', [ "'0000-00-00'", "'2024-01-01'", 'NULL', "'2024-02-30'" ], "'1970-01-01 00:00:01+00'" ],
    word_null => [ 'varchar(5)', 'boolean', [ "''", "'y'", 'NULL', "'n'" ], 'false' ],
);

my %MYSQL = (
    document => [ 'json', 'jsonb', [ q('{"b": 1, "aa": [1.50, -0.0, "1.50 1e5 -0 \\\\" \\\\u00e9"], "f": 2.0, "d": 100000}'), "'null'", 'NULL', q('[10, 100.0, -0.5]') ], q('{"b": 1, "aa": [1.50, -0.0, "1.5 1e5 -0 \" \u00e9"], "f": 2.0, "d": 100000}') ],
    numbers  => [ 'json', 'jsonb', [ q('[1.10, 10, 2]'), "'{}'", 'NULL', "'1'" ], q('[1.11, 10, 2]') ],
    vector   => [ 'vector(3)', 'real[]', [ "STRING_TO_VECTOR('[1,-0,3.4028234e38]')", "STRING_TO_VECTOR('[0,0,0]')", 'NULL', "STRING_TO_VECTOR('[1,2,3]')" ], "'{1,0,3.4028235e38}'" ],
    vec_byte => [ 'vector(3)', 'bytea', [ "STRING_TO_VECTOR('[1,-0,3]')", "STRING_TO_VECTOR('[0,0,0]')", 'NULL', "STRING_TO_VECTOR('[1,2,3]')" ], "'\\x00'" ],
);

my %MARIADB = (
    uuid   => [ 'uuid', 'uuid', [ "'FFFFFFFF-ffff-ffff-ffff-ffffffffffff'", "'6ccd780c-baba-1026-9564-5b8c656024db'", 'NULL', "'00000000-0000-0000-0000-000000000000'" ], "'6ccd780c-baba-1026-9564-5b8c656024da'" ],
    uuid_t => [ 'uuid', 'text', [ "'FFFFFFFF-ffff-ffff-ffff-ffffffffffff'", "'6ccd780c-baba-1026-9564-5b8c656024db'", 'NULL', "'00000000-0000-0000-0000-000000000000'" ], "'FFFFFFFF-ffff-ffff-ffff-ffffffffffff'" ],
    inet6  => [ 'inet6', 'inet', [ "'::1'", "'2001:db8::ff'", 'NULL', "'::ffff:1.2.3.4'" ], "'::2'" ],
    inet4  => [ 'inet4', 'cidr', [ "'10.0.0.1'", "'0.0.0.0'", 'NULL', "'255.255.255.255'" ], "'10.0.0.0/24'" ],
    vector => [ 'vector(3) NOT NULL', 'real[]', [ map { "VEC_FromText('$_')" } '[1,-0,3.5]', '[0,0,0]', '[1,2,3]', '[4,5,6]' ], "'{1,-0,3.5,NULL}'" ],
);

# What has no common form, and why.
my %INCOMPARABLE = (
    n_double  => [ 'double', 'text', '1.5', qr/no common form for MySQL type "double" and PostgreSQL type "text"/ ],
    n_number  => [ 'varchar(20)', 'integer', "'007'", qr/no common form/ ],
    n_date    => [ 'varchar(20)', 'date', "'2024-01-01'", qr/no common form/ ],
    n_inet    => [ 'varchar(20)', 'inet', "'10.0.0.1'", qr/no common form/ ],
    n_point   => [ 'point', 'point', "ST_GeomFromText('POINT(1 2)')", qr/no common form/ ],
    n_json    => [ 'text', 'jsonb', q('{"a":1}'), qr/no common form/ ],
    n_using   => [ 'int', 'integer', '5', qr/rule "using"/ ],
    n_zone    => [ 'timestamp NULL', 'timestamp', "'2024-01-01'", qr/rule "time_zone"/ ],
);
my %NOT_MYSQL = (
    n_power => [ 'json', 'jsonb', q('[1e300]'), qr/^4 documents of the source have numbers with an exponent/ ],
);
my %NOT_MARIADB = (
    n_kept => [ 'json', 'jsonb', q('{"a":1}'), qr/no common form/ ],
);

my %RULES = (
    paris     => [ 'time_zone', 'Europe/Paris' ],
    offset    => [ 'time_zone', '+05:30' ],
    nul_strip => [ 'nul', 'strip' ],
    nul_esc   => [ 'nul', 'escape' ],
    nul_b64   => [ 'nul', 'base64' ],
    nonzero   => [ 'boolean', 'nonzero' ],
    zero_null => [ 'zero_date', 'null' ],
    zero_inf  => [ 'zero_date', '-infinity' ],
    zero_date => [ 'zero_date', '1970-01-01' ],
    word_null => [ 'empty', 'null' ],
    n_using   => [ 'using', 'value::int + 1' ],
    n_zone    => [ 'time_zone', 'Europe/Paris' ],
);

my $node = start_cluster('pushdown');
verified('mysql', Converge::MySQL->shared('pushdown'), { %COMMON, %MYSQL }, { %INCOMPARABLE, %NOT_MYSQL });
verified('mariadb', Converge::MySQL->new('pushdown', flavour => 'mariadb'), { %COMMON, %MARIADB }, { %INCOMPARABLE, %NOT_MARIADB });
done_testing();

sub verified ($name, $mysql, $columns, $incomparable)
{
    my @names = sort keys %$columns;
    my @not   = sort keys %$incomparable;
    my %all   = (%$columns, map { $_ => [ @{ $incomparable->{$_} }[ 0, 1 ], [ ($incomparable->{$_}[2]) x 4 ] ] } @not);

    $mysql->make_database("pushdown_$name", "SET sql_mode = 'ALLOW_INVALID_DATES';" . source_sql(\%all)
          . "CREATE TABLE plain (id int PRIMARY KEY, v varchar(10), w int);
             INSERT INTO plain VALUES (1, 'one', 1), (2, 'two', 2), (3, 'three', 3), (-1, 'left out', 0);
             CREATE TABLE bare (v varchar(10)); CREATE TABLE nothing (n varchar(5)); INSERT INTO nothing VALUES ('1');
             CREATE TABLE broken (id int PRIMARY KEY, v varchar(10) CHARACTER SET ucs2);");
    make_target($node, $name, "CREATE TYPE mood AS ENUM ('one', 'two', 'it''s');
        CREATE DOMAIN positive AS int CHECK (value > 0);" . target_sql(\%all)
          . 'CREATE TABLE plain (id int PRIMARY KEY, v varchar(10), w int); CREATE TABLE bare (v text); CREATE TABLE nothing (n int);
             CREATE TABLE broken (id int PRIMARY KEY, v text)');
    foreign_server($node, $name, 'source', $mysql, dbname => "pushdown_$name");
    $node->safe_psql($name, join(';', "INSERT INTO converge_rule VALUES ('source', 'plain', NULL, 'where', 'id > 0')",
        map { "INSERT INTO converge_rule VALUES ('source', 't_$_', '$_', '$RULES{$_}[0]', '$RULES{$_}[1]')" } grep { $all{$_} } sort keys %RULES));
    $node->safe_psql($name, q(SELECT count(*) FROM converge_import('source')));

    all_equal($name, \@names);
    each_named($name, $columns, \@names);
    not_comparable($name, $incomparable, \@not);
    rows_matter($name);
    stops($name, $mysql);
}

# One table a column, so that each is a row's whole digest too.
sub source_sql ($columns)
{
    my $sql = '';
    for my $column (sort keys %$columns)
    {
        my ($type, undef, $values) = $columns->{$column}->@*;
        my $id = 0;
        $sql .= "CREATE TABLE t_$column (id int PRIMARY KEY, `$column` $type, k int);\n";
        $sql .= "INSERT INTO t_$column VALUES (" . ++$id . ", $_, 7);\n" for @$values;
    }
    return $sql;
}

sub target_sql ($columns)
{
    return join('', map { qq(CREATE TABLE t_$_ (id int PRIMARY KEY, "$_" $columns->{$_}[1], k int);\n) } sort keys %$columns);
}

# Lines of the checks count and checksum, as "check/table/column/status/detail".
sub lines ($name, $tables, $before = '')
{
    my $list = join(', ', map { "'$_'" } @$tables);
    return split /\n/, $node->safe_psql($name, "BEGIN; $before;
        SELECT concat_ws('/', check_name, table_name, coalesce(column_name, '-'), status, detail)
        FROM converge_verify('source', tables => ARRAY[$list], pushdown => true)
        WHERE check_name IN ('count', 'checksum'); ROLLBACK");
}

# Those of tables of one column each: column => lines without the detail.
sub lines_by_column ($name, $columns, $before = '')
{
    my %lines;
    m{^(.*?)/t_(.*?)/(.*?)/([^/]*)} && push @{ $lines{$2} }, "$1 $3 $4" for lines($name, [ map { "t_$_" } @$columns ], $before);
    return \%lines;
}

sub all_equal ($name, $columns)
{
    my @lines = lines($name, [ map { "t_$_" } @$columns ]);
    is(scalar(@lines), 2 * @$columns, "$name: two lines a table");
    is(join("\n", grep { !m{/-/ok/} } @lines), '', "$name: all is equal");
    is(scalar(grep { m{^checksum/.*/3 columns, computed by both servers} } @lines), scalar @$columns, "$name: all columns were compared");
}

# The settings are ones that change how PostgreSQL reads and writes values.
sub each_named ($name, $columns, $names)
{
    my $settings = "SET extra_float_digits = -10; SET DateStyle = 'SQL, DMY'; SET IntervalStyle = 'sql_standard';
        SET TimeZone = 'Asia/Kolkata'; SET bytea_output = 'escape'; SET standard_conforming_strings = off;";
    is(join("\n", grep { !m{/-/ok/} } lines($name, [ map { "t_$_" } @$names ], $settings)), '', "$name: settings make no difference");

    my $lines = lines_by_column($name, $names, join(';', map { qq(UPDATE t_$_ SET "$_" = $columns->{$_}[3] WHERE id = 1) } @$names));
    is_deeply($lines->{$_}, [ 'count - ok', 'checksum - different', "checksum $_ different" ], "$name: $_ named") for @$names;
}

sub not_comparable ($name, $columns, $names)
{
    my $lines = lines_by_column($name, $names);
    is_deeply($lines->{$_}, [ 'count - ok', 'checksum - ok', "checksum $_ not comparable" ], "$name: $_") for @$names;

    my %why = map { m{/([^/]*)/not comparable/(.*)} ? ($1, $2) : () } lines($name, [ map { "t_$_" } @$names ]);
    like($why{$_}, $columns->{$_}[3], "$name: why $_ is not comparable") for @$names;

    is_deeply([ map { m{^(.*?/.*?/.*?/[^/]*)} } lines($name, ['nothing']) ],
        [ 'count/nothing/-/ok', 'checksum/nothing/-/not comparable', 'checksum/nothing/n/not comparable' ], "$name: no column");
}

sub rows_matter ($name)
{
    is_deeply([ lines($name, [ 'plain', 'bare' ]) ], [
        'count/bare/-/ok/counted by both servers', 'checksum/bare/-/ok/1 column, computed by both servers',
        'count/plain/-/ok/counted by both servers', 'checksum/plain/-/ok/3 columns, computed by both servers' ],
        "$name: an empty table, and a rule where");
    is_deeply([ lines($name, ['plain'], "UPDATE plain SET v = CASE id WHEN 1 THEN 'two' ELSE 'one' END WHERE id < 3") ], [
        'count/plain/-/ok/counted by both servers', 'checksum/plain/-/different/values of different rows have changed places' ],
        "$name: values that have changed places");
    is_deeply([ lines($name, ['plain'], "UPDATE plain SET v = CASE id WHEN 1 THEN 'two' ELSE 'one' END, w = 3 - w WHERE id < 3") ], [
        'count/plain/-/ok/counted by both servers', 'checksum/plain/-/different/values of different rows have changed places' ],
        "$name: rows that have changed places but for their key");
    is_deeply([ lines($name, ['plain'], 'DELETE FROM plain WHERE id = 1') ], [
        'count/plain/-/different/rows missing at the target: 1', 'checksum/plain/-/different/see the count' ], "$name: a row is missing");
    is_deeply([ lines($name, ['bare'], q(INSERT INTO bare VALUES ('x'), (NULL))) ], [
        'count/bare/-/different/rows too many at the target: 2', 'checksum/bare/-/different/see the count' ], "$name: rows too many");
}

# Half of a surrogate pair is no text: no digest of it may look like one.
sub stops ($name, $mysql)
{
    my $verify = q(SELECT * FROM converge_verify('source', tables => '{broken}', pushdown => true));
    $mysql->sql("INSERT INTO broken VALUES (1, ''), (2, _ucs2 0xD800)", "pushdown_$name");
    $node->safe_psql($name, "INSERT INTO broken VALUES (1, ''), (2, '')");
    if ($name eq 'mysql')
    {
        my $error = import_error($node, $name, $verify);
        is($error->{message}, 'the source could not compute digests of table "broken"', "$name: a text that is none");
        like($error->{text}, qr/It gave none for 1 rows/, "$name: how many");
    }
    else
    {
        is((lines($name, ['broken']))[2], 'checksum/broken/v/different/computed by both servers', "$name: a text that is none");
    }

    # four rows would take 80 seconds
    my $error = import_error($node, $name, "DELETE FROM converge_rule WHERE action = 'where';
        INSERT INTO converge_rule VALUES ('source', 'plain', NULL, 'where', 'SLEEP(20) = 0'); SET statement_timeout = '1s';
        SELECT * FROM converge_verify('source', tables => '{plain}', pushdown => true)");
    is($error->{sqlstate}, '57014', "$name: a statement_timeout ends it");
    wait_for('the source to be left alone', sub {
        !$mysql->sql("SELECT COUNT(*) FROM information_schema.processlist WHERE info LIKE '%SHA2%SLEEP(20)%' AND info NOT LIKE '%processlist%'") });
}
