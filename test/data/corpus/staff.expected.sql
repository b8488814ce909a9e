CREATE TYPE person_sex AS ENUM ('M', 'F', 'X');
CREATE TABLE person (person_no integer PRIMARY KEY, born date NOT NULL, given varchar(14) :level1 NOT NULL, family varchar(16) :level1 NOT NULL, sex person_sex NOT NULL, hired date NOT NULL);
CREATE TABLE team (team_no varchar(4) :level1 PRIMARY KEY, name varchar(40) :level1 NOT NULL UNIQUE);
CREATE TABLE team_lead (
    person_no integer, team_no varchar(4) :level1, since date NOT NULL, until date NOT NULL, PRIMARY KEY (person_no, team_no),
    CONSTRAINT team_lead_person_no_fkey FOREIGN KEY (person_no) REFERENCES person ON DELETE CASCADE,
    CONSTRAINT team_lead_team_no_fkey FOREIGN KEY (team_no) REFERENCES team ON DELETE CASCADE);
CREATE INDEX ON team_lead (team_no);
CREATE TABLE team_person (
    person_no integer, team_no varchar(4) :level1, since date NOT NULL, until date NOT NULL, PRIMARY KEY (person_no, team_no),
    CONSTRAINT team_person_person_fk FOREIGN KEY (person_no) REFERENCES person ON DELETE CASCADE,
    CONSTRAINT team_person_team_fk FOREIGN KEY (team_no) REFERENCES team ON DELETE CASCADE);
CREATE INDEX ON team_person (team_no);
CREATE TABLE post (
    person_no integer, post varchar(50) :level1, since date, until date, PRIMARY KEY (person_no, post, since),
    CONSTRAINT post_person_fk FOREIGN KEY (person_no) REFERENCES person ON DELETE CASCADE);
CREATE TABLE pay (
    person_no integer, amount integer NOT NULL, since date, until date NOT NULL, PRIMARY KEY (person_no, since),
    CONSTRAINT pay_person_fk FOREIGN KEY (person_no) REFERENCES person ON DELETE CASCADE);
CREATE VIEW team_latest AS SELECT NULL AS person_no, NULL AS since, NULL AS until;
CREATE VIEW team_now AS SELECT NULL AS person_no, NULL AS team_no, NULL AS since, NULL AS until;
CREATE VIEW pay_by_sex AS SELECT NULL AS sex, NULL AS persons, NULL AS top;
