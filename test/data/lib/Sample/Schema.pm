package Sample::Schema;

# Reads the schemas of this directory, written for MySQL: what a table's columns are, which of
# them are unique by themselves, and which refer to another table.

use v5.36;

sub read ($class, @files) {
    my $self = bless { tables => [], columns => {}, unique => {}, parent => {} }, $class;
    $self->_read_file($_) for @files;
    return $self;
}

sub _read_file ($self, $file) {
    open my $handle, '<', $file or die "could not open $file: $!\n";
    my $table;
    while (my $line = <$handle>) {
        $table = $1 if $line =~ /^(?:CREATE|ALTER) TABLE `([^`]+)`/;
        push @{ $self->{tables} }, $table if $line =~ /^CREATE/;
        $self->_column($table, $line) if $line =~ /^    `/;
        $self->{columns}{$table}[-1]{labels} .= $line if $line =~ /^        '/;
        $self->{unique}{$table}{$1} = 1 if $line =~ /^    UNIQUE KEY .*\(`([^`]+)`\)/;
        $self->{parent}{$table}{$1} = $2
            if $line =~ /FOREIGN KEY \(`([^`]+)`\) REFERENCES `([^`]+)`/;
    }
}

sub _column ($self, $table, $line) {
    my ($name, $type) = $line =~ /^    `([^`]+)` (\w+(?:\([\d,]+\))?)/
        or die "not a column: $line";
    push @{ $self->{columns}{$table} }, {
        name     => $name,
        type     => $type,
        nullable => $line !~ /NOT NULL/ && $type ne 'enum',
        counter  => scalar $line =~ /AUTO_INCREMENT/,
        labels   => '',
    };
}

sub tables ($self)           { @{ $self->{tables} } }
sub columns ($self, $table)  { @{ $self->{columns}{$table} } }
sub parents ($self, $table)  { $self->{parent}{$table} // {} }
sub counter ($self, $table)  { (grep { $_->{counter} } $self->columns($table))[0] }

sub is_unique ($self, $table, $column) { $self->{unique}{$table}{$column} }

sub labels ($self, $table, $column) {
    my ($found) = grep { $_->{name} eq $column } $self->columns($table);
    return $found->{labels} =~ /'([^']*)'/g;
}

1;
