import type { Metadata } from 'next';
import { AuditPage } from '../../../components/audit/audit-page.tsx';
import { currentCaller } from '../../../lib/access/current.ts';
import { words } from '../../../lib/words/words.ts';

export const generateMetadata = (): Metadata => ({ title: words('app')('titles.audit') });

export default async function AuditRoute({ searchParams }: PageProps<'/audit'>) {
  return <AuditPage caller={await currentCaller()} searchParams={await searchParams} />;
}
