import { groupsOf } from './tile-words.ts';

/** Digits in groups for the eye; copied, they are whole. */
export function GroupedId({ id }: { id: string }) {
  return (
    <span className="tabular-nums">
      {groupsOf(id).map((group, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: groups may be equal and never change places
        <span key={index} className="not-last:mr-[0.28em]">
          {group}
        </span>
      ))}
    </span>
  );
}
