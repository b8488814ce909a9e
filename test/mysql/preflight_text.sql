-- 'é' twice encoded is C3 83 C2 A9, the right single quote E2 80 99 is C3 A2 E2 82 AC E2 84 A2.
CREATE TABLE page (id int PRIMARY KEY, title varchar(60), body text, note varchar(60) CHARACTER SET latin1,
    small char(20) CHARACTER SET utf8mb3, js json, bytes varbinary(20)) CHARACTER SET utf8mb4;
INSERT INTO page (id, title, body, note, small) VALUES
    (1, 'plain ASCII', 'plain ASCII', 'plain ASCII', 'plain ASCII'),
    (2, 'São Paulo, Müller, naïve', 'İzmir 漢字 🚀 Ã©', 'Weiß', 'é'),
    (3, CONVERT(X'636166C383C2A9' USING utf8mb4), CONVERT(X'C3A2E282ACE284A2' USING utf8mb4), NULL, NULL),
    (4, 'SÃO PAULO', 'Ã', CONVERT(X'C383C2A9' USING utf8mb4), NULL),
    (5, CONVERT(X'C3B0C5B8C5A1E282AC' USING utf8mb4), NULL, NULL, CONVERT(X'C383C2A9' USING utf8mb4)),
    -- one letter that is right: the value as a whole is not twice encoded
    (6, CONVERT(X'C383C2A920C3A920' USING utf8mb4), NULL, NULL, NULL),
    -- not cp1252
    (7, CONVERT(X'C383C2A920E6BCA2' USING utf8mb4), NULL, NULL, NULL),
    -- three times: is twice as well
    (8, CONVERT(X'C383C692C382C2A9' USING utf8mb4), NULL, NULL, NULL);
UPDATE page SET bytes = X'C383C2A9', js = JSON_OBJECT('a', CONVERT(X'C383C2A9' USING utf8mb4));
-- long text before the place
INSERT INTO page (id, body) VALUES (9, CONCAT(REPEAT('x', 200), 'word ', CONVERT(X'C383C2BC' USING utf8mb4), 'ber'));

-- the second has no primary key; a rule leaves rows out
CREATE TABLE nokey (t text CHARACTER SET utf8mb4);
INSERT INTO nokey VALUES (CONVERT(X'C383C2A9' USING utf8mb4));

-- gbk has A2E3 for the euro sign in other tables than MySQL's: it delivers a
-- question mark; a real one is none
CREATE TABLE chinese (id int PRIMARY KEY, t varchar(20) CHARACTER SET gbk, u varchar(20) CHARACTER SET gbk,
    cyrillic varchar(20) CHARACTER SET koi8r, greek char(5) CHARACTER SET greek);
INSERT INTO chinese VALUES (1, X'D6D0CEC4', '?', CONVERT(_utf8mb4'Привет?' USING koi8r), CONVERT(_utf8mb4'αβγ' USING greek)),
    (2, X'61A2E33F', X'D6D0', NULL, NULL), (3, X'A2E3', '', '', '');
