/** Background work: keeps the last inspections of each credential, and no more. */
import { database } from '../../db.ts';
import { inspectionsKept } from '../look/inspections.ts';

/** @returns how many inspections were removed */
export function trimInspections(): Promise<number> {
  return database().$executeRaw`
    DELETE FROM inspection i USING (
      SELECT id, row_number() OVER (PARTITION BY credential_id ORDER BY created_at DESC, id DESC) AS place
      FROM inspection
    ) ranked
    WHERE i.id = ranked.id AND ranked.place > ${inspectionsKept}`;
}
