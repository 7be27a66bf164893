/** The last inspections: what Meta said, step by step. */
import type { InspectionList } from '../../../lib/credential/look/inspections.ts';
import { DisclosureMark } from '../../ui/disclosure-mark.tsx';
import { EmptyLine } from '../../ui/empty-line.tsx';
import { Panel } from '../../ui/panel.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { CheckSteps } from '../proof/check-steps.tsx';

type Item = InspectionList['items'][number];

const verdicts = {
  usable: { status: 'valid', word: 'Accepted' },
  refused: { status: 'invalid', word: 'Refused' },
  undecided: { status: 'unchecked', word: 'Meta could not be asked' },
} as const;

function GraphError({ error }: { error: NonNullable<Item['report']['graphError']> }) {
  const codes = [
    ['HTTP', error.httpStatus],
    ['code', error.code],
    ['subcode', error.subcode],
    ['trace ID', error.traceId],
  ].filter(([, value]) => value !== null);
  const words = [error.userTitle, error.userMessage].filter(Boolean).join(': ');
  return (
    <p className="text-[13px] leading-relaxed text-muted wrap-anywhere">
      Meta said: “{error.message}” <br />
      {words && (
        <>
          For people: “{words}” <br />
        </>
      )}
      {codes.map(([name, value]) => `${name} ${value}`).join(' · ')}
    </p>
  );
}

function Inspection({ item, open, now }: { item: Item; open: boolean; now: Date }) {
  const { report, by } = item;
  const { status, word } = verdicts[report.verdict];
  return (
    <li className="py-3 first:pt-0 last:pb-0">
      <details open={open} className="group">
        <summary className="flex cursor-pointer flex-wrap items-center gap-x-3 gap-y-1 rounded-sm">
          <DisclosureMark />
          <StatusBadge status={status}>{word}</StatusBadge>
          <span className="text-[13px] text-muted">
            <RelativeTime iso={item.at} now={now} /> by {by}
          </span>
        </summary>
        <div className="flex flex-col gap-3 pt-3 sm:pl-5">
          {report.verdict !== 'usable' && <p className="leading-relaxed">{report.message}</p>}
          <CheckSteps steps={report.steps} running={false} />
          {report.graphError && <GraphError error={report.graphError} />}
          <p className="text-[13px] text-muted">
            Asked with {report.version.requested}
            {report.version.served ? `, answered as ${report.version.served}` : ''}
            {report.waba.id ? `, about WABA ${report.waba.id}` : ''}. Token version {item.tokenVersion}.
          </p>
        </div>
      </details>
    </li>
  );
}

export function Inspections({ items, now }: { items: Item[]; now: Date }) {
  return (
    <Panel id="inspections" title="Last inspections">
      {items.length === 0 ? (
        <EmptyLine>Meta has not been asked about this credential yet.</EmptyLine>
      ) : (
        <ol className="divide-y divide-line">
          {items.map((item, index) => (
            <Inspection key={item.id} item={item} open={index === 0} now={now} />
          ))}
        </ol>
      )}
    </Panel>
  );
}
