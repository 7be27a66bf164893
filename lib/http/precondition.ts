/** If-Match: a change names the version that it was made on, so that nobody overwrites what they have not seen. */
import { Problem } from '../errors.ts';

const strongTag = /^"(\d{1,9})"$/;

/** The versions of an If-Match header; a weak or foreign tag fits none. @returns null when there is no header */
export function matchedVersions(ifMatch: string | null): number[] | null {
  if (ifMatch === null) return null;
  return ifMatch.split(',').flatMap((tag) => {
    const version = strongTag.exec(tag.trim())?.[1];
    return version ? [Number(version)] : [];
  });
}

/**
 * The versions that a change may be made on. `*` says nothing about what was seen, so it counts as no condition.
 * @throws Problem `precondition_required`
 */
export function demandedVersions(ifMatch: string | null): number[] {
  const versions = ifMatch?.trim() === '*' ? null : matchedVersions(ifMatch);
  if (versions) return versions;
  throw new Problem(
    'precondition_required',
    'Send If-Match with the ETag that you read, so that nothing is overwritten that you have not seen.',
  );
}
