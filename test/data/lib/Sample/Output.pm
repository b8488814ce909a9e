package Sample::Output;

# Files for LOAD DATA in its default form, and the load.sql that loads them.

use v5.36;

my %Escape = ("\\" => '\\\\', "\t" => '\\t', "\n" => '\\n', "\0" => '\\0');

sub new ($class, $directory) {
    mkdir $directory or die "could not create directory $directory: $!\n"
        unless -d $directory;
    return bless { directory => $directory, tables => [], bytes => 0, rows => 0 }, $class;
}

# Writes rows 1 to count of a table; row is called with the number and
# returns a reference to the values of the columns.
sub write_table ($self, $table, $columns, $count, $row) {
    my $file = "$self->{directory}/$table.tsv";
    open my $handle, '>:raw', $file or die "could not create $file: $!\n";
    for my $n (1 .. $count) {
        my $values = $row->($n);
        for (@$values) {
            if (!defined) { $_ = '\\N' }
            elsif (/[\\\t\n\0]/) { s/([\\\t\n\0])/$Escape{$1}/g }
        }
        print $handle join("\t", @$values), "\n";
    }
    close $handle or die "could not write $file: $!\n";
    $self->{rows} += $count;
    $self->{bytes} += -s $file;
    push @{ $self->{tables} }, { name => $table, columns => $columns, rows => $count };
}

sub write_file ($self, $name, @text) {
    my $file = "$self->{directory}/$name";
    open my $handle, '>:raw', $file or die "could not create $file: $!\n";
    print $handle @text;
    close $handle or die "could not write $file: $!\n";
}

# before and after: statements around the loading; counters: next value of
# the AUTO_INCREMENT column of a table.
sub write_load_sql ($self, %part) {
    my $counters = $part{counters} // {};
    $self->write_file('rows.tsv', map { "$_->{name}\t$_->{rows}\n" } @{ $self->{tables} });
    $self->write_file('load.sql', <<~'SQL', $part{before} // '',
        -- Loads the files beside it into the current database. In this directory:
        --   mysql --local-infile=1 DATABASE < load.sql
        -- LOCAL makes warnings of errors, so load_check ends it where a table has
        -- got other than its rows, or a warning.

        SET NAMES utf8mb4;
        SET time_zone = '+00:00';
        SET FOREIGN_KEY_CHECKS = 0;

        CREATE TEMPORARY TABLE load_check (
            table_name varchar(64) NOT NULL,
            expected bigint NOT NULL,
            loaded bigint NOT NULL,
            warnings bigint NOT NULL,
            CONSTRAINT all_rows_loaded CHECK (loaded = expected),
            CONSTRAINT no_warnings CHECK (warnings = 0)
        );

        SQL
        (map { _load($_) } @{ $self->{tables} }),
        (map { "ALTER TABLE `$_` AUTO_INCREMENT = $counters->{$_};\n" } sort keys %$counters),
        $part{after} // '',
        "\nDROP TEMPORARY TABLE load_check;\nSET FOREIGN_KEY_CHECKS = 1;\n");
}

# A blob goes through hexadecimal digits: the file is utf8mb4, its bytes are
# not.
sub _load ($table) {
    my (@columns, @set);
    for my $column (@{ $table->{columns} }) {
        my $blob = $column->{type} =~ /blob$/;
        push @columns, $blob ? "\@$column->{name}" : "`$column->{name}`";
        push @set, "`$column->{name}` = UNHEX(\@$column->{name})" if $blob;
    }
    my $list = join ', ', @columns;
    $list =~ s/(.{1,72})(?:\s|$)/$1\n     /g;
    $list =~ s/\s+$//;
    my $set = @set ? "\n    SET " . join(', ', @set) : '';
    return <<~SQL;
        LOAD DATA LOCAL INFILE '$table->{name}.tsv' INTO TABLE `$table->{name}`
            CHARACTER SET utf8mb4
            ($list)$set;
        SET \@warnings = \@\@warning_count;
        INSERT INTO load_check
            SELECT '$table->{name}', $table->{rows}, COUNT(*), \@warnings FROM `$table->{name}`;

        SQL
}

1;
