CREATE TABLE beyond (
    id integer PRIMARY KEY, v varchar(10) DEFAULT '🙂', w varchar(20) DEFAULT 'ü' || '🙂',
    g varchar(30) GENERATED ALWAYS AS (v || 'ä😀') STORED, q varchar(10) DEFAULT '?', qe varchar(10) DEFAULT 'what' || '?',
    CONSTRAINT no_tears CHECK (v <> '😢'), CONSTRAINT no_umlaut CHECK (v <> 'ö'));

-- the labels are learned from the rows
CREATE TYPE beyond_labels_e AS ENUM ('🙂', '😀', 'plain');
CREATE TYPE beyond_labels_one AS ENUM ('ü', '🙂');
CREATE TYPE beyond_labels_q AS ENUM ('yes', '?');
CREATE TABLE beyond_labels (id integer PRIMARY KEY, e beyond_labels_e, one beyond_labels_one, q beyond_labels_q, s text[] CHECK (s <@ ARRAY['😀', 'a']));

CREATE VIEW beyond_view AS SELECT NULL AS id, NULL AS smile;
