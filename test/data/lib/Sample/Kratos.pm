package Sample::Kratos;

# The sample of Kratos' database: rows, and the columns for which
# Sample::Builder needs a rule.

use v5.36;
use Sample::Builder;
use Sample::Random;
use Sample::Schema;
use Sample::Text;

use constant ROWS => 60_000;    # at scale 1, about 20 MB

my %Share = (
    sessions => 0.38, session_devices => 0.41, identities => 0.04,
    identity_credentials => 0.05, identity_credential_identifiers => 0.05,
    identity_verifiable_addresses => 0.04, identity_recovery_addresses => 0.03,
);

# Both sides have these under the same ids: see kratos/postgres-seed.sql.
my @Type = (
    [password      => 'bf0f1e63-197f-4234-b592-8a0b5d819d35'],
    [oidc          => '77d467fe-7afc-416b-8a33-c70337903885'],
    [totp          => '0fc1b3f8-5050-4a17-a9cf-7f3030347d0c'],
    [lookup_secret => '93c1c639-5eeb-4b99-9bfc-6fc994219234'],
    [webauthn      => '0836a3ee-c482-4545-8f3f-d95a9e877d43'],
    [code          => '9c868042-5dc1-426a-abeb-ce60c1229d9c'],
    [passkey       => '2fa938ec-aa66-4bc6-bd98-6452c75477d1'],
    [link_recovery => 'cbdb08d2-4dbb-47b7-a9cb-590b08b9f67b'],
    [code_recovery => '84c6faad-0223-441c-b12a-3fbf73493fad'],
);

sub network { 'f43bcc54-9f3e-4602-a978-30a879685e7d' }

sub rows ($scale) {
    my %rows = (identity_credential_types => scalar @Type, networks => 1);
    for (keys %Share) {
        my $rows = int ROWS * $scale * $Share{$_};
        $rows{$_} = $rows < 60 ? 60 : $rows;
    }
    return \%rows;
}

# legacy: Kratos has no such tables.
sub sample ($directory, $scale, $legacy = 0) {
    die "--legacy goes with --database alkemio\n" if $legacy;
    my $schema = Sample::Schema->read("$directory/kratos/mysql.sql");
    my $rows = rows($scale);
    my $builder = Sample::Builder->new(
        schema => $schema, rows => $rows, rules => {
            _common(), _identities(), _credentials($rows), _addresses($rows),
            _sessions($rows), _devices($rows),
        });
    return {
        schema     => $schema,
        rows       => $rows,
        row_source => sub ($table) { $builder->row_source($table) },
        counters   => {},
    };
}

sub _common {
    return (
        'identity_credential_types.id'   => sub { $Type[$_[0] - 1][1] },
        'identity_credential_types.name' => sub { $Type[$_[0] - 1][0] },
        'networks.id'         => \&network,
        'networks.created_at' => sub { '1970-01-01 00:00:01' },
        'networks.updated_at' => sub { '2038-01-19 03:14:07' },
        '*.nid'         => sub { $_[0] % 20 == 3 ? uc network() : network() },
        '*.created_at'  => sub { moment_between(1577836800, 1672531199, 0) },
        '*.updated_at'  => sub { moment_between(1672531200, 1767225599, 0) },
    );
}

# '' stands for "none" in the fifth row, and in 4 %.
sub _none_or ($table) {
    return sub {
        my ($n) = @_;
        my $kind = $n == 5 ? 0 : $n < 10 ? 0.1 + ($n & 1) : rand();
        return $kind < 0.04 ? '' : $kind < 0.7 ? undef : uuid($table, $n % 20);
    };
}

sub _email { sprintf '%s.%d@example.org', substr(uuid('email', $_[0]), 0, 8), $_[0] }

