/** What Meta does with calls of a version, as a sentence for people. Pure. */
import {
  knownVersions,
  newestVersion,
  oldestUsable,
  type VersionDescription,
} from '../../../lib/graph/versions.ts';
import type { Words } from '../../../lib/words/words.ts';
import { exactDay } from '../../words/formats.ts';

/** @returns null for what is no version, or none of Meta's */
export function versionSentence(
  t: Words<'credentialForm'>,
  language: string,
  { version, state, expires, daysLeft }: VersionDescription,
  now: Date,
): string | null {
  const day = expires ? exactDay(expires, language) : '';
  const served = oldestUsable(now);
  switch (state) {
    case 'usable':
      return expires ? t('versions.usableUntil', { version, day }) : t('versions.usable', { version });
    case 'retiring':
      return t('versions.retiring', {
        version,
        day,
        days: daysLeft ?? 0,
        served: oldestUsable(new Date(expires ?? now)),
      });
    case 'expired':
      return expires
        ? t('versions.retired', { version, day, served })
        : t('versions.older', { version, oldest: knownVersions[0]?.version ?? '', served });
    case 'newer_than_known':
      return t('versions.newer', { version, newest: newestVersion });
    case 'unknown':
      return null;
  }
}
