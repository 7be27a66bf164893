/** If-Match: a change names the version that it was made on, so that nobody overwrites what they have not seen. */
import { Problem } from '../errors.ts';

/** An entity tag, weak or strong (RFC 9110 §8.8.3). */
const entityTag = /^(?:W\/)?"([\x21\x23-\x7e\x80-\xff]*)"$/;
/**
 * Ours, and what servers in front make of it when they compress: nginx and Caddy weaken it, Apache adds the coding. The
 * answer is the same one, and a version is all that our tags say.
 */
const ours = /^(\d{1,9})(?:[-;](?:gzip|br|deflate|zstd))?$/;

function versionsOf(ifMatch: string): number[] {
  return ifMatch.split(',').flatMap((text) => {
    const tag = entityTag.exec(text.trim())?.[1];
    if (tag === undefined) {
      const message = 'If-Match must be an ETag as it was answered, quotes included, such as "3".';
      throw new Problem('invalid_input', message, {
        errors: [{ field: 'If-Match', code: 'invalid_format', message }],
      });
    }
    const version = ours.exec(tag)?.[1];
    return version ? [Number(version)] : [];
  });
}

/**
 * The versions of an If-Match header; a tag that is none of ours fits none.
 * @returns null where there is no condition: no header, or `*`, which says nothing about what was seen
 * @throws Problem `invalid_input` for what is no tag
 */
export function matchedVersions(ifMatch: string | null): number[] | null {
  return ifMatch === null || ifMatch.trim() === '*' ? null : versionsOf(ifMatch);
}

/**
 * The versions that a change may be made on.
 * @throws Problem `precondition_required`; `invalid_input` for what is no tag
 */
export function demandedVersions(ifMatch: string | null): number[] {
  const versions = matchedVersions(ifMatch);
  if (versions) return versions;
  throw new Problem(
    'precondition_required',
    'Send If-Match with the ETag that you read, so that nothing is overwritten that you have not seen.',
  );
}
