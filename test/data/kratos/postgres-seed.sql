-- What Kratos' own migrations have left in the target: the types of
-- credentials under the same ids as in the source, and a network of its own.

INSERT INTO identity_credential_types (id, name) VALUES
    ('bf0f1e63-197f-4234-b592-8a0b5d819d35', 'password'),
    ('77d467fe-7afc-416b-8a33-c70337903885', 'oidc'),
    ('0fc1b3f8-5050-4a17-a9cf-7f3030347d0c', 'totp'),
    ('93c1c639-5eeb-4b99-9bfc-6fc994219234', 'lookup_secret'),
    ('0836a3ee-c482-4545-8f3f-d95a9e877d43', 'webauthn'),
    ('9c868042-5dc1-426a-abeb-ce60c1229d9c', 'code'),
    ('2fa938ec-aa66-4bc6-bd98-6452c75477d1', 'passkey'),
    ('cbdb08d2-4dbb-47b7-a9cb-590b08b9f67b', 'link_recovery'),
    ('84c6faad-0223-441c-b12a-3fbf73493fad', 'code_recovery');

INSERT INTO networks (id, created_at, updated_at) VALUES
    ('5a2e3c9b-0d47-4b53-8f5e-6f3f7c1b9d20', '2025-06-01 08:00:00', '2025-06-01 08:00:00');
