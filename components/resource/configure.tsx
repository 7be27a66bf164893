import { redirect } from 'next/navigation';
import type { PersonActor } from '../../lib/access/actor.ts';
import { readCredential } from '../../lib/credential/read.ts';
import type { Tile } from '../../lib/credential/tile.ts';
import { Problem } from '../../lib/errors.ts';
import type { ResourceKind } from '../../lib/resource/schema.ts';
import { StatusBadge } from '../ui/status-badge.tsx';
import { ConnectorMark } from './connector-mark.tsx';
import { LazyConfigureForm } from './lazy-configure-form.tsx';
import { StepHeader } from './step-header.tsx';
import { resourceWords } from './words.ts';

interface Props {
  actor: PersonActor;
  kind: ResourceKind;
  connector: string;
  credentialId: string;
}

/** The third step: what the resource is called. Its endpoint will be chosen here too. */
export async function Configure({ actor, kind, connector, credentialId }: Props) {
  const { path, one } = resourceWords[kind];
  const back = `${path}/new?connector=${connector}&credential=${credentialId}`;
  const tile = await readCredential(actor, credentialId).catch((error: unknown) => {
    if (error instanceof Problem && error.code === 'not_found')
      redirect(`${path}/new?connector=${connector}`);
    throw error;
  });
  return (
    <>
      <StepHeader kind={kind} step="Configure" />
      <div className="max-w-[560px]">
        <h1 className="text-2xl font-semibold tracking-tight">Configure</h1>
        <p className="mt-1 mb-6 text-muted">Give the {one} a name that tells others what it is for.</p>
        <ChosenCredential tile={tile} />
        <LazyConfigureForm kind={kind} connector={connector} credentialId={tile.id} back={back} />
      </div>
    </>
  );
}

function ChosenCredential({ tile }: { tile: Tile }) {
  return (
    <div className="mb-6 flex items-center gap-3 rounded-card border border-line bg-surface p-4">
      <ConnectorMark />
      <div className="min-w-0 flex-1">
        <p className="text-xs text-muted">Uses the credential</p>
        <p className="truncate font-medium" title={tile.name}>
          {tile.name}
        </p>
        <p className="truncate text-xs text-muted">{tile.wabaName ?? `WABA ${tile.wabaId}`}</p>
      </div>
      <StatusBadge status={tile.locked ? 'locked' : tile.status} />
    </div>
  );
}
