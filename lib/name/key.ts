/** The forms of names in which look-alikes are equal. */
import { remove } from 'confusables';

// Scripts with letters that pass for Latin ones. Accents and other scripts stay: people tell those apart.
const latinLookalikes = /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}]/gu;

/** The form under which a name is unique: NFKC, one case, one width of space, no invisible letters, no look-alikes. */
export function nameKey(name: string): string {
  return name
    .normalize('NFKC')
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .replace(latinLookalikes, (letter) => remove(letter))
    .replace(/\s+/gu, ' ')
    .trim()
    .toLowerCase();
}

/**
 * The form under which a person's name is unique. Nobody numbers people, so that the letters and digits that many
 * fonts draw alike are one here: I, l, 1 and |, O and 0. The migration that adds the column says the same in SQL, so
 * that what lower case keeps here, and not in every database, goes: the dot of a Turkish capital, the final sigma.
 *
 * A small i counts as an l, too, although nobody confuses these: through NEIL, which is Neil and looks like NElL, one
 * key for each name makes Neil and Nell the same.
 */
export function personNameKey(name: string): string {
  return nameKey(name)
    .replace(/i\u0307+/g, 'i')
    .replace(/ς/g, 'σ')
    .replace(/[i1|]/g, 'l')
    .replace(/0/g, 'o');
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
