/** The forms of names in which look-alikes are equal. */
import { remove } from 'confusables';

// Scripts with letters that pass for Latin ones. Accents and other scripts stay: people tell those apart.
const latinLookalikes = /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}]/gu;

// Signs that keyboards and word processors write in several ways.
const apostrophes = /[\u2018\u2019\u201b\u02b9\u02bb-\u02bd\u2032\u2035`]/g;
const quotes = /[\u201c\u201d\u201e\u201f]/g;
const dashes = /[\u2010-\u2015\u2212]/g;
/** What is drawn as a blank or as nothing, and is neither to Unicode. */
const blanks = /[\u2800\u{13441}\u{13442}]/gu;
const nothing = /[\p{Default_Ignorable_Code_Point}\u{1d159}]/gu;

/**
 * The form under which a name is unique: NFKC, one case, one width of space, one apostrophe, quotation mark and dash,
 * nothing that is not drawn (joiners neither), no look-alikes.
 *
 * What follows the look-alikes came later: the migration that brought it does the same to keys in SQL.
 */
export function nameKey(name: string): string {
  return (
    name
      .normalize('NFKC')
      .replace(nothing, '')
      .replace(blanks, ' ')
      .replace(latinLookalikes, (letter) => remove(letter))
      .replace(apostrophes, "'")
      .replace(quotes, '"')
      .replace(dashes, '-')
      .replace(/\s+/gu, ' ')
      .trim()
      // An acute accent by itself, which some type for an apostrophe, as NFKC writes it.
      .replace(/ \u0301/g, "'")
      .toLowerCase()
      .normalize('NFKC')
  );
}

/** Whether what somebody typed is this name, as it stands on the screen. */
export function isSameName(typed: string, name: string): boolean {
  const key = nameKey(typed);
  return key !== '' && key === nameKey(name);
}

/**
 * The form under which a person's name is unique. Nobody numbers people, so that the letters and digits that many
 * fonts draw alike are one here, with and without accents: I, l, 1 and |, O and 0. Migrations say the same in SQL, so
 * that what lower case keeps here, and not in every database, goes: the dot of a Turkish capital, the final sigma.
 *
 * A small i counts as an l, too, although nobody confuses these: through NEIL, which is Neil and looks like NElL, one
 * key for each name makes Neil and Nell the same.
 */
export function personNameKey(name: string): string {
  return nameKey(name)
    .normalize('NFD')
    .replace(/i\u0307+/g, 'i')
    .replace(/ς/g, 'σ')
    .replace(/[i1|]/g, 'l')
    .replace(/0/g, 'o')
    .normalize('NFC');
}

/** What Flowkeep calls itself and its parts, and what people would take for them. */
const reserved = new Set(
  [
    ...['flowkeep', 'system', 'admin', 'administrator', 'operator', 'root', 'superuser', 'moderator'],
    ...['anonymous', 'somebody', 'someone', 'nobody', 'everybody', 'unknown', 'deleted', 'you', 'me'],
    ...[
      'support',
      'security',
      'environment',
      'gateway',
      'worker',
      'apikey',
      'key',
      'owner',
      'member',
      'user',
    ],
    ...['meta', 'facebook', 'whatsapp'],
  ].map(personNameKey),
);
/** What may stand around such a word without making it a person's name. */
const around = new RegExp(
  `^(?:${['the', 'official', 'real', 'team', 'bot', 'account'].map(personNameKey).join('|')})$`,
);

/** Whether a name passes for Flowkeep itself or for somebody's part in it: "F1owkeep", "The Admin", "flow-keep". */
export function isReservedName(name: string): boolean {
  const words = personNameKey(name)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
  if (reserved.has(words.join(''))) return true;
  const telling = words.filter((word) => !around.test(word));
  return telling.length > 0 && telling.every((word) => reserved.has(word));
}
