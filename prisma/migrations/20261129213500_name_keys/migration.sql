-- Names are unique with one apostrophe, one quotation mark and one dash each, and with accents put together after
-- look-alikes became one (nameKey of lib/name/key.ts). The keys that are there get what is new; it commutes with what
-- they went through before. Of two names that become the same, the one that has the new key already or else the older
-- one gets it; the other keeps a key that no name has any more, until somebody renames it.

UPDATE "credential" SET "name_key" = made."key"
FROM (
  SELECT "id", "key", row_number() OVER (PARTITION BY "key" ORDER BY "name_key" = "key" DESC, "created_at", "id") AS "nth"
  FROM (
    SELECT "id", "name_key", "created_at", normalize(regexp_replace(btrim(regexp_replace(translate("name_key",
      U&'\2800\+013441\+013442\2018\2019\201b\02b9\02bb\02bc\02bd\2032\2035`\201c\201d\201e\201f\2010\2011\2012\2013\2014\2015\2212\+01d159',
      '   ''''''''''''''''''''""""-------'
    ), '\s+', ' ', 'g')), ' \u0301', '''', 'g'), NFKC) AS "key"
    FROM "credential"
  ) AS "keys"
) AS made
WHERE "credential"."id" = made."id" AND made."nth" = 1 AND "credential"."name_key" <> made."key";

UPDATE "data_resource" SET "name_key" = made."key"
FROM (
  SELECT "id", "key", row_number() OVER (PARTITION BY "kind", "key" ORDER BY "name_key" = "key" DESC, "created_at", "id") AS "nth"
  FROM (
    SELECT "id", "kind", "name_key", "created_at", normalize(regexp_replace(btrim(regexp_replace(translate("name_key",
      U&'\2800\+013441\+013442\2018\2019\201b\02b9\02bb\02bc\02bd\2032\2035`\201c\201d\201e\201f\2010\2011\2012\2013\2014\2015\2212\+01d159',
      '   ''''''''''''''''''''""""-------'
    ), '\s+', ' ', 'g')), ' \u0301', '''', 'g'), NFKC) AS "key"
    FROM "data_resource"
  ) AS "keys"
) AS made
WHERE "data_resource"."id" = made."id" AND made."nth" = 1 AND "data_resource"."name_key" <> made."key";

-- People: I, l and 1 are one with their accents, too (personNameKey). The later ones keep the name and have no key.
UPDATE "person" SET "name_key" = CASE WHEN made."nth" = 1 THEN made."key" END
FROM (
  SELECT "id", "key", row_number() OVER (PARTITION BY "key" ORDER BY "name_key" = "key" DESC, "created_at", "id") AS "nth"
  FROM (
    SELECT "id", "name_key", "created_at", normalize(translate(normalize(normalize(regexp_replace(btrim(regexp_replace(translate("name_key",
      U&'\2800\+013441\+013442\2018\2019\201b\02b9\02bb\02bc\02bd\2032\2035`\201c\201d\201e\201f\2010\2011\2012\2013\2014\2015\2212\+01d159',
      '   ''''''''''''''''''''""""-------'
    ), '\s+', ' ', 'g')), ' \u0301', '''', 'g'), NFKC), NFD), 'i1|0', 'lllo'), NFC) AS "key"
    FROM "person" WHERE "name_key" IS NOT NULL
  ) AS "keys"
) AS made
WHERE "person"."id" = made."id" AND ("person"."name_key" <> made."key" OR made."nth" > 1);
