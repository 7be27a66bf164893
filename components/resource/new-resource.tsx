import { requirePerson } from '../../lib/access/current.ts';
import { findConnector } from '../../lib/connector/connectors.ts';
import type { ResourceKind } from '../../lib/resource/schema.ts';
import { PickCredential } from '../credential/list/pick-credential.tsx';
import { Configure } from './configure.tsx';
import { ConnectorPicker } from './connector-picker.tsx';
import { StepHeader } from './step-header.tsx';

type Query = Record<string, string | string[] | undefined>;

const text = (value: string | string[] | undefined): string | undefined =>
  typeof value === 'string' ? value : undefined;

/** Creating a data source or destination: the address says which step. */
export async function NewResource({ kind, query }: { kind: ResourceKind; query: Query }) {
  const actor = await requirePerson();
  const connector = findConnector(text(query.connector) ?? '');
  if (!connector?.kinds.includes(kind)) return <ConnectorPicker kind={kind} />;
  const credentialId = text(query.credential);
  if ((query.step === 'configure' || query.step === 'test') && credentialId) {
    return <Configure actor={actor} kind={kind} connector={connector.id} credentialId={credentialId} />;
  }
  return (
    <>
      <StepHeader kind={kind} step="authenticate" />
      <PickCredential actor={actor} kind={kind} connector={connector.id} searchParams={query} />
    </>
  );
}
