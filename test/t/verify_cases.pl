# converge_verify: values that resemble each other.  What the import would
# refuse is different, also where somebody else has written what looks alike,
# and both ways of verifying say the same; whatever the session's settings are.

use v5.36;
use Converge::MySQL;
use Converge::Target;
use Test::More;

my $uuid = '0d9a2f3c-1111-4222-8333-444455556666';

# Type and value of the source, type and value of the target, whether they are
# equal, and rules (action => value).
my @cases = (
    # padding is a CHAR's; a VARCHAR has the length of the target or is none of its values
    [ 'char(3)',    q('ab'),  'char(3)', q('ab'),  1 ],
    [ 'varchar(3)', q('ab '), 'char(3)', q('ab'),  1 ],
    [ 'varchar(3)', q('ab'),  'char(3)', q('ab'),  0 ],
    [ 'varchar(9)', q('ab'),  'bpchar',  q('ab '), 1 ],
    [ 'varchar(9)', q('abc '), 'char(3)', q('abc'), 0 ],
    [ 'varchar(3)', q('ä '),  'char(2)', q('ä'),   1 ],

    # braces and hyphens have their places in a uuid
    [ 'varchar(60)', qq('{$uuid}'),   'uuid', qq('$uuid'), 1 ],
    [ 'varchar(60)', qq('{{$uuid}}'), 'uuid', qq('$uuid'), 0 ],
    [ 'varchar(60)', qq('{$uuid'),    'uuid', qq('$uuid'), 0 ],
    [ 'varchar(60)', q('{0D9A2F3C111142228333444455556666}'),     'uuid', qq('$uuid'), 1 ],
    [ 'varchar(60)', q('0d9a-2f3c11114222-8333444455556666'),     'uuid', qq('$uuid'), 0 ],
    [ 'varchar(60)', q('0d9a2f3c-11114222-8333-4444-55556666'),   'uuid', qq('$uuid'), 0 ],
    [ 'varchar(60)', qq('\xef\xbd\x9b$uuid\xef\xbd\x9d'), 'uuid', qq('$uuid'), 0 ],

    # four bytes that are filled up are no address
    [ 'binary(16)',    q(x'0A000001'), 'inet', q('a00:1::'), 0 ],
    [ 'varbinary(16)', q(x'0A000001000000000000000000000000'), 'inet', q('a00:1::'), 1 ],
    [ 'binary(16)',    q(x'00000000000000000000000000000001'), 'inet', q('::1'), 1 ],

    # an exact number is not -0
    [ 'decimal(4,1)', 0,      'real',             q('0'),  1 ],
    [ 'decimal(4,1)', 0,      'real',             q('-0'), 0 ],
    [ 'int',          0,      'double precision', q('-0'), 0 ],
    [ 'double',       '-0e0', 'double precision', q('-0'), 1 ],

    # clocks of a zone skip hours, and show others twice
    [ 'datetime', q('2024-10-27 01:59:59'), 'timestamptz', q('2024-10-26 23:59:59+00'), 1, time_zone => 'Europe/Paris' ],
    [ 'datetime', q('2024-10-27 02:30:00'), 'timestamptz', q('2024-10-27 00:30:00+00'), 0, time_zone => 'Europe/Paris' ],
    [ 'datetime', q('2024-10-27 02:30:00'), 'timestamptz', q('2024-10-27 01:30:00+00'), 0, time_zone => 'Europe/Paris' ],
    [ 'datetime', q('2024-10-27 03:00:00'), 'timestamptz', q('2024-10-27 02:00:00+00'), 1, time_zone => 'Europe/Paris' ],
    [ 'datetime', q('2024-03-31 02:30:00'), 'timestamptz', q('2024-03-31 01:30:00+00'), 0, time_zone => 'Europe/Paris' ],
    [ 'datetime', q('2024-03-31 03:30:00'), 'timestamptz', q('2024-03-31 01:30:00+00'), 1, time_zone => 'Europe/Paris' ],
    [ 'datetime', q('2024-10-27 02:30:00'), 'timestamptz', q('2024-10-27 01:30:00+00'), 1, time_zone => '+01:00' ],
    [ 'datetime', q('2024-10-27 02:30:00'), 'timestamptz', q('2024-10-27 02:30:00+00'), 1 ],
    [ 'datetime', q('9999-12-31 23:59:59'), 'timestamptz', q('9999-12-31 22:59:59+00'), 1, time_zone => 'Europe/Paris' ],

    # a cast of an enum may be anything
    [ q(enum('red','green')), q('green'), 'color', q('green'), 1 ],
    [ q(enum('red','green')), q('red'),   'color', q('green'), 0 ],

    # instants that no zone shows
    [ 'datetime', q('9999-12-31 23:59:59'), 'timestamptz', q('294276-12-31 23:59:59+00'), 0, time_zone => 'Asia/Tokyo' ],
    [ 'datetime', q('1000-01-01 00:00:00'), 'timestamptz', q('4714-11-24 00:00:00+00 BC'), 0, time_zone => 'America/New_York' ],
    [ 'datetime', q('1000-01-01 00:00:00'), 'timestamptz', q('-infinity'), 0, time_zone => 'America/New_York' ],
    [ 'date',     q('0000-00-00'),          'timestamptz', q('-infinity'), 1, zero_date => '-infinity', time_zone => 'America/New_York' ],

    # what an output function may leave out
    [ 'varchar(40)', q('(1.00000000001,2)'), 'point', q('(1.00000000001,2)'), 1 ],
    [ 'varchar(40)', q('(1.00000000001,2)'), 'point', q('(1,2)'), 0 ],
    [ 'varchar(99)', q{'["2014-10-25 21:30:00+00",)'}, 'tstzrange', q{'["2014-10-25 21:30:00+00",)'}, 1 ],
    [ 'varchar(99)', q{'["2014-10-25 21:30:00+00",)'}, 'tstzrange', q{'["2014-10-25 22:30:00+00",)'}, 0 ]);

