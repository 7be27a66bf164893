/** From a data resource's row to its view, by selection. */
import type { Prisma } from '../../prisma/generated/client.ts';
import { statusAt } from '../credential/look/present.ts';
import { valuesSchema } from './schema.ts';
import type { ResourceItem, ResourceView } from './view.ts';

export const resourceColumns = {
  id: true,
  kind: true,
  name: true,
  description: true,
  connector: true,
  endpoint: true,
  createdByName: true,
  createdAt: true,
  updatedAt: true,
  version: true,
  lastUsedAt: true,
  credential: {
    select: { id: true, name: true, verdict: true, reason: true, usableUntil: true, checkedAt: true },
  },
} satisfies Prisma.DataResourceSelect;

/** Those of one resource: a list goes without its parameters. */
export const wholeResourceColumns = {
  ...resourceColumns,
  parameters: true,
} satisfies Prisma.DataResourceSelect;

type ItemRow = Prisma.DataResourceGetPayload<{ select: typeof resourceColumns }>;
export type ResourceRow = Prisma.DataResourceGetPayload<{ select: typeof wholeResourceColumns }>;

export function toResourceItem(row: ItemRow, now: Date): ResourceItem {
  const { credential } = row;
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    description: row.description,
    connector: row.connector,
    endpoint: row.endpoint,
    credentialId: credential?.id ?? null,
    credential: credential && {
      id: credential.id,
      name: credential.name,
      ...statusAt(credential, now),
      checkedAt: credential.checkedAt?.toISOString() ?? null,
    },
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    createdBy: row.createdByName,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    version: row.version,
  };
}

export function toResourceView(row: ResourceRow, now: Date): ResourceView {
  return { ...toResourceItem(row, now), parameters: valuesSchema.parse(row.parameters) };
}
