# Foreign keys of large tables are checked by parallel workers: those that were
# there, and those that the import creates.

use v5.36;
use Converge::MySQL;
use Converge::Target;
use PostgreSQL::Test::Utils;
use Test::More;

my $mysql = Converge::MySQL->shared('foreign_keys');
my $node  = start_cluster('foreign_keys', settings => [
    'session_preload_libraries = auto_explain', 'auto_explain.log_min_duration = 0',
    'auto_explain.log_nested_statements = on', 'auto_explain.log_analyze = on',
    'max_parallel_workers_per_gather = 2' ]);

# more rows than a table needs to be worth a worker
$mysql->make_database('tap_foreign_keys', q(
    SET SESSION cte_max_recursion_depth = 1000000;
    CREATE TABLE parent (id int PRIMARY KEY, filling varchar(200));
    INSERT INTO parent WITH RECURSIVE s (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < 100000)
        SELECT n, REPEAT('x', 150) FROM s;
    CREATE TABLE child (id int PRIMARY KEY, parent_id int, filling varchar(200),
        CONSTRAINT belongs FOREIGN KEY (parent_id) REFERENCES parent (id));
    INSERT INTO child SELECT id, NULLIF(id % 1000, 0), filling FROM parent));
make_target($node, 'target', q(
    CREATE TABLE parent (id int PRIMARY KEY, filling text);
    CREATE TABLE child (id int PRIMARY KEY, parent_id int, filling text,
        CONSTRAINT belongs FOREIGN KEY (parent_id) REFERENCES parent);
    CREATE SCHEMA created));
foreign_server($node, 'target', 'foreign_keys', $mysql, dbname => 'tap_foreign_keys');

my %import = (
    there  => q(SELECT note FROM converge_import('foreign_keys', existing => 'truncate') WHERE table_name = 'foreign keys'),
    created => q(SELECT note FROM converge_import('foreign_keys', target_schema => 'created', missing => 'create')
        WHERE table_name = 'foreign keys'));

for my $keys (qw(there created))
{
    is_deeply([ checks($import{$keys}) ], [ 'parallel' ], "$keys: the check was parallel");
    $node->safe_psql('target', 'DROP SCHEMA created CASCADE; CREATE SCHEMA created');
    is_deeply([ checks("SET max_parallel_workers_per_gather = 0; $import{$keys}") ], [ 'serial' ],
        "$keys: it is not where the setting says so");
    $node->safe_psql('target', 'DROP SCHEMA created CASCADE; CREATE SCHEMA created');
}

# a statement of somebody else's, of the same shape, is left as it is
$node->safe_psql('target', 'TRUNCATE child; ALTER TABLE child DROP CONSTRAINT belongs; INSERT INTO child SELECT id, id, filling FROM parent');
is_deeply([ checks('ALTER TABLE child ADD CONSTRAINT belongs FOREIGN KEY (parent_id) REFERENCES parent') ], [ 'serial' ],
    'a key that the user adds is checked as ever');

# orphans: one, that a worker or the leader may find, and many
for my $orphans ('id = 77777', 'id % 2 = 0', 'true')
{
    $mysql->sql("SET foreign_key_checks = 0; UPDATE child SET parent_id = 100001 WHERE $orphans", 'tap_foreign_keys');
    for my $keys (qw(there created))
    {
        my $error = import_error($node, 'target', $import{$keys});
        is($error->{sqlstate}, '23503', "orphans where $orphans, keys $keys: refused");
        like($error->{text}, qr/violates foreign key constraint "belongs"\n.*Key \(parent_id\)=\(100001\) is not present in table "parent"/s,
            "orphans where $orphans, keys $keys: in PostgreSQL's words");
    }
    $mysql->sql('SET foreign_key_checks = 0; UPDATE child SET parent_id = NULLIF(id % 1000, 0)', 'tap_foreign_keys');
}
done_testing();

# How each check that the statements made was run.
sub checks ($sql)
{
    my $offset = -s $node->logfile;
    $node->safe_psql('target', $sql);
    my $log = slurp_file($node->logfile, $offset);
    return map { /Workers Launched: [1-9]/ ? 'parallel' : 'serial' }
        grep { /Query Text: SELECT fk\./ } split /^(?=\d{4}-\d\d-\d\d )/m, $log;
}
