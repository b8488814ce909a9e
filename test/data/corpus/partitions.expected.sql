CREATE TABLE by_range (id integer PRIMARY KEY, v integer) PARTITION BY RANGE (id);
CREATE TABLE by_range_r0 PARTITION OF by_range FOR VALUES FROM (MINVALUE) TO (10);
CREATE TABLE by_range_r1 PARTITION OF by_range FOR VALUES FROM (10) TO (100);
CREATE TABLE by_range_rmax PARTITION OF by_range FOR VALUES FROM (100) TO (MAXVALUE);

CREATE TABLE by_range_open (id integer NOT NULL, v integer) PARTITION BY RANGE (id);
CREATE TABLE by_range_open_o0 PARTITION OF by_range_open FOR VALUES FROM (MINVALUE) TO (10);
CREATE TABLE by_range_open_o1 PARTITION OF by_range_open FOR VALUES FROM (10) TO (20);

CREATE TABLE by_range_columns (d date NOT NULL, n integer NOT NULL, v integer) PARTITION BY RANGE (d, n);
CREATE TABLE by_range_columns_c0 PARTITION OF by_range_columns FOR VALUES FROM (MINVALUE, MINVALUE) TO ('2024-01-01', 10);
CREATE TABLE by_range_columns_c1 PARTITION OF by_range_columns FOR VALUES FROM ('2024-01-01', 10) TO ('2024-01-01', MAXVALUE);
CREATE TABLE by_range_columns_c2 PARTITION OF by_range_columns FOR VALUES FROM ('2024-01-01', MAXVALUE) TO (MAXVALUE, MAXVALUE);

CREATE TABLE by_list (id integer, region integer, PRIMARY KEY (id, region)) PARTITION BY LIST (region);
CREATE TABLE by_list_north PARTITION OF by_list FOR VALUES IN (1, 2);
CREATE TABLE by_list_south PARTITION OF by_list FOR VALUES IN (3, -4);

CREATE TABLE by_list_columns (id integer, country varchar(2) NOT NULL) PARTITION BY LIST (country);
CREATE TABLE by_list_columns_eu PARTITION OF by_list_columns FOR VALUES IN ('FR', 'DE');
CREATE TABLE by_list_columns_other PARTITION OF by_list_columns FOR VALUES IN ('US', 'JP');

CREATE TABLE by_list_case (id integer, country varchar(2) NOT NULL) PARTITION BY LIST (country);
CREATE TABLE by_list_case_eu PARTITION OF by_list_case FOR VALUES IN ('FR', 'DE');
CREATE TABLE by_list_case_other PARTITION OF by_list_case FOR VALUES IN ('US', 'JP');
CREATE TABLE by_list_case_default PARTITION OF by_list_case DEFAULT;

CREATE TABLE by_list_null (id integer, kind integer) PARTITION BY LIST (kind);
CREATE TABLE by_list_null_nothing PARTITION OF by_list_null FOR VALUES IN (NULL, 0);
CREATE TABLE by_list_null_something PARTITION OF by_list_null FOR VALUES IN (1);

CREATE TABLE by_hash (id integer PRIMARY KEY, v integer) PARTITION BY HASH (id);
CREATE TABLE by_hash_p0 PARTITION OF by_hash FOR VALUES WITH (MODULUS 3, REMAINDER 0);
CREATE TABLE by_hash_p1 PARTITION OF by_hash FOR VALUES WITH (MODULUS 3, REMAINDER 1);
CREATE TABLE by_hash_p2 PARTITION OF by_hash FOR VALUES WITH (MODULUS 3, REMAINDER 2);

CREATE TABLE by_key (id integer PRIMARY KEY, v integer) PARTITION BY HASH (id);
CREATE TABLE by_key_p0 PARTITION OF by_key FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE by_key_p1 PARTITION OF by_key FOR VALUES WITH (MODULUS 2, REMAINDER 1);

CREATE TABLE by_year (id integer, made date, PRIMARY KEY (id, made)) PARTITION BY RANGE (made);
CREATE TABLE by_year_y2023 PARTITION OF by_year FOR VALUES FROM (MINVALUE) TO ('2024-01-01');
CREATE TABLE by_year_y2024 PARTITION OF by_year FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE by_year_later PARTITION OF by_year FOR VALUES FROM ('2025-01-01') TO (MAXVALUE);

CREATE TABLE by_expression (id integer PRIMARY KEY, v integer);

CREATE TABLE by_range_null (id integer, v integer) PARTITION BY RANGE (id);
CREATE TABLE by_range_null_n0 PARTITION OF by_range_null FOR VALUES FROM (MINVALUE) TO (10);
CREATE TABLE by_range_null_n1 PARTITION OF by_range_null FOR VALUES FROM (10) TO (MAXVALUE);
CREATE TABLE by_range_null_default PARTITION OF by_range_null DEFAULT;

CREATE TABLE by_sub (id integer, n integer, PRIMARY KEY (id, n)) PARTITION BY RANGE (id);
CREATE TABLE by_sub_s0 PARTITION OF by_sub FOR VALUES FROM (MINVALUE) TO (10) PARTITION BY HASH (n);
CREATE TABLE by_sub_s0_p0 PARTITION OF by_sub_s0 FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE by_sub_s0_p1 PARTITION OF by_sub_s0 FOR VALUES WITH (MODULUS 2, REMAINDER 1);
CREATE TABLE by_sub_s1 PARTITION OF by_sub FOR VALUES FROM (10) TO (MAXVALUE) PARTITION BY HASH (n);
CREATE TABLE by_sub_s1_p0 PARTITION OF by_sub_s1 FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE by_sub_s1_p1 PARTITION OF by_sub_s1 FOR VALUES WITH (MODULUS 2, REMAINDER 1);
