/** What an endpoint does, what the token must have for it, and where Meta says more. */
import { Fragment } from 'react';
import type { EndpointTemplate } from '../../../lib/connector/endpoint.ts';

interface EndpointAboutProps {
  template: EndpointTemplate;
  /** What the credential's token may, where Meta told and the page knows it. */
  scopes?: readonly string[] | undefined;
}

export function EndpointAbout({ template, scopes = [] }: EndpointAboutProps) {
  const { summary, permission, docs } = template;
  const lacks = permission !== null && scopes.length > 0 && !scopes.includes(permission);
  return (
    <div className="flex flex-col gap-1 text-[13px] leading-relaxed text-muted">
      <p>{summary}</p>
      <p>
        {permission && (
          <>
            Needs{' '}
            <code className="font-mono text-xs text-ink">
              {permission.split('_').map((word, index) => (
                <Fragment key={word}>
                  {index > 0 && '_'}
                  <wbr />
                  {word}
                </Fragment>
              ))}
            </code>
            .{' '}
          </>
        )}
        <a href={docs} target="_blank" rel="noreferrer" className="text-accent underline underline-offset-2">
          Meta’s page<span className="sr-only"> about it, in a new tab</span>
        </a>
      </p>
      {lacks && (
        <p className="font-medium text-expiring">
          The token of this credential lacks this permission, so Meta will refuse the call. An admin can
          replace the token on the credential’s page.
        </p>
      )}
    </div>
  );
}
