# Settings of the source, global or of an init_command, do not change what
# arrives.

use v5.36;
use Converge::MySQL;
use Converge::Target;
use PostgreSQL::Test::Utils;
use Test::More;

my $mysql = Converge::MySQL->new('settings');
my $node  = start_cluster('settings');

$mysql->make_database('plain', q(
    CREATE TABLE first (id int PRIMARY KEY, padded char(10), at timestamp NULL, words text);
    CREATE TABLE second (id int PRIMARY KEY, `a"b` int);
    CREATE TABLE third (id int PRIMARY KEY, half float);
    SET SESSION time_zone = '+00:00';
    INSERT INTO first VALUES (1, 'x', '2024-02-03 04:05:06', 'a\\\\b\\'c'), (2, '', NULL, ''), (3, 'z', NULL, NULL);
    INSERT INTO second VALUES (1, 1), (2, 2);
    INSERT INTO third VALUES (1, 16777216), (2, 1234567)));
make_target($node, 'target', q(
    CREATE TABLE first (id int PRIMARY KEY, padded varchar(10), at timestamptz, words text);
    CREATE TABLE second (id int PRIMARY KEY, "a""b" int);
    CREATE TABLE third (id int PRIMARY KEY, half real)));
foreign_server($node, 'target', 'plain', $mysql, dbname => 'plain');

my $import = q(SELECT table_name, source_rows, imported_rows
    FROM converge_import('plain', existing => 'truncate') WHERE imported_rows IS NOT NULL);
my $rows = q(SET TimeZone = 'UTC';
    SELECT f.*, s."a""b", half FROM first f LEFT JOIN second s USING (id) LEFT JOIN third USING (id) ORDER BY id);
my $expected = join "\n", q(1|x|2024-02-03 04:05:06+00|a\b'c|1|1.6777216e+07), q(2||||2|1.234567e+06), q(3|z||||);

is($node->safe_psql('target', $import), "first|3|3\nsecond|2|2\nthird|2|2\ntotal|7|7", 'as installed: counts');
is($node->safe_psql('target', $rows), $expected, 'as installed: rows');

my %settings = (
    sql_select_limit => 1,
    sql_mode         => "'ANSI_QUOTES,PAD_CHAR_TO_FULL_LENGTH,NO_BACKSLASH_ESCAPES,HIGH_NOT_PRECEDENCE'",
    time_zone        => "'+05:30'",
    character_set_results => "'latin1'",
    max_execution_time    => 1,
    information_schema_stats_expiry => 86400,
    transaction_isolation => "'READ-COMMITTED'",
    autocommit            => 0);
for my $name (sort keys %settings)
{
    my $old = $mysql->sql("SELECT \@\@GLOBAL.$name");
    $mysql->sql("SET GLOBAL $name = $settings{$name}");
    is($node->safe_psql('target', $import), "first|3|3\nsecond|2|2\nthird|2|2\ntotal|7|7", "global $name: counts");
    is($node->safe_psql('target', $rows), $expected, "global $name: rows");
    $old = "'$old'" unless $old =~ /^\d+$/;
    $mysql->sql("SET GLOBAL $name = $old");
}

$node->safe_psql('target', q(ALTER SERVER plain OPTIONS (ADD init_command 'SET sql_select_limit = 1')));
is($node->safe_psql('target', $import), "first|3|3\nsecond|2|2\nthird|2|2\ntotal|7|7", 'init_command: counts');
is($node->safe_psql('target', $rows), $expected, 'init_command: rows');

# a primary key that the server makes by itself is a column like any other
$mysql->make_database('keyless', 'SET SESSION sql_generate_invisible_primary_key = ON; CREATE TABLE keyless (v int); INSERT INTO keyless VALUES (5), (6)');
foreign_server($node, 'target', 'keyless', $mysql, dbname => 'keyless');
$mysql->sql('SET GLOBAL show_gipk_in_create_table_and_information_schema = OFF');
$node->safe_psql('target', q(SELECT * FROM converge_import('keyless', missing => 'create')));
is($node->safe_psql('target', 'SELECT my_row_id, v FROM keyless ORDER BY 1'), "1|5\n2|6", 'a hidden primary key');

done_testing();
