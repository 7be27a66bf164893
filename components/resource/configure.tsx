import { redirect } from 'next/navigation';
import type { PersonActor } from '../../lib/access/actor.ts';
import type { ConnectorId } from '../../lib/connector/connectors.ts';
import { readCredential } from '../../lib/credential/look/read.ts';
import { Problem } from '../../lib/errors.ts';
import type { ResourceKind } from '../../lib/resource/schema.ts';
import { resourcePaths } from './paths.ts';
import { LazyWizard } from './wizard/lazy-wizard.tsx';

interface Props {
  actor: PersonActor;
  kind: ResourceKind;
  connector: ConnectorId;
  credentialId: string;
}

/** The steps after Authenticate, for the credential that was chosen there. */
export async function Configure({ actor, kind, connector, credentialId }: Props) {
  const tile = await readCredential(actor, credentialId).catch((error: unknown) => {
    if (error instanceof Problem && error.code === 'not_found')
      redirect(`${resourcePaths[kind]}/new?connector=${connector}`);
    throw error;
  });
  return <LazyWizard kind={kind} connector={connector} tile={tile} />;
}
