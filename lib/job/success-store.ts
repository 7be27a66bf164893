/** When each job last came to its end, whichever instance did it. */
import { database } from '../db.ts';
import { jobs } from './jobs.ts';

/** What is told of a job. */
export interface JobState {
  name: (typeof jobs)[number]['name'];
  /** ISO 8601; null for one that has not come to its end yet. */
  lastSuccess: string | null;
}

/** Remembers that a job came to its end just now. */
export async function recordSuccess(name: string): Promise<void> {
  await database().$executeRaw`
    INSERT INTO job_success (name, at) VALUES (${name}, now())
    ON CONFLICT (name) DO UPDATE SET at = EXCLUDED.at`;
}

/** All jobs, in the order of their list. */
export async function jobStates(): Promise<JobState[]> {
  const rows = await database().jobSuccess.findMany();
  const byName = new Map(rows.map(({ name, at }) => [name, at.toISOString()]));
  return jobs.map(({ name }) => ({ name, lastSuccess: byName.get(name) ?? null }));
}
