package Sample::Alkemio;

# The sample of Alkemio's database: how many rows, and the columns for which
# Sample::Builder needs a rule.

use v5.36;
use Sample::Builder;
use Sample::Content;
use Sample::Random;
use Sample::Schema;
use Sample::Text;

use constant ROWS => 100_000;    # at scale 1

# Eight tables have seven tenths of the rows, as in production.
my %Share = (
    authorization_policy => 0.35, in_app_notification => 0.08, activity => 0.07,
    credential => 0.04, tagset => 0.04, visual => 0.04, profile => 0.04, location => 0.04,
);

# The others have the rest in this proportion.
my %Weight = (
    account => 45, agent => 175, ai_persona => 20, application => 20,
    application_questions => 40, calendar => 50, calendar_event => 30, callout => 100,
    callout_contribution => 120, callout_contribution_defaults => 100, callout_framing => 100,
    callouts_set => 75, classification => 100, collaboration => 50, communication => 40,
    community => 40, community_guidelines => 20, conversation => 60, conversations_set => 50,
    discussion => 10, document => 300, form => 65, innovation_flow => 50,
    innovation_flow_state => 120, innovation_hub => 3, innovation_pack => 5, invitation => 30,
    knowledge_base => 20, license => 190, license_entitlement => 350, lifecycle => 75,
    link => 45, memo => 30, nvp => 45, organization => 20, organization_verification => 20,
    platform_invitation => 10, post => 75, reference => 300, role => 300, role_set => 65,
    room => 320, space => 40, space_about => 50, storage_aggregator => 160,
    storage_bucket => 450, tagset_template => 80, tagset_template_set => 80, template => 40,
    template_content_space => 10, template_default => 20, templates_manager => 11,
    templates_set => 18, timeline => 50, user => 50, user_group => 10, user_settings => 50,
    vc_interaction => 30, virtual_contributor => 20, whiteboard => 40,
);

my %Fixed = (
    ai_server => 1, forum => 1, library => 1, license_plan => 9, license_policy => 1,
    licensing_framework => 1, platform => 1, migrations_typeorm => 97,
    'query-result-cache' => 60, challenge => 12, opportunity => 20,
);

# What the odd rows need at any scale.
my %Least = (
    authorization_policy => 850, in_app_notification => 60, profile => 220, location => 60,
    tagset => 60, visual => 60, activity => 60, whiteboard => 12,
    callout_contribution_defaults => 12, invitation => 12,
);

sub rows ($scale) {
    my $total = ROWS * $scale;
    my $sum = 0;
    $sum += $_ for values %Weight;
    my %rows = (
        %Fixed,
        (map { $_ => $total * $Share{$_} } keys %Share),
        (map { $_ => $total * 0.3 * $Weight{$_} / $sum } keys %Weight),
    );
    for my $table (grep { !$Fixed{$_} } keys %rows) {
        my $least = $Least{$table} // 10;
        $rows{$table} = $rows{$table} < $least ? $least : int $rows{$table};
    }
    return \%rows;
}

# Foreign keys that only some rows have: period and remainders of the row's
# number.
my %Sparse = (
    'callout_contribution.postId'       => [8, 0 .. 3],
    'callout_contribution.whiteboardId' => [8, 4],
    'callout_contribution.linkId'       => [8, 5, 6],
    'callout_contribution.memoId'       => [8, 7],
    'callout_framing.whiteboardId'      => [10, 1],
    'callout_framing.memoId'            => [10, 2],
    'callout_framing.linkId'            => [10, 3],
    'in_app_notification.spaceID'                   => [12, 0 .. 7],
    'in_app_notification.organizationID'            => [12, 8],
    'in_app_notification.userID'                    => [12, 9, 10],
    'in_app_notification.applicationID'             => [12, 1],
    'in_app_notification.invitationID'              => [12, 2],
    'in_app_notification.calloutID'                 => [12, 3 .. 5],
    'in_app_notification.contributionID'            => [12, 4],
    'in_app_notification.roomID'                    => [12, 5, 6],
    'in_app_notification.contributorOrganizationID' => [12, 8],
    'in_app_notification.contributorUserID'         => [12, 9],
    'in_app_notification.contributorVcID'           => [12, 10],
    'in_app_notification.calendarEventID'           => [12, 7],
    'space.templatesManagerId'          => [4, 1],
    'tagset.profileId'                  => [10, 0 .. 6],
    'tagset.classificationId'           => [10, 7 .. 9],
    'tagset.tagsetTemplateId'           => [5, 0],
    'template.communityGuidelinesId'    => [8, 1],
    'template.calloutId'                => [8, 2, 3],
    'template.whiteboardId'             => [8, 4],
    'template.contentSpaceId'           => [8, 5],
    'user_group.organizationId'         => [2, 0],
    'user_group.communityId'            => [2, 1],
);

