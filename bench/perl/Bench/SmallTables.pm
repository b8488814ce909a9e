package Bench::SmallTables;

# Many tables of ten rows: where the cost of a table counts, not that of rows.

use v5.36;
use Bench::Run;

# Writes schemas and rows into a new directory.
sub write ($directory, $tables) {
    my ($mysql, $postgres, $indexes, $load) = ('', '', '', "SET FOREIGN_KEY_CHECKS = 0;\n");

    mkdir $directory or die "$directory: $!";
    for my $n (map { sprintf '%04d', $_ } 1 .. $tables) {
        my $parent = sprintf 'small_%04d', $n % 10 == 0 ? $n - 9 : $n - 1;
        my $key = $n % 2 ? '' : ", CONSTRAINT small_${n}_parent_fkey FOREIGN KEY (parent_id) REFERENCES $parent (id)";
        $mysql .= "CREATE TABLE small_$n (id int NOT NULL PRIMARY KEY, parent_id int, name varchar(100) NOT NULL, amount decimal(10,2) NOT NULL,
            active tinyint(1) NOT NULL, made datetime(6), KEY small_${n}_parent_idx (parent_id), KEY small_${n}_name_idx (name)$key);\n";
        $postgres .= "CREATE TABLE small_$n (id int NOT NULL PRIMARY KEY, parent_id int, name varchar(100) NOT NULL, amount numeric(10,2) NOT NULL,
            active boolean NOT NULL, made timestamp(6)$key);\n";
        $indexes .= "CREATE INDEX small_${n}_parent_idx ON small_$n (parent_id);\nCREATE INDEX small_${n}_name_idx ON small_$n (name);\n";
        $load .= "INSERT INTO small_$n VALUES "
            . join(', ', map { my $none = $_ % 4 == 0; sprintf "(%d, %s, 'row %d of table %d', %d.%02d, %d, %s)", $_, $none ? 'NULL' : 11 - $_,
                $_, $n, $n * $_, $_, $_ % 2, $none ? 'NULL' : "'2024-01-0$_ 10:20:30.000$_'" =~ s/0(10 )/$1/r } 1 .. 10) . ";\n";
    }
    write_file("$directory/mysql.sql", $mysql);
    write_file("$directory/postgres.sql", $postgres . $indexes);
    write_file("$directory/load.sql", $load);
    return;
}

1;
