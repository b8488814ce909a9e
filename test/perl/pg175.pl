# A library built with the headers of a later minor release, in PostgreSQL 17.5:
# Alkemio's sample database end to end.

use v5.36;
use Converge::Compare;
use Converge::MySQL;
use Converge::Target;
use PostgreSQL::Test::Utils;
use Test::More;

my $node  = start_cluster_of("$ENV{CONVERGE_STATE}/pg175");
my $mysql = Converge::MySQL->shared('pg175');

is($node->safe_psql('postgres', 'SHOW server_version'), '17.5', 'the server is the older one');
cmp_ok(qx($ENV{PG_CONFIG} --version) =~ /17\.(\d+)/ ? $1 : 0, '>', 5, 'and the library is built with a later one');

$mysql->make_sample('tap_pg175', 'alkemio', scale => 0.02);
make_target($node, 'alkemio');
# the sample wants one function of uuid-ossp, which this build may lack
$node->safe_psql('alkemio', q(CREATE FUNCTION uuid_generate_v4() RETURNS uuid LANGUAGE sql
    AS 'SELECT gen_random_uuid()'));
$node->safe_psql('alkemio', slurp_file("$ENV{CONVERGE_CHECKOUT}/test/data/alkemio/postgres.sql")
    =~ s/^CREATE EXTENSION .*"uuid-ossp";$//mr);
foreign_server($node, 'alkemio', 'alkemio', $mysql, dbname => 'tap_pg175');
$node->safe_psql('alkemio', slurp_file("$ENV{CONVERGE_CHECKOUT}/demo/rules.sql"));

my ($source, $imported, $note) = split /\|/, $node->safe_psql('alkemio',
    q(SELECT source_rows, imported_rows, note FROM converge_import('alkemio') WHERE table_name = 'total'));
is($imported, $source, 'rows imported');
like($note, qr/75 tables/, 'tables imported');
my (undef, $rows) = compare_ok($mysql, 'tap_pg175', $node, 'alkemio', 'content',
    skip => [qw(migrations_typeorm query-result-cache)],
    expressions => { base64_expressions(qw(whiteboard.content callout_contribution_defaults.whiteboardContent)) });
is($rows, $imported, 'rows compared');

refused($node, 'alkemio', q(SELECT * FROM converge_import('alkemio')), '55000', [], 'an import that fails');
is(last_run($node, 'alkemio') =~ s/\|.*//r, 'failed', 'its record, written by a worker');

done_testing();

# A copy of the installation with the extension in it, and with what the
# package leaves out and the test cluster wants.
sub start_cluster_of ($installed)
{
    -x "$installed/bin/postgres" or die "no $installed; run: test/sandbox pg175\n";
    my $copy = PostgreSQL::Test::Utils::tempdir() . '/pg175';
    system_or_bail('cp', '-a', $installed, $copy);
    symlink(qx($ENV{PG_CONFIG} --bindir) =~ s/\n//r . '/psql', "$copy/bin/psql") or die "psql: $!";
    append_to_file("$copy/bin/pg_config", "#!/bin/sh\necho PostgreSQL 17.5\n");
    chmod 0755, "$copy/bin/pg_config";

    chomp(my ($libdir, $sharedir) = map { scalar qx($ENV{PG_CONFIG} $_) } qw(--pkglibdir --sharedir));
    system_or_bail('cp', "$libdir/converge.so", "$copy/lib/postgresql/");
    system_or_bail('cp', glob("$sharedir/extension/converge*"), "$copy/share/postgresql/extension/");
    return start_cluster('pg175', install_path => $copy);
}
