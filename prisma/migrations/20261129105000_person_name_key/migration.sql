-- The form of a person's name in which look-alikes are equal (personNameKey of lib/name/key.ts), so that nobody can
-- call himself like somebody else. Of people who have the same name already, the later ones keep it and have none.
ALTER TABLE "person" ADD COLUMN "name_key" TEXT;

-- What personNameKey does, said in SQL: NFKC; ignorable characters go; letters of Cyrillic, Greek, Armenian and
-- Cherokee that pass for Latin ones become those, and marks of those scripts go (the table is that of confusables
-- 1.1.1); spaces; case, without the dot of a Turkish capital and the final sigma, which not every lower() keeps; and
-- what fonts draw alike.
UPDATE "person" SET "name_key" = filled."key"
FROM (
  SELECT "id", "key", row_number() OVER (PARTITION BY "key" ORDER BY "created_at", "id") AS "nth"
  FROM (
    SELECT "id", "created_at", translate(regexp_replace(lower(btrim(regexp_replace(translate(
      regexp_replace(normalize("name", NFKC), '[\u00AD\u034F\u061C\u115F-\u1160\u17B4-\u17B5\u180B-\u180F\u200B-\u200F\u202A-\u202E\u2060-\u206F\u3164\uFE00-\uFE0F\uFEFF\uFFA0\uFFF0-\uFFF8\U0001BCA0-\U0001BCA3\U0001D173-\U0001D17A\U000E0000-\U000E0FFF]', '', 'g'),
      'ͿΆΈΉΊΌΎΑΒΓΕΖΗΘΙΚΛΜΝΟΡΤΥΦΧΪΫάήίΰαβγεηθικλνοπρςστυφχωϋόύώϗϙϛϜϝϳϺϻϾ'
      'ЀЁЄЅІЇЈЌЍЎЏАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЬЯабвгдезийклмнопрстухцчшщ'
      'ъьяѐёђѓєѕіјћќѝўѠѡѢѣѲѳѴѵѶѷѺѻѿҀҁҊҋҌҍҎҏґҒғҘҙҚқҜҝҞҟҠҡҢңҤҥҪҫҬҭҮүҰұҲҳҶ'
      'ҷҸҹҺһҽҾҿӀӃӄӇӈӉӊӋӍӎӏӐӑӒӓӖӗәӞӟӠӡӢӣӤӥӦӧӨөӪӬӭӮӯӰӱӲӳӴӵӼӽӾԀԁԃԉԊԋԌԍԐԑԚԛ'
      'ԜԝԱԲԳԵԺԼԾՂՄՅՆՇՈՌՍՎՏՐՓՕաբգդեզէժիլծհձղմյոռսրցւքօֆᎠᎡᎢᎤᎥᎩᎪᎫᎬᎯᎱᎳᎷᎻᎽᎾᏀ'
      'ᏂᏃᏆᏎᏏᏒᏔᏕᏙᏚᏞᏟᏢᏦᏧᏫᏮᏰᏲᏳᏴᏻᏼᴦᴨᴩἀἁἂἃἄἅἆἇἈἉἊἋἌἍἎἏἐἑἒἓἔἕἘἙἚἛἜἝἠἡἢἣἤἥἦἧἨἩ'
      'ἪἫἬἭἮἯἰἱἲἳἴἵἸἹἺἻἼἽἾἿὀὁὂὃὄὅὈὉὊὋὌὍὐὑὒὓὔὕὖὗὙὛὝὟὠὡὢὣὤὥὦὧὰὲὴὶὸὺὼᾀᾁᾂᾃᾄ'
      'ᾅᾆᾇᾈᾉᾊᾋᾌᾍᾎᾏᾐᾑᾒᾓᾔᾕᾖᾗᾘᾙᾚᾛᾜᾝᾞᾟᾠᾡᾢᾣᾤᾥᾦᾧᾰᾱᾲᾳᾴᾶᾷᾸᾹᾺᾼῂῃῄῆῇῈῊῌῐῑῒῖῗῘῙῚῠῡ'
      'ῢῤῥῦῧῨῩῪῬῲῳῴῶῷꙇꚕꭰꭱꭲꭴꭵꭺꭻꭼꮁꮃꮇꮋꮐꮓꮛꮟꮢꮩꮪꮮꮯꮲ'
      || U&'\0483\0484\0487\0488\0489\2de0\2de1\2de2\2de3\2de4\2de5\2de6\2de7\2de8\2de9\2dea\2deb\2dec\2ded\2dee\2def\2df0\2df1\2df2\2df3\2df4\2df5\2df6\2df7\2df8\2df9\2dfa\2dfb\2dfc\2dfd\2dfe\2dff\a66f\a670\a671\a672\a674\a675\a676\a677\a678\a679\a67a\a67b\a67c\a67d\a69e\a69f\fe2e\fe2f\+01d242\+01d243\+01d244',
      'jaehioyablezholkamnoptyoxiyaniuabyenolkavonpcotupxwuouwkocffjmmc'
      'eeeslijknyuabbraex3nnknmhonpctyoxuywwbbra6brae3nnknmhonpctyxu4ww'
      'bbreehresijnknywwbboovvvvoowccnnbbpprff33kkkkkkkkhhhhccttyyyyxx4'
      '444hheeelkkhhhh4mmlaaaaeee3333nnnnooooo33yyyyyy44xxxdddnhhggeeqq'
      'wwuf9tdlojublcnnuysroowfqntqtdhlohanujnnupglposdrtoiyajearwmhyog'
      'hzi4brwsvslcpkdo6bhgbgbrnpaaaaaaaaaaaaaaaaeeeeeeeeeeeennnnnnnnhh'
      'hhhhhhiiiiiiiiiiiiiioooooooooooouuuuuuuuyyyywwwwwwwwaeniouwaaaaa'
      'aaaaaaaaaaannnnnnnnhhhhhhhhwwwwwwwwaaaaaaaaaaannnnnehhiiiiiiiiuu'
      'uppuuyyypwwwwwihdrtoiajerwmhgzebrvslcp'
      ), '\s+', ' ', 'g'))), 'i\u0307+', 'i', 'g'), 'i1|0ς', 'llloσ') AS "key"
    FROM "person"
  ) AS "keys"
) AS "filled"
WHERE "person"."id" = "filled"."id" AND "filled"."nth" = 1;

CREATE UNIQUE INDEX "person_name_key_key" ON "person"("name_key");
