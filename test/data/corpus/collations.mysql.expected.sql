CREATE TABLE modern (
    id integer PRIMARY KEY, ai varchar(20) :level1 UNIQUE, acs varchar(20) UNIQUE, aci varchar(20) :level2 UNIQUE, nine_bin varchar(20) UNIQUE);
