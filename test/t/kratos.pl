# Kratos' sample database into a target that holds some of the same rows, and
# TIMESTAMP columns whatever the session's time zone is.

use v5.36;
use Converge::Compare;
use Converge::MySQL;
use Converge::Target;
use PostgreSQL::Test::Utils;
use Test::More;

my $mysql = Converge::MySQL->shared('kratos');
my $node  = start_cluster('kratos');
my $data  = $mysql->make_sample('tap_kratos', 'kratos', scale => 0.1);
my @zones = ('UTC', 'Europe/Paris', 'America/St_Johns', 'Pacific/Apia');

make_target($node, 'kratos', map { "test/data/kratos/$_.sql" } qw(postgres postgres-seed));
foreign_server($node, 'kratos', 'kratos', $mysql, dbname => 'tap_kratos');

# ---------------------------------------------------------------- rows with the same ids

refused($node, 'kratos', q(SELECT * FROM converge_import('kratos')), '55000',
    [ qr/2 target tables already hold rows/, qr/identity_credential_types, \S*networks/ ], 'by default');
refused($node, 'kratos', q(SELECT * FROM converge_import('kratos', existing => 'append')), '23505',
    [ qr/identity_credential_types_pkey/ ], 'append');

my $rows = 0;
$rows += /\s(\d+)$/ ? $1 : 0 for split /\n/, slurp_file("$data/rows.tsv");

for my $zone (@zones)
{
    is($node->safe_psql('kratos', "SET TimeZone = '$zone'; SELECT imported_rows
        FROM converge_import('kratos', existing => 'truncate') WHERE table_name = 'total'"),
        $rows, "truncate, with TimeZone $zone");
    compare_ok($mysql, 'tap_kratos', $node, 'kratos', $zone);
}
is($node->safe_psql('kratos', q(SELECT count(*) FROM networks WHERE id = '5a2e3c9b-0d47-4b53-8f5e-6f3f7c1b9d20')),
    0, 'the row of the target alone is gone');

# ---------------------------------------------------------------- upsert keeps what is the target's

$node->safe_psql('kratos', q(DELETE FROM session_devices; UPDATE identities SET state = 'stale';
    INSERT INTO networks VALUES ('5a2e3c9b-0d47-4b53-8f5e-6f3f7c1b9d20', now(), now())));
is($node->safe_psql('kratos', q(SELECT imported_rows FROM converge_import('kratos', existing => 'upsert')
    WHERE table_name = 'total')), $rows, 'upsert');
is($node->safe_psql('kratos', q(DELETE FROM networks WHERE id = '5a2e3c9b-0d47-4b53-8f5e-6f3f7c1b9d20' RETURNING 1)),
    1, 'the row of the target alone is kept');
compare_ok($mysql, 'tap_kratos', $node, 'kratos', 'upsert');

# ---------------------------------------------------------------- instants

# both kinds of target, near the changes of summer time
$mysql->make_database('tap_kratos_zones', q(
    CREATE TABLE moments (id int PRIMARY KEY, plain timestamp(6), zoned timestamp(6), local datetime(6));
    INSERT INTO moments VALUES
        (1, '2024-03-31 00:59:59.999999', '2024-03-31 00:59:59.999999', '2024-03-31 02:30:00'),
        (2, '2024-03-31 01:00:00', '2024-03-31 01:00:00', '2024-03-31 03:00:00'),
        (3, '2024-10-27 00:30:00', '2024-10-27 00:30:00', '2024-10-27 02:30:00'),
        (4, '2024-10-27 01:30:00', '2024-10-27 01:30:00', '2024-10-27 02:30:00'),
        (5, '2024-03-10 02:30:00', '2024-03-10 02:30:00', '2024-03-10 02:30:00'),
        (6, '1970-01-01 00:00:01', '1970-01-01 00:00:01', '1000-01-01 00:00:00'),
        (7, '2038-01-19 03:14:07', '2038-01-19 03:14:07', '9999-12-31 23:59:59.999999'),
        (8, NULL, NULL, NULL)));
make_target($node, 'zones', 'CREATE TABLE moments (id int PRIMARY KEY, plain timestamp(6),
    zoned timestamptz(6), local timestamp(6))');
foreign_server($node, 'zones', 'zones', $mysql, dbname => 'tap_kratos_zones');
for my $zone (@zones)
{
    my $error = import_error($node, 'zones', "SET TimeZone = '$zone';
        SELECT * FROM converge_import('zones', existing => 'truncate')");
    is($error, undef, "moments are imported with TimeZone $zone") or diag($error->{text});
    compare_ok($mysql, 'tap_kratos_zones', $node, 'zones', "moments, $zone");
}

# ---------------------------------------------------------------- poison

my %sqlstate = (
    'nul-in-varchar'      => '22021',
    'nul-in-jsonb'        => '22P05',
    'empty-uuid-not-null' => '22P02|23502',
    'bad-uuid'            => '22P02',
    'duplicate-uuid'      => '23505',
    'duplicate-key'       => '23505',
    'zero-date'           => '22007|22008',
    'zero-timestamp'      => '22007|22008',
    'partial-date'        => '22007|22008',
    'invalid-date'        => '22007|22008',
    'bad-boolean'         => '22P02|22023|22003',
    'orphan'              => '23503',
    'null-in-not-null'    => '23502');
my $generate = "$ENV{CONVERGE_CHECKOUT}/test/data/generate";
my $list     = `$generate --database kratos --poisoned list`;
is_deeply([ sort map { (split /\t/)[0] } split /\n/, $list ], [ sort keys %sqlstate ], 'kinds of poison');

for (split /\n/, $list)
{
    my ($kind, $place, $id) = split /\t/;
    my ($table, $column)   = split /\./, $place;

    subtest "poisoned: $kind" => sub {
        my $directory = PostgreSQL::Test::Utils::tempdir();
        system_or_bail($generate, '--database', 'kratos', '--scale', 0.1, '--out', $directory, '--poisoned', $kind);
        $mysql->sql("CREATE TABLE saved AS SELECT * FROM `$table`", 'tap_kratos');
        $mysql->file("$directory/poison.sql", 'tap_kratos');
        # PostgreSQL's own messages tell the key that failed, not the row's
        my $says = $kind =~ /orphan|duplicate-key/ ? qr/\Q$column\E/
          : $kind eq 'empty-uuid-not-null' ? qr/row with id = / : qr/\Q$id\E/i;
        refused($node, 'kratos', q(SELECT * FROM converge_import('kratos', exclude => '{saved}', existing => 'truncate')),
            $sqlstate{$kind}, [ qr/\b\Q$table\E/, qr/\Q$column\E/, $says ], $kind);
        $mysql->sql("SET FOREIGN_KEY_CHECKS = 0, UNIQUE_CHECKS = 0, sql_mode = 'ALLOW_INVALID_DATES';
            DELETE FROM `$table`; INSERT INTO `$table` SELECT * FROM saved; DROP TABLE saved", 'tap_kratos');
    };
}
is(import_error($node, 'kratos', q(SELECT * FROM converge_import('kratos', existing => 'truncate'))), undef,
    'and without poison it is imported');

done_testing();
