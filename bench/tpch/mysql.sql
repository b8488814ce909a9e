-- The tables of TPC-H (clause 1.4 of its specification), with the keys that it
-- allows, an index for each foreign key, and two of dates.

CREATE TABLE region (
    r_regionkey int NOT NULL,
    r_name char(25) NOT NULL,
    r_comment varchar(152) NOT NULL,
    PRIMARY KEY (r_regionkey)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE nation (
    n_nationkey int NOT NULL,
    n_name char(25) NOT NULL,
    n_regionkey int NOT NULL,
    n_comment varchar(152) NOT NULL,
    PRIMARY KEY (n_nationkey),
    KEY nation_regionkey_idx (n_regionkey),
    CONSTRAINT nation_regionkey_fkey FOREIGN KEY (n_regionkey) REFERENCES region (r_regionkey)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE supplier (
    s_suppkey int NOT NULL,
    s_name char(25) NOT NULL,
    s_address varchar(40) NOT NULL,
    s_nationkey int NOT NULL,
    s_phone char(15) NOT NULL,
    s_acctbal decimal(15,2) NOT NULL,
    s_comment varchar(101) NOT NULL,
    PRIMARY KEY (s_suppkey),
    KEY supplier_nationkey_idx (s_nationkey),
    CONSTRAINT supplier_nationkey_fkey FOREIGN KEY (s_nationkey) REFERENCES nation (n_nationkey)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE part (
    p_partkey int NOT NULL,
    p_name varchar(55) NOT NULL,
    p_mfgr char(25) NOT NULL,
    p_brand char(10) NOT NULL,
    p_type varchar(25) NOT NULL,
    p_size int NOT NULL,
    p_container char(10) NOT NULL,
    p_retailprice decimal(15,2) NOT NULL,
    p_comment varchar(23) NOT NULL,
    PRIMARY KEY (p_partkey)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE partsupp (
    ps_partkey int NOT NULL,
    ps_suppkey int NOT NULL,
    ps_availqty int NOT NULL,
    ps_supplycost decimal(15,2) NOT NULL,
    ps_comment varchar(199) NOT NULL,
    PRIMARY KEY (ps_partkey, ps_suppkey),
    CONSTRAINT partsupp_partkey_fkey FOREIGN KEY (ps_partkey) REFERENCES part (p_partkey),
    KEY partsupp_suppkey_idx (ps_suppkey),
    CONSTRAINT partsupp_suppkey_fkey FOREIGN KEY (ps_suppkey) REFERENCES supplier (s_suppkey)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE customer (
    c_custkey int NOT NULL,
    c_name varchar(25) NOT NULL,
    c_address varchar(40) NOT NULL,
    c_nationkey int NOT NULL,
    c_phone char(15) NOT NULL,
    c_acctbal decimal(15,2) NOT NULL,
    c_mktsegment char(10) NOT NULL,
    c_comment varchar(117) NOT NULL,
    PRIMARY KEY (c_custkey),
    KEY customer_nationkey_idx (c_nationkey),
    CONSTRAINT customer_nationkey_fkey FOREIGN KEY (c_nationkey) REFERENCES nation (n_nationkey)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE orders (
    o_orderkey bigint NOT NULL,
    o_custkey int NOT NULL,
    o_orderstatus char(1) NOT NULL,
    o_totalprice decimal(15,2) NOT NULL,
    o_orderdate date NOT NULL,
    o_orderpriority char(15) NOT NULL,
    o_clerk char(15) NOT NULL,
    o_shippriority int NOT NULL,
    o_comment varchar(79) NOT NULL,
    PRIMARY KEY (o_orderkey),
    KEY orders_custkey_idx (o_custkey),
    CONSTRAINT orders_custkey_fkey FOREIGN KEY (o_custkey) REFERENCES customer (c_custkey),
    KEY orders_orderdate_idx (o_orderdate)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE lineitem (
    l_orderkey bigint NOT NULL,
    l_partkey int NOT NULL,
    l_suppkey int NOT NULL,
    l_linenumber int NOT NULL,
    l_quantity decimal(15,2) NOT NULL,
    l_extendedprice decimal(15,2) NOT NULL,
    l_discount decimal(15,2) NOT NULL,
    l_tax decimal(15,2) NOT NULL,
    l_returnflag char(1) NOT NULL,
    l_linestatus char(1) NOT NULL,
    l_shipdate date NOT NULL,
    l_commitdate date NOT NULL,
    l_receiptdate date NOT NULL,
    l_shipinstruct char(25) NOT NULL,
    l_shipmode char(10) NOT NULL,
    l_comment varchar(44) NOT NULL,
    PRIMARY KEY (l_orderkey, l_linenumber),
    CONSTRAINT lineitem_orderkey_fkey FOREIGN KEY (l_orderkey) REFERENCES orders (o_orderkey),
    KEY lineitem_partkey_suppkey_idx (l_partkey, l_suppkey),
    CONSTRAINT lineitem_partkey_suppkey_fkey FOREIGN KEY (l_partkey, l_suppkey) REFERENCES partsupp (ps_partkey, ps_suppkey),
    KEY lineitem_shipdate_idx (l_shipdate)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4;
