-- distinct are those values that the collation tells apart
CREATE VIEW movie_list AS SELECT NULL AS id, NULL AS title, NULL AS genre, NULL AS price, NULL AS rating, NULL AS performers;
CREATE VIEW sales_by_genre AS SELECT NULL AS genre, NULL AS total;
