CREATE TABLE hidden (id integer PRIMARY KEY, seen integer, unseen integer DEFAULT 7);

-- numbers that MariaDB has taken into its cache may have been given out
CREATE SEQUENCE plain_numbers START WITH 1001 MAXVALUE 9223372036854775806 CACHE 1000;
CREATE SEQUENCE odd_numbers START WITH 21 MINVALUE 1 MAXVALUE 99 INCREMENT BY 2 CACHE 5 CYCLE;
CREATE SEQUENCE downwards START WITH -1 MAXVALUE -1 MINVALUE -1000 INCREMENT BY -1 CACHE 1;
CREATE TABLE numbered (id bigint DEFAULT nextval('plain_numbers') PRIMARY KEY, v integer);

CREATE TABLE versioned (id integer PRIMARY KEY, v integer);

CREATE TABLE maria_defaults (
    id integer PRIMARY KEY, u uuid DEFAULT gen_random_uuid(), n integer, word varchar(10) DEFAULT 'NULL',
    a inet DEFAULT '::1' CHECK (family(a) = 6));

-- in groups of nine digits
CREATE TABLE divided (id integer PRIMARY KEY, half double precision DEFAULT trunc(1::numeric(65,9) / 2::numeric, 9));
