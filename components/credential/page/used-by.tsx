/** The data sources and destinations that use the credential, with whom to ask about each. */
import type { DependantList } from '../../../lib/credential/look/used-by.ts';
import { EmptyLine } from '../../ui/empty-line.tsx';
import { Panel } from '../../ui/panel.tsx';
import { DependantRows } from '../delete/dependant-rows.tsx';

export function UsedBy({ list, now }: { list: DependantList; now: Date }) {
  const { items, total } = list;
  return (
    <Panel id="used-by" title="Used by">
      {items.length === 0 ? (
        <EmptyLine>No data source and no data destination uses it.</EmptyLine>
      ) : (
        <>
          <DependantRows items={items} now={now} />
          {total > items.length && (
            <p className="mt-3 text-[13px] text-muted">
              The newest {items.length} of {total}.
            </p>
          )}
        </>
      )}
    </Panel>
  );
}
