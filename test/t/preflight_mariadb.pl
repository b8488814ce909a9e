# What converge_preflight has MariaDB evaluate: orphans, text encoded twice,
# characters that get lost.  The tables are those of the regression tests,
# whose answers for MySQL are in expected.

use v5.36;
use Converge::MySQL;
use Converge::Target;
use PostgreSQL::Test::Utils;
use Test::More;

my $mysql = Converge::MySQL->new('preflight_mariadb', flavour => 'mariadb');
my $node  = start_cluster('preflight_mariadb');

# target tables of the test, findings by code and column
for my $name (qw(preflight_references preflight_text))
{
    my $tables = slurp_file("$ENV{CONVERGE_CHECKOUT}/test/mysql/$name.sql");
    my $script = slurp_file("$ENV{CONVERGE_CHECKOUT}/test/sql/$name.sql");
    my ($target) = $script =~ /source\.psql\n(.*?)^SELECT severity/ms;
    # MariaDB has these collations by other names
    $tables =~ s/utf8mb4_0900_ai_ci/utf8mb4_uca1400_ai_ci/g;
    $tables =~ s/utf8mb4_0900_bin/utf8mb4_nopad_bin/g;

    $mysql->make_database($name, $tables);
    make_target($node, $name, $target);
    foreign_server($node, $name, $name, $mysql, dbname => $name);
    my $found = $node->safe_psql($name, qq(
        SELECT severity, code, table_name, column_name, rows, sample_key FROM converge_preflight('$name')
        WHERE code IN ('ORPHAN', 'REFERENCE_NOT_CHECKED', 'DOUBLE_ENCODED', 'CHARSET_LOSS')));
    my $expected = slurp_file("$ENV{CONVERGE_CHECKOUT}/expected/$name.out");
    # the first table of findings in the expected file, without its messages
    my @rows = map { join '|', map { s/^\s+|\s+$//gr } (split /\|/)[ 0 .. 5 ] }
        grep { /^ (?:error|loss|warning|info) .*(?:ORPHAN|NOT_CHECKED|DOUBLE|LOSS)/ }
        split /\n/, (split /^\(\d+ rows\)/m, $expected)[0];
    cmp_ok(@rows, '>', 5, "$name: findings expected");
    is($found, join("\n", @rows), "$name: as in MySQL");
}

done_testing();
