import type { Metadata } from 'next';
import { AuditPage } from '../../../components/audit/audit-page.tsx';
import { currentCaller } from '../../../lib/access/current.ts';

export const metadata: Metadata = { title: 'Audit' };

export default async function AuditRoute({ searchParams }: PageProps<'/audit'>) {
  return <AuditPage caller={await currentCaller()} searchParams={await searchParams} />;
}
