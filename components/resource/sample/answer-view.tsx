'use client';
/** What Meta answered: as a table and as JSON. */
import { Tabs } from '@base-ui/react/tabs';
import { useTranslations } from 'use-intl';
import type { SampleView } from '../../../lib/resource/sample/sample-view.ts';
import { Scrollable } from '../../ui/scrollable.tsx';
import { CodeBox } from './code-box.tsx';
import { RequestBox } from './request-box.tsx';
import { type Table, tablesOf } from './table.ts';

type Answer = NonNullable<SampleView['answer']>;

/** Up to this many characters, an id above all, a line of a cell stays one. */
const shortLine = 36;

const tabClass =
  'min-h-10 rounded-control px-3 text-sm font-medium text-muted hover:bg-sunken data-active:bg-accent-soft data-active:text-accent pointer-coarse:min-h-11';

/** The panel that is left goes at once: for a moment, one would stand above the other. */
const panelClass = 'min-w-0 data-ending-style:hidden';

function AnswerTables({ body }: { body: Answer['body'] }) {
  const t = useTranslations('sample');
  const tables = tablesOf(body, { field: t('answer.field'), value: t('answer.value') });
  if (tables.every(({ rows }) => rows.length === 0)) {
    return (
      <p className="rounded-control border border-dashed border-edge px-4 py-8 text-center text-muted">
        {t('answer.empty')}
      </p>
    );
  }
  return tables.map((table) => <AnswerTable key={table.name} table={table} />);
}

function AnswerTable({ table: { name, columns, rows } }: { table: Table }) {
  const t = useTranslations('sample');
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      {name && <p className="text-[13px] text-muted wrap-anywhere">{name}</p>}
      <Scrollable
        label={name ? t('answer.partAsTable', { name }) : t('answer.asTable')}
        className="max-h-[480px]"
      >
        <table className="w-full border-collapse text-left text-[13px]">
          <thead className="sticky top-0 bg-sunken">
            <tr>
              {columns.map((column) => (
                <th key={column} scope="col" className="px-3 py-2 font-medium whitespace-nowrap">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {rows.map((cells, row) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows of one answer never change places
              <tr key={row} className="align-top">
                {cells.map((cell, column) => (
                  <Cell key={columns[column]} text={cell} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scrollable>
    </div>
  );
}

/** A whole address, such as the preview of a flow; what was cut short ends with an ellipsis. */
const isLink = (text: string) => /^https:\/\/[^\s…]+$/.test(text);

// Positioned, so that what only screen readers get stays within what scrolls and makes no page wider.
function OpenLink({ href }: { href: string }) {
  const t = useTranslations('sample');
  return (
    <a
      href={href}
      target="_blank"
      rel="noreferrer"
      className="relative text-accent underline underline-offset-2"
    >
      {href}
      <span className="sr-only"> {t('answer.newTab')}</span>
    </a>
  );
}

function Cell({ text }: { text: string }) {
  const isShort = text.split('\n').every((line) => line.length <= shortLine);
  const wrap = isShort ? 'whitespace-pre' : 'min-w-[min(28rem,75vw)] whitespace-pre-line wrap-anywhere';
  return (
    <td className={`px-3 py-2 ${wrap}`}>
      {isLink(text) ? <OpenLink href={text} /> : text || <span className="text-muted">–</span>}
    </td>
  );
}

function Files({ files }: { files: Answer['files'] }) {
  return files.map(({ name, text, problem }) =>
    text === null ? (
      <p key={name} className="text-[13px] text-muted">
        {name}: {problem}
      </p>
    ) : (
      <CodeBox key={name} label={name} text={text} />
    ),
  );
}

export function AnswerView({ sample, answer }: { sample: SampleView; answer: Answer }) {
  const t = useTranslations('sample');
  return (
    <Tabs.Root defaultValue="table" className="flex min-w-0 flex-col gap-3">
      <Tabs.List aria-label={t('answer.label')} className="flex flex-wrap gap-1">
        <Tabs.Tab value="table" className={tabClass}>
          {t('answer.table')}
        </Tabs.Tab>
        <Tabs.Tab value="json" className={tabClass}>
          {t('answer.json')}
        </Tabs.Tab>
        <Tabs.Tab value="request" className={tabClass}>
          {t('answer.request')}
        </Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="table" className={`flex flex-col gap-4 ${panelClass}`}>
        <AnswerTables body={answer.body} />
        <Files files={answer.files} />
      </Tabs.Panel>
      <Tabs.Panel value="json" className={panelClass}>
        <CodeBox label={t('answer.text')} text={JSON.stringify(answer.body, null, 2)} />
      </Tabs.Panel>
      <Tabs.Panel value="request" className={panelClass}>
        <RequestBox request={sample.request} />
      </Tabs.Panel>
    </Tabs.Root>
  );
}

/** How it went, in one line. */
export function AnswerFacts({
  answer: { status, milliseconds, servedVersion, traceId },
}: {
  answer: Answer;
}) {
  const t = useTranslations('sample');
  const facts = [
    t('answer.status', { status: String(status) }),
    t('answer.took', { milliseconds: String(milliseconds) }),
    servedVersion,
    traceId && t('answer.trace', { id: traceId }),
  ];
  return <p className="text-[13px] text-muted wrap-anywhere">{facts.filter(Boolean).join(' · ')}</p>;
}
