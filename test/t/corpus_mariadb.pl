# The corpus on MariaDB 11.8; see corpus_mysql.pl.

use v5.36;
use Converge::Corpus;
use Converge::MySQL;
use Converge::Target;
use Test::More;

my $mysql = Converge::MySQL->new('corpus_mariadb', flavour => 'mariadb');
like($mysql->sql('SELECT VERSION()'), qr/^11\.8.*MariaDB/, 'the source is MariaDB 11.8');
test_corpus($mysql, start_cluster('corpus_mariadb'));
done_testing();
