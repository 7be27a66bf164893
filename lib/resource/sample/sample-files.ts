/** The files that an answer of Graph names, read so that a sample shows what is in them. */
import { environment } from '../../env.ts';
import { type Download, downloadText } from '../../graph/call/download.ts';
import { isObject, plainLine } from '../../graph/call/untrusted.ts';
import type { SampleView } from './sample-view.ts';

const most = 5;

type Files = NonNullable<SampleView['answer']>['files'];

const problems: Record<Extract<Download, { problem: string }>['problem'], string> = {
  elsewhere: 'It is not at an address of Meta’s, so Flowkeep does not fetch it.',
  too_large: 'It is larger than 1 MB. Download it at its address.',
  not_text: 'It is not text. Download it at its address.',
  unreachable: 'It could not be fetched. Its address may have ended; fetch the sample anew.',
};

/** @param body an answer whose `data` lists files with `name` and `download_url` */
export async function readFiles(body: Record<string, unknown>, signal: AbortSignal): Promise<Files> {
  const listed = Array.isArray(body.data) ? body.data.filter(isObject) : [];
  const baseUrl = new URL(environment().graphBaseUrl);
  const named = listed.flatMap(({ name, download_url: address }) =>
    typeof name === 'string' && typeof address === 'string' ? [{ name: plainLine(name, 200), address }] : [],
  );
  return Promise.all(
    named.slice(0, most).map(async ({ name, address }) => {
      const file = await downloadText(address, { baseUrl, signal });
      return 'text' in file
        ? { name, text: file.text, problem: null }
        : { name, text: null, problem: problems[file.problem] };
    }),
  );
}
