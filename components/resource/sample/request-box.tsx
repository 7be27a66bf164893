'use client';
/** The request of a call, as Meta gets it but for the token. */
import type { RequestView } from '../../../lib/resource/sample/sample-view.ts';
import { CodeBox } from './code-box.tsx';

export function requestText({ method, url, headers, body }: RequestView): string {
  const head = [`${method} ${url}`, ...headers.map(({ name, value }) => `${name}: ${value}`)];
  return [...head, ...(body === null ? [] : ['', body])].join('\n');
}

export function RequestBox({ request }: { request: RequestView }) {
  return (
    <div className="flex flex-col gap-4">
      <CodeBox label="The request; Flowkeep puts the token in" text={requestText(request)} />
      <CodeBox
        label="The same through the gateway, for your pipeline"
        text={request.curl}
        copy="Copy as curl"
      />
    </div>
  );
}