# Settings under which one text may stand for two values, or a statement may
# mean something else.
my @sessions = ('', q(
    SET extra_float_digits = -15; SET DateStyle = 'SQL, DMY'; SET TimeZone = 'Europe/Moscow'; SET IntervalStyle = sql_standard;
    SET bytea_output = escape; SET standard_conforming_strings = off; SET escape_string_warning = off; SET quote_all_identifiers = on;
    SET timezone_abbreviations = 'Australia';));

my @columns = map { "c$_" } 0 .. $#cases;
my $columns = sub ($type) { join(', ', map { "$columns[$_] $cases[$_][$type] NULL" } 0 .. $#cases) };
my $values  = sub ($value) { join(', ', map { $_->[$value] } @cases) };
my $node    = start_cluster('verify_cases');

for my $flavour (qw(mysql mariadb))
{
    my $mysql = $flavour eq 'mysql' ? Converge::MySQL->shared('verify_cases') :
        Converge::MySQL->new('maria', flavour => 'mariadb');

    $mysql->make_database('tap_verify_cases', "SET sql_mode = 'NO_ENGINE_SUBSTITUTION';
        CREATE TABLE cases (id int PRIMARY KEY, " . $columns->(0) . ') DEFAULT CHARSET utf8mb4;
        INSERT INTO cases VALUES (1, ' . $values->(1) . ')');
    make_target($node, $flavour, q(CREATE TYPE color AS ENUM ('red', 'green');
        CREATE FUNCTION always_red(color) RETURNS text IMMUTABLE LANGUAGE sql AS 'SELECT ''red''';
        CREATE CAST (color AS text) WITH FUNCTION always_red(color);)
        . "SET TimeZone = 'UTC'; CREATE TABLE cases (id int PRIMARY KEY, " . $columns->(2) . ');
        INSERT INTO cases VALUES (1, ' . $values->(3) . ')');
    foreign_server($node, $flavour, 's', $mysql, dbname => 'tap_verify_cases');
    for my $i (0 .. $#cases)
    {
        my (undef, undef, undef, undef, undef, %rules) = $cases[$i]->@*;
        $node->safe_psql($flavour, "INSERT INTO converge_rule VALUES ('s', 'cases', '$columns[$i]', '$_', '$rules{$_}')") for keys %rules;
    }
    for my $session (0, 1)
    {
        my $name = $flavour . ($session ? ', odd settings' : '');

        told($flavour, $sessions[$session], '', "$name: as sent");
        told($flavour, $sessions[$session], ', pushdown => true', "$name: by the servers' own SQL");
    }
}

# ---------------------------------------------------------------- documents that are too long for the source

my $mysql = Converge::MySQL->shared('verify_cases');
$mysql->make_database('tap_verify_long', q(CREATE TABLE docs (id int PRIMARY KEY, j json);
    INSERT INTO docs VALUES (1, CONCAT('["', REPEAT('1e5', 500000), '", 1.10]')), (2, '1.10');
    CREATE TABLE zeros LIKE docs;
    INSERT INTO zeros VALUES (1, CONCAT('[', REPEAT('1.50,', 500000), '2.0]'))));
make_target($node, 'long', 'CREATE TABLE docs (id int PRIMARY KEY, j jsonb); CREATE TABLE zeros (LIKE docs INCLUDING ALL)');
foreign_server($node, 'long', 's', $mysql, dbname => 'tap_verify_long');
$node->safe_psql('long', q(SELECT * FROM converge_import('s', verify => 'checksum')));
is($node->safe_psql('long', q(SELECT table_name, column_name, status, detail FROM converge_verify('s', pushdown => true)
    WHERE check_name = 'checksum' AND status <> 'ok' ORDER BY 1)),
    join("\n", map { "$_|j|not comparable|the source could not look through its documents" } qw(docs zeros)),
    'documents that the source gives up are not comparable');
is($node->safe_psql('long', q(SELECT count(*) FROM converge_verify('s') WHERE status <> 'ok')), 0, 'and equal as they are sent');

# ---------------------------------------------------------------- a database that counts bytes

$mysql->make_database('tap_verify_bytes', q(CREATE TABLE words (id int PRIMARY KEY, two varchar(3), three varchar(3)) DEFAULT CHARSET utf8mb4;
    INSERT INTO words VALUES (1, CONVERT(x'C3A9' USING utf8mb4), CONVERT(x'C3A961' USING utf8mb4))));
$node->safe_psql('postgres', q(CREATE DATABASE bytes ENCODING 'SQL_ASCII' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0));
$node->safe_psql('bytes', 'CREATE EXTENSION converge; CREATE TABLE words (id int PRIMARY KEY, two char(2), three char(3))');
foreign_server($node, 'bytes', 's', $mysql, dbname => 'tap_verify_bytes');
is(import_error($node, 'bytes', q(SELECT * FROM converge_import('s', verify => 'checksum'))), undef, 'imported into SQL_ASCII, with checksums');
is($node->safe_psql('bytes', q(SELECT count(*) FROM converge_verify('s', pushdown => true) WHERE status <> 'ok')), 0, "equal by the servers' own SQL");
done_testing();

# Every column is as its case says; those that both servers cannot compute are
# left to the other way.
sub told ($database, $settings, $argument, $name)
{
    my %status = map { split /=/ } split /\n/, $node->safe_psql($database, "$settings SELECT column_name || '=' || status
        FROM converge_verify('s'$argument) WHERE check_name = 'checksum' AND column_name IS NOT NULL");
    my @wrong;

    for my $i (0 .. $#cases)
    {
        my $status = $status{ $columns[$i] } // 'ok';
        my $wanted = $cases[$i][4] ? 'ok' : 'different';

        next if $argument && $status eq 'not comparable' && $cases[$i][2] =~ /point|range/;
        push @wrong, "$cases[$i][0] $cases[$i][1], $cases[$i][2] $cases[$i][3]: $status" if $status ne $wanted;
    }
    is(join("\n", @wrong), '', $name);
}
