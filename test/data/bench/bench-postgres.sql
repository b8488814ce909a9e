-- The tables of bench.sql in PostgreSQL.

CREATE TYPE wide_status AS ENUM ('draft', 'open', 'paid', 'void');

CREATE TABLE wide (
    id bigint PRIMARY KEY,
    customer_id int NOT NULL,
    amount numeric(12,2) NOT NULL,
    ratio double precision,
    title varchar(100) NOT NULL,
    note text,
    created_at timestamp NOT NULL,
    due date,
    active boolean NOT NULL,
    reference uuid NOT NULL,
    status wide_status NOT NULL,
    attributes jsonb NOT NULL
);

CREATE TABLE narrow (
    id int PRIMARY KEY,
    item_id int NOT NULL,
    day date NOT NULL,
    quantity int NOT NULL
);

CREATE TABLE authz (
    id uuid PRIMARY KEY,
    rules jsonb NOT NULL
);
