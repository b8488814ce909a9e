# Schemas as applications have them: a rental shop, a firm's people over time,
# states and towns; on both servers.  They come out without a finding that a
# translation could have avoided.

use v5.36;
use Converge::Corpus;
use Converge::MySQL;
use Converge::Target;
use Test::More;

for my $flavour (qw(mysql mariadb))
{
    subtest $flavour => sub {
        test_shapes(Converge::MySQL->new("shapes_$flavour", flavour => $flavour), start_cluster("shapes_$flavour"));
    };
}
done_testing();
