/** The last inspections: what Meta said, step by step. */
import type { InspectionList } from '../../../lib/credential/look/inspections.ts';
import { words } from '../../../lib/words/words.ts';
import { DisclosureMark } from '../../ui/disclosure-mark.tsx';
import { EmptyLine } from '../../ui/empty-line.tsx';
import { Panel } from '../../ui/panel.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { CheckSteps } from '../proof/check-steps.tsx';

type Item = InspectionList['items'][number];

const statuses = { usable: 'valid', refused: 'invalid', undecided: 'unchecked' } as const;

/** Meta's own words. */
const asSaid = (text: string) => () => <span translate="no">{text}</span>;

function GraphError({ error }: { error: NonNullable<Item['report']['graphError']> }) {
  const t = words('credentialPage');
  const codes = (['httpStatus', 'code', 'subcode', 'traceId'] as const).flatMap((code) => {
    const value = error[code];
    return value === null ? [] : [t(`inspections.errorCodes.${code}`, { value: String(value) })];
  });
  const forPeople = [error.userTitle, error.userMessage].filter(Boolean).join(': ');
  return (
    <p className="text-[13px] leading-relaxed text-muted wrap-anywhere">
      {t.rich('inspections.metaSaid', { words: asSaid(error.message) })} <br />
      {forPeople && (
        <>
          {t.rich('inspections.forPeople', { words: asSaid(forPeople) })} <br />
        </>
      )}
      {codes.join(' · ')}
    </p>
  );
}

function Inspection({ item, open, now }: { item: Item; open: boolean; now: Date }) {
  const t = words('credentialPage');
  const { report, by } = item;
  const { requested, served } = report.version;
  return (
    <li className="py-3 first:pt-0 last:pb-0">
      <details open={open} className="group">
        <summary className="flex cursor-pointer flex-wrap items-center gap-x-3 gap-y-1 rounded-sm">
          <DisclosureMark />
          <StatusBadge status={statuses[report.verdict]}>
            {t(`inspections.verdicts.${report.verdict}`)}
          </StatusBadge>
          <span className="text-[13px] text-muted">
            {t.rich('inspections.by', { by, when: () => <RelativeTime iso={item.at} now={now} /> })}
          </span>
        </summary>
        <div className="flex flex-col gap-3 pt-3 sm:pl-5">
          {report.verdict !== 'usable' && <p className="leading-relaxed">{report.message}</p>}
          <CheckSteps steps={report.steps} running={false} />
          {report.graphError && <GraphError error={report.graphError} />}
          <p className="text-[13px] text-muted">
            {t('inspections.asked', {
              requested,
              answered: served ? 'yes' : 'no',
              served: served ?? '',
              about: report.waba.id ? 'yes' : 'no',
              waba: report.waba.id ?? '',
              version: String(item.tokenVersion),
            })}
          </p>
        </div>
      </details>
    </li>
  );
}

export function Inspections({ items, now }: { items: Item[]; now: Date }) {
  const t = words('credentialPage');
  return (
    <Panel id="inspections" title={t('inspections.title')}>
      {items.length === 0 ? (
        <EmptyLine>{t('inspections.none')}</EmptyLine>
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
