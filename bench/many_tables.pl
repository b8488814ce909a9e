# Runs inside the sandbox; see bench/many-tables.

use v5.36;
use Converge::MySQL;
use Converge::Target;
use List::Util qw(min max);
use Test::More;
use Time::HiRes 'time';

my ($tables, $runs) = @ENV{qw(BENCH_TABLES BENCH_RUNS)};
# the first two find an empty database, the others what the second has made
my @statements = (
    [ 'converge_ddl',           "SELECT count(*) FROM converge_ddl('many')" ],
    [ 'converge_create_schema', "SELECT count(*) FROM converge_create_schema('many')" ],
    [ 'converge_tables',        "SELECT count(*) FROM converge_tables('many')" ],
    [ 'converge_plan',          "SELECT count(*) FROM converge_plan('many')" ],
    [ 'converge_preflight',     "SELECT count(*) FROM converge_preflight('many')" ],
    [ 'converge_verify count',  "SELECT count(*) FROM converge_verify('many', 'count')" ],
    [ 'converge_verify',        "SELECT count(*) FROM converge_verify('many')" ]);

my $node = start_cluster('many', settings => [ 'max_locks_per_transaction = 1024' ]);

note(sprintf '%-8s %-23s %10s %8s %8s %8s', 'source', 'function', 'rows', 'median s', 'min', 'max');
for my $flavour (qw(mysql mariadb))
{
    my $mysql = Converge::MySQL->new("many_$flavour", flavour => $flavour, settings => { 'table-definition-cache' => 2 * $tables, 'skip-log-bin' => '' });
    make_database($mysql);
    for my $statement (@statements)
    {
        my ($rows, @seconds);
        for my $run (1 .. $runs)
        {
            my $database = "${flavour}_$run";
            make_target($node, $database) if $statement == $statements[0];
            foreign_server($node, $database, 'many', $mysql, dbname => 'many') if $statement == $statements[0];
            my $began = time;
            $rows = $node->safe_psql($database, $statement->[1]);
            push @seconds, time - $began;
        }
        my @sorted = sort { $a <=> $b } @seconds;
        note(sprintf '%-8s %-23s %10d %8.2f %8.2f %8.2f', $flavour, $statement->[0], $rows, $sorted[$#sorted / 2], min(@seconds), max(@seconds));
    }
    $mysql->kill9;
}
pass('measured');
done_testing();

# Ten columns a table, every second table refers to the one before.
sub make_database ($mysql)
{
    my $sql = '';
    for my $n (1 .. $tables)
    {
        my $parent = $n % 2 ? 'parent_id int NULL, KEY' : "parent_id int NULL, CONSTRAINT fk_$n FOREIGN KEY (parent_id) REFERENCES table_@{[$n - 1]} (id), KEY";
        $sql .= "CREATE TABLE table_$n (id int AUTO_INCREMENT PRIMARY KEY, name varchar(100) NOT NULL DEFAULT '', $parent by_parent_$n (parent_id),
            amount decimal(10,2) unsigned NOT NULL DEFAULT 0.00, flag tinyint(1) NOT NULL DEFAULT 0, kind enum('one', 'two') NOT NULL DEFAULT 'one',
            made datetime(6) DEFAULT CURRENT_TIMESTAMP(6), changed timestamp NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
            body text, total int AS (flag + 1) STORED, KEY by_name_$n (name, made), CHECK (amount < 1000000));\n";
    }
    $mysql->make_database('many', $sql);
}