# Everything generate needs to know. legacy: with the tables that only old
# databases have.
sub sample ($directory, $scale, $legacy = 0) {
    my $schema = Sample::Schema->read("$directory/alkemio/mysql.sql",
        $legacy ? "$directory/alkemio/legacy.sql" : ());
    my $rows = rows($scale);
    my $builder = _builder($schema, $rows, $scale);
    return {
        schema     => $schema,
        rows       => $rows,
        row_source => sub ($table) { $builder->row_source($table) },
        counters   => _counters_after($rows),
        before     => $legacy ? "$directory/alkemio/legacy.sql" : undef,
    };
}

sub _builder ($schema, $rows, $scale) {
    my $builder = Sample::Builder->new(
        schema => $schema, rows => $rows, sparse => \%Sparse, rules => {
            _common(), _lists(), _loose($rows), _self_references($rows), _counters(),
            _odd_texts(), _extremes(), _documents(), _large($scale), _names(), _bookkeeping(),
        });
    $builder->{rules}{'storage_bucket.storageAggregatorId'}
        = _bucket_owner($builder, $rows->{storage_aggregator});
    $builder->{rules}{'profile.type'} = _profile_type($builder, $schema);
    $builder->{rules}{'authorization_policy.type'}
        = sub { $builder->owner('authorization_policy', $_[0]) // 'unknown' };
    return $builder;
}

# Next value of the counters: rows have been deleted, the last ones too.
sub _counters_after ($rows) {
    return {
        (map { $_ => _row_id($rows->{$_}) + 25 } qw(activity in_app_notification organization
            space template_content_space user virtual_contributor)),
        migrations_typeorm => 110,
        'query-result-cache' => 5000,
    };
}

sub _row_id { $_[0] + int($_[0] / 9) }

sub _counters { ('*.rowId' => \&_row_id) }

sub _common {
    my $mimes = 'image/png,image/jpeg,image/svg+xml,application/pdf';
    return (
        '*.version'      => sub { 1 + int 8 * rand() ** 3 },
        '*.sortOrder'    => sub { $_[0] % 40 },
        '*.nameID'       => sub { slug($_[0]) },
        '*.displayName'  => \&title,
        '*.createdDate'  => sub { _microseconds($_[0], moment_between(1546300800, 1672531199, 6)) },
        '*.updatedDate'  => sub { _microseconds($_[0], moment_between(1672531200, 1767225599, 6)) },
        '*.uri'          => sub {
            'https://example.org/rest/storage/document/' . uuid('document', $_[0]) },
        '*.messageID'    => sub { $_[0] % 3 ? undef : '$' . token(43) },
        '*.firstName'    => \&first_name,
        '*.lastName'     => \&last_name,
        '*.communicationID' => sub { '@' . slug($_[0]) . ':matrix.example.org' },
        'storage_bucket.allowedMimeTypes' => sub { $mimes },
        'visual.allowedTypes'             => sub { $mimes },
        'room.externalRoomID'             => sub { '!' . token(18) . ':matrix.example.org' },
        'vc_interaction.threadID'         => sub { '$' . token(43) },
        'document.externalID'             => sub { 'Qm' . token(44) },
        'tagset.tags' => sub { $_[0] % 9 ? join ',', map { words(1) } 1 .. between(1, 7) : '' },
        'activity.description' => sub { $_[0] % 7 ? substr title() . ' ' . words(8), 0, 512 : undef },
        'callout_contribution.type' => sub {
            (('post') x 4, 'whiteboard', ('link') x 2, 'memo')[$_[0] % 8] },
        'callout_framing.type' => sub { (qw(none whiteboard memo link))[$_[0] % 10] // 'none' },
        'template.type' => sub {
            (qw(post community-guidelines callout callout whiteboard space))[$_[0] % 8] // 'post' },
    );
}

# Some moments are full seconds, or a microsecond short of one.
sub _microseconds ($n, $moment) {
    substr($moment, -6) = '000000' if $n % 50 == 1;
    substr($moment, -6) = '999999' if $n % 50 == 2;
    return $moment;
}

sub _lists {
    return (
        '*.type'                        => [qw(standard custom)],
        'account.type'                  => [qw(organization user)],
        'activity.type'                 => [qw(post-created member-joined callout-published update-sent
            discussion-comment calendar-event-created subspace-created link-created
            whiteboard-content-modified)],
        'agent.type'                    => [qw(account organization space user virtual-contributor)],
        'ai_persona.engine'             => [qw(generic-llm expert guidance community-manager)],
        'calendar_event.type'           => [qw(event milestone deadline training other)],
        'callouts_set.type'             => [qw(collaboration knowledge-base)],
        'conversation.type'             => [qw(user-user user-vc)],
        'credential.type'               => [qw(space-member space-admin space-lead user-self-management
            organization-associate account-admin global-registered vc-usage)],
        'discussion.category'           => [qw(releases help community-building other)],
        'document.mimeType'             => [qw(image/png image/jpeg application/pdf image/svg+xml)],
        'forum.discussionCategories'    => ['releases,help,community-building,other'],
        'in_app_notification.category'  => [qw(user organization space-member space-admin platform)],
        'in_app_notification.state'     => [qw(unread read archived)],
        'in_app_notification.type'      => [qw(space-message application invitation callout-published
            contribution-added callout-comment mention calendar-event organization-message
            user-joined vc-joined broadcast)],
        'invitation.contributorType'    => [qw(user virtual-contributor organization)],
        'invitation.extraRoles'         => ['', 'lead', 'admin,lead'],
        '*.searchVisibility'            => [qw(account public hidden)],
        'license.type'                  => [qw(account space role-set collaboration)],
        'license_entitlement.type'      => [qw(space-free space-plus callout-whiteboard
            virtual-contributor)],
        'license_entitlement.dataType'  => [qw(flag limit)],
        'license_plan.name'             => [qw(free plus premium pack contributor support
            whiteboard archive trial)],
        'license_plan.type'             => [qw(space account)],
        'license_plan.pricePerMonth'    => ['0.00', undef, '99999999.99', '-99999999.99', '0.01',
            '-0.01', '10.00', '249.50', '1234567.89'],
        'organization_verification.status' => [qw(not-verified pending
            verified-manual-attestation)],
        'platform_invitation.roleSetExtraRoles' => ['', 'lead', 'admin,lead'],
        'role.name'                     => [qw(member lead admin associate owner)],
        'role_set.entryRoleName'        => [qw(member associate)],
        'role_set.type'                 => [qw(space organization platform)],
        'room.type'                     => [qw(callout post calendar-event discussion updates conversation)],
        'space.visibility'              => [qw(active demo archived)],
        'storage_aggregator.type'       => [qw(account organization platform space user)],
        'tagset.name'                   => [qw(default flow-state skills keywords capabilities)],
        'tagset.type'                   => [qw(freeform select-one select-many)],
        'visual.name'                   => [qw(avatar banner card banner-wide)],
        'virtual_contributor.bodyOfKnowledgeType' => [qw(space knowledge-base none)],
        'virtual_contributor.dataAccessMode'      => [qw(space-profile none)],
        'virtual_contributor.interactionModes'    => ['discussion-tagging', 'discussion-tagging,chat', ''],
        'whiteboard.contentUpdatePolicy'          => [qw(contributors owner admins)],
        'memo.contentUpdatePolicy'                => [qw(contributors owner admins)],
    );
}

# Identifiers without a foreign key. Where the column may be NULL, '' stands
# for "none" as well: in the fifth row, and in 4 %.
sub _loose ($rows) {
    my %to = (
        'activity.collaborationID' => 'collaboration', 'activity.resourceID' => 'post',
        'activity.triggeredBy' => 'user', 'calendar_event.createdBy' => 'user',
        'discussion.createdBy' => 'user', 'invitation.createdBy' => 'user',
        'invitation.invitedContributorID' => 'user', 'organization.accountID' => 'account',
        'platform_invitation.createdBy' => 'user', 'post.createdBy' => 'user',
        'user.accountID' => 'account',
        'vc_interaction.virtualContributorID' => 'virtual_contributor',
        'virtual_contributor.aiPersonaID' => 'ai_persona',
    );
    my %maybe_to = (
        'activity.parentID' => 'callout', 'callout.createdBy' => 'user',
        'callout.publishedBy' => 'user', 'callout_contribution.createdBy' => 'user',
        'conversation.userID' => 'user',
        'conversation.virtualContributorID' => 'virtual_contributor',
        'credential.issuer' => 'user', 'document.createdBy' => 'user',
        'in_app_notification.triggeredByID' => 'user',
        'innovation_flow.currentStateID' => 'innovation_flow_state',
        'memo.createdBy' => 'user', 'whiteboard.createdBy' => 'user',
    );
    return (
        (map { $_ => _loose_source($rows, $to{$_}, 0) } keys %to),
        (map { $_ => _loose_source($rows, $maybe_to{$_}, 1) } keys %maybe_to),
        'space.levelZeroSpaceID' => \&_level_zero,
        (map { $_ => \&_spelled_space } qw(communication.spaceID community.parentID
            credential.resourceID organization_verification.organizationID)),
    );
}

sub _loose_source ($rows, $table, $nullable) {
    my $count = $rows->{$table};
    return sub {
        my ($n) = @_;
        my $kind = !$nullable ? 1 : $n == 5 ? 0 : $n == 6 ? 0.1 : $n < 10 ? 1 : rand();
        return $kind < 0.04 ? '' : $kind < 0.15 ? undef
            : ref_to($table, between(1, $count), $n == 7);
    };
}

# The four columns of uuids that are varchar in the target: any spelling.
sub _spelled_space {
    my ($n) = @_;
    my $id = uuid('space', $n % 97 + 1);
    return ($id, uc $id, mixed_case($id), '', $id)[$n % 5];
}

# Spaces come in fours: one of level 0, two in it, one in the second of these.
sub _root_of { $_[0] - ($_[0] - 1) % 4 }

sub _level_zero {
    my ($n) = @_;
    return $n % 25 == 5 ? '' : $n % 25 == 6 ? undef : ref_to('space', _root_of($n), $n == 7);
}

sub _parent_space {
    my ($n) = @_;
    my $place = ($n - 1) % 4;
    return $place == 0 ? undef : ref_to('space', $place == 3 ? $n - 1 : _root_of($n), $n == 7);
}

sub _self_references ($rows) {
    my %column = (
        authorization_policy => 'parentAuthorizationPolicyId', role_set => 'parentRoleSetId',
        storage_aggregator => 'parentStorageAggregatorId', template_content_space => 'parentSpaceId',
    );
    return (
        'space.parentSpaceId' => \&_parent_space,
        'space.level' => sub { (0, 1, 1, 2)[($_[0] - 1) % 4] },
        (map { ("$_.$column{$_}" => _tree($_, $rows->{$_})) } keys %column),
    );
}

# A row may refer to itself, to a later one, and round in a circle.
sub _tree ($table, $count) {
    my %fixed = (1 => 0, 2 => 2, 4 => 5, 5 => 4, 6 => $count);
    return sub {
        my ($n) = @_;
        my $parent = $fixed{$n} // ($n < 10 || rand() < 0.8 ? between(1, $n - 1) : 0);
        return $parent ? ref_to($table, $parent, $n == 7) : undef;
    };
}

# A bucket that is the direct storage of an aggregator refers back to it.
sub _bucket_owner ($builder, $aggregators) {
    my $direct = $builder->range('storage_aggregator.directStorageId');
    return sub {
        my ($n) = @_;
        my $owner = $n - $direct->{after};
        return ref_to('storage_aggregator', $owner) if $owner > 0 && $owner <= $direct->{size};
        return $n % 30 ? ref_to('storage_aggregator', between(1, $aggregators), $n == 7) : undef;
    };
}

# Row n of profile has the n-th odd text as its description, the next as its
# tagline; row n of location has the n-th of the short ones as its city.
sub _odd_texts {
    my @odd = map { $_->[1] } odd_texts();
    my @short = grep { length $_ < 1000 } @odd;
    return (
        'profile.displayName' => sub { $_[0] <= @short ? $short[$_[0] - 1] : title() },
        'profile.description' => sub { $odd[$_[0] - 1] // ($_[0] < 40 ? undef : prose(between(1, 6))) },
        'profile.tagline'     => sub { $short[$_[0]] // ('', undef, title())[$_[0] % 3] },
        'location.city'       => sub { $short[$_[0] - 1] // ($_[0] % 11 ? city() : '') },
        'location.country'    => sub { $short[$_[0]] // ($_[0] % 11 ? country() : undef) },
        'location.postalCode' => sub {
            $_[0] % 4 ? sprintf '%04d %s', between(0, 9999), uc token(2) : undef },
        'location.addressLine1' => _at({ 1 => encoded("\x{1F333}" x 512) },
            sub { $_[0] % 5 ? title() . ' ' . between(1, 300) : '' }),
        'invitation.welcomeMessage' => _at({ 1 => encoded("\x{6C34}" x 8192) },
            sub { $_[0] % 5 ? prose(2) : undef }),
        'lifecycle.machineState' => _at({ 1 => $odd[-1] },
            sub { $_[0] % 3 ? '{"value":"' . pick('invited', 'approved') . '"}' : undef }),
    );
}

sub _at ($fixed, $source) { sub { $fixed->{ $_[0] } // $source->($_[0]) } }

# Ends of the ranges of integers, decimals and moments.
sub _extremes {
    my ($least, $most) = (-2147483648, 2147483647);
    return (
        'visual.minWidth'  => _at({ 1 => $least, 2 => 0, 3 => -1 }, sub { 190 }),
        'visual.maxWidth'  => _at({ 1 => $most }, sub { 1536 }),
        'visual.minHeight' => _at({ 2 => $least }, sub { between(64, 256) }),
        'visual.maxHeight' => _at({ 2 => $most }, sub { between(256, 1024) }),
        'visual.aspectRatio' => _at({ 1 => '99.9', 2 => '-99.9', 3 => '0.0', 4 => '0.1', 5 => '-0.1' },
            sub { pick('1.0', '1.6', '6.0', '10.0') }),
        'visual.uri' => _at({ 1 => 'https://example.org/' . 'x' x 2028, 2 => '' },
            sub { 'https://example.org/visual/' . token(12) }),
        'document.size' => _at({ 1 => $most, 2 => 0 }, sub { between(1, 30_000_000) }),
        'license_entitlement.limit' => _at({ 1 => $most, 2 => $least }, sub { pick(-1, 0, 1, 3, 25) }),
        'location.createdDate' => _at({ 1 => '1000-01-01 00:00:00.000000',
                2 => '9999-12-31 23:59:59.999999', 3 => '1582-10-10 12:00:00.000001',
                4 => '1969-12-31 23:59:59.999999', 5 => '2024-02-29 12:34:56.123456',
                6 => '2038-01-19 03:14:08.000000', 7 => '1900-01-01 00:00:00.100000' },
            sub { moment(6) }),
        'calendar_event.startDate' => _at({ 1 => '1000-01-01 00:00:00', 2 => '9999-12-31 23:59:59',
            3 => '2000-02-29 00:00:00', 4 => '1999-12-31 23:59:59' }, sub { moment(0) }),
    );
}

sub _documents {
    my @odd = map { $_->[1] } odd_documents();
    return (
        'authorization_policy.credentialRules' => \&credential_rules,
        'authorization_policy.privilegeRules'  => \&privilege_rules,
        'in_app_notification.payload' => \&notification_payload,
        'location.geoLocation' => sub { $odd[$_[0] - 1] // sprintf
            '{"longitude":%.6f,"latitude":%.6f,"isValid":true}', rand(360) - 180, rand(180) - 90 },
        'virtual_contributor.platformSettings' => sub {
            '{"promptGraphEditingEnabled": ' . pick('true', 'false') . '}' },
        (map { $_ => sub { space_settings() } } qw(space.settings space.platformRolesAccess
            template_content_space.settings)),
        (map { $_ => sub { '{"enabled":true,"model":"generic"}' } } qw(ai_persona.externalConfig
            vc_interaction.externalMetadata)),
    );
}

sub _large ($scale) {
    my $most = _within(65_536, 20_000_000 * $scale, 6_000_000);
    return (
        'whiteboard.content' => sub {
            my ($n) = @_;
            return board($most) if $n == 1 || $n % 400 == 0;
            return '' if $n == 2;
            return drawing($n == 5 ? $most / 4 : between(500, 12_000), "whiteboard:$n") if $n % 5 == 0;
            return board(500 + 30_000 * rand() ** 3);
        },
        'callout_contribution_defaults.whiteboardContent' => sub {
            my ($n) = @_;
            return $n == 3 ? '' : $n % 6 == 1 ? drawing(between(200, 2000), "defaults:$n")
                : $n % 6 == 2 ? board(between(500, 2000)) : undef;
        },
        'memo.content' => sub {
            my ($n) = @_;
            return undef if $n == 4 || $n > 9 && $n % 10 == 4;
            my $bytes = $n == 1 || $n % 200 == 0 ? $most / 2 : between(100, 15_000);
            return uc unpack 'H*', $n == 2 ? join('', map { chr } 0 .. 255)
                : $n == 3 ? '' : binary_document($bytes, "memo:$n");
        },
    );
}

sub _within ($least, $value, $most) {
    return $value < $least ? $least : $value > $most ? $most : int $value;
}

# Unique under a collation that ignores case, and in no one case.
sub _names {
    my $address = sub ($n) {
        my $name = join('.', words(1), words(1), $n) . '@example.org';
        return $n % 20 == 2 ? uc $name : $n % 20 == 3 ? ucfirst $name : $name;
    };
    return (
        (map { $_ => sub { $address->($_[0]) } } qw(user.email user.accountUpn)),
        'organization.contactEmail' => sub { $_[0] % 4 ? 'info@' . slug($_[0]) . '.example' : '' },
        'organization.website' => sub { $_[0] % 4 ? 'https://' . slug($_[0]) . '.example/' : '' },
        'platform_invitation.email' => sub { $address->($_[0]) },
        'innovation_hub.subdomain'  => sub { slug($_[0]) },
        'application_questions.applicationId' => sub { ref_to('application', $_[0] % 10 + 1) },
        'application_questions.nvpId'         => sub { ref_to('nvp', $_[0]) },
        (map { $_ => sub { ref_to('authorization_policy', $_[0]) } }
            qw(challenge.authorizationId opportunity.authorizationId)),
    );
}

sub _bookkeeping {
    return (
        'migrations_typeorm.id'        => sub { $_[0] + ($_[0] > 90 ? 2 : 0) },
        'migrations_typeorm.timestamp' => \&_migrated_at,
        'migrations_typeorm.name'      => sub {
            join '', (map { ucfirst words(1) } 1 .. 3), _migrated_at($_[0]) },
        'query-result-cache.id'        => sub { $_[0] * 7 },
        'query-result-cache.identifier' => sub { $_[0] % 3 ? 'cache-' . $_[0] : undef },
        'query-result-cache.time'      => _at({ 1 => '9223372036854775807', 2 => '-9223372036854775808' },
            sub { 1700000000000 + between(0, 10_000_000) }),
        'query-result-cache.query'     => sub {
            'SELECT `' . words(1) . "` FROM `user` WHERE `id` = '" . uuid('user', $_[0]) . "'" },
        'query-result-cache.result'    => sub {
            '[' . join(',', map { '{"text":' . json_string(sentence()) . '}' } 1 .. 5) . ']' },
    );
}

sub _migrated_at { 1695160000000 + $_[0] * 86400123 }

# A profile's type tells whose it is; those of nobody are what is left of
# virtual personas.
sub _profile_type ($builder, $schema) {
    my %label = map { tr/-/_/r => $_ } $schema->labels('profile', 'type');
    $label{link} = 'contribution-link';
    return sub { $label{ $builder->owner('profile', $_[0]) // 'virtual_persona' } };
}

1;
