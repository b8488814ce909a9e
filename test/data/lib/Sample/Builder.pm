package Sample::Builder;

# Makes the rows of a table, column by column. Where a value comes from, in
# this order:
#
#   a rule for "table.column", then one for "*.column": code that gets the
#   row's number; or a list, whose members the first rows take in order and
#   the later ones at random;
#   the foreign key of the column. A unique one takes its parents one after
#   the other, and each such column has parents of its own; NULL when they run
#   out. Any other refers to a random parent;
#   the column's type.

use v5.36;
use Sample::Random;
use Sample::Text;

# rows: rows of each table; rules: as above; sparse: "table.column" of a
# foreign key => [period, remainders...], the rows that have it at all.
sub new ($class, %part) {
    my $self = bless { sparse => {}, %part }, $class;
    $self->_share_out_parents;
    return $self;
}

# Gives every one-to-one column its range of parent rows; where there are too
# few parents, all get less.
sub _share_out_parents ($self) {
    my (%wanted, %columns);
    for my $table ($self->{schema}->tables) {
        my $parents = $self->{schema}->parents($table);
        for my $column (map { $_->{name} } $self->{schema}->columns($table)) {
            my $parent = $parents->{$column} // next;
            next unless $self->_is_one_to_one($table, $column);
            my $wanted = $self->_most("$table.$column", $self->{rows}{$table});
            $wanted{$parent} += $wanted;
            push @{ $columns{$parent} }, { table => $table, column => $column, size => $wanted };
        }
    }
    for my $parent (keys %columns) {
        my $part = $self->{rows}{$parent} / $wanted{$parent};
        my $after = 0;
        for my $range (@{ $columns{$parent} }) {
            $range->{size} = int($range->{size} * $part) || 1 if $part < 1;
            $range->{after} = $after;
            $after += $range->{size};
            $self->{range}{"$range->{table}.$range->{column}"} = $range;
        }
    }
    $self->{children} = \%columns;
}

sub _is_one_to_one ($self, $table, $column) {
    return ($column eq 'authorizationId' || $self->{schema}->is_unique($table, $column))
        && !$self->{rules}{"$table.$column"};
}

# The number of row n among those that have the column; undef if it has not.
sub _nth ($self, $name, $n) {
    my $sparse = $self->{sparse}{$name} // return $n;
    my ($period, @rest) = @$sparse;
    for my $i (0 .. $#rest) {
        return int($n / $period) * @rest + $i + 1 if $n % $period == $rest[$i];
    }
    return undef;
}

# The largest such number.
sub _most ($self, $name, $rows) {
    my $sparse = $self->{sparse}{$name} // return $rows;
    my ($period, @rest) = @$sparse;
    return int($rows / $period) * @rest + grep { $_ <= $rows % $period } @rest;
}

# The rows of the parent that a one-to-one column refers to: those after
# "after", as many as "size".
sub range ($self, $column) { $self->{range}{$column} }

# The table whose one-to-one column refers to row n of parent, or undef.
sub owner ($self, $parent, $n) {
    for my $range (@{ $self->{children}{$parent} }) {
        return $range->{table} if $n <= $range->{after} + $range->{size};
    }
    return undef;
}

sub row_source ($self, $table) {
    my @source = map { $self->_column_source($table, $_) } $self->{schema}->columns($table);
    return sub { my ($n) = @_; [map { scalar $_->($n) } @source] };
}

sub _column_source ($self, $table, $column) {
    my $name = $column->{name};
    my $rule = $self->{rules}{"$table.$name"} // $self->{rules}{"*.$name"};
    my $parent = $self->{schema}->parents($table)->{$name};
    return sub { id_of($table, $_[0]) } if $name eq 'id' && !$rule;
    return $rule if ref $rule eq 'CODE';
    return _from_list($rule, $column->{nullable}) if $rule;
    return $self->_one_to_one($table, $name, $parent)
        if $parent && $self->_is_one_to_one($table, $name);
    return $self->_many_to_one($table, $column, $parent) if $parent;
    return _by_type($column);
}

sub _from_list ($list, $nullable) {
    return sub {
        my ($n) = @_;
        return $list->[$n - 1] if $n <= @$list;
        return undef if $nullable && rand() < 0.1;
        return $list->[rand @$list];
    };
}

sub _one_to_one ($self, $table, $column, $parent) {
    my ($after, $size) = @{ $self->range("$table.$column") }{qw(after size)};
    my $most = $self->{rows}{$parent} - $after;
    $most = $size if $size < $most;
    return sub {
        my ($n) = @_;
        my $nth = $self->_nth("$table.$column", $n);
        return undef unless defined $nth && $nth <= $most;
        return ref_to($parent, $after + $nth, $n == 7);
    };
}

# Earlier parents have more children.
sub _many_to_one ($self, $table, $column, $parent) {
    my $count = $self->{rows}{$parent};
    my $sparse = $self->{sparse}{"$table.$column->{name}"};
    my $empty = $sparse || !$column->{nullable} ? 0 : 0.04;
    return sub {
        my ($n) = @_;
        return undef if $sparse && !defined $self->_nth("$table.$column->{name}", $n);
        return undef if $n > 9 && rand() < $empty;
        return ref_to($parent, 1 + int($count * rand() ** 1.5), $n == 7);
    };
}

sub _by_type ($column) {
    my $type = $column->{type};
    return _text($column, sub { prose(between(1, 4)) }) if $type =~ /^(?:text|longtext)$/;
    my ($length) = $type =~ /^varchar\((\d+)\)/;
    return _text($column, sub { substr title(), 0, $length }) if $length;
    return sub { $_[0] < 3 ? $_[0] - 1 : int rand 2 } if $type =~ /^tinyint/;
    return sub { int rand 1000 } if $type =~ /^(?:int|bigint)$/;
    return _or_null($column, sub { moment($type =~ /6/ ? 6 : 0) }) if $type =~ /^datetime/;
    return _or_null($column, \&_small_document) if $type eq 'json';
    die "no values for column $column->{name} of type $type\n";
}

sub _or_null ($column, $source) {
    return $source unless $column->{nullable};
    return sub { $_[0] == 2 || $_[0] > 9 && rand() < 0.25 ? undef : $source->($_[0]) };
}

# Nullable text is empty in the first row, NULL in the second, and each again
# later.
sub _text ($column, $source) {
    return $source unless $column->{nullable};
    return sub {
        my ($n) = @_;
        my $kind = $n < 3 ? $n * 0.1 - 0.05 : $n < 10 ? 1 : rand();
        return $kind < 0.1 ? '' : $kind < 0.25 ? undef : $source->($n);
    };
}

sub _small_document {
    return sprintf '{"enabled": %s, "order": %d, "labels": [%s, %s], "since": "%s"}',
        pick('true', 'false'), between(1, 99), json_string(sentence()),
        json_string(words(2)), moment(0);
}

1;
