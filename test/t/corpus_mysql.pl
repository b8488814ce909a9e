# The corpus on MySQL 9.7: every object has the counterpart that the manuals ask
# for, every row arrives, and the schema behaves as its source does.

use v5.36;
use Converge::Corpus;
use Converge::MySQL;
use Converge::Target;
use Test::More;

my $mysql = Converge::MySQL->new('corpus_mysql', settings => { 'event-scheduler' => 'OFF' });
like($mysql->sql('SELECT VERSION()'), qr/^9\.7\./, 'the source is MySQL 9.7');
test_corpus($mysql, start_cluster('corpus_mysql'));
done_testing();
