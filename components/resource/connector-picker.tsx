import Link from 'next/link';
import { connectors } from '../../lib/connector/connectors.ts';
import type { ResourceKind } from '../../lib/resource/schema.ts';
import { words } from '../../lib/words/words.ts';
import { ConnectorMark } from './connector-mark.tsx';
import { resourcePaths } from './paths.ts';
import { StepHeader } from './step-header.tsx';

/** The first step: which kind of system the resource talks to. */
export function ConnectorPicker({ kind }: { kind: ResourceKind }) {
  const t = words('resource');
  const offered = connectors.filter(({ kinds }) => kinds.includes(kind));
  return (
    <>
      <StepHeader kind={kind} step="connector" />
      <h1 className="text-2xl font-semibold tracking-tight">{t('wizard.connector')}</h1>
      <p className="mt-1 mb-6 text-muted">{t('wizard.connectorText', { kind })}</p>
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(min(280px,100%),1fr))] gap-4">
        {offered.map(({ id, name, description }) => (
          <li key={id}>
            <Link
              href={`${resourcePaths[kind]}/new?connector=${id}`}
              className="flex h-full flex-col gap-3 rounded-card border border-edge bg-surface p-5 transition-colors hover:border-accent hover:bg-accent-soft"
            >
              <ConnectorMark />
              <span className="text-base font-semibold">{name}</span>
              <span className="leading-relaxed text-muted">{description}</span>
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}
