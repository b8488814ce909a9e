# Two ways to the same truth: of a schema that converge_create_schema has made,
# converge_schema_diff shows no error, and no warning but on what a finding of
# converge_create_schema has announced.

use v5.36;
use Converge::MySQL;
use Converge::Target;
use List::Util 'uniq';
use Test::More;

my $data = "$ENV{CONVERGE_CHECKOUT}/test/data";
my $node = start_cluster('create_diff');
my %icu  = map { $_ => 1 } qw(collations rental staff atlas);

# what a finding may be on, for a difference on the object of that name
my %same = (column => [qw(column default)], 'primary key' => ['index'], 'unique key' => ['index'], index => ['index'],
    'exclusion constraint' => ['index'], table => [qw(table partition)]);

for my $mysql (map { Converge::MySQL->new("create_diff_$_", flavour => $_) } qw(mysql mariadb))
{
    my $flavour = $mysql->{flavour};
    make_target($node, $flavour);
    $mysql->make_database('corpus_abroad', 'CREATE TABLE far (id int PRIMARY KEY)');
    made_as_told($mysql, $_, grep { -f } "$data/corpus/$_.sql", "$data/corpus/$_.$flavour.sql")
        for uniq map { m{([a-z]+)[^/]*$} } grep { !/expected/ } glob "$data/corpus/*.sql";
    made_as_told($mysql, $_, "$data/$_/mysql.sql") for qw(alkemio kratos);
    $node->safe_psql($flavour, 'ALTER TABLE names_plain.system_names ALTER ctid_ TYPE bigint');
    is(join("\n", rows($flavour, "SELECT object, difference FROM converge_schema_diff('names_plain') WHERE object = 'system_names.ctid'")),
        'system_names.ctid|wider range', "$flavour: a column with another name is compared");
}
done_testing();

sub made_as_told ($mysql, $name, @files)
{
    my $flavour = $mysql->{flavour};
    $mysql->make_database("made_$name");
    $mysql->file($_, "made_$name") for @files;
    for my $rule ('plain', $icu{$name} ? 'icu' : ())
    {
        my $server = "${name}_$rule";
        foreign_server($node, $flavour, $server, $mysql, dbname => "made_$name", target_schema => $server, case_rule => $rule);
        my %told = map { $_ => 1 } rows($flavour, "SELECT object_type, object FROM converge_create_schema('$server') WHERE code IS NOT NULL");
        my @seen = rows($flavour, "SELECT object_type, object, severity, difference FROM converge_schema_diff('$server') WHERE severity <> 'info'");
        is_deeply([ grep { !announced($_, \%told) } @seen ], [], "$flavour, $server: nothing that was not announced");
    }
}

sub announced ($row, $told)
{
    my ($type, $object, $severity) = split /\|/, $row;
    return $severity ne 'error' && grep { $told->{"$_|$object"} } ($same{$type} // [$type])->@*;
}

sub rows ($database, $sql)
{
    return split /\n/, $node->safe_psql($database, $sql);
}
