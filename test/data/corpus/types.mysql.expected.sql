-- PostGIS and pgvector are not installed: a shape that PostgreSQL's own types
-- hold exactly has one of these, all others are MySQL's bytes
CREATE TABLE shapes (
    id integer PRIMARY KEY, p point, far bytea, any_p bytea,
    l path, g bytea, gp bytea, mp bytea, gc bytea);

CREATE TABLE vectors (id integer PRIMARY KEY, v real[] CHECK (cardinality(v) <= 3));
