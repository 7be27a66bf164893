/** Everything about one credential, for everybody who may see it. */
import { notFound } from 'next/navigation';
import type { PersonActor } from '../../../lib/access/actor.ts';
import { adminNames } from '../../../lib/access/people/members.ts';
import { connectorName } from '../../../lib/connector/connectors.ts';
import { credentialHistory } from '../../../lib/credential/look/history.ts';
import { listInspections } from '../../../lib/credential/look/inspections.ts';
import { readCredential } from '../../../lib/credential/look/read.ts';
import { listDependants } from '../../../lib/credential/look/used-by.ts';
import { Problem } from '../../../lib/errors.ts';
import { CredentialProvider } from './credential-context.tsx';
import { Header } from './header.tsx';
import { History } from './history.tsx';
import { Inspections } from './inspections.tsx';
import { SettingsSection } from './settings-section.tsx';
import { TokenSection } from './token-section.tsx';
import { UsedBy } from './used-by.tsx';

async function load(actor: PersonActor, id: string) {
  try {
    const tile = await readCredential(actor, id);
    const [inspections, dependants, history, admins] = await Promise.all([
      listInspections(actor, id),
      listDependants(actor, id, { limit: 25 }),
      credentialHistory(actor, id, { limit: 20 }),
      adminNames(),
    ]);
    return { tile, inspections, dependants, history, admins };
  } catch (error) {
    if (error instanceof Problem && error.code === 'not_found') notFound();
    throw error;
  }
}

export async function CredentialPage({ actor, id }: { actor: PersonActor; id: string }) {
  const { tile, inspections, dependants, history, admins } = await load(actor, id);
  const now = new Date();
  const last = inspections.items[0]?.report;
  const sentence = last?.verdict === 'refused' ? last.message : null;
  return (
    <CredentialProvider tile={tile} isAdmin={actor.role === 'admin'} admins={admins}>
      <Header sentence={sentence} />
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1.35fr)_minmax(0,1fr)]">
        <div className="flex min-w-0 flex-col gap-5">
          <TokenSection />
          <Inspections items={inspections.items} now={now} />
        </div>
        <div className="flex min-w-0 flex-col gap-5">
          <SettingsSection connectorName={connectorName(tile.connector)} />
          <UsedBy list={dependants} now={now} />
          <History credentialId={id} name={tile.name} first={history} />
        </div>
      </div>
    </CredentialProvider>
  );
}
