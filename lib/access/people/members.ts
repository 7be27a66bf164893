/** The people of this Flowkeep and the invitations that are open. */
import { database } from '../../db.ts';
import { type Actor, demand } from '../actor.ts';
import type { MemberList } from './member-schema.ts';

interface MemberRow {
  id: string;
  name: string;
  email: string;
  role: 'admin' | 'member';
  disabledAt: Date | null;
  createdAt: Date;
  lastSeenAt: Date | null;
}

/** Everybody with an account, by name, and the open invitations. @throws Problem `forbidden` */
export async function listMembers(actor: Actor): Promise<MemberList> {
  demand(actor, 'member.read');
  const [people, invitations] = await Promise.all([
    database().$queryRaw<MemberRow[]>`
      SELECT p.id, p.name, p.email, p.role::text AS role, p.disabled_at AS "disabledAt",
             p.created_at AS "createdAt", max(s.last_seen_at) AS "lastSeenAt"
      FROM person p LEFT JOIN session s ON s.person_id = p.id
      GROUP BY p.id ORDER BY lower(p.name), p.id LIMIT 1000`,
    database().invitation.findMany({
      where: { expiresAt: { gt: new Date() } },
      orderBy: { createdAt: 'desc' },
      take: 1000,
    }),
  ]);
  return {
    items: people.map(({ disabledAt, createdAt, lastSeenAt, ...row }) => ({
      ...row,
      disabledAt: disabledAt?.toISOString() ?? null,
      createdAt: createdAt.toISOString(),
      lastSeenAt: lastSeenAt?.toISOString() ?? null,
    })),
    invitations: invitations.map(({ id, email, role, createdByName, createdAt, expiresAt }) => ({
      id,
      email,
      role,
      invitedBy: createdByName,
      createdAt: createdAt.toISOString(),
      expiresAt: expiresAt.toISOString(),
    })),
  };
}

/** The e-mail addresses of people by their ids; of those who were removed there is none. */
export async function emailsOf(ids: (string | null)[]): Promise<Map<string, string>> {
  const wanted = [...new Set(ids.filter((id) => id !== null))];
  if (wanted.length === 0) return new Map();
  const where = { id: { in: wanted } };
  const rows = await database().person.findMany({ where, select: { id: true, email: true } });
  return new Map(rows.map(({ id, email }) => [id, email]));
}

/** Whom to ask for what only admins may do: up to three names. */
export async function adminNames(): Promise<string[]> {
  const rows = await database().person.findMany({
    where: { role: 'admin', disabledAt: null },
    orderBy: { createdAt: 'asc' },
    take: 3,
    select: { name: true },
  });
  return rows.map(({ name }) => name);
}
