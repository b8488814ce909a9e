package Bench::Ways;

# The ways to load a database, each a script of bash that is measured.
#
# The peers find empty tables without indexes and keys, which is not measured,
# and make these afterwards, which is. Where the database says in_place, and in
# the way of the operators, indexes and keys stay where they are. converge finds
# the rows of the last run, indexes and keys, and keeps these in place.

use v5.36;
use Bench::Database;
use Bench::Run;
use Bench::Settings;

# name, what it is called in the results; kind: own, peer, limit; script
my @ways = (
    [ converge => 'converge', 'own', sub { converge($_[0], $_[1], '') } ],
    (map { my $n = $_; [ "workers-$n" => "converge, workers => $n", 'own', sub { converge($_[0], $_[1], ", workers => $n") } ] } workers()),
    [ verify   => 'converge_verify', 'part', \&verify ],
    [ pipe     => 'mysql --quick \| psql COPY', 'peer', \&pipe ],
    [ files    => 'INTO OUTFILE, then COPY', 'peer', \&files ],
    [ csv      => 'CSV files, COPY, counts', 'peer', \&csv ],
    [ fdw      => 'mysql_fdw INSERT … SELECT', 'peer', \&fdw ],
    [ pgloader => 'pgloader (MariaDB 11.8)', 'peer', \&pgloader ],
    [ bare     => 'converge, no index', 'part', \&bare ],
    [ read     => 'bare read', 'limit', \&bare_read ],
    [ count    => 'COUNT(*)', 'part', \&count ],
    [ binary   => 'COPY FROM binary files', 'limit', \&binary ],
);

my %of = map { $_->[0] => $_ } @ways;
sub title ($way) { return $of{$way} ? $of{$way}[1] : $way =~ s/^workers-(\d+)$/converge, workers => $1/r }
sub kind ($way) { return $of{$way} ? $of{$way}[2] : 'own' }
sub is_limit ($way) { return kind($way) eq 'limit' }
sub loads_rows ($way) { return $way !~ /^(?:read|count|bare|verify)$/ }

# In the order of the results.
sub names { return map { $_->[0] } @ways }

# Those that there are for a database. The operators' way is for theirs.
sub possible ($database) {
    my %is_for = (tables => { map { $_ => 1 } qw(verify pipe fdw bare read count) }, whole => { map { $_ => 1 } qw(pipe files fdw pgloader read binary) });
    my $ways = $is_for{ $database->{in_place} ? 'tables' : 'whole' };
    return grep { kind($_) eq 'own' || $ways->{$_} || ($_ eq 'csv' && $database->{name} eq 'alkemio') } names();
}

sub names_for ($database) {
    return grep { wants_way($database->{name}, $_) } possible($database);
}

sub is_in_place ($way, $database) { return $way eq 'csv' || $database->{in_place} }

# Makes the script of a way; everything it needs that is not measured is done.
sub prepare ($way, $database, $mariadb) {
    my $is_peer = loads_rows($way) && kind($way) ne 'own';
    my $is_in_place = is_in_place($way, $database);
    $database->clear($is_in_place) if $is_peer;
    my $file = "$work/$database->{name}-$way";
    my $text = $of{$way}[3]->($database, $file, $mariadb);
    $text .= psql_file($database, "$file-finish.sql", join "\n", $is_in_place ? '' : $database->{finish}, $database->{sequences}, $database->{analyze}) if $is_peer;
    $text .= counts($database, $file) if $way eq 'csv';
    return write_file("$file.sh", "export MYSQL_PWD=reader PGTZ=UTC\n$text");
}

sub psql_file ($database, $file, $sql) {
    write_file($file, $sql);
    return "psql -Xqt -v ON_ERROR_STOP=1 -d $database->{target} -f $file >/dev/null\n";
}

# mysql and INTO OUTFILE leave carriage returns as they are, and COPY does not take them
sub copy_in ($database, $file, $table, $null) {
    write_file("$file-$table.copy", 'COPY ' . $database->target_columns($table) . " FROM STDIN WITH (NULL '$null')");
    return qq{sed 's/\\r/\\\\r/g' | psql -Xq -v ON_ERROR_STOP=1 -d $database->{target} -c "\$(<$file-$table.copy)"};
}

