-- CHAR is varchar: MySQL reads it without the blanks at its end, which
-- PostgreSQL's char would show

CREATE TABLE integers (
    id integer PRIMARY KEY,
    t smallint, tu smallint CHECK (tu BETWEEN 0 AND 255), flag boolean, yes boolean DEFAULT true NOT NULL,
    wild smallint,
    s smallint, su integer CHECK (su BETWEEN 0 AND 65535), m integer, mu integer CHECK (mu BETWEEN 0 AND 16777215),
    i integer, iu bigint CHECK (iu BETWEEN 0 AND 4294967295), w integer,
    z bigint CHECK (z BETWEEN 0 AND 4294967295), bz numeric(20) CHECK (bz BETWEEN 0 AND 18446744073709551615),
    g bigint, gu numeric(20) CHECK (gu BETWEEN 0 AND 18446744073709551615),
    y smallint CHECK (y = 0 OR y BETWEEN 1901 AND 2155));

CREATE TABLE fractions (
    id integer PRIMARY KEY,
    d numeric(10), d1 numeric(1,1), d65 numeric(65,30), du numeric(8,2) CHECK (du >= 0),
    dz numeric(6,2) CHECK (dz >= 0),
    f real, f24 real, f53 double precision, fm real, fu real CHECK (fu >= 0),
    g double precision, gm double precision, gu double precision CHECK (gu >= 0));

CREATE TABLE bits (id integer PRIMARY KEY, b boolean, b1 boolean, b5 bit(5), b8 bit(8), b64 bit(64));

CREATE TABLE moments (
    id integer PRIMARY KEY,
    d date, dt timestamp(0), dt3 timestamp(3), dt6 timestamp(6),
    ts timestamptz(0), ts1 timestamptz(1), ts6 timestamptz(6),
    t interval(0), t2 interval(2), t6 interval(6));

CREATE TABLE texts (
    id integer PRIMARY KEY,
    c1 varchar(1), c varchar(10), c0 varchar(1) CHECK (c0 = ''), v0 varchar(1) CHECK (v0 = ''), v varchar(255), v64 varchar(16000),
    tt text, t text, tl text, mt text, lt text,
    nc varchar(3), nv varchar(3));

CREATE TABLE bytes (
    id integer PRIMARY KEY,
    b1 bytea CHECK (octet_length(b1) = 1), b bytea CHECK (octet_length(b) = 4),
    vb bytea CHECK (octet_length(vb) <= 16), vb0 bytea CHECK (octet_length(vb0) <= 0),
    tb bytea, bl bytea, mb bytea, lb bytea,
    cb bytea CHECK (octet_length(cb) = 3), vcb bytea CHECK (octet_length(vcb) <= 3));

CREATE TYPE labels_e AS ENUM ('small', 'medium', 'large');
CREATE TYPE labels_odd AS ENUM ('it''s', 'back\slash', 'a,b', '"', '', 'ünï', '(x)');
CREATE TYPE labels_one AS ENUM ('only');
CREATE TABLE labels (
    id integer PRIMARY KEY,
    e labels_e,
    odd labels_odd NOT NULL,
    long_one text CHECK (long_one IN ('short', 'a label that is longer than the sixty-three bytes that PostgreSQL has room for')),
    one labels_one,
    s text[] CHECK (s <@ ARRAY['x', 'y', 'z']),
    odd_set text[] NOT NULL CHECK (odd_set <@ ARRAY['it''s', 'b\s', 'two words', '{', '"', 'NULL']));

CREATE TABLE documents (id integer PRIMARY KEY, j jsonb, k jsonb NOT NULL);

-- any 16 bytes would do as a uuid: only a rule can say that they are
CREATE TABLE keys_in_disguise (
    id uuid PRIMARY KEY, other bytea CHECK (octet_length(other) = 16), not_all varchar(36), words varchar(36) NOT NULL,
    few_bytes bytea CHECK (octet_length(few_bytes) = 16));
