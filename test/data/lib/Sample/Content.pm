package Sample::Content;

# The large values: permissions, drawings, settings, notifications.

use v5.36;
use Exporter 'import';
use Sample::Random;
use Sample::Text;

our @EXPORT = qw(credential_rules privilege_rules board drawing binary_document
    space_settings notification_payload);

my @Subject = qw(space organization community account user callout post template
    whiteboard document library platform);
my @Role = qw(admin lead member owner reader associate contributor support);
my @Privilege = qw(create read update delete grant contribute invite apply
    move-post update-content file-upload file-delete create-reply
    read-about access-help platform-admin license-reset);

sub _privileges ($count) {
    my $first = int rand @Privilege;
    return join ',', map { '"' . $Privilege[($first + $_ * 3) % @Privilege] . '"' } 1 .. $count;
}

# Who may do what: about 220 bytes a rule, 1.2 kB in all unless told how many.
sub credential_rules {
    my ($n, $count) = @_;
    return '[]' if $n % 100 == 8;
    my @rule;
    for (1 .. $count // between(3, 8)) {
        my ($subject, $role) = (pick(@Subject), pick(@Role));
        push @rule, sprintf '{"name":"credential-rule-%s-%s","cascade":%s,"criterias":'
            . '[{"type":"%s-%s","resourceID":"%s"}],"grantedPrivileges":[%s]}',
            $subject, $role, pick('true', 'false'), $subject, $role,
            $subject eq 'platform' ? '' : uuid($subject, between(1, 500)),
            _privileges(between(2, 6));
    }
    return '[' . join(',', @rule) . ']';
}

# About 0.5 kB: which privilege implies which.
sub privilege_rules {
    my ($n) = @_;
    return '[]' if $n % 100 == 8;
    my @rule = map {
        sprintf '{"name":"policy-rule-%s-%s","sourcePrivilege":"%s","grantedPrivileges":[%s]}',
            pick(@Subject), pick(@Role), pick(@Privilege), _privileges(between(1, 4))
    } 1 .. between(2, 5);
    return '[' . join(',', @rule) . ']';
}

my @Shape = qw(rectangle ellipse diamond arrow line freedraw text);

sub _shape {
    my ($i) = @_;
    return sprintf '{"id":"%s","type":"%s","x":%.6f,"y":%.6f,"width":%d,"height":%d,"angle":%.3f,'
        . '"strokeColor":"#%06x","backgroundColor":"transparent","fillStyle":"hachure",'
        . '"roughness":1,"opacity":100,"seed":%d,"version":%d,"isDeleted":false,"text":%s}',
        token(21), $Shape[rand @Shape], rand(4000) - 2000, rand(3000) - 1500,
        between(5, 900), between(5, 600), rand 6.28, rand 0xffffff,
        rand 2**31, $i, json_string(sentence());
}

# A drawing as newer versions keep it: JSON text of about so many bytes.
sub board ($bytes) {
    my ($text, $i) = ('{"type":"excalidraw","version":2,"source":"https://example.org","elements":[', 0);
    do { $text .= ($i ? ',' : '') . _shape(++$i) } while length $text < $bytes;
    return $text . '],"appState":{"gridSize":20,"viewBackgroundColor":"#ffffff"},"files":{}}';
}

# A drawing as older versions kept it: compressed bytes, each as the code
# point of the same number, NUL among them.
sub drawing ($bytes, $label) {
    my $text = "\x78\x9c" . join('', map { chr } 0 .. 255) . octets($bytes, $label);
    utf8::encode($text);
    return $text;
}

# A shared document as its editor keeps it: half bytes, half text.
sub binary_document ($bytes, $label) {
    my ($document, $i) = ('', 0);
    while (length $document < $bytes) {
        $document .= octets(512, "$label:" . $i++) . prose(8);
    }
    return substr $document, 0, $bytes;
}

sub space_settings {
    my $hosts = join ',', map { '"' . uuid('organization', between(1, 100)) . '"' } 1 .. between(0, 4);
    return sprintf '{"privacy":{"mode":"%s","allowPlatformSupportAsAdmin":%s},'
        . '"membership":{"policy":"%s","trustedOrganizations":[%s],"allowSubspaceAdminsToInviteMembers":%s},'
        . '"collaboration":{"inheritMembershipRights":%s,"allowMembersToCreateSubspaces":%s,'
        . '"allowMembersToCreateCallouts":%s,"allowEventsFromSubspaces":%s,"allowMembersToVideoCall":%s},'
        . '"sortMode":"%s","layout":{"calloutDescriptionDisplayMode":"%s"}}',
        pick('public', 'private'), _boolean(), pick('open', 'applications', 'invitations'), $hosts,
        (map { _boolean() } 1 .. 6), pick('alphabetical', 'custom'), pick('collapsed', 'expanded');
}

sub _boolean { rand() < 0.5 ? 'true' : 'false' }

sub notification_payload {
    my ($n) = @_;
    return '{"type":"message","text":"before\\u0000after"}' if $n % 500 == 7;
    return sprintf '{"type":"%s","message":%s,"space":{"id":"%s","levels":[%d,{"name":%s}]}}',
        pick('space', 'user', 'message'), json_string(sentence()),
        uuid('space', between(1, 200)), between(0, 2), json_string(words(2));
}

1;
