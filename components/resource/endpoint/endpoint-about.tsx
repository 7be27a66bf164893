'use client';
/** What an endpoint does, what the token must have for it, and where Meta says more. */
import { Fragment } from 'react';
import { useTranslations } from 'use-intl';
import type { EndpointTemplate } from '../../../lib/connector/endpoint.ts';
import { forScreenReaders } from '../../words/rich.tsx';

interface EndpointAboutProps {
  template: EndpointTemplate;
  /** What the credential's token may, where Meta told and the page knows it. */
  scopes?: readonly string[] | undefined;
}

function Permission({ name }: { name: string }) {
  return (
    <code className="font-mono text-xs text-ink">
      {name.split('_').map((word, index) => (
        <Fragment key={word}>
          {index > 0 && '_'}
          <wbr />
          {word}
        </Fragment>
      ))}
    </code>
  );
}

export function EndpointAbout({ template, scopes = [] }: EndpointAboutProps) {
  const t = useTranslations('sample');
  const { summary, permission, docs } = template;
  const lacks = permission !== null && scopes.length > 0 && !scopes.includes(permission);
  return (
    <div className="flex flex-col gap-1 text-[13px] leading-relaxed text-muted">
      <p>{summary}</p>
      <p>
        {permission && (
          <>{t.rich('endpoint.needs', { permission: () => <Permission name={permission} /> })} </>
        )}
        <a href={docs} target="_blank" rel="noreferrer" className="text-accent underline underline-offset-2">
          {t.rich('endpoint.docs', { more: forScreenReaders })}
        </a>
      </p>
      {lacks && <p className="font-medium text-expiring">{t('endpoint.lacksPermission')}</p>}
    </div>
  );
}