sub _identities {
    my @odd = map { $_->[1] } odd_documents();
    shift @odd;    # \u0000, which jsonb refuses
    return (
        'identities.schema_id' => ['default', 'https://example.org/schemas/person.json'],
        'identities.traits' => sub {
            sprintf '{"email":"%s","name":{"first":%s,"last":%s},"accepted_terms":%s}',
                _email($_[0]), json_string(first_name()), json_string(last_name()),
                pick('true', 'false') },
        'identities.state'            => [qw(active inactive active active)],
        'identities.metadata_public'  => sub {
            $odd[$_[0] - 1] // ($_[0] % 3 ? undef : '{"picture":""}') },
        'identities.metadata_admin'   => sub {
            $_[0] % 5 ? undef : '{"note":' . json_string(sentence()) . '}' },
        'identities.available_aal'    => [undef, 'aal1', 'aal2', 'aal0'],
        'identities.organization_id'  => _none_or('organization'),
        'identities.external_id'      => sub { $_[0] % 4 ? undef : "crm:$_[0]" . ($_[0] % 8 ? 'A' : 'é') },
        'identities.created_at'       => sub { $_[0] == 1 ? '1000-01-01 00:00:00' : moment(0) },
    );
}

sub _identity ($rows) {
    my $count = $rows->{identities};
    return sub { ref_to('identities', ($_[0] - 1) % $count + 1, $_[0] == 7) };
}

# Credentials past the number of identities are second ones, of another type.
sub _credential_type ($rows) {
    my $count = $rows->{identities};
    return sub { $Type[$_[0] > $count ? 1 + $_[0] % $#Type : 0][1] };
}

# The identifiers compare with case: of every fifty, the second differs from
# the first in nothing else.
sub _identifier {
    my ($n) = @_;
    return $n % 50 == 2 ? uc _email($n - 1) : _email($n);
}

sub _credentials ($rows) {
    return (
        'identity_credentials.identity_id' => _identity($rows),
        'identity_credentials.identity_credential_type_id' => _credential_type($rows),
        'identity_credentials.config' => sub {
            sprintf '{"hashed_password":"$argon2id$v=19$m=65536,t=3,p=2$%s$%s"}', token(22), token(43) },
        'identity_credentials.version' => sub {
            (2147483647, -2147483648, 0)[$_[0] - 1] // int rand 2 },
        'identity_credential_identifiers.identity_credential_id' => sub {
            ref_to('identity_credentials', $_[0], $_[0] == 7) },
        'identity_credential_identifiers.identity_id' => _identity($rows),
        'identity_credential_identifiers.identity_credential_type_id' => _credential_type($rows),
        'identity_credential_identifiers.identifier' => \&_identifier,
    );
}

sub _addresses ($rows) {
    return (
        (map {
            ("$_.identity_id" => _identity($rows), "$_.via" => sub { 'email' },
                "$_.value" => \&_email)
        } qw(identity_verifiable_addresses identity_recovery_addresses)),
        'identity_verifiable_addresses.status' => [qw(pending sent completed)],
        'identity_recovery_addresses.break_glass_for_organization' => _none_or('organization'),
    );
}

sub _sessions ($rows) {
    my $most = $rows->{identities};
    return (
        'sessions.identity_id'  => sub {
            ref_to('identities', 1 + int($most * rand() ** 2), $_[0] == 7) },
        'sessions.token'        => sub { 'ory_st_' . token(32) },
        'sessions.logout_token' => sub { $_[0] % 9 ? 'ory_lo_' . token(32) : undef },
        'sessions.expires_at'   => sub { $_[0] == 1 ? '9999-12-31 23:59:59' : moment(0) },
        'sessions.active'       => sub { $_[0] == 3 ? undef : $_[0] < 3 ? $_[0] - 1 : int rand 2 },
        'sessions.aal'          => [qw(aal1 aal2)],
        'sessions.authentication_methods' => sub {
            sprintf '[{"aal":"aal1","method":"%s","completed_at":"%sZ"}]',
                pick(qw(password oidc code)), moment(6) },
    );
}

my @Agent = (
    'Mozilla/5.0 (X11; Linux x86_64; rv:%d.0) Gecko/20100101',
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/%d.0.0.0 Safari/537.36',
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/%d.1',
    'curl/8.%d.0',
);

# The first device of every session; the rest are second ones. The target
# wants them to differ in address or agent.
sub _devices ($rows) {
    my $sessions = $rows->{sessions};
    my @odd = grep { length $_ < 1000 } map { $_->[1] } odd_texts();
    return (
        'session_devices.session_id' => sub {
            ref_to('sessions', ($_[0] - 1) % $sessions + 1, $_[0] == 7) },
        'session_devices.identity_id' => sub {
            ref_to('identities', $_[0] % $rows->{identities} + 1, $_[0] == 7) },
        'session_devices.ip_address' => sub {
            my ($n) = @_;
            return (undef, '')[$n - 1] if $n < 3;
            return $n % 3 ? join('.', map { between(1, 254) } 1 .. 4)
                : sprintf '2001:db8:%x:%x::%x', rand 65536, rand 65536, $n },
        'session_devices.user_agent' => sub {
            my ($n) = @_;
            return $odd[$n - 1] if $n <= @odd;
            return pick(@Agent) =~ s/%d/between(90, 140)/er . ($n > $sessions ? ' (second)' : '') },
        'session_devices.location' => sub {
            my ($n) = @_;
            return $odd[$n] // ($n % 4 ? city() . ', ' . country() : ('', undef)[$n / 4 % 2]) },
    );
}

1;