# Prints what the report says of the readers, if it does, and seconds and bytes,
# of the table where there is one alone.
sub converge ($database, $file, $more) {
    return import_into($database, $file, 'NULL', "$more" . $database->choice);
}

# What the last way has left in the target.
sub verify ($database, $file, $) {
    write_file("$file.sql", "SELECT 1 / (count(*) FILTER (WHERE status <> 'ok') = 0)::int, extract(epoch FROM clock_timestamp() - statement_timestamp())"
        . " FROM converge_verify('$database->{name}', 'checksum'" . $database->choice . ") WHERE table_name = '$database->{only}';\n");
    return "psql -XqAt -F ' ' -v ON_ERROR_STOP=1 -d $database->{target} -f $file.sql\n";
}

sub bare ($database, $file, $) {
    psql($database->{target}, "SET client_min_messages = warning; CREATE SCHEMA IF NOT EXISTS bare;
        CREATE TABLE IF NOT EXISTS bare.$database->{only} (LIKE public.$database->{only})");
    return import_into($database, $file, q{'bare'}, $database->choice);
}

sub import_into ($database, $file, $schema, $more) {
    my $row = $database->{only} // 'total';
    write_file("$file.sql", <<~SQL);
        SELECT CASE table_name WHEN '$row' THEN concat_ws(' ', seconds, bytes) ELSE note END
        FROM converge_import('$database->{name}', $schema, existing => 'truncate'$more)
        WHERE table_name IN ('source', '$row') ORDER BY table_name = '$row';
        SQL
    return "psql -XqAt -v ON_ERROR_STOP=1 -d $database->{target} -f $file.sql\n";
}

sub pipe ($database, $file, $) {
    my $text = '';
    for my $table ($database->{tables}->@*) {
        write_file("$file-$table.sql", 'SELECT ' . $database->expressions($table, 1) . " FROM `$table`;\n");
        $text .= "$ENV{MYSQL} --user=reader --quick -N -B --default-character-set=utf8mb4 --init-command=\"SET time_zone = '+00:00'\""
            . " $database->{source} < $file-$table.sql | " . copy_in($database, $file, $table, $null) . "\n";
    }
    return $text;
}

# As the operators did it: a file for each table, one after another; then into
# tables that have their indexes, without checking foreign keys. The server reads
# the files: psql would end a file at a line of \. in a text.
sub csv ($database, $file, $) {
    my $folder = "$work/csv-$database->{name}";
    my $text = "rm -rf $folder\nmkdir $folder\n";
    my $copy = "SET session_replication_role = replica;\n";
    for my $table ($database->{tables}->@*) {
        write_file("$file-$table.sql", "SET time_zone = '+00:00'; SELECT " . $database->csv_record($table) . " FROM `$table`;\n");
        $text .= "$ENV{MYSQL} --user=reader --quick -N -B --raw --default-character-set=utf8mb4 $database->{source} < $file-$table.sql > $folder/$table.csv\n";
        $copy .= 'COPY ' . $database->target_columns($table) . " FROM '$folder/$table.csv' WITH (FORMAT csv);\n";
    }
    return $text . psql_file($database, "$file-copy.sql", $copy) . "rm -rf $folder\n";
}

# Every table counted at both sides.
sub counts ($database, $file) {
    my @tables = $database->{tables}->@*;
    write_file("$file-mysql.sql", join '', map { "SELECT '$_', COUNT(*) FROM `$_`;\n" } @tables);
    write_file("$file-postgres.sql", join '', map { "SELECT '$_' || chr(9) || count(*) FROM " . Bench::Database::identifier($_) . ";\n" } @tables);
    return "$ENV{MYSQL} --user=reader -N -B $database->{source} < $file-mysql.sql > $file-mysql.out\n"
        . "psql -XqAt -d $database->{target} -f $file-postgres.sql > $file-postgres.out\ncmp $file-mysql.out $file-postgres.out\n";
}

# The files lie where the server may write; what a run leaves goes first.
sub files ($database, $file, $) {
    my $folder = "$ENV{CONVERGE_STATE}/files/$database->{source}";
    run("rm -rf $folder && mkdir -m 777 $folder");
    my $text = "$ENV{MYSQL} --no-defaults --host=localhost --user=root --socket=$ENV{MYSQL_UNIX_SOCKET} --password= $database->{source} < $file.sql\n";
    write_file("$file.sql", join('', "SET time_zone = '+00:00';\n", map {
        'SELECT ' . $database->expressions($_) . " INTO OUTFILE '$folder/$_' CHARACTER SET utf8mb4 FROM `$_`;\n" } $database->{tables}->@*));
    $text .= "<$folder/$_ " . copy_in($database, $file, $_, '\N') . "\n" for $database->{tables}->@*;
    return "${text}rm -rf $folder\n";
}

sub fdw ($database, $file, $) {
    my ($create, $insert) = ('DROP SCHEMA fdw CASCADE; CREATE SCHEMA fdw;', '');
    for my $table ($database->{tables}->@*) {
        my ($foreign, $rows) = $database->through_fdw($table);
        $create .= $foreign;
        $insert .= $rows;
    }
    psql($database->{target}, "SET client_min_messages = warning; $create");
    return psql_file($database, "$file.sql", $insert);
}

# Rows alone: the tables of the target are there.
sub pgloader ($database, $file, $mariadb) {
    my $tables = join(', ', map { "'$_'" } $database->{tables}->@*);
    my $casts = join(', ', map { my $table = $_; map { "column $table.$_->{name} to uuid drop typemod using empty-string-to-null" }
        grep { $_->{type} eq 'uuid' && $_->{nullable} } $database->{columns}{$table}->@* } $database->{tables}->@*);
    $casts &&= "CAST $casts";
    write_file("$file.load", <<~LOAD);
        LOAD DATABASE
            FROM mysql://reader:reader\@127.0.0.1:$mariadb->{port}/$database->{source}
            INTO pgsql://postgres\@unix:$ENV{PGHOST}:$ENV{PGPORT}/$database->{target}
        WITH data only, create no tables, create no indexes, no foreign keys, no truncate, reset no sequences, quote identifiers
        $casts
        INCLUDING ONLY TABLE NAMES MATCHING $tables
        ALTER SCHEMA '$database->{source}' RENAME TO 'public';
        LOAD
    return "pgloader --on-error-stop --root-dir $work/pgloader $file.load >&2\n";
}

sub bare_read ($database, $file, $) {
    write_file("$file-$_.sql", 'SELECT ' . join(', ', map { "`$_->{name}`" } $database->{columns}{$_}->@*) . " FROM `$_`") for $database->{tables}->@*;
    return "$work/read 127.0.0.1 \$MYSQL_TCP_PORT reader reader $database->{source} "
        . join(' ', map { qq{"\$(<$file-$_.sql)"} } $database->{tables}->@*) . "\n";
}

sub count ($database, $, $) {
    return "$work/read 127.0.0.1 \$MYSQL_TCP_PORT reader reader $database->{source} " . join(' ', map { "'SELECT COUNT(*) FROM `$_`'" } $database->{tables}->@*) . "\n";
}

# Files that save_binary has made.
sub binary ($database, $file, $) {
    return psql_file($database, "$file.sql", join('', map {
        'COPY ' . $database->target_columns($_) . " FROM '$work/binary-$database->{name}/$_' WITH (FORMAT binary);\n" } $database->{tables}->@*));
}

# From what stands in the target.
sub save_binary ($database) {
    my $folder = "$work/binary-$database->{name}";
    mkdir $folder;
    psql($database->{target}, join('', map {
        'COPY ' . $database->target_columns($_) . " TO '$folder/$_' WITH (FORMAT binary);\n" } $database->{tables}->@*));
}

1;
