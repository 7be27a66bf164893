'use client';
/** The request of a call, as Meta gets it but for the token. */
import { useTranslations } from 'use-intl';
import type { RequestView } from '../../../lib/resource/sample/sample-view.ts';
import { CodeBox } from './code-box.tsx';

export function requestText({ method, url, headers, body }: RequestView): string {
  const head = [`${method} ${url}`, ...headers.map(({ name, value }) => `${name}: ${value}`)];
  return [...head, ...(body === null ? [] : ['', body])].join('\n');
}

export function RequestBox({ request }: { request: RequestView }) {
  const t = useTranslations('sample');
  return (
    <div className="flex flex-col gap-4">
      <CodeBox label={t('request.text')} text={requestText(request)} />
      <CodeBox label={t('request.gateway')} text={request.curl} copy={t('request.copyCurl')} />
    </div>
  );
}
