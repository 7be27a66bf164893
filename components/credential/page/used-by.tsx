/** The data sources and destinations that use the credential, with whom to ask about each. */
import type { DependantList } from '../../../lib/credential/look/used-by.ts';
import { words } from '../../../lib/words/words.ts';
import { EmptyLine } from '../../ui/empty-line.tsx';
import { Panel } from '../../ui/panel.tsx';
import { DependantRows } from '../delete/dependant-rows.tsx';

export function UsedBy({ list, now }: { list: DependantList; now: Date }) {
  const t = words('credentialPage');
  const { items, total } = list;
  return (
    <Panel id="used-by" title={t('usedBy.title')}>
      {items.length === 0 ? (
        <EmptyLine>{t('usedBy.none')}</EmptyLine>
      ) : (
        <>
          <DependantRows items={items} now={now} />
          {total > items.length && (
            <p className="mt-3 text-[13px] text-muted">
              {t('usedBy.newest', { count: items.length, total })}
            </p>
          )}
        </>
      )}
    </Panel>
  );
}
